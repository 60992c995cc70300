"""A block's text to tokens: words with what belongs to them ("U.S.", "Mr.", "Jong-un"), and single signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.){0,8}|\w+(?:['’\-‐‑]\w+|[-‐]\n[a-z]\w*)*|[^\w\s]")
"""Initials with their points; a word with its inner apostrophes and hyphens, also one that a line's end broke; or one
sign. What a part of it repeats begins with another character than the part before, so that a text is read once."""
BROKEN = re.compile(r"[-‐]\n")

ABBREVIATIONS = frozenset(
    "Mr Mrs Ms Dr Prof Gen Col Lt Sgt Capt Cpl Maj Adm Sen Rep Gov Rev Hon Pres Fr St Ste Mt Ft Jr Sr Inc Ltd Co Corp"
    " Bros Ave Blvd Cllr Supt Amb Messrs Mme Mlle".split()
)
"""Words whose point is part of them and ends no sentence."""

POSSESSIVES = ("'s", "’s", "'S", "’S")
NAME_PREFIXES = frozenset("al el ul an ar as at az ad ash abd ibn bin bint ben d l de la le o".split())
"""Lower-case words that are part of the name that a hyphen ties them to: "al-Assad"."""
MODIFIERS = frozenset(
    "led era run born like held wide made only type bred size day year old long time free area".split()
)
"""Short words that a hyphen ties to a name without being part of it: "US-led"."""
LONGEST_SYLLABLE = 5
"""Letters of a name's second syllable, as in "Jong-un" and "Ki-moon"; longer ones are words ("Moscow-based")."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one block, in order: where each starts and ends in the document's text, and its characters."""

    starts: list[int]
    ends: list[int]
    words: list[str]


def tokenize(text: str, start: int, end: int) -> Tokens:
    """Return the tokens of `text[start:end]`."""
    spans = [match.span() for match in TOKEN.finditer(text, start, end)]
    words = [text[first:last] for first, last in spans]
    if text.find("-\n", start, end) >= 0 or text.find("‐\n", start, end) >= 0:
        words = [BROKEN.sub("", word) if "\n" in word else word for word in words]
    odd = [index for index, word in enumerate(words) if not word.isalnum() and (len(word) > 1 or word == ".")]
    if odd:
        words, spans = _mended(words, spans, odd)
    return Tokens([first for first, _ in spans], [last for _, last in spans], words)


def _mended(words: list[str], spans: list[tuple[int, int]], odd: list[int]) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the tokens with points tied to their abbreviations, and with words parted where they are several."""
    new_words: list[str] = []
    new_spans: list[tuple[int, int]] = []
    done = 0
    for index in odd:
        new_words += words[done:index]
        new_spans += spans[done:index]
        done = index + 1
        word, (at, last) = words[index], spans[index]
        if word == "." and new_words and new_spans[-1][1] == at and new_words[-1] in ABBREVIATIONS:
            new_words[-1] += "."
            new_spans[-1] = (new_spans[-1][0], last)
        else:
            for piece in _pieces(word):
                new_words.append(piece)
                new_spans.append((at, at + len(piece)))
                at += len(piece)
    return new_words + words[done:], new_spans + spans[done:]


def _pieces(word: str) -> Iterator[str]:
    """Yield a word's parts: the possessive's ending apart, and apart what a hyphen ties to a name."""
    ending = ""
    if word.endswith(POSSESSIVES) and len(word) > len("'s"):
        word, ending = word[:-2], word[-2:]
    yield from _parted(word) if "-" in word else (word,)
    if ending:
        yield ending


def _parted(word: str) -> Iterator[str]:
    """Yield the parts of a word with hyphens that are no one name; each hyphen that parts is a token of its own."""
    begun = ""
    parts = word.split("-")
    for index, part in enumerate(parts):
        begun += part
        if index + 1 == len(parts):
            yield begun
        elif _belong_together(part, parts[index + 1], last=index + 2 == len(parts)):
            begun += "-"
        else:
            yield begun
            yield "-"
            begun = ""


def _belong_together(before: str, after: str, *, last: bool) -> bool:
    """Tell whether a hyphen stands within a name (or within a common word), and not between a name and another word."""
    if before[:1].isupper():
        if after[:1].islower():
            return not last or (len(after) < LONGEST_SYLLABLE and after not in MODIFIERS)
        return True
    return not after[:1].isupper() or before in NAME_PREFIXES
