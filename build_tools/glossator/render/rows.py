"""Two documents side by side: rows of passages that say the same, and between them what only one of them has."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from ..model import Comparison, Document, Parallel, Span
from ..spans import block_at, trimmed

UNTOLD = frozenset(["separator", "elision", "furniture", "page"])
"""Kinds of blocks that are not shown."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where the other document says the same at another place of it."""

    passage: str
    parallel: Parallel


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one document, within one block or, where they have a parallel, across some."""

    span: Span
    passage: str
    elsewhere: Elsewhere | None = None
    """None where the other document has no such place."""


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side: both sides where the documents say the same, else one."""

    a: tuple[Piece, ...]
    b: tuple[Piece, ...]
    parallel: Parallel | None = None
    compared: bool = True
    """False of what stands behind the end of what was compared: the other may have it, too."""


def rows(comparison: Comparison, a: Document, b: Document) -> list[Row]:
    """Return both documents whole, in rows; what stands at different places of them is beside nothing, and told so."""
    chosen = in_order(comparison.parallels)
    moved = set(comparison.parallels) - set(chosen)
    ours = _places((parallel.a, Elsewhere(block_at(b, parallel.b.start).id, parallel)) for parallel in moved)
    theirs = _places((parallel.b, Elsewhere(block_at(a, parallel.a.start).id, parallel)) for parallel in moved)
    found: list[Row] = []
    at, other = 0, 0
    for parallel in [*chosen, None]:
        ends = (parallel.a.start, parallel.b.start) if parallel else (len(a.text), len(b.text))
        before, behind = (
            _parted(Span(begin, end), until)
            for begin, end, until in zip((at, other), ends, comparison.until, strict=True)
        )
        for compared, within, there in zip((True, False), before, behind, strict=True):
            found += [Row(some, (), compared=compared) for some in _alike(_pieces(a, within, ours))]
            found += [Row((), some, compared=compared) for some in _alike(_pieces(b, there, theirs))]
        if parallel:
            found.append(Row((_whole(a, parallel.a),), (_whole(b, parallel.b),), parallel))
            at, other = parallel.a.end, parallel.b.end
    return found


def _places(moved: Iterable[tuple[Span, Elsewhere]]) -> list[tuple[Span, Elsewhere]]:
    return sorted(moved, key=lambda each: (each[0], each[1].parallel.a, each[1].parallel.b))


def _alike(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces in their order, those together that the other has elsewhere, and those that it has not."""
    for _, some in groupby(pieces, key=lambda piece: piece.elsewhere is None):
        yield tuple(some)


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


def _parted(span: Span, until: int | None) -> tuple[Span, Span]:
    """Return what of a stretch was compared, and what was not."""
    end = span.end if until is None else min(max(until, span.start), span.end)
    return Span(span.start, end), Span(end, span.end)


def _whole(document: Document, span: Span) -> Piece:
    return Piece(trimmed(document, span), block_at(document, span.start).id)


def _pieces(document: Document, within: Span, moved: Sequence[tuple[Span, Elsewhere]]) -> Iterator[Piece]:
    """Yield the words of a stretch of a document, a block at a time, those apart that the other has elsewhere.

    `moved` are in order; those that reach out of the stretch have words that stand beside others.
    """
    first = bisect_right(document.blocks, within.start, key=lambda block: block.span.end)
    last = bisect_left(document.blocks, within.end, key=lambda block: block.span.start)
    inner = moved[bisect_left(moved, within.start, key=_start) : bisect_left(moved, within.end, key=_start)]
    left = deque((span, elsewhere) for span, elsewhere in inner if span.end <= within.end)
    for block in document.blocks[first:last]:
        start, end = max(block.span.start, within.start), min(block.span.end, within.end)
        while left and left[0][0].end <= start:
            left.popleft()
        if block.kind in UNTOLD:
            continue
        for span, elsewhere in takewhile(lambda each: each[0].start < end, left):  # noqa: B023 - used at once
            if start <= max(span.start, block.span.start) < span.end:
                yield from _trimmed(document, Span(start, max(start, span.start)), block.id)
                start = min(span.end, end)
                yield from _trimmed(document, Span(max(span.start, block.span.start), start), block.id, elsewhere)
        yield from _trimmed(document, Span(start, end), block.id)


def _start(each: tuple[Span, Elsewhere]) -> int:
    return each[0].start


def _trimmed(document: Document, span: Span, passage: str, elsewhere: Elsewhere | None = None) -> Iterator[Piece]:
    """Yield the words of the span without the white space around them, if it has any."""
    inner = trimmed(document, span)
    if any(character.isalnum() for character in document.words_of(inner)):
        yield Piece(inner, passage, elsewhere)
