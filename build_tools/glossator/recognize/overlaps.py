"""Of findings that overlap, which ones stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from ..model import Span

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
