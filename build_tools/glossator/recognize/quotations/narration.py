"""Who acts in the narration before a quotation: the subjects of its sentences, the nearest last."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from .genders import PERSON_NOUNS
from .phrases import (
    OPENERS,
    PAST,
    PREPOSITIONS,
    Phrase,
    Token,
    ends_sentence,
    is_verbal,
    opens_clause,
    phrase_from,
    tokens_of,
)
from .subjects import holder_of
from .verbs import BESIDE

REACH = 480
"""Code points before a quotation in which people who act are looked for: some four sentences."""
LEADING = OPENERS | frozenset("and but then so at last now here thus for yet meanwhile".split())
"""Words before a subject that begins no sentence itself: "But the old man laughed"."""

CIRCUMSTANCE = 10
"""Words of what tells where, when and how before a subject, up to a comma."""


class Act(NamedTuple):
    """A sentence of the narration by its subject."""

    subject: Phrase
    is_last: bool
    """Right before the quotation."""
    does: bool
    """A verb in the past follows, or what a name's office begins with."""


def acts(text: str, start: int, end: int, mentions: Container[int] = ()) -> list[Act]:
    """Return who acts in the sentences of a stretch, in order. What is cut at its beginning is left out."""
    first = max(start, end - REACH)
    tokens = tokens_of(text, first, end, mentions)
    sentences = _sentences(text, tokens)
    if sentences and first > start:
        sentences = sentences[1:]
    found = []
    for number, sentence in enumerate(sentences):
        subject = _subject(sentence)
        if subject is not None:
            found.append(Act(subject, number == len(sentences) - 1, _does(sentence, subject)))
    return found


def _sentences(text: str, tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """Return the sentences of a stretch; a heading, which has no period, ends at a blank line."""
    found, begun = [], 0
    for index, token in enumerate(tokens):
        behind = tokens[index + 1].start if index + 1 < len(tokens) else token.end
        if ends_sentence(tokens, index) or "\n\n" in text[token.end : behind]:
            found.append(tokens[begun : index + 1])
            begun = index + 1
    rest = tokens[begun:]
    if any(token.is_word for token in rest):
        found.append(rest)
    return [sentence for sentence in found if any(token.is_word for token in sentence)]


def _subject(sentence: Sequence[Token]) -> Phrase | None:
    """Return the noun phrase that a sentence begins with, but for what tells where and when, if it may be a person."""
    at = _behind_leading(sentence, 0)
    if at >= len(sentence) or not (sentence[at].is_capital or at):
        return None
    found = phrase_from(sentence, at)
    if found is None:
        found = _behind_circumstance(sentence, at)
    if found is None or not (found[0].is_pronoun or found[0].is_name or found[0].head in PERSON_NOUNS):
        return None
    if found[0].head in ("it", "who", "you", "they", "we"):
        return None
    return holder_of(sentence, found) or found[0]


def _behind_leading(sentence: Sequence[Token], at: int) -> int:
    while at < len(sentence) and (
        not sentence[at].is_word or sentence[at].low in LEADING or opens_clause(sentence, at)
    ):
        at += 1
    return at


def _behind_circumstance(sentence: Sequence[Token], at: int) -> tuple[Phrase, int] | None:
    """Return X in "In the hall X stopped", "With a sigh of relief, X rose": who does something in the past."""
    if sentence[at].low not in PREPOSITIONS:
        return None
    told = phrase_from(sentence, at + 1)
    comma = next((n for n in range(at, min(at + CIRCUMSTANCE, len(sentence))) if sentence[n].text == ","), None)
    if comma is not None:
        begun = comma + 1
    elif told is not None and not told[0].is_pronoun:
        begun = next((n for n in range(at + 2, told[1]) if sentence[n].is_capital), told[1])
    else:
        return None
    found = phrase_from(sentence, _behind_leading(sentence, begun))
    return found if found and found[1] < len(sentence) and is_verbal(sentence[found[1]]) else None


def _does(sentence: Sequence[Token], subject: Phrase) -> bool:
    following = next((token for token in sentence if token.start >= subject.span.end), None)
    if following is None:
        return False
    return (
        following.text in (",", "of")
        or following.low in PAST
        or following.low in BESIDE
        or following.low.endswith("ed")
    )
