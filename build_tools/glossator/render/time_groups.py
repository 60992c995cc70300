"""Dates under headings: by year, month and day, each as precise as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Dated
from .time_words import plain, say, say_month, say_year

YEAR, MONTH, DAY = 2, 3, 4
"""Levels of headings, by what their dates are as precise as."""
LAST_MONTH, LAST_DAY = 12, 31


@dataclass(frozen=True, slots=True)
class Group:
    """A heading, and the dates that stand under it; a year or a month may have none of its own."""

    level: int
    id: str
    heading: str
    dates: tuple[Dated, ...]


def groups(dates: Sequence[Dated]) -> list[Group]:
    """Return the dates under their headings, in the order of time; `dates` are in that order already.

    What is longer than a year, a month or a day stands where it begins, as what it is.
    """
    taken: set[str] = set()
    return [
        Group(level, _distinct(id_, taken), heading, dates)
        for level, id_, heading, dates in _with_parents(_same(dates))
    ]


def group_id(dated: Dated) -> str:
    """Return the id of the heading of a date."""
    return _id(plain(dated.edtf))


def level_of(dated: Dated) -> int:
    """Return the level of the heading: what begins with a year and is as long belongs among years, and so on."""
    (_, month, day), last = dated.begins, dated.last
    if dated.first is None or day != 1:
        return DAY
    if month == 1 and (last is None or last[0] > dated.begins[0] or last[1:] == (LAST_MONTH, LAST_DAY)):
        return YEAR
    return MONTH if last is None or last[:2] > dated.begins[:2] or dated.precision == "month" else DAY


def _same(dates: Sequence[Dated]) -> dict[str, list[Dated]]:
    found: dict[str, list[Dated]] = {}
    for dated in dates:
        found.setdefault(plain(dated.edtf), []).append(dated)
    return found


Heading = tuple[int, str, str, tuple[Dated, ...]]


def _with_parents(same: dict[str, list[Dated]]) -> Iterator[Heading]:
    """Yield the headings, and before what lies within a year or a month that of the year and the month."""
    year: int | None = None
    month: tuple[int, int] | None = None
    for value, dates in same.items():
        begins, level = dates[0].begins, level_of(dates[0])
        here = {YEAR: f"{_figures(begins[0])}", MONTH: f"{_figures(begins[0])}-{begins[1]:02d}"}
        if level > YEAR and year != begins[0]:
            yield YEAR, _id(here[YEAR]), say_year(begins[0]), ()
            year = begins[0]
        if level > MONTH and month != begins[:2]:
            yield MONTH, _id(here[MONTH]), say_month(*begins[:2]), ()
            month = begins[:2]
        year = begins[0] if value == here[YEAR] else year
        month = begins[:2] if value == here[MONTH] else month
        yield level, _id(value), say(value), tuple(dates)


def _figures(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def _id(value: str) -> str:
    """Return an id for a plain value: the value itself where it is a plain date."""
    readable = value.replace("/", "-to-").replace("..", "open").replace("[", "one-of-").replace("{", "all-of-")
    return f"t-{re.sub('[^0-9a-z-]', '-', readable.lower())}"


def _distinct(id_: str, taken: set[str]) -> str:
    """Return the id, with a number where another heading of the page has it."""
    number, distinct = 1, id_
    while distinct in taken:
        number += 1
        distinct = f"{id_}-{number}"
    taken.add(distinct)
    return distinct
