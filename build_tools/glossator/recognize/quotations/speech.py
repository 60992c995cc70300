"""What stands in quotation marks: speech, or a title, a name, a word held at arm's length."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cues import Cue
from .marks import Pair

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
ENDINGS = frozenset(".,;:!?…—–-*_)]")
"""What a quotation's words end in where they are speech."""
BOUNDARY = re.compile(r"[.!?…:,;—–\-)\]\"”’»'][\"”’»')\]]{0,8}\s*\Z")
"""What ends before a quotation that begins a sentence of its own, or that a verb of saying introduces."""
BEHIND_SENTENCE = re.compile(r"[.!?…:][\"”’»')\]]*\s*\Z")
FEW = 2
"""Words. What is shorter and neither begins nor ends as a sentence is a word held at arm's length."""
WITHOUT_PERIOD = frozenset("「『〝")
"""Marks whose languages leave the period out before the one that closes."""
SOME = 3
"""Words. So many or fewer, in the middle of a sentence, are a name or a borrowed phrase: what they call "the house"."""
NAMING = frozenset("call calls called calling describe describes described describing".split())
"""Verbs that give names as often as they quote."""
CALLED_IT = re.compile(r"\b(?:it|him|her|them|this|that) (?:as )?\Z")
"""What stands between a verb that gives names and the name, where somebody gives it: "he called it"."""
LOOKED_AT = 400
"""Code points. The first words tell."""
TITLE_WORDS = 10
"""Words. Longer titles are rare, and longer sentences with all their words in capitals."""
SMALL = frozenset("a an and as at by de for from in la le of on or the to with".split())
"""What titles keep without capitals."""


def has_words(text: str, pair: Pair) -> bool:
    return WORD.search(text, pair.inner.start, pair.inner.end) is not None


def is_speech(text: str, pair: Pair, start: int, before: Cue | None, behind: Cue | None, *, goes_on: bool) -> bool:
    """Tell speech from scare quotes and titles.

    `start` is where the passage begins, or the quotation before ends; `goes_on` tells that it is in the same sentence.
    """
    words = WORD.findall(text, pair.inner.start, min(pair.inner.end, pair.inner.start + LOOKED_AT))
    if not words:
        return False
    head = text[max(start, pair.span.start - 8) : pair.span.start]
    last = text[max(pair.inner.start, pair.inner.end - 3) : pair.inner.end].rstrip()[-1:]
    ended = last in ENDINGS or pair.sign in WITHOUT_PERIOD
    parted = text.startswith(",", pair.span.end)
    alone = not head.strip() or BEHIND_SENTENCE.search(head) is not None
    opens = alone or BOUNDARY.search(head) is not None
    title = looks_like_title(words)
    if behind is not None and (ended or (parted and (alone or len(words) > FEW))):
        return opens or (len(words) > SOME and not title)
    if behind is not None and alone and words[0][0].isupper() and len(words) > SOME and not title:
        return True
    if before is not None and before.direct and opens:
        return ended or len(words) > FEW
    if alone:
        return (ended or (parted and not title)) and not words[0][0].islower()
    if opens and ended and words[0][0].isupper() and len(words) > 2 * FEW:
        return True
    cue = before or behind
    if goes_on:
        return len(words) >= FEW and not title
    if cue is None or cue.verb is None or title:
        return False
    if before is not None and CALLED_IT.search(head):
        return len(words) >= FEW
    return len(words) > (SOME if text[cue.verb.start : cue.verb.end].lower() in NAMING else FEW - 1)


def looks_like_title(words: Sequence[str]) -> bool:
    """Tell whether all words but small ones have capitals."""
    return len(words) <= TITLE_WORDS and all(word[0].isupper() or word[0].isdigit() or word in SMALL for word in words)
