"""Organizations that an office is of: "Chairman of the ...", where the tagger saw only the person who follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


def _is_of_office(words: Sequence[str], first: int) -> bool:
    of = first - 2 if first > 1 and words[first - 1] == "the" else first - 1
    return of > 0 and words[of] == "of" and words[of - 1].lower() in HOLDERS
