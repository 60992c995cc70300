"""Dates with the name of a month: "3 May 1940", "May 3-5", "the 3rd inst.", "September 1939", "June"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...model import Span
from .around import TIME_PREPOSITIONS, sign_after, sign_before, stands_free, word_after, word_before
from .moment import Moment, is_possible
from .raw import Dated, Passage, Raw, Toward
from .words import ANY_MONTH, DASH, NAMES_TOO, ORDINALS, SPACE, WORDS_TOO, month_of

FULL_EVIDENCE = 1.0
DAY_MONTH_EVIDENCE = 0.95
MONTH_EVIDENCE = 0.9
"""A month alone, whose name is none but a month's."""
DOUBTFUL_MONTH_EVIDENCE = 0.8
"""A month alone whose name is a word or a person's too, after a word of time."""
DAY_ALONE_EVIDENCE = 0.6
""" "The 20th" could be another twentieth."""

ERA = r"(?-i:(?P<era>B\.C\.E\.|B\.C\.|BCE|BC|A\.D\.|AD|C\.E\.|CE)(?![A-Za-z]))"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9a-z%]|[.:][0-9]|,[0-9]{3}(?![0-9]))"
_YEAR_TAIL = (
    rf"(?:(?:,?{SPACE}(?:of{SPACE})?|,)(?:(?P<year>[1-9][0-9]{{0,3}}){SPACE}?{ERA}|(?P<year4>[12][0-9]{{3}}))"
    rf"(?![0-9a-z%]|[.,][0-9])"
    rf"|,?{SPACE}of{SPACE}(?P<same>that|the{SPACE}same){SPACE}year\b"
    rf"|,?{SPACE}(?:of{SPACE})?(?P<toward>last|this|next){SPACE}year\b"
    rf"|,?{SPACE}?['’](?P<short>[0-9]{{2}})(?![0-9a-z]))?"
)
_AND = rf"(?:{SPACE}?{DASH}{SPACE}?|/|,?{SPACE}(?:and|or|to|through|until|till){SPACE}(?:the{SPACE})?)"
_DAYS_FIRST = re.compile(
    rf"(?P<days>{DAY}(?:(?:{_AND}|,{SPACE}){DAY}){{0,6}})"
    rf"(?:{SPACE}(?:day{SPACE})?(?:of{SPACE})?(?:the{SPACE}month{SPACE}of{SPACE})?|[-/])"
    rf"(?P<month>{ANY_MONTH})(?:-(?P<dashed>[12][0-9]{{3}})(?![0-9])|{_YEAR_TAIL})",
    re.ASCII | re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?P<month>{ANY_MONTH})(?:{SPACE}(?:the{SPACE})?"
    rf"(?P<days>{DAY}(?:(?:,{SPACE}{DAY}(?=,?{SPACE}(?:and{SPACE})?[0-9]{{1,2}}(?![0-9]))){{0,5}}{_AND}{DAY})?))?"
    rf"{_YEAR_TAIL}",
    re.ASCII | re.IGNORECASE,
)
_DAY = re.compile(DAY, re.ASCII | re.IGNORECASE)
_OF_MONTH = re.compile(
    rf"(?:3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)?(?:,?{SPACE}(?P<latin>inst|ult|prox|instant|ultimo|proximo)\b\.?"
    rf"|{SPACE}of{SPACE}(?P<of>this|that|the{SPACE}same|last|next){SPACE}month\b)",
    re.ASCII | re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?:3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)(?![0-9a-z-]|,?\s(?:and\s)?[0-9])", re.ASCII | re.IGNORECASE
)
_ORDINAL_OF = re.compile(
    rf"(?<![\w-])(?P<ordinal>{'|'.join(sorted(ORDINALS, key=len, reverse=True))}){SPACE}(?:day{SPACE})?of{SPACE}$",
    re.ASCII | re.IGNORECASE,
)
_TOWARD: dict[str, Toward] = {"i": "this", "u": "last", "p": "next"}


