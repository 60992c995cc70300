"""Years that are not the calendar's, and begin when somebody says: "fiscal year 2009", "FY2009"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from .moment import Moment
from .raw import Dated, Passage, Raw
from .words import SPACE

FISCAL_EVIDENCE = 0.9

REACH = len("financial  year  ")
"""Code points before a year in which the words that make it somebody's own begin."""
_BEFORE = re.compile(
    rf"(?<![\w-])(?:(?:fiscal|financial|tax|school|academic|marketing){SPACE}(?:years?{SPACE})?|FY[ -]?)$",
    re.ASCII | re.IGNORECASE,
)
_YEAR = re.compile(r"(?P<year>[12][0-9]{3})(?![0-9%]|[-./:,–][0-9])", re.ASCII)


def is_fiscal(passage: Passage, start: int) -> bool:
    """Tell whether letters that touch a number are those of "FY2009"."""
    before = passage.text[max(passage.start, start - len("FY") - 1) : start]
    return before[-2:].upper() == "FY" and not before[:-2].isalnum()


def fiscal_years(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield a year that begins in another month than January: it is that year about."""
    match = _YEAR.match(passage.text, start, passage.end)
    before = _BEFORE.search(passage.text[max(passage.start, start - REACH) : start]) if match else None
    if match and before:
        moment = Moment(int(match["year"]), approximate=True)
        yield Raw(Span(start - len(before[0]), match.end()), Dated(moment), "year", FISCAL_EVIDENCE)
