"""People after a title that leaves no doubt: "Mr. X", "Senator X Y". The title is no part of the name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Mention
from .reading import Reading
from .trimming import is_office

EVIDENCE = 0.9
SURE_TITLES = frozenset(
    "Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Prof Prof. Sen Sen. Rep. Gov. Gen Gen. Col. Lt. Sgt. Capt. Rev. Messrs."
    " Mme Mme. Mlle".split()
)
"""Titles after which nothing but a person stands."""
LONGEST_NAME = 4


def titled(readings: Sequence[Reading]) -> Iterator[Mention]:
    """Yield the words with capitals that follow a sure title."""
    for reading in readings:
        if reading.passage.form:
            continue
        for _, chunks in reading.passage.runs:
            for chunk in chunks:
                first = _after_title(reading.tokens.words, chunk.first, chunk.end)
                words = reading.tokens.words
                if is_office(words, chunk.end):  # "Mr. President"
                    continue
                if first < chunk.end <= first + LONGEST_NAME and len(words[first]) > 1:
                    yield reading.mention(first, chunk.end, "person", "title", EVIDENCE)


def _after_title(words: Sequence[str], first: int, end: int) -> int:
    """Return the token after the last sure title of a chunk; the chunk's end where it has none."""
    for index in range(end - 1, first - 1, -1):
        if words[index] in SURE_TITLES:
            return index + 1
    return end
