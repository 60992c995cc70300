"""Spans of one text: of some that overlap which ones stand, whether a place is taken, which passage holds it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Any, TypeVar

from .model import Block, Document, Span

T = TypeVar("T")


def without_overlaps(found: Iterable[T], span: Callable[[T], Span], rank: Callable[[T], Any]) -> list[T]:
    """Return the findings that stand, in order: of those that overlap the one that ranks lowest, then the others."""
    chosen: list[T] = []
    group: list[T] = []
    end = 0
    for finding in sorted(found, key=lambda finding: span(finding).start):
        place = span(finding)
        if group and place.start >= end:
            chosen += _stand(group, span, rank)
            group, end = [], 0
        group.append(finding)
        end = max(end, place.end)
    chosen += _stand(group, span, rank)
    return chosen


def _stand(group: Sequence[T], span: Callable[[T], Span], rank: Callable[[T], Any]) -> Sequence[T]:
    """Return those that stand of findings of which each overlaps another, or of a single one."""
    if len(group) < 2:
        return group
    chosen: list[T] = []
    taken: set[int] = set()
    for finding in sorted(group, key=rank):
        places = range(span(finding).start, span(finding).end)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(finding)
    return sorted(chosen, key=lambda finding: span(finding).start)


class Taken:
    """Places of a text that are taken already; they may lie within one another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._reaches = list(accumulate((span.end for span in ordered), max))

    def overlaps(self, span: Span) -> bool:
        """Tell whether any of them has a code point of the span."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reaches[before - 1] > span.start


def block_of(blocks: Sequence[Block], span: Span) -> Block | None:
    """Return the passage that holds the whole span, or None: two lines that happen to meet are no name."""
    index = bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1
    return blocks[index] if index >= 0 and blocks[index].span.contains(span) else None


def block_at(document: Document, place: int) -> Block:
    """Return the block that begins last before or at a code point of the text."""
    return document.blocks[bisect_right(document.blocks, place, key=lambda block: block.span.start) - 1]


def trimmed(document: Document, span: Span) -> Span:
    """Return the span without the white space at its ends; of nothing else, nothing at its end."""
    words = document.words_of(span)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))
