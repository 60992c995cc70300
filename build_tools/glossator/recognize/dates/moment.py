"""Points and stretches of the calendar, as precise as words tell them, and how EDTF writes them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24
"""EDTF's codes of seasons that are bound to no hemisphere."""
FIRST_QUARTER = 33
FIRST_HALF = 40
"""EDTF's codes, level 2: 33 to 36 are quarters, 40 and 41 halves of a year."""
SEASON_MONTHS = {SPRING: 3, SUMMER: 6, AUTUMN: 9, WINTER: 12, 33: 1, 34: 4, 35: 7, 36: 10, 40: 1, 41: 7}
"""The month in which each begins, by which a season takes its place among months."""
LAST_YEAR = 9999
"""EDTF's years have four digits; so have Python's."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as it is known. What is 0 is not told; a season stands in a month's place."""

    year: int | None = None
    """Astronomical: 44 BC is -43."""
    month: int = 0
    day: int = 0
    season: int = 0
    """EDTF's code of a season, a quarter or a half."""
    open_digits: int = 0
    """Of the year, from its end, those that are not told: 1 for a decade, 2 for a century."""
    approximate: bool = False
    uncertain: bool = False

    @property
    def is_day(self) -> bool:
        return self.year is not None and bool(self.month and self.day)

    @property
    def rank(self) -> int:
        """The month of the year in which it lies or begins; 0 where only a year is told."""
        return self.month or SEASON_MONTHS.get(self.season, 0)


def is_possible(moment: Moment) -> bool:
    """Tell whether there is such a date; where no year is told, whether some year has it."""
    if moment.year is not None and not -LAST_YEAR <= moment.year <= LAST_YEAR:
        return False
    if not moment.month:
        return not moment.day
    if not moment.day:
        return moment.month <= 12
    leap = moment.year is None or (moment.year % 4 == 0 and (moment.year % 100 != 0 or moment.year % 400 == 0))
    return moment.month <= 12 and moment.day <= monthrange(2000 if leap else 2001, moment.month)[1]


def edtf(moment: Moment) -> str:
    """Write the date; nothing without a year. EDTF has no qualified seasons, so an approximate one is plain."""
    if moment.year is None or not is_possible(moment):
        return ""
    digits = f"{abs(moment.year):04d}"
    if moment.open_digits:
        digits = digits[: -moment.open_digits] + "X" * moment.open_digits
    value = ("-" if moment.year < 0 else "") + digits
    if moment.season:
        return f"{value}-{moment.season:02d}"
    value += f"-{moment.month:02d}" if moment.month else ""
    value += f"-{moment.day:02d}" if moment.day else ""
    return value + (
        "%" if moment.approximate and moment.uncertain else "~" * moment.approximate + "?" * moment.uncertain
    )


_EDTF_START = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?![0-9X])")


def astronomical(year: int, era: str) -> int:
    """Count as ISO 8601 does, in which 1 BC is the year 0."""
    return 1 - year if era.startswith("B") else year


def last_year(first: int, digits: str) -> int:
    """Return the year in which a range ends, of which the last figures may be told alone: "1914-18"."""
    return int(digits) if len(digits) == len("1914") else first // 100 * 100 + int(digits)


def parse_record_date(value: str) -> Moment | None:
    """Read the date of a document's record: of an interval, what both of its ends have in common."""
    first, *others = (_parse(end) for end in value.split("/"))
    for other in others:
        first = _common(first, other)
    return first


def _parse(value: str) -> Moment | None:
    match = _EDTF_START.match(value)
    if not match:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    if month > 12:
        return Moment(year)
    moment = Moment(year, month, day)
    return moment if is_possible(moment) else None


def _common(a: Moment | None, b: Moment | None) -> Moment | None:
    if a is None or b is None or a.year != b.year:
        return None
    if not a.month or a.month != b.month:
        return Moment(a.year)
    return Moment(a.year, a.month, a.day if a.day == b.day else 0)


def shift_days(moment: Moment, days: int) -> Moment | None:
    """Return the day so many days away; nothing where no day is told or the calendar ends."""
    try:
        return of_date(_date(moment) + timedelta(days=days))
    except (ValueError, OverflowError):
        return None


def weekday(moment: Moment) -> int | None:
    """Return the day of the week, Monday being 0."""
    try:
        return _date(moment).weekday()
    except ValueError:
        return None


def julian_weekday(moment: Moment) -> int | None:
    """Return the day of the week of a day told in the Julian calendar; Meeus, "Astronomical Algorithms", chapter 7."""
    if moment.year is None:
        return None
    year, month = (moment.year, moment.month) if moment.month > 2 else (moment.year - 1, moment.month + 12)
    return (1461 * (year + 4716) // 4 + 306001 * (month + 1) // 10000 + moment.day - 1524) % 7


def days_between(first: Moment, last: Moment) -> int:
    """Return how many days one day lies after another; both are whole dates of our era."""
    return (_date(last) - _date(first)).days


def _date(moment: Moment) -> date:
    return date(moment.year or 0, moment.month, moment.day)


def of_date(day: date) -> Moment:
    return Moment(day.year, day.month, day.day)


def shift_months(moment: Moment, months: int) -> Moment | None:
    """Return the month so many months away; nothing where no month is told."""
    if moment.year is None or not moment.month:
        return None
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    return _in_calendar(Moment(year, month + 1))


def shift_years(moment: Moment, years: int, open_digits: int = 0) -> Moment | None:
    """Return the year so many years away, or the decade or century that it lies in."""
    if moment.year is None:
        return None
    step = 10**open_digits
    year = moment.year + years
    return _in_calendar(Moment(year // step * step, open_digits=open_digits))


def _in_calendar(moment: Moment) -> Moment | None:
    return moment if is_possible(moment) else None


def week_of(moment: Moment) -> tuple[Moment, Moment] | None:
    """Return Monday and Sunday of the week in which a day lies."""
    number = weekday(moment)
    if number is None:
        return None
    monday, sunday = shift_days(moment, -number), shift_days(moment, 6 - number)
    return (monday, sunday) if monday and sunday else None


def approximately(moment: Moment) -> Moment:
    return replace(moment, approximate=True)
