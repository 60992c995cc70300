"""A scale of time for a picture: in what steps it is counted, and what is written along it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ..model import Dated, Day
from .time_words import MONTHS, say_month, say_year

MOST_STEPS = 90
"""Bars beside one another that can still be told apart where the picture is as wide as a phone."""
FEWEST_STEPS = 7
"""So that a single day is a bar among others' places, and no wall."""
MOST_LABELS = {"day": 3, "month": 4, "year": 5}
"""Written along the axis of a picture as wide as a phone."""
KEPT = 1 << 14
"""Places of days that are remembered: each scale that could be drawn is tried with all dates, and most are alike."""
STEPS: Sequence[tuple[Literal["day", "month", "year"], int]] = (
    ("day", 1),
    ("day", 7),
    ("month", 1),
    ("month", 3),
    *(("year", figure * 10**zeros) for zeros in range(16) for figure in (1, 2, 5)),
)
"""From the finest to the coarsest."""
EVERY: Mapping[tuple[str, int], Sequence[int]] = {
    ("month", 1): (1, 2, 3, 4, 6, 12, 24),
    ("month", 3): (1, 2, 4, 8, 20, 40),
}
"""Of steps of a month and of a quarter, which are labeled: each, or every second ..."""
BEGINNINGS: Sequence[Callable[[int, int], bool]] = (
    lambda _month, _date: True,
    lambda _month, date: date % 3 == 1 and date <= 28,
    lambda _month, date: date % 5 == 1 and date <= 26,
    lambda _month, date: date in (1, 11, 21),
    lambda _month, date: date == 1,
    lambda month, date: date == 1 and month % 3 == 1,
    lambda month, date: date == 1 and month % 6 == 1,
    lambda month, date: date == 1 and month == 1,
)
"""Of days and weeks, which days are labeled: each, or those that begin a part of a month, a month, a part of a year, a
year. Nobody looks for the 29th of April on a scale of a year.
"""


@dataclass(frozen=True, slots=True)
class Scale:
    """Time in steps, which are counted from the year 0."""

    unit: Literal["day", "month", "year"]
    count: int
    """Units of a step."""
    first: int
    """The number of the first step."""
    last: int

    def place(self, day: Day) -> float:
        """Return where a day begins, in steps."""
        return _units(self.unit, day) / self.count

    def step(self, day: Day) -> int:
        """Return the number of the step in which a day lies."""
        return int(self.place(day) // 1)

    def holds(self, dated: Dated) -> bool:
        """Tell whether a date is no longer than a step; it is counted in the one in which it begins."""
        closed = dated.first is not None and dated.last is not None
        return closed and _units(self.unit, dated.ends) - _units(self.unit, dated.begins) < self.count

    def share(self, place: float) -> float:
        """Return where that is on the way from the beginning to the end, from 0 to 1."""
        return min(1.0, max(0.0, (place - self.first) / (self.last + 1 - self.first)))

    def label(self, step: int) -> str:
        """Return what a step is called: where it begins, or what it is."""
        begin = step * self.count
        if self.unit == "year":
            return say_year(begin)
        if self.unit == "month":
            return f"{MONTHS[begin % 12][:3]} {say_year(begin // 12)}"
        return _say_day(_of_number(begin))

    def name(self, step: int) -> str:
        """Return all that a step is, in words."""
        if self.count == 1:
            return self.label(step) if self.unit != "month" else say_month(step // 12, step % 12 + 1)
        if self.unit == "day":
            return f"week from {self.label(step)}"
        last = (step + 1) * self.count - 1
        end = say_year(last) if self.unit == "year" else f"{MONTHS[last % 12][:3]} {say_year(last // 12)}"
        return f"{self.label(step)} to {end}"

    def stretch(self, first: int, last: int) -> str:
        """Return all that several steps are together, in words."""
        if first == last:
            return self.name(first)
        single = Scale(self.unit, 1, first, last)
        return f"{single.label(first * self.count)} to {single.label((last + 1) * self.count - 1)}"

    def labels(self) -> Iterator[tuple[float, str]]:
        """Yield the places that are labeled, in steps, and what is written there."""
        if self.unit == "day":
            yield from self._days()
            return
        steps = range(self.first, self.last + 1)
        for number in sizes(self):
            some = [step for step in steps if step % number == 0]
            if some and len(some) <= MOST_LABELS[self.unit]:
                yield from ((step, self.label(step)) for step in some)
                return
        yield self.first, self.label(self.first)

    def _days(self) -> Iterator[tuple[float, str]]:
        days = [(number, _of_number(number)) for number in range(self.first * self.count, (self.last + 1) * self.count)]
        for begins in BEGINNINGS:
            some = [(number, day) for number, day in days if begins(*day[1:])]
            if len(some) <= MOST_LABELS["day"]:
                yield from ((number / self.count, _say_day(day)) for number, day in some)
                return


def sizes(time: Scale) -> Iterator[int]:
    """Yield of how many steps a part of the time can be, from the fewest: as people count them."""
    yield from EVERY.get((time.unit, time.count), ())
    yield from (figure * 10**zeros for zeros in range(17) for figure in (1, 2, 5))


def _say_day(day: Day) -> str:
    year, month, date = day
    return f"{date} {MONTHS[month - 1][:3]} {say_year(year)}"


def scales(first: Day, last: Day) -> Iterator[Scale]:
    """Yield the finest scale that shows all from one day to the other in so many steps, then coarser ones."""
    found = False
    for unit, count in STEPS:
        begin, end = (int(_units(unit, day) // count) for day in (first, last))
        missing = max(0, FEWEST_STEPS - (end - begin + 1))
        if end - begin < MOST_STEPS and not (found and missing):
            found = True
            yield Scale(unit, count, begin - missing // 2, end + missing - missing // 2)


@lru_cache(maxsize=KEPT)
def _units(unit: str, day: Day) -> float:
    year, month, date = day
    if unit == "day":
        return _number(day)
    within = (date - 1) / 31
    return year * 12 + month - 1 + within if unit == "month" else year + (month - 1 + within) / 12


def _number(day: Day) -> int:
    """Count the days from 1 March of the year 0, of the Gregorian calendar in any year: months from March on have the
    same lengths in every year, 153 days in each five of them.
    """
    year, month, date = day
    year, month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + date - 1


def _of_number(number: int) -> Day:
    """Return the day of a number."""
    era, within = divmod(number, 146097)
    year = (within - within // 1460 + within // 36524 - within // 146096) // 365
    rest = within - (365 * year + year // 4 - year // 100)
    month = (5 * rest + 2) // 153
    date = rest - (153 * month + 2) // 5 + 1
    later = month >= 10
    return era * 400 + year + later, month + 3 - 12 * later, date
