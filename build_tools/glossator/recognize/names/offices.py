"""Organizations that an office is of: "Chairman of the ...", where the tagger saw only the person who follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ...model import Mention
from .reading import Reading
from .words import ORGANIZATION_HEADS, TITLES

EVIDENCE = 0.8
HOLDERS = TITLES | frozenset(
    "head chief member members leader deputy founder spokesman spokeswoman manager chairs".split()
)


def offices(readings: Sequence[Reading], covered: set[int]) -> Iterator[Mention]:
    """Yield the chunk, or what no mention covers of it, after "of" and an office, if it ends like an organization."""
    for reading in readings:
        words = reading.tokens.words
        for _, chunks in reading.passage.runs:
            for chunk in chunks:
                if not _is_of_office(words, chunk.first):
                    continue
                end = chunk.first
                while end < chunk.end and reading.tokens.starts[end] not in covered:
                    end += 1
                while end - chunk.first > 1 and words[end - 1].lower() not in ORGANIZATION_HEADS:
                    end -= 1
                if end - chunk.first > 1:
                    yield reading.mention(chunk.first, end, "organization", "office", EVIDENCE)


def holder(words: Sequence[str], first: int, end: int, is_first_name: Callable[[str], bool]) -> int:
    """Return where the person begins in what was taken for one name: "Chairman of the [X Committee First Last]".

    `end` where it is one name: not after an office, or no full name after what ends like an organization, and none
    that begins with a first name.
    """
    if not _is_of_office(words, first):
        return end
    full = end - SHORTEST_NAME
    if full > first and is_first_name(words[full]) and words[end - 1].lower() not in ORGANIZATION_HEADS:
        return full
    for token in range(end - SHORTEST_NAME, max(first, end - LONGEST_NAME - 1), -1):
        if words[token - 1].lower() in ORGANIZATION_HEADS and token - first > 1:
            alone = all(word[0].isupper() and word.lower() not in ORGANIZATION_HEADS for word in words[token:end])
            return token if alone else end
    return end


SHORTEST_NAME, LONGEST_NAME = 2, 3
"""Words of the full name that follows an organization."""


def _is_of_office(words: Sequence[str], first: int) -> bool:
    of = first - 2 if first > 1 and words[first - 1] == "the" else first - 1
    return of > 0 and words[of] == "of" and words[of - 1].lower() in HOLDERS
