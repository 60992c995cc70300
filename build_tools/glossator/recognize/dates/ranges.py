"""The first date of a range or a list has its year, mostly, from the last: "13 September - 15 October 1951"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from .moment import is_possible
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
    """Return the expressions; of two that are joined, each gets what only the other tells of the year."""
    shared = list(raws)
    joined = False
    for index in range(len(shared) - 2, -1, -1):
        first, last = shared[index], shared[index + 1]
        between = text[first.span.end : min(last.span.start, first.span.end + LONGEST_BETWEEN + 1)]
        joined = bool(_BETWEEN.fullmatch(between)) or (joined and bool(_IN_LIST.fullmatch(between)))
        if joined:
            shared[index] = _with_year_of(first, last)
            shared[index + 1] = _pointed_as(first, last)
    return tuple(shared)


def _with_year_of(first: Raw, last: Raw) -> Raw:
    a, b = first.meaning, last.meaning
    if not _lacks_year(a) or not isinstance(b, Dated) or b.moment.year is None or b.short_year or b.other:
        return first
    if not b.moment.rank:
        return first
    later = (a.moment.rank, a.moment.day) > (b.moment.rank, b.moment.day or a.moment.day)
    moment = replace(a.moment, year=b.moment.year - later)
    return replace(first, meaning=replace(a, moment=moment), rule="range") if is_possible(moment) else first


def _pointed_as(first: Raw, last: Raw) -> Raw:
    """Return the second of "last February and March", of which last year's is meant as well."""
    a, b = first.meaning, last.meaning
    if not isinstance(a, Dated) or not a.toward or a.of_year or a.moment.year is not None or not _lacks_year(b):
        return last
    return replace(last, meaning=replace(b, toward=a.toward))


def _lacks_year(meaning: object) -> TypeGuard[Dated]:
    """Tell whether it is a month or a season, or a day of one, whose year nothing tells."""
    if not isinstance(meaning, Dated) or meaning.toward or meaning.other:
        return False
    return meaning.moment.year is None and bool(meaning.moment.rank)
