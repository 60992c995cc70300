"""The timeline as a picture: SVG, whose words keep their size however wide it is shown.

Places along time are shares of its width, places across it pixels. What lies in one step of the scale is counted in
bars: upward what the texts mention, downward the documents' own dates. What is longer is a line beneath.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from markupsafe import Markup

from ..model import Dated, Day
from .time_scale import Scale, scales
from .time_words import plain, say
from .verbatim import encode
from .views import many

HEIGHT = 90
"""Pixels of the highest bar."""
LABELS, LANE, TOP = 24, 22, 18
"""Pixels: of what is written under the axis, of each line beneath, and above the highest bar."""
EDGE = 4.0
"""Percent of the width that stay free at each side, so that labels have room."""
UNEQUAL = 12
"""From so many times the usual bar, the highest one is drawn on a scale of logarithms."""
FAR = ((0.04, 2, 1.0), (0.25, 10, 1 / 52))
"""(share, times, years): dates that lie far from the others are left out where they are no more than that share, and
all would be drawn in a space so many times as small for their sake: one word of Caesar must not make a line of a year's
news, nor a coming year a point of a month's. What is shorter than those years counts as so long.
"""
MOST_LINES, MOST_LANES = 12, 6
"""Longer dates that are drawn: those that are mentioned most."""
LABEL_SHARE = 0.32
"""Of the width: what is written on a line takes about so much of a narrow picture."""
LONGEST_LABEL = 16
"""Characters on a line; what would be longer is given as EDTF writes it."""

Link = Callable[[Dated], str]
"""The address of a date's heading, as seen from the page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and what has to be said of it."""

    svg: Markup
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A date that is longer than a step of the scale."""

    dated: Dated
    count: int
    begin: float
    """Shares of the width."""
    end: float


def picture(dates: Sequence[Dated], link: Link | None, name: str) -> Picture:
    """Return the picture of dates in their order, of which there is at least one; without links it is an image."""
    near = near_one_another(dates)
    time = scale_of(near)
    short = [dated for dated in near if time.holds(dated)]
    lines, undrawn = _lines(time, [dated for dated in near if not time.holds(dated)])
    lanes = _lanes(lines)
    told, own = (Counter(time.step(dated.begins) for dated in short if dated.own is kind) for kind in (False, True))
    rule = Heights.of([*told.values(), *own.values()])
    zero = TOP + (HEIGHT if told else 0)
    below = zero + (rule.pixels(max(own.values())) if own else 0)
    height = below + LABELS + LANE * (max(lanes, default=-1) + 1) + 4
    parts = [
        *_grid(rule, zero, told),
        *draw_axis(time, zero, below),
        *_bars(time, short, told, own, rule, zero, link),
        *(_drawn(line, below + LABELS + LANE * lane, link) for line, lane in zip(lines, lanes, strict=True)),
    ]
    role = "group" if link else "img"
    svg = f'<svg class="time" role="{role}" aria-label="{encode(name)}" width="100%" height="{height}">'
    return Picture(Markup("\n".join([svg, *parts, "</svg>"])), tuple(_notes(time, dates, near, own, rule, undrawn)))


def scale_of(dates: Sequence[Dated]) -> Scale:
    """Return the finest scale in which half of the dates are no longer than a step; if there is none, the finest."""
    first, *coarser = scales(min(dated.begins for dated in dates), max(dated.ends for dated in dates))
    fitting = (time for time in (first, *coarser) if 2 * sum(map(time.holds, dates)) >= len(dates))
    return next(fitting, first)


def near_one_another(dates: Sequence[Dated]) -> Sequence[Dated]:
    """Return the dates without a few that lie far from all others, if there are such."""
    begins = sorted(_years(dated.begins) for dated in dates)
    ends = sorted(_years(dated.ends) for dated in dates)
    for share, times, least in FAR:
        left_out = int(len(dates) * share)
        windows = ((begins[before], ends[before - left_out - 1]) for before in range(left_out + 1))
        first, last = min(windows, key=lambda window: window[1] - window[0])
        length = max(0.0, last - first) + least
        if left_out and ends[-1] - begins[0] >= times * length:
            low, high = first - length, last + length
            return [dated for dated in dates if low <= _years(dated.begins) and _years(dated.ends) <= high]
    return dates


def _years(day: Day) -> float:
    year, month, date = day
    return year + (month - 1) / 12 + (date - 1) / 372


@dataclass(frozen=True, slots=True)
class Heights:
    """How high a bar of so many dates is."""

    most: int
    logarithmic: bool
    highest: int
    """Pixels of the highest bar."""

    @classmethod
    def of(cls, counts: Sequence[int], highest: int = HEIGHT) -> Heights:
        most = max(counts, default=0)
        return cls(most, bool(counts) and most > UNEQUAL * median(counts), highest)

    def pixels(self, count: int) -> int:
        if not count:
            return 0
        share = math.log1p(count) / math.log1p(self.most) if self.logarithmic else count / self.most
        return max(2, round(self.highest * share))

    def marks(self) -> list[int]:
        """Return the counts at which a line is drawn across."""
        if self.logarithmic:
            return [10**zeros for zeros in range(1, len(str(self.most)))] or [self.most]
        return [self.most]


def x_of(share: float) -> str:
    """Return a place along time, which is given as a share of the width between the edges."""
    return f"{EDGE + (100 - 2 * EDGE) * share:.3f}%"


def width_of(time: Scale, steps: float) -> str:
    """Return how wide so many steps of the scale are."""
    return f"{(100 - 2 * EDGE) * steps / (time.last + 1 - time.first):.3f}%"


def _grid(rule: Heights, zero: int, told: Counter[int]) -> Iterator[str]:
    for count in rule.marks() if told else ():
        y = zero - rule.pixels(count)
        yield f'<line class="grid" x1="{x_of(0)}" x2="{x_of(1)}" y1="{y}" y2="{y}"/>'
        yield f'<text x="0" y="{y - 3}">{count:,}</text>'


def draw_axis(time: Scale, zero: int, below: int) -> Iterator[str]:
    """Yield the axis, and below the bars what is written along it."""
    yield f'<line class="axis" x1="{x_of(0)}" x2="{x_of(1)}" y1="{zero}" y2="{zero}"/>'
    width = time.share(time.first + 1)
    for step, label in _labels(time):
        # Under its bar where it is the name of all of it, else where it begins.
        share = time.share(step) + (width / 2 if time.count == 1 else 0)
        anchor = "start" if share < LABEL_SHARE / 4 else "end" if share > 1 - LABEL_SHARE / 4 else "middle"
        yield f'<line class="tick" x1="{x_of(share)}" x2="{x_of(share)}" y1="{below}" y2="{below + 4}"/>'
        yield f'<text x="{x_of(share)}" y="{below + 16}" text-anchor="{anchor}">{encode(label)}</text>'


def _labels(time: Scale) -> Iterator[tuple[float, str]]:
    """Yield the labels; a year that the one before has already is not said again, as a phone has no room for it."""
    known = ""
    for step, label in time.labels():
        *within, year = label.split(" ", {"day": 2, "month": 1, "year": 0}[time.unit])
        yield step, " ".join(within) if within and year == known else label
        known = year


def _bars(
    time: Scale,
    short: Sequence[Dated],
    told: Counter[int],
    own: Counter[int],
    rule: Heights,
    zero: int,
    link: Link | None,
) -> Iterator[str]:
    firsts: dict[int, Dated] = {}
    for dated in short:
        firsts.setdefault(time.step(dated.begins), dated)
    for step, dated in sorted(firsts.items()):
        said = f"{time.name(step)}: {say_counts(told[step], own[step])}"
        yield linked(
            draw_bars(time, step, rule.pixels(told[step]), rule.pixels(own[step]), zero), said, link and link(dated)
        )


def draw_bars(time: Scale, step: int, up: int, down: int, zero: int) -> str:
    """Return the bars of a step, from the axis so many pixels up and down."""
    x, width = x_of(time.share(step)), width_of(time, 0.86)
    told = f'<rect class="told" x="{x}" width="{width}" y="{zero - up}" height="{up}"/>' if up else ""
    own = f'<rect class="own" x="{x}" width="{width}" y="{zero}" height="{down}"/>' if down else ""
    return told + own


def say_counts(told: int, own: int) -> str:
    """Return how many dates are mentioned, and how many are documents' own."""
    mentioned = [f"{told:,} mentioned"] if told else []
    return ", ".join([*mentioned, *([f"own date of {many(own, 'document')}"] if own else [])])


