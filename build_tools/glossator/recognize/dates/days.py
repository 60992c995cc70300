"""Days of a month that is named: "3 May 1940", "May 3-5", "the fourth of July"; and what begins with a month."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from .around import stands_free
from .moment import is_possible
from .months import WORDS_TOO, month_alone, month_is_meant
from .raw import Passage, Raw
from .tails import YEAR_TAIL, dated, tail_told
from .words import ANY_MONTH, ANY_ORDINAL, DASH, ORDINALS, SPACE

FULL_EVIDENCE = 1.0
"""Nothing is left to be filled in."""
DAY_MONTH_EVIDENCE = 0.95

LONGEST_ORDINAL = len("twenty-seventh day of  ")
"""Code points before a month in which an ordinal number in words begins."""

DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th|d)?(?![0-9a-z%]|[.:][0-9]|,[0-9]{3}(?![0-9]))"
_AND = rf"(?:{SPACE}?{DASH}{SPACE}?|/|,?{SPACE}(?:and|or|to|through|until|till){SPACE}(?:the{SPACE})?)"
_DAYS_FIRST = re.compile(
    rf"(?P<days>{DAY}(?:(?:{_AND}|,{SPACE}){DAY}){{0,6}})"
    rf"(?:{SPACE}(?:day{SPACE})?(?:of{SPACE})?(?:the{SPACE}month{SPACE}of{SPACE})?|[-/])"
    rf"(?P<month>{ANY_MONTH})(?:-(?P<dashed>[12][0-9]{{3}})(?![0-9])|{YEAR_TAIL})",
    re.ASCII | re.IGNORECASE,
)
_LISTED = rf"(?:,{SPACE}{DAY}(?=,?{SPACE}(?:and{SPACE})?[0-9]{{1,2}}(?![0-9]))){{0,5}}"
"""Days after commas, where another day follows them: else they are something else that is counted."""
_MONTH_FIRST = re.compile(
    rf"(?P<month>{ANY_MONTH})(?:{SPACE}(?:the{SPACE})?"
    rf"(?P<days>{DAY}(?:{_LISTED}{_AND}{DAY}(?!{SPACE}(?:of{SPACE})?{ANY_MONTH}))?))?{YEAR_TAIL}",
    re.ASCII | re.IGNORECASE,
)
_MONTH_ORDINAL = re.compile(
    rf"(?P<month>{ANY_MONTH}){SPACE}(?P<the>the{SPACE})?(?P<ordinal>{ANY_ORDINAL})(?![\w-]){YEAR_TAIL}",
    re.ASCII | re.IGNORECASE,
)
_DAY = re.compile(DAY, re.ASCII | re.IGNORECASE)
LONGEST_ON = len(" on  ")
_ON = re.compile(rf"(?<![\w-])on{SPACE}$", re.ASCII | re.IGNORECASE)
_COUNTED = re.compile(rf"{SPACE}[a-z]", re.ASCII)
"""What an ordinal number counts stands behind it: "in May first signs appeared"."""
_ORDINAL_OF = re.compile(
    rf"(?<![\w-])(?P<ordinal>{ANY_ORDINAL}){SPACE}(?:day{SPACE})?of{SPACE}$", re.ASCII | re.IGNORECASE
)


def days_first(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield the dates that begin with a day of the month: "3 May 1940"; "3, 4 and 5 May" are three."""
    match = _DAYS_FIRST.match(passage.text, start, passage.end)
    if match and month_is_meant(match, surely=tail_told(match)):
        yield from _each_day(match)


def month_first(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield the dates that begin with a month: "May 3, 1940", "May 3-5", "May the third", "May 1940", "May"."""
    match = _MONTH_ORDINAL.match(passage.text, start, passage.end)
    if match and _is_day(passage, match):
        yield _in_words(Span(*match.span()), match, match["ordinal"], starts_with_day=False)
        return
    match = _MONTH_FIRST.match(passage.text, start, passage.end)
    if not match or not month_is_meant(match, surely=bool(match["days"]) and tail_told(match)):
        return
    if match["days"]:
        days = list(_each_day(match, from_month=True))
        counted = len(days) > 1 and not tail_told(match) and not stands_free(passage, match.end())
        yield from days[:1] if counted else days
    else:
        yield from _without_figures(passage, match)


def _without_figures(passage: Passage, match: re.Match[str]) -> Iterator[Raw]:
    """Yield "the fourth of July", "July 1776" or "July"."""
    before = passage.text[max(passage.start, match.start() - LONGEST_ORDINAL) : match.start()]
    ordinal = _ORDINAL_OF.search(before)
    if ordinal:
        span = Span(match.start() - len(ordinal[0]), match.end())
        yield _in_words(span, match, ordinal["ordinal"], starts_with_day=True)
    elif tail_told(match):
        yield Raw(Span(*match.span()), dated(match, 0), "month", FULL_EVIDENCE)
    else:
        yield from month_alone(passage, match)


def _in_words(span: Span, match: re.Match[str], ordinal: str, *, starts_with_day: bool) -> Raw:
    """Return the day that an ordinal number in words tells."""
    rule = "full" if tail_told(match) else "day-month"
    told = dated(match, ORDINALS[ordinal.lower()])
    return Raw(span, told, rule, DAY_MONTH_EVIDENCE, starts_with_day=starts_with_day)


def _is_day(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether an ordinal number in words behind a month is a day: "on November fourth", "July the fourth"."""
    if not match["ordinal"].islower() or not is_possible(dated(match, ORDINALS[match["ordinal"]]).moment):
        return False
    if not month_is_meant(match, surely=tail_told(match)):
        return False
    before = passage.text[max(passage.start, match.start() - LONGEST_ON) : match.start()]
    surely = tail_told(match) or _ON.search(before)
    the = match["the"] and match["month"].lower() not in WORDS_TOO
    return bool(surely or the) or not _COUNTED.match(passage.text, match.end(), passage.end)


def _each_day(match: re.Match[str], *, from_month: bool = False) -> Iterator[Raw]:
    """Yield the days of a match: the first has the month that stands before it, the last what stands after."""
    days = list(_DAY.finditer(match.string, *match.span("days")))
    whole = tail_told(match)
    rule = "range" if len(days) > 1 else "full" if whole else "day-month"
    for index, day in enumerate(days):
        start = match.start() if from_month and not index else day.start()
        end = match.end() if index == len(days) - 1 else day.end()
        told = dated(match, day_number(day[0]))
        if is_possible(told.moment):
            evidence = FULL_EVIDENCE if whole else DAY_MONTH_EVIDENCE
            yield Raw(Span(start, end), told, rule, evidence, starts_with_day=start == day.start())


def day_number(day: str) -> int:
    """Return the number of "3", "03" or "3rd"."""
    return int(day[:2]) if day[:2].isdecimal() else int(day[0])
