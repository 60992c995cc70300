"""Two documents side by side: rows of passages that say the same, and between them what only one of them has."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Comparison, Document, Parallel, Span
from ..spans import block_at

UNTOLD = frozenset(["separator", "elision", "furniture", "page"])
"""Kinds of blocks that are not shown."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one document, within one block or, where they have a parallel, across some."""

    span: Span
    passage: str
    elsewhere: str = ""
    """The passage of the other document that says the same at another place of it; empty where none does."""


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side: both sides where the documents say the same, else one."""

    a: tuple[Piece, ...]
    b: tuple[Piece, ...]
    parallel: Parallel | None = None


def rows(comparison: Comparison, a: Document, b: Document) -> list[Row]:
    """Return both documents whole, in rows; what stands at different places of them is beside nothing, and told so."""
    chosen = in_order(comparison.parallels)
    moved = [parallel for parallel in comparison.parallels if parallel not in set(chosen)]
    ours = [(parallel.a, block_at(b, parallel.b.start).id) for parallel in moved]
    theirs = sorted((parallel.b, block_at(a, parallel.a.start).id) for parallel in moved)
    found: list[Row] = []
    at, other = 0, 0
    for parallel in [*chosen, None]:
        ends = (parallel.a.start, parallel.b.start) if parallel else (len(a.text), len(b.text))
        before, behind = tuple(_pieces(a, Span(at, ends[0]), ours)), tuple(_pieces(b, Span(other, ends[1]), theirs))
        found += [Row(before, ())] if before else []
        found += [Row((), behind)] if behind else []
        if parallel:
            found.append(Row((_whole(a, parallel.a),), (_whole(b, parallel.b),), parallel))
            at, other = parallel.a.end, parallel.b.end
    return found


def in_order(parallels: Sequence[Parallel]) -> list[Parallel]:
    """Return those parallels that stand in the same order in both documents and weigh most together.

    Those that are left stand at different places: what is told first in one document is told later in the other.
    """
    by_start = sorted(parallels, key=lambda parallel: (parallel.a.start, parallel.b.start))
    by_end = sorted(range(len(by_start)), key=lambda number: by_start[number].a.end)
    ends = sorted({parallel.b.end for parallel in parallels})
    best = Best(len(ends))
    totals: list[float] = []
    before: list[int | None] = []
    ended = 0
    for parallel in by_start:
        while by_start[by_end[ended]].a.end <= parallel.a.start:
            done = by_end[ended]
            best.put(bisect_left(ends, by_start[done].b.end), totals[done], done)
            ended += 1
        total, number = best.up_to(bisect_right(ends, parallel.b.start))
        totals.append(total + parallel.score * (len(parallel.a) + len(parallel.b)))
        before.append(number)
    step = max(range(len(totals)), key=totals.__getitem__, default=None)
    found: list[Parallel] = []
    while step is not None:
        found.append(by_start[step])
        step = before[step]
    return found[::-1]


class Best:
    """The greatest of values in places, up to any place (Fenwick, "A new data structure for cumulative frequency
    tables", 1994).
    """

    def __init__(self, places: int) -> None:
        self._tree: list[tuple[float, int | None]] = [(0.0, None)] * (places + 1)

    def put(self, place: int, value: float, what: int) -> None:
        at = place + 1
        while at < len(self._tree):
            if value > self._tree[at][0]:
                self._tree[at] = (value, what)
            at += at & -at

    def up_to(self, place: int) -> tuple[float, int | None]:
        """Return the greatest value before a place, and what has it."""
        found: tuple[float, int | None] = (0.0, None)
        while place:
            if self._tree[place][0] > found[0]:
                found = self._tree[place]
            place -= place & -place
        return found


def _whole(document: Document, span: Span) -> Piece:
    return Piece(span, block_at(document, span.start).id)


def _pieces(document: Document, within: Span, moved: Sequence[tuple[Span, str]]) -> Iterator[Piece]:
    """Yield the words of a stretch of a document, a block at a time, those apart that the other has elsewhere."""
    first = bisect_right(document.blocks, within.start, key=lambda block: block.span.end)
    last = bisect_left(document.blocks, within.end, key=lambda block: block.span.start)
    for block in document.blocks[first:last]:
        if block.kind in UNTOLD:
            continue
        start, end = max(block.span.start, within.start), min(block.span.end, within.end)
        for span, elsewhere in moved:
            if start <= span.start and span.end <= end:
                yield from _trimmed(document, Span(start, span.start), block.id)
                yield Piece(span, block.id, elsewhere)
                start = span.end
        yield from _trimmed(document, Span(start, end), block.id)


def _trimmed(document: Document, span: Span, passage: str) -> Iterator[Piece]:
    """Yield the words of the span without the white space around them, if it has any."""
    words = document.words_of(span)
    inner = words.strip()
    if any(character.isalnum() for character in inner):
        start = span.start + len(words) - len(words.lstrip())
        yield Piece(Span(start, start + len(inner)), passage)
