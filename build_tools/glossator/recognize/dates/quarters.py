"""Quarters in short: "Q1 2008", "2008 Q1", "1Q 2008", "Q3 of 2010"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from .moment import FIRST_QUARTER, Moment
from .raw import Dated, Passage, Raw
from .words import SPACE

SHORT_EVIDENCE = 1.0

REACH = len("Q1 of  ")
"""Code points before a year in which its quarter begins."""
_BEFORE = re.compile(
    rf"(?<![\w.-])(?:[Qq](?P<after>[1-4])|(?P<first>[1-4])Q)(?:,?{SPACE}(?:of{SPACE})?|[-/])$", re.ASCII
)
_YEAR = re.compile(
    rf"(?P<year>[12][0-9]{{3}})(?:(?:{SPACE}|-)Q(?P<quarter>[1-4])(?!\w))?(?![0-9%]|[-./:,–][0-9])", re.ASCII
)


def short_quarters(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield the quarter of a year, at the year's place."""
    match = _YEAR.match(passage.text, start, passage.end)
    if not match:
        return
    before = _BEFORE.search(passage.text[max(passage.start, start - REACH) : start])
    number = before["after"] or before["first"] if before else match["quarter"]
    if number:
        span = Span(start - len(before[0]), match.end("year")) if before else Span(*match.span())
        moment = Moment(int(match["year"]), season=FIRST_QUARTER - 1 + int(number))
        yield Raw(span, Dated(moment), "season", SHORT_EVIDENCE)
