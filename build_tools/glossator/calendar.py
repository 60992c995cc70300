"""A date of EDTF as the days that it may mean: of every form that the rules give, and that a record may hold.

EDTF is ISO 8601-2 as the Library of Congress sums it up. What is qualified (`?`, `~`, `%`) means the same days.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .model import Day, Precision

MOST_FIGURES = 15
"""Of a year: more than any science of time has, and what other programs can still hold as a number."""
KEPT = 1 << 16
"""Values that are remembered: an archive mentions the same dates again and again."""
MONTHS_OF: dict[int, tuple[int, int]] = {
    **dict.fromkeys((21, 25, 31), (3, 3)),
    **dict.fromkeys((22, 26, 32), (6, 3)),
    **dict.fromkeys((23, 27, 29), (9, 3)),
    **dict.fromkeys((24, 28, 30), (12, 3)),
    **{33 + number: (1 + 3 * number, 3) for number in range(4)},
    **{37 + number: (1 + 4 * number, 4) for number in range(3)},
    **{40 + number: (1 + 6 * number, 6) for number in range(2)},
}
"""Of EDTF's parts of a year: the month in which each begins, and how many it has. 21 to 24 are seasons of no
hemisphere, taken for the northern ones, 25 to 28 those, 29 to 32 the southern ones, 33 to 36 quarters, 37 to 39 thirds,
40 and 41 halves. A winter begins in the year that it has."""

_DATE = re.compile(r"(-?)([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?(?:T[0-9:.+\-Z]+)?\Z", re.ASCII)
_LONG_YEAR = re.compile(r"(?:Y(-?)([0-9]{1,20})(?:E([0-9]{1,2}))?|(-?)([0-9]{4}))(?:S([0-9]{1,2}))?\Z", re.ASCII)
OPEN = ("", "..")
"""The end of an interval that is not known, and that there is none."""
_QUALIFIERS = str.maketrans("", "", "?~%")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days that a date may mean; None where that is open."""

    first: Day | None
    last: Day | None
    precision: Precision


@lru_cache(maxsize=KEPT)
def stretch(edtf: str) -> Stretch | None:
    """Return the days that a value of EDTF may mean; None where it is none, or tells no day at all."""
    plain = "".join(edtf.split()).translate(_QUALIFIERS)
    if plain[:1] in ("[", "{"):
        return _set(plain)
    if "/" not in plain:
        return _single(plain)
    begin, _, end = plain.partition("/")
    return _between(begin, end, "interval")


Order = tuple[int, Day, tuple[int, ...], str]


def in_time(edtf: str) -> Order:
    """Return what documents are put in order by: by the first day of their dates, of the same the longest first.

    What is open at its beginning stands where it ends, as on the timeline. A value that tells no day comes after all
    that do, and no value at all last.
    """
    when = stretch(edtf) if edtf else None
    first, last = (when.first, when.last) if when else (None, None)
    begins = first or last
    if begins is None:
        return 1 if edtf else 2, (0, 1, 1), (), edtf
    return 0, begins, tuple(-part for part in last or begins), edtf


def days_of_month(year: int, month: int) -> int:
    """Return how many days the month has, in any year."""
    if month != 2:
        return 30 if month in (4, 6, 9, 11) else 31
    return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28


def _between(begin: str, end: str, precision: Precision) -> Stretch | None:
    """Return what lies between two dates, one of which may be open."""
    ends = [(value in OPEN, None if value in OPEN else _single(value)) for value in (begin, end)]
    if all(is_open for is_open, _ in ends) or any(not is_open and value is None for is_open, value in ends):
        return None
    (_, one), (_, other) = ends
    first, last = one.first if one else None, other.last if other else None
    return None if first and last and first > last else Stretch(first, last, precision)


