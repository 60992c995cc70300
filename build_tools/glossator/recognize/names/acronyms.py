"""Acronyms with their long form: "Collective Security Treaty Organization (CSTO)", and the other way round.

After Schwartz and Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions", 2003, held to names: each
letter of the acronym begins a word of the long form, in order, and small words may be passed over.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...model import Mention, Span
from .reading import Reading
from .words import ORGANIZATION_HEADS

SHORTEST, LONGEST = 2, 10
"""Letters of an acronym."""
PASSED_OVER = frozenset("of the and for on in de la du des del & to".split())


BOTH_TOLD, ONE_TOLD = 0.9, 0.75
"""How sure it is that both forms are names, where the tagger found the long one, and where it did not."""


@dataclass(frozen=True, slots=True)
class Acronym:
    """A long form and its acronym, as tokens of a reading: (first, past the last) each."""

    reading: Reading
    long: tuple[int, int]
    short: tuple[int, int]


def acronym_names(readings: Sequence[Reading], tagged: Sequence[Mention]) -> Iterator[Mention]:
    """Yield both forms of each acronym as names of one type: the type that the tagger gave the long form, or else the
    short one. What the tagger took for no name is an organization if it is called like one."""
    types = {mention.span: mention.type for mention in tagged}
    for acronym in acronyms(readings, {mention.span.end: mention.span.start for mention in tagged}):
        reading = acronym.reading
        (first, end), (short, after) = acronym.long, acronym.short
        starts, ends, words = reading.tokens.starts, reading.tokens.ends, reading.tokens.words
        told = types.get(Span(starts[first], ends[end - 1]))
        kind = told or types.get(Span(starts[short], ends[short]))
        if kind is None and not ORGANIZATION_HEADS.isdisjoint(word.lower() for word in words[first:end]):
            kind = "organization"
        if kind is not None:
            evidence = BOTH_TOLD if told else ONE_TOLD
            yield reading.mention(first, end, kind, "acronym", evidence)
            yield reading.mention(short, after, kind, "acronym", evidence)


def is_acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return SHORTEST <= len(letters) <= LONGEST and letters.isalpha() and letters.isupper()


def acronyms(readings: Sequence[Reading], names: Mapping[int, int]) -> Iterator[Acronym]:
    """Yield each acronym that stands in brackets after its long form; `names` has where names end, and begin."""
    for reading in readings:
        words = reading.tokens.words
        for index in range(1, len(words) - 2):
            if words[index] != "(" or words[index + 2] != ")" or not is_acronym(words[index + 1]):
                continue
            first = _long_form(words, index, words[index + 1])
            if first is None:
                first = _name_before(reading, index, words[index + 1], names)
            if first is not None:
                yield Acronym(reading, (first, index), (index + 1, index + 2))


def _long_form(words: Sequence[str], end: int, acronym: str) -> int | None:
    """Return the first token of the long form that ends before `end`."""
    letters = acronym.replace(".", "").lower()
    at, left = end, len(letters)
    while left and at > 0 and end - at < 2 * LONGEST:
        at -= 1
        word = words[at].lower()
        parts = [part for part in word.split("-") if part]
        if not word[0].isalnum():
            if word not in ("&", "'", "’", "'s", "’s"):
                return None
        elif word[0] == letters[left - 1]:
            left -= 1
        elif parts and len(parts) > 1 and parts[0][0] + parts[-1][0] == letters[max(0, left - 2) : left]:
            left -= 2
        elif word not in PASSED_OVER:
            return None
    return at if left == 0 and words[at][0].isupper() else None


def _name_before(reading: Reading, end: int, acronym: str, names: Mapping[int, int]) -> int | None:
    """Return the first token of a name of several words that ends before `end` and has the acronym's letters in order.

    The first letter must begin it; the others may stand within its words ("Singapore Airlines (SIA)").
    """
    tokens = reading.tokens
    start = names.get(tokens.ends[end - 1], -1)
    first = bisect_left(tokens.starts, start)
    letters = acronym.replace(".", "").lower()
    if start < 0 or end - first < 2 or not tokens.words[first].lower().startswith(letters[0]):
        return None
    rest = iter("".join(tokens.words[first:end]).lower())
    return first if all(letter in rest for letter in letters) else None
