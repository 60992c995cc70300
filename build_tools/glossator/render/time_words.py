"""Dates of EDTF in words, as headings say them: never more precise than they are."""

from __future__ import annotations

import re
from functools import lru_cache

MONTHS = "January February March April May June July August September October November December".split()
PARTS = {
    **{
        first + number: name for first in (21, 25) for number, name in enumerate(("Spring", "Summer", "Fall", "Winter"))
    },
    **{29 + number: f"{name} (southern)" for number, name in enumerate(("Spring", "Summer", "Fall", "Winter"))},
    **{33 + number: f"{name} quarter of" for number, name in enumerate(("First", "Second", "Third", "Fourth"))},
    **{37 + number: f"{name} four months of" for number, name in enumerate(("First", "Second", "Third"))},
    **{40 + number: f"{name} half of" for number, name in enumerate(("First", "Second"))},
}
"""EDTF's parts of a year."""
DOUBT = {"?": "uncertain", "~": "approximate", "%": "approximate and uncertain"}
MOST_MEMBERS = 4
"""Of a set, so many are said; a longer one stands as EDTF writes it."""
KEPT = 1 << 15
"""Values whose words are remembered."""

_DATE = re.compile(r"(-?)([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z", re.ASCII)
_OPEN_YEAR = re.compile(r"(-?)([0-9]{2})([0-9])?X{1,2}\Z", re.ASCII)
_TIME = re.compile(r"T[0-9:.+\-Z]+")
_FIRST_HUNDRED = 1000
"""Years before it are said with their era, as they would read as mere numbers."""


@lru_cache(maxsize=KEPT)
def plain(edtf: str) -> str:
    """Return the value without qualifiers, times of day and white space: what shares a heading is the same so."""
    return _TIME.sub("", "".join(edtf.split())).translate(str.maketrans("", "", "?~%"))


def doubt(edtf: str) -> str:
    """Return what a value's qualifiers say, or nothing."""
    signs = {sign for sign in edtf if sign in DOUBT}
    return DOUBT["%"] if len(signs) > 1 else DOUBT[signs.pop()] if signs else ""


def say_date(edtf: str) -> str:
    """Return a value in words, with what its qualifiers say."""
    said, doubted = say(plain(edtf)), doubt(edtf)
    return f"{said} ({doubted})" if doubted else said


@lru_cache(maxsize=KEPT)
def say(value: str) -> str:
    """Return a plain value in words; what words would only blur is given as EDTF writes it."""
    if value[:1] in "[{" and value:
        return _set(value)
    begin, slash, end = value.partition("/")
    if not slash:
        return _single(value) or value
    if begin in ("", ".."):
        return f"Until {_single(end) or end}"
    if end in ("", ".."):
        return f"From {_single(begin) or begin} on"
    return _range(begin, end)


def say_year(year: int) -> str:
    if year <= 0:
        return f"{1 - year} BC"
    return str(year) if year >= _FIRST_HUNDRED else f"AD {year}"


def say_month(year: int, month: int) -> str:
    return f"{MONTHS[month - 1]} {say_year(year)}"


def say_century(first: int) -> str:
    """Return the hundred years from the one that is given, which ends in 00."""
    number = first // 100 + 1 if first >= 0 else -first // 100 + 1
    return f"{number}{_ending(number)} century{' BC' if first < 0 else ''}"


def say_decade(first: int) -> str:
    """Return the ten years from the one that is given, which ends in 0."""
    return f"{first}s" if first >= _FIRST_HUNDRED else f"{say_year(first)} to {say_year(first + 9)}"


def _set(value: str) -> str:
    members = [_single(member) for member in value[1:-1].split(",")]
    if len(members) > MOST_MEMBERS or not all(members):
        return value
    return (" or " if value[0] == "[" else " and ").join(filter(None, members))


def _range(begin: str, end: str) -> str:
    """Return both ends; what they share is said once."""
    first, last = _DATE.match(begin), _DATE.match(end)
    said = (_single(begin) or begin, _single(end) or end)
    if said[0] == said[1]:
        return said[0]
    if first and last and begin[:-3] == end[:-3]:
        if first[4] and last[4]:
            return f"{int(first[4])} to {said[1]}"
        if first[3] and last[3]:
            return f"{said[0].split(' ')[0]} to {said[1]}"
    return " to ".join(said)


def _single(value: str) -> str:
    """Return a single date in words, or nothing."""
    match = _DATE.match(value)
    if not match:
        return _open_year(value)
    year = int(match[1] + match[2])
    if not match[3]:
        return say_year(year)
    month = int(match[3])
    if month in PARTS:
        return f"{PARTS[month]} {say_year(year)}"
    if not 1 <= month <= len(MONTHS):
        return ""
    return f"{int(match[4])} {say_month(year, month)}" if match[4] else say_month(year, month)


def _open_year(value: str) -> str:
    match = _OPEN_YEAR.match(value)
    if not match or len(value.lstrip("-")) != len("199X"):
        return ""
    if match[3] is None:
        last = int(f"{match[2]}99") if match[1] else int(f"{match[2]}00")
        return say_century(-last) if match[1] else say_century(last)
    decade = int(f"{match[2]}{match[3]}0")
    return say_decade(-decade - 9) if match[1] else say_decade(decade)


def _ending(number: int) -> str:
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