def linked(inner: str, said: str, address: str | None) -> str:
    """Return a part of a picture that says what it is, as a link if it leads anywhere."""
    title = f"<title>{encode(said)}</title>"
    if not address:
        return f"<g>{title}{inner}</g>"
    return f'<a href="{address}" aria-label="{encode(said)}">{title}{inner}</a>'


def _lines(time: Scale, long: Sequence[Dated]) -> tuple[list[Line], int]:
    """Return the lines of the dates that are mentioned most, in order, and how many dates are left without one."""
    counts = Counter(plain(dated.edtf) for dated in long)
    firsts: dict[str, Dated] = {}
    for dated in long:
        firsts.setdefault(plain(dated.edtf), dated)
    chosen = {value for value, _ in counts.most_common(MOST_LINES)}
    drawn = [(dated, counts[value]) for value, dated in firsts.items() if value in chosen]
    lines: list[Line] = []
    for dated, count in drawn:
        begin = 0.0 if dated.first is None else time.share(time.place(dated.first))
        end = 1.0 if dated.last is None else time.share(time.place(_day_after(dated.last)))
        line = Line(dated, count, begin, max(end, begin))
        if max(_lanes([*lines, line]), default=0) < MOST_LANES:
            lines.append(line)
    return lines, len(long) - sum(line.count for line in lines)