def days_first(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield the dates that begin with a day of the month: "3 May 1940"; "3, 4 and 5 May" are three."""
    match = _DAYS_FIRST.match(passage.text, start, passage.end)
    if match and _month_is_meant(match):
        yield from _each_day(match)


def month_first(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield the dates that begin with a month: "May 3, 1940", "May 3-5", "May 1940", "May"."""
    match = _MONTH_FIRST.match(passage.text, start, passage.end)
    if not match or not _month_is_meant(match):
        return
    if match["days"]:
        days = list(_each_day(match, from_month=True))
        joined = len(days) > 1 and not _tail_told(match) and not stands_free(passage, match.end())
        yield from days[:1] if joined else days
    elif ordinal := _ORDINAL_OF.search(passage.text[max(passage.start, match.start() - 24) : match.start()]):
        told = _dated(match, ORDINALS[ordinal["ordinal"].lower()])
        start = match.start() - len(ordinal[0])
        rule = "full" if _tail_told(match) else "day-month"
        yield Raw(Span(start, match.end()), told, rule, DAY_MONTH_EVIDENCE, starts_with_day=True)
    elif _tail_told(match):
        yield Raw(Span(*match.span()), _dated(match, 0), "month", FULL_EVIDENCE)
    else:
        yield from _month_alone(passage, match)


def day_of_month(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield a day whose month is told by another word, or by none: "the 3rd inst.", "the 20th"."""
    match = _OF_MONTH.match(passage.text, start, passage.end)
    if match:
        day = Moment(day=_number(match[0]))
        if match["latin"]:
            yield Raw(Span(*match.span()), Dated(day, _TOWARD[match["latin"][0].lower()]), "inst", FULL_EVIDENCE)
        else:
            toward: Toward = _of_month(match["of"])
            yield Raw(Span(*match.span()), Dated(day, toward), "day", DAY_MONTH_EVIDENCE)
        return
    match = _ORDINAL.match(passage.text, start, passage.end)
    if match and _is_day_alone(passage, match):
        yield Raw(Span(*match.span()), Dated(Moment(day=_number(match[0]))), "day", DAY_ALONE_EVIDENCE)


def _of_month(word: str) -> Toward:
    lowered = word.lower()
    if lowered in ("last", "next", "this"):
        return "last" if lowered == "last" else "next" if lowered == "next" else "this"
    return ""


_ON_THE = re.compile(
    r"\b(?:on|by|until|till|from|since|after|before|night\sof|morning\sof|evening\sof)\sthe\s$", re.IGNORECASE
)


def _is_day_alone(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether an ordinal number is a day: "on the 20th," and not "on the 20th floor"."""
    window = passage.text[max(passage.start, match.start() - 16) : match.start()]
    return (
        bool(_ON_THE.search(window)) and stands_free(passage, match.end()) and word_after(passage, match.end()) != "of"
    )


def _each_day(match: re.Match[str], *, from_month: bool = False) -> Iterator[Raw]:
    first, last = match.span("days")
    days = list(_DAY.finditer(match.string, first, last))
    for index, day in enumerate(days):
        start = match.start() if from_month and not index else day.start()
        end = match.end() if index == len(days) - 1 else day.end()
        told = _dated(match, _number(day[0]))
        if is_possible(told.moment):
            rule = "range" if len(days) > 1 else "full" if _tail_told(match) else "day-month"
            evidence = FULL_EVIDENCE if _tail_told(match) else DAY_MONTH_EVIDENCE
            yield Raw(Span(start, end), told, rule, evidence, starts_with_day=start == day.start())


def _number(day: str) -> int:
    return int(day[:2]) if day[:2].isdecimal() else int(day[0])


def _tail_told(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return any(groups.get(name) for name in ("year", "year4", "same", "toward", "short", "dashed"))


def _dated(match: re.Match[str], day: int) -> Dated:
    groups = match.groupdict()
    moment = Moment(None, month_of(match["month"]), day)
    if groups["toward"]:
        toward: Toward = "last" if groups["toward"][0] in "lL" else "next" if groups["toward"][0] in "nN" else "this"
        return Dated(moment, toward, of_year=True)
    if groups["same"]:
        return Dated(moment, "same")
    if groups["short"]:
        return Dated(replace(moment, year=int(groups["short"])), short_year=True)
    return Dated(replace(moment, year=_year(groups)))


def _year(groups: dict[str, str | None]) -> int | None:
    digits = groups["year"] or groups["year4"] or groups.get("dashed")
    if not digits:
        return None
    return astronomical(int(digits), groups["era"] or "")


def astronomical(year: int, era: str) -> int:
    """Count as ISO 8601 does, in which 1 BC is the year 0."""
    return 1 - year if era.startswith("B") else year


def _month_is_meant(match: re.Match[str]) -> bool:
    """Tell "may" from "May": in small letters it is a month only beside a day and a year."""
    name = match["month"].rstrip(".")
    return name[0].isupper() or name not in WORDS_TOO or bool(match["days"] and _tail_told(match))


def _month_alone(passage: Passage, match: re.Match[str]) -> Iterator[Raw]:
    start, end = match.span("month")
    name = match["month"].rstrip(".")
    if not name[0].isupper() or len(name) < len("May") or (len(name) <= len("Sept") and name.lower() not in FULL_SHORT):
        return
    before, after = word_before(passage, start), word_after(passage, end)
    if before.lower() == "the" and after[:1].isupper():
        return  # "the October Revolution"
    evidence = MONTH_EVIDENCE
    if name.lower() in NAMES_TOO:
        if not _time_is_near(passage, start, end, before.lower()) or after.lower() in ("on", "of", "said", "told"):
            return
        evidence = DOUBTFUL_MONTH_EVIDENCE
    yield Raw(Span(start, end), Dated(Moment(month=month_of(name))), "month", evidence)


FULL_SHORT = frozenset(["may", "june", "july"])
"""Months whose full names are as short as other months' abbreviations, which count beside a number only."""


_EDGE_OF = re.compile(r"(?:end|start|ning|middle|month|half|part|weeks?|days?|night)\sof\s$")


def _time_is_near(passage: Passage, start: int, end: int, before: str) -> bool:
    if before in TIME_PREPOSITIONS or (
        before == "of" and _EDGE_OF.search(passage.text[max(passage.start, start - 12) : start])
    ):
        return True
    dashes = "-\u2010\u2011\u2012\u2013\u2014/"
    return sign_before(passage, start) in (*dashes, "(") or sign_after(passage, end) in (*dashes, ")")