def _set(plain: str) -> Stretch | None:
    """Return what lies between the first and the last of a set, `[1667,1668,1670..1672]`."""
    members = [_member(member) for member in plain[1:-1].split(",")]
    found = [member for member in members if member is not None]
    if len(found) < len(members) or plain[-1] not in "]}":
        return None
    first = None if any(member.first is None for member in found) else min(each.first for each in found if each.first)
    last = None if any(member.last is None for member in found) else max(each.last for each in found if each.last)
    return Stretch(first, last, "set")


def _member(member: str) -> Stretch | None:
    begin, dots, end = member.partition("..")
    return _between(begin, end, "set") if dots else _single(member)


def _single(plain: str) -> Stretch | None:
    match = _DATE.match(plain)
    if not match:
        return _long_year(plain)
    sign, year, month, day = match.groups()
    years = _years(sign, year)
    if month is None:
        return Stretch((years[0], 1, 1), (years[1], 12, 31), _precision_of_year(year))
    if month.isdigit() and int(month) in MONTHS_OF:
        return None if day else _part(years, int(month))
    return _with_month(years, month, day)


def _years(sign: str, digits: str) -> tuple[int, int]:
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    return (-high, -low) if sign else (low, high)


def _precision_of_year(digits: str) -> Precision:
    if "X" not in digits:
        return "year"
    return (
        "decade" if digits.index("X") == 3 else "century" if digits.endswith("XX") and digits.count("X") == 2 else "set"
    )


def _part(years: tuple[int, int], code: int) -> Stretch:
    """Return a part of a year, which may end in the next one."""
    begin, count = MONTHS_OF[code]
    after, month = divmod(begin + count - 2, 12)
    last_year = years[1] + after
    return Stretch((years[0], begin, 1), (last_year, month + 1, days_of_month(last_year, month + 1)), "sub-year")


def _with_month(years: tuple[int, int], month: str, day: str | None) -> Stretch | None:
    """Return a month or a day, of which figures may be open."""
    months = _matching(month, 12)
    longest = max((days_of_month(years[0], each) for each in months), default=0)
    days = _matching(day or "XX", longest)
    if not days:
        return None
    first = min(days[0], days_of_month(years[0], months[0]))
    last = min(days[-1], days_of_month(years[1], months[-1]))
    precision = _precision(years, months, whole=len(days) == longest, one=len(days) == 1)
    return Stretch((years[0], months[0], first), (years[1], months[-1], last), precision)


def _precision(years: tuple[int, int], months: Sequence[int], *, whole: bool, one: bool) -> Precision:
    """Return how precise a date is, from the months that it may mean, and whether it means all their days or one."""
    if years[0] != years[1]:
        return "set"
    if len(months) == 1:
        return "month" if whole else "day" if one else "set"
    return "year" if whole and len(months) == 12 else "set"


def _matching(figures: str, most: int) -> Sequence[int]:
    """Return the numbers from 1 to the most that two figures can mean, of which some may be open."""
    if "X" not in figures:
        return (int(figures),) if 1 <= int(figures) <= most else ()
    if figures == "XX":
        return range(1, most + 1)
    numbers = ((number, f"{number:02d}") for number in range(1, most + 1))
    return [number for number, told in numbers if all(a in ("X", b) for a, b in zip(figures, told, strict=False))]


def _long_year(plain: str) -> Stretch | None:
    """Return a year of any length, `Y-17E7`; or what is significant of it, `1950S2`."""
    match = _LONG_YEAR.match(plain)
    if not match:
        return None
    negative = bool(match[1] or match[4])
    figures = (match[2] or match[5]) + "0" * int(match[3] or 0)
    if len(figures) > MOST_FIGURES:
        return None
    step = 10 ** max(0, len(figures) - int(match[6])) if match[6] else 1
    low = int(figures) // step * step
    high = low + step - 1
    first, last = (-high, -low) if negative else (low, high)
    return Stretch((first, 1, 1), (last, 12, 31), "year" if step == 1 else "set")
