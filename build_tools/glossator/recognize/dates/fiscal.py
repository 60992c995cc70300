"""Years that are not the calendar's, and begin when somebody says: "fiscal year 2009", "FY2009"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from .moment import Moment, last_year
from .raw import Dated, Passage, Raw
from .words import DASH, SPACE

FISCAL_EVIDENCE = 0.9
LONGEST_RANGE = 100
"""Years of which a budget's tables tell at most."""

REACH = len("financial  year  ")
"""Code points before a year in which the words that make it somebody's own begin."""
_BEFORE = re.compile(
    rf"(?<![\w-])(?:(?:fiscal|financial|tax|school|academic|marketing){SPACE}years?{SPACE}|fiscal{SPACE}|FY[ -]?)$",
    re.ASCII | re.IGNORECASE,
)
_END = r"(?![0-9%]|[-./:,–][0-9])"
_YEARS = re.compile(
    rf"(?P<first>[12][0-9]{{3}})"
    rf"(?:(?:{DASH}|/)(?P<last>[12][0-9]{{3}}|[0-9]{{2}})|{SPACE}(?:and|or|to|through){SPACE}(?P<other>[12][0-9]{{3}}))?"
    + _END,
    re.ASCII,
)
_YEAR = re.compile(rf"(?P<first>[12][0-9]{{3}}){_END}", re.ASCII)
"""One year, where what follows it is none: "fiscal year 2009 and 2000% more"."""


def is_fiscal(passage: Passage, start: int) -> bool:
    """Tell whether letters that touch a number are those of "FY2009"."""
    before = passage.text[max(passage.start, start - len("FY") - 1) : start]
    return before[-2:].upper() == "FY" and not before[:-2].isalnum()


def fiscal_years(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield a year, or both ends of a range, that begins in another month than January: it is that year about."""
    before = _BEFORE.search(passage.text[max(passage.start, start - REACH) : start])
    if not before:
        return
    match = _YEARS.match(passage.text, start, passage.end) or _YEAR.match(passage.text, start, passage.end)
    if not match:
        return
    begin, groups = start - len(before[0]), match.groupdict()
    name = "last" if groups.get("last") else "other" if groups.get("other") else ""
    if not name:
        yield _fiscal(Span(begin, match.end()), int(match["first"]), "year")
        return
    first = int(match["first"])
    last = last_year(first, match[name])
    if first < last < first + LONGEST_RANGE:
        yield _fiscal(Span(begin, match.end("first")), first, "range")
        yield _fiscal(Span(*match.span(name)), last, "range")


def _fiscal(span: Span, year: int, rule: str) -> Raw:
    return Raw(span, Dated(Moment(year, approximate=True)), rule, FISCAL_EVIDENCE)
