"""The timeline as a strip for the home page: the bars of its picture, smaller, and few links to the list of dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..model import Dated
from .time_scale import Scale, sizes
from .timeline_picture import (
    LABELS,
    Heights,
    draw_axis,
    draw_bars,
    linked,
    near_one_another,
    say_counts,
    scale_of,
    width_of,
    x_of,
)
from .verbatim import encode

HIGHEST, TOP = 48, 4
"""Pixels of the highest bar, and above it."""
MOST_PARTS = 12
"""Links of a strip: at 320 pixels each is as wide as a finger needs (24 pixels, WCAG 2.5.8)."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip, and how many of the dates it does not show."""

    svg: Markup
    own: bool
    """Whether it shows dates of the documents' own."""
    undrawn: int


def strip(dates: Sequence[Dated], link: Callable[[Dated], str], name: str) -> Strip | None:
    """Return the strip of dates in their order; None where none of them is short enough for a bar."""
    if not dates:
        return None
    near = near_one_another(dates)
    time = scale_of(near)
    drawn = [dated for dated in near if time.holds(dated)]
    if not drawn:
        return None
    told, own = (Counter(time.step(dated.begins) for dated in drawn if dated.own is kind) for kind in (False, True))
    rule = Heights.of([*told.values(), *own.values()], HIGHEST)
    zero = TOP + (HIGHEST if told else 0)
    below = zero + (rule.pixels(max(own.values())) if own else 0)
    parts = [*draw_axis(time, zero, below), *_parts(time, drawn, told, own, rule, zero, below, link)]
    svg = f'<svg class="time" role="group" aria-label="{encode(name)}" width="100%" height="{below + LABELS}">'
    return Strip(Markup("\n".join([svg, *parts, "</svg>"])), bool(own), len(dates) - len(drawn))


def _parts(
    time: Scale,
    drawn: Sequence[Dated],
    told: Counter[int],
    own: Counter[int],
    rule: Heights,
    zero: int,
    below: int,
    link: Callable[[Dated], str],
) -> Iterator[str]:
    """Yield each part of the time that has dates, as a link to the first of them."""
    size = _size(time)
    firsts: dict[int, Dated] = {}
    for dated in drawn:
        firsts.setdefault(time.step(dated.begins) // size, dated)
    for number, dated in sorted(firsts.items()):
        first, last = max(number * size, time.first), min((number + 1) * size - 1, time.last)
        steps = range(first, last + 1)
        # All of the part's ground can be clicked, as bars are thin.
        ground = (
            f'<rect class="ground" x="{x_of(time.share(first))}" width="{width_of(time, len(steps))}"'
            f' y="0" height="{below}"/>'
        )
        bars = "".join(draw_bars(time, step, rule.pixels(told[step]), rule.pixels(own[step]), zero) for step in steps)
        counted = say_counts(sum(told[step] for step in steps), sum(own[step] for step in steps))
        yield linked(ground + bars, f"{time.stretch(first, last)}: {counted}", link(dated))


def _size(time: Scale) -> int:
    """Return how many steps a part has: as few as make no more parts than there can be."""
    parts = (size for size in sizes(time) if time.last // size - time.first // size < MOST_PARTS)
    return next(parts)
