"""What the dates of a range or a list tell of one another: "13 September - 15 October 1951", "Monday to Friday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from .moment import is_possible
from .raw import Dated, Raw, Weekday
from .words import DASH, SPACE

LONGEST_BETWEEN = 16
"""Code points between two dates of one range."""

_BETWEEN = re.compile(
    rf"{SPACE}?(?:{DASH}|/){SPACE}?|,?{SPACE}(?:to|and|or|until|till|through){SPACE}(?:from{SPACE}|the{SPACE})?"
    rf"|{SPACE}(?:bis|und|au|et|al|y|по|и){SPACE}",
    re.IGNORECASE,
)
"""In English, and in the languages that texts beside it are mostly in."""
_EITHER = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)
"""Joins what is no range, but after "between"."""
_BEFORE_RANGE = re.compile(r"\bbetween\s$", re.IGNORECASE)
_LONGEST_BEFORE = len("between ") + 1
_IN_LIST = re.compile(rf",{SPACE}")


def share(text: str, raws: Sequence[Raw]) -> tuple[Raw, ...]:
    """Return the expressions; of two that are joined, each gets what only the other tells."""
    shared = list(raws)
    in_list = False
    for index in range(len(shared) - 2, -1, -1):
        first, last = shared[index], shared[index + 1]
        between = text[first.span.end : min(last.span.start, first.span.end + LONGEST_BETWEEN + 1)]
        in_list = bool(_BETWEEN.fullmatch(between)) or (in_list and bool(_IN_LIST.fullmatch(between)))
        if in_list:
            shared[index] = _with_year_of(first, last)
            shared[index + 1] = _pointed_as(first, last)
            before = text[max(0, first.span.start - _LONGEST_BEFORE) : first.span.start]
            if _BEFORE_RANGE.search(before) or not _EITHER.search(between):
                shared[index : index + 2] = _as_range(shared[index], shared[index + 1])
    return tuple(shared)


def _as_range(first: Raw, last: Raw) -> tuple[Raw, Raw]:
    """Return the two weekdays of "Monday through Friday" as a range; of anything else, itself."""
    a, b = first.meaning, last.meaning
    if not isinstance(a, Weekday) or not isinstance(b, Weekday) or a.toward or b.toward:
        return first, last
    return replace(first, meaning=replace(a, ends=b.number), rule="range"), replace(last, rule="range")


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
