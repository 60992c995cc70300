"""Which other documents say the same as a passage, and which a document is compared with, as its page tells it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import SUREST, Comparison, Document, ParallelKind, Span
from ..spans import block_at

KINDS: Mapping[ParallelKind, str] = {"reprint": "word for word", "edited": "edited", "paraphrase": "in other words"}
"""How each kind of parallel is told."""
UNSURE = 0.7
"""The probability below which it is told that a parallel is not sure."""
MOST_COMPARED = 8
"""Compare pages that a document is on, at most: those with which it has most in common. Seven translations of one text
are each compared with all others; of a thousand copies, no two in a thousand are.
"""
NEARLY_NONE, NEARLY_ALL = 0.01, 0.99
"""The least share that is told where there is one, and the most where it is not all."""
WORDLESS = frozenset({"separator", "elision", "page"})
"""Kinds of blocks that say nothing: a span from one passage to the next but one passes over them."""
FEWEST = 3
"""Parallels from which two documents have a page of their own; fewer are told in their margins alone."""
SHARE = 0.2
"""The share of the shorter document that stands in the other, from which they have one whatever their number."""


@dataclass(frozen=True, slots=True)
class Also:
    """A passage of another document that says the same."""

    document: str
    title: str
    passage: str
    kind: ParallelKind
    score: float


@dataclass(frozen=True, slots=True)
class Compared:
    """A document that another one is compared with."""

    document: str
    title: str
    parallels: int
    share: float
    """Of its words in the one that it is told of, from 0 to 1: what part of that one's text stands in it."""
    page: tuple[str, str] | None
    """The ids of the two, in the order in which their page has them; None where they have none."""


def shares(comparison: Comparison, a: Document, b: Document) -> tuple[float, float]:
    """Return what part of each document's text stands in the other, from 0 to 1, in code points without white space."""
    return (
        _covered((parallel.a for parallel in comparison.parallels), a.text),
        _covered((parallel.b for parallel in comparison.parallels), b.text),
    )


def _covered(spans: Iterable[Span], text: str) -> float:
    covered = position = 0
    for span in sorted(spans):
        covered += _letters(text, max(position, span.start), span.end)
        position = max(position, span.end)
    return covered / max(1, _letters(text, 0, len(text)))


def _letters(text: str, start: int, end: int) -> int:
    """Return how many code points there are that are neither spaces nor line breaks."""
    return max(0, end - start) - text.count(" ", start, end) - text.count("\n", start, end)


def percent(share: float) -> str:
    """Return a share in percent, as people are told it: 100 % is all, and 0 % is nothing."""
    return f"{share:.0%}" if share in {0, 1} else f"{min(max(share, NEARLY_NONE), NEARLY_ALL):.0%}"


def likely(score: float) -> str:
    """Return how likely a parallel is in percent, as people are told it: never wholly, as no person looked at it."""
    return f"{min(score, SUREST):.0%}"


def compared(
    comparisons: Iterable[Comparison], documents: Mapping[str, Document]
) -> Mapping[str, tuple[Compared, ...]]:
    """Return, by a document's id, those that it is compared with, the one with most in common first."""
    weighed = []
    for comparison in comparisons:
        a, b = documents[comparison.a], documents[comparison.b]
        of_a, of_b = shares(comparison, a, b)
        weighed.append((comparison, of_a, of_b, of_a * len(a.text)))
    paged = _paged(weighed)
    found: dict[str, list[tuple[float, Compared]]] = defaultdict(list)
    for comparison, of_a, of_b, weight in weighed:
        page = (comparison.a, comparison.b) if (comparison.a, comparison.b) in paged else None
        for one, other, share in ((comparison.a, comparison.b, of_a), (comparison.b, comparison.a, of_b)):
            told = Compared(other, documents[other].title, len(comparison.parallels), round(share, 3), page)
            found[one].append((-weight, told))
    return {
        document: tuple(told for _, told in sorted(some, key=lambda each: (each[0], each[1].document)))
        for document, some in found.items()
    }


def _paged(weighed: Sequence[tuple[Comparison, float, float, float]]) -> frozenset[tuple[str, str]]:
    """Return which pairs have a page: those with enough in common, of each document the first few."""
    counts: dict[str, int] = defaultdict(int)
    paged = set()
    for comparison, of_a, of_b, _ in sorted(weighed, key=lambda each: (-each[3], each[0].a, each[0].b)):
        enough = len(comparison.parallels) >= FEWEST or max(of_a, of_b) >= SHARE
        if enough and max(counts[comparison.a], counts[comparison.b]) < MOST_COMPARED:
            counts[comparison.a] += 1
            counts[comparison.b] += 1
            paged.add((comparison.a, comparison.b))
    return frozenset(paged)


def also_in(
    comparisons: Iterable[Comparison], documents: Mapping[str, Document]
) -> Mapping[str, tuple[tuple[str, tuple[Also, ...]], ...]]:
    """Return, by a document's id, what says the same as each of its passages, the likeliest first."""
    found: dict[str, dict[str, dict[tuple[str, str], Also]]] = defaultdict(lambda: defaultdict(dict))
    for comparison in comparisons:
        a, b = documents[comparison.a], documents[comparison.b]
        for parallel in comparison.parallels:
            for one, span, other, there in ((a, parallel.a, b, parallel.b), (b, parallel.b, a, parallel.a)):
                place = block_at(other, there.start).id
                told = Also(other.id, other.title, place, parallel.kind, parallel.score)
                for passage in _passages(one, span):
                    known = found[one.id][passage].get((other.id, place))
                    if known is None or known.score < told.score:
                        found[one.id][passage][other.id, place] = told
    return {
        document: tuple((passage, tuple(sorted(some.values(), key=_rank))) for passage, some in passages.items())
        for document, passages in found.items()
    }


def _rank(also: Also) -> tuple[float, str, str]:
    return -also.score, also.document, also.passage


def _passages(document: Document, span: Span) -> Iterator[str]:
    """Yield the ids of the blocks that a span has words of."""
    first = bisect_right(document.blocks, span.start, key=lambda block: block.span.end)
    last = bisect_left(document.blocks, span.end, key=lambda block: block.span.start)
    yield from (block.id for block in document.blocks[first:last] if block.kind not in WORDLESS)
