"""Dates in figures alone: ISO 8601, day and month parted by a stroke, a full stop or a hyphen, and 1945年5月3日."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from .around import sign_before, word_before
from .moment import Moment, is_possible
from .raw import Dated, Passage, Raw

ISO_EVIDENCE = 1.0
NUMERIC_EVIDENCE = 0.95
AMBIGUOUS_EVIDENCE = 0.7
"""Day and month could change places."""

MONTH_FIRST = frozenset(
    "en-us en-ph en-pr en-gu en-as en-vi en-mh en-um en-mp en-bi es-pa es-pr fil fil-ph".split(),
)
"""The language tags for which CLDR's short dates have the month before the day."""

_TIME = r"(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[-+][0-9]{2}:?[0-9]{2})?)?"
_YEAR_FIRST = re.compile(
    r"(?P<year>[12][0-9]{3})(?P<sign>[-/.])(?P<month>[0-9]{1,2})"
    rf"(?:(?P=sign)(?P<day>[0-9]{{1,2}}){_TIME})?(?![0-9]|[-/.][0-9])",
    re.ASCII,
)
_YEAR_LAST = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<sign>[-/.])(?P<second>[0-9]{1,2})(?P=sign)(?P<year>[12][0-9]{3}|[0-9]{2})(?![0-9]|[-/.][0-9])",
    re.ASCII,
)
_IDEOGRAPHS = re.compile(
    r"(?P<year>[12][0-9]{3})[年년](?: ?(?P<month>[0-9]{1,2})[月월](?: ?(?P<day>[0-9]{1,2})[日일号])?)?"
)
VERSIONED = frozenset("version versions v release build chapter section paragraph no number ip article rule".split())
"""What figures parted by stops may number."""
_TOUCHING = tuple("-/.,:$£€#")


def numeric(passage: Passage, start: int, language: str) -> Iterator[Raw]:
    """Yield the date in figures that begins here, if one does."""
    if sign_before(passage, start) in _TOUCHING or word_before(passage, start).lower().rstrip(".") in VERSIONED:
        return
    match = _IDEOGRAPHS.match(passage.text, start, passage.end)
    if match:
        yield from _year_first(match, "numeric")
    elif match := _YEAR_FIRST.match(passage.text, start, passage.end):
        if match["day"] or (match["sign"] == "-" and len(match["month"]) == 2 and not _is_range(match)):
            yield from _year_first(match, "iso" if match["sign"] == "-" else "numeric")
    elif match := _YEAR_LAST.match(passage.text, start, passage.end):
        yield from _year_last(match, language)


def _is_range(match: re.Match[str]) -> bool:
    """Tell "2007-08", years, from "2007-03", a month."""
    return int(match["month"]) > int(match["year"]) % 100


def _year_first(match: re.Match[str], rule: str) -> Iterator[Raw]:
    moment = Moment(int(match["year"]), int(match["month"] or 0), int(match["day"] or 0))
    if is_possible(moment) and all(int(match[part] or 1) for part in ("month", "day")):
        yield Raw(Span(*match.span()), Dated(moment), rule, ISO_EVIDENCE)


def _year_last(match: re.Match[str], language: str) -> Iterator[Raw]:
    """Yield a date that ends in its year, as the document's language has it; both readings where that does not tell."""
    short = len(match["year"]) == 2
    if short and match["sign"] != "/" and (language.startswith("en") or not language or match["sign"] == "-"):
        return  # 10.12.13 may be a version, a place in a book, or a telephone's number
    year, first, second = (int(match[name]) for name in ("year", "first", "second"))
    day_first, month_first = Moment(year, second, first), Moment(year, first, second)
    readings = [moment for moment in (month_first, day_first) if moment.rank and moment.day and is_possible(moment)]
    readings = list(dict.fromkeys(readings))
    if len(readings) == 2 and (language in MONTH_FIRST or match["sign"] == "." or not _is_open(language)):
        readings = [month_first if language in MONTH_FIRST and match["sign"] != "." else day_first]
    if len(readings) == 1:
        yield Raw(Span(*match.span()), Dated(readings[0], short_year=short), "numeric", NUMERIC_EVIDENCE)
    elif readings:
        dated = Dated(month_first, other=day_first, short_year=short)
        yield Raw(Span(*match.span()), dated, "numeric", AMBIGUOUS_EVIDENCE)


def _is_open(language: str) -> bool:
    """Tell whether a language tag leaves the order open: English without a region has both."""
    return language in ("", "en", "und")
