"""The first date of a range or a list has its year, mostly, from the last: "13 September - 15 October 1951"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .moment import Moment, is_possible
from .raw import Dated, Raw
from .words import DASH, SPACE

LONGEST_BETWEEN = 16
"""Code points between two dates of one range."""

_BETWEEN = re.compile(
    rf"{SPACE}?(?:{DASH}|/){SPACE}?|,?{SPACE}(?:to|and|or|until|till|through){SPACE}(?:from{SPACE}|the{SPACE})?",
    re.ASCII | re.IGNORECASE,
)
_IN_LIST = re.compile(rf",{SPACE}", re.ASCII)


def share_years(text: str, raws: Sequence[Raw]) -> tuple[Raw, ...]:
    """Return the expressions; what lacks a year and is joined to a date that has one gets it."""
    shared = list(raws)
    joined = False
    for index in range(len(shared) - 2, -1, -1):
        first, last = shared[index], shared[index + 1]
        between = text[first.span.end : min(last.span.start, first.span.end + LONGEST_BETWEEN + 1)]
        dash = bool(_BETWEEN.fullmatch(between))
        joined = dash or (joined and bool(_IN_LIST.fullmatch(between)))
        if joined:
            shared[index] = _with_year(first, last)
            shared[index + 1] = _as_first(first, last)
    return tuple(shared)


def _as_first(first: Raw, last: Raw) -> Raw:
    """Return the second of "last February and March", of which last year's is meant as well."""
    a, b = first.meaning, last.meaning
    if isinstance(a, Dated) and isinstance(b, Dated) and a.toward and not a.of_year and not b.toward:
        if a.moment.year is None and b.moment.year is None and a.moment.rank and b.moment.rank:
            return replace(last, meaning=replace(b, toward=a.toward))
    return last


def _with_year(first: Raw, last: Raw) -> Raw:
    a, b = first.meaning, last.meaning
    if not (isinstance(a, Dated) and isinstance(b, Dated)) or a.toward or a.other or b.other or b.short_year:
        return first
    if a.moment.year is not None or b.moment.year is None or not a.moment.rank or not b.moment.rank:
        return first
    year = b.moment.year - ((a.moment.rank, a.moment.day) > (b.moment.rank, b.moment.day or 99))
    moment: Moment = replace(a.moment, year=year)
    if not is_possible(moment):
        return first
    return replace(first, meaning=replace(a, moment=moment), rule="range")