def _day_after(day: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return the day after, as far as a picture needs it: its day may be one that the month does not have."""
    return (day[0] + 1, 1, 1) if day[1:] == (12, 31) else (day[0], day[1], day[2] + 1)


def _lanes(lines: Sequence[Line]) -> list[int]:
    """Return for each line the first lane in which nothing is in its way, nor in that of its words."""
    taken: list[list[tuple[float, float]]] = []
    found = []
    for line in lines:
        begin, end = _room(line)
        lane = next((n for n, some in enumerate(taken) if all(end <= a or b <= begin for a, b in some)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((begin, end))
        found.append(lane)
    return found


def _room(line: Line) -> tuple[float, float]:
    """Return how much of the width a line takes with its words, which stand at its beginning or at its end."""
    if line.begin + LABEL_SHARE > 1:
        return min(line.begin, line.end - LABEL_SHARE), line.end
    return line.begin, max(line.end, line.begin + LABEL_SHARE)


def _drawn(line: Line, top: int, link: Link | None) -> str:
    words = say(plain(line.dated.edtf))
    short = words if len(words) <= LONGEST_LABEL else plain(line.dated.edtf)[:LONGEST_LABEL]
    at_end = line.begin + LABEL_SHARE > 1
    y = top + 17
    kind = "open" if line.dated.first is None or line.dated.last is None else "whole"
    inner = (
        f'<text x="{x_of(line.end if at_end else line.begin)}" y="{top + 12}"'
        f' text-anchor="{"end" if at_end else "start"}">{encode(short)} ({line.count:,})</text>'
        f'<line class="stretch {kind}" x1="{x_of(line.begin)}" x2="{x_of(line.end)}" y1="{y}" y2="{y}"/>'
    )
    said = f"{short} ({line.count:,}): {'' if short == words else f'{words}, '}{many(line.count, 'date')}"
    return linked(inner, said, link and link(line.dated))


def _notes(
    time: Scale, dates: Sequence[Dated], near: Sequence[Dated], own: Counter[int], rule: Heights, undrawn: int
) -> Iterator[str]:
    """Yield what the picture shows and how, in words."""
    step = time.unit if time.count == 1 else "week" if time.unit == "day" else f"{time.count:,} {time.unit}s"
    a_step = f"each {step}" if time.count == 1 or step == "week" else f"every {step}"
    yield f"Bars count the dates of {a_step}: upward those that the texts mention" + (
        ", downward the documents’ own." if own else "."
    )
    if rule.logarithmic:
        yield "Heights are on a scale of logarithms, as some bars would be too low to see."
    if any(not time.holds(dated) for dated in near):
        yield "What is longer, or less precise, is a line over all that it may mean, with how often it is mentioned."
    if undrawn:
        yield (
            f"{many(undrawn, 'such date')} more are only listed."
            if undrawn > 1
            else "One such date more is only listed."
        )
    if len(near) < len(dates):
        far = len(dates) - len(near)
        yield f"{many(far, 'date')} far from the others {'is' if far == 1 else 'are'} not drawn, only listed."
