"""Dates in languages other than English: figures, years, and the names of months as Unicode's CLDR has them.

Months alone, weekdays and words like "yesterday" are left: each language would need rules of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ...model import Span
from .around import sign_before
from .moment import Moment, is_possible, last_year
from .raw import Dated, Passage, Raw
from .words import DASH, SPACE

NAMED_EVIDENCE = 0.95
YEAR_EVIDENCE = 0.6
"""A number of four digits may count things, which only the words around could tell."""

YEARS = range(1800, 2040)
"""Years that texts tell without a month; numbers of things are less often just these."""

_PARTICLE = rf"(?:{SPACE}?(?:de|del|d['’]|di|do|da|van|av|af|í|tháng))?{SPACE}"
_YEAR_WORD = rf"(?:{SPACE}?(?:г(?:\.|ода?|оду)?|р(?:\.|оку|оці)?)(?!\w))?"
_YEAR = re.compile(r"(?P<first>[12][0-9]{3})(?:[-–/](?P<last>[12][0-9]{3}|[0-9]{2}))?(?![0-9%]|[.,:/-][0-9])")
LONGEST_NAME = 24
"""Code points before a year in which the name of its month begins, with what may stand between."""
SHORTEST_NAME = 2
"""Letters that a month's name has at least to be looked for."""


@dataclass(frozen=True)
class Months:
    """The names of a language's months, and patterns made of them."""

    numbers: dict[str, int]
    """By the name in small letters, without a full stop."""
    day_first: re.Pattern[str]
    month_year: re.Pattern[str]
    """A month and its year; only figures lead to it, so it ends where they begin."""


@lru_cache(maxsize=32)
def months_of(language: str) -> Months | None:
    """Return the months of a language by its BCP 47 tag, or nothing where CLDR does not know it."""
    from babel import Locale, UnknownLocaleError  # few archives need it, and it takes long to load

    try:
        locale = Locale.parse(language.split("-")[0])
    except (UnknownLocaleError, ValueError, TypeError):
        return None
    numbers: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                plain = name.lower().rstrip(".")
                if len(plain) >= SHORTEST_NAME and not any(character.isdigit() for character in plain):
                    numbers.setdefault(plain, number)
    if not numbers:
        return None
    names = "|".join(map(re.escape, sorted(numbers, key=len, reverse=True)))
    return Months(numbers, _day_first(names), re.compile(rf"(?<!\w)(?P<month>{names})\.?{_PARTICLE}$", re.IGNORECASE))


def _day_first(names: str) -> re.Pattern[str]:
    day = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
    ending = r"(?:\.|er|re|º|ª|°|-?го|-е|-го|:a|:e|-a)?"
    return re.compile(
        rf"(?:(?P<from>{day}{ending}){SPACE}?(?:{DASH}|/|и|und|et|y|e|a|bis|по|au){SPACE}?)?(?P<day>{day}){ending}{_PARTICLE}"
        rf"(?P<month>{names})(?!\w)\.?(?:,?{_PARTICLE}(?P<year>[12][0-9]{{3}})(?![0-9]|[.,][0-9]){_YEAR_WORD})?",
        re.IGNORECASE,
    )


def foreign(passage: Passage, start: int, language: str) -> Iterator[Raw]:
    """Yield the date with a month's name, or the year, to which the figures at a place belong."""
    months = months_of(language)
    match = months.day_first.match(passage.text, start, passage.end) if months else None
    if months and match:
        yield from _named(match, months)
        return
    match = _YEAR.match(passage.text, start, passage.end)
    if not match:
        return
    before = passage.text[max(passage.start, start - LONGEST_NAME) : start]
    named = months.month_year.search(before) if months else None
    if named and months:
        moment = Moment(int(match["first"]), months.numbers.get(named["month"].lower(), 0))
        if moment.month:
            yield Raw(Span(start - len(named[0]), match.end("first")), Dated(moment), "month", NAMED_EVIDENCE)
            return
    yield from _years(passage, match)


def _named(match: re.Match[str], months: Months) -> Iterator[Raw]:
    month = months.numbers.get(match["month"].lower(), 0)
    year = int(match["year"]) if match["year"] else None
    for group in ("from", "day"):
        moment = Moment(year, month, int("".join(filter(str.isdecimal, match[group] or "0"))))
        if match[group] and month and is_possible(moment):
            end = match.end() if group == "day" else match.end(group)
            rule = "range" if match["from"] else "full" if year else "day-month"
            yield Raw(Span(match.start(group), end), Dated(moment), rule, NAMED_EVIDENCE)


_DECADES = re.compile(r"(?<!\w)(?:années|años|anni|anos)\s$", re.IGNORECASE)
"""The years of a decade, in French, Spanish, Italian and Portuguese: "les années 1930"."""
_LONGEST_DECADES = len("années ") + 1


def _years(passage: Passage, match: re.Match[str]) -> Iterator[Raw]:
    first = int(match["first"])
    before = passage.text[max(passage.start, match.start() - _LONGEST_DECADES) : match.start()]
    if first % 10 == 0 and not match["last"] and _DECADES.search(before):
        yield Raw(Span(*match.span()), Dated(Moment(first, open_digits=1)), "decade", NAMED_EVIDENCE)
        return
    if first not in YEARS or sign_before(passage, match.start()) in tuple("$£€¥#№.,:+=@&~^*_\\-/"):
        return
    last = match["last"]
    ends = [("first", first)]
    if last:
        ends.append(("last", last_year(first, last)))
        if ends[1][1] <= first:
            return
    for group, year in ends:
        rule = "range" if last else "year"
        yield Raw(Span(*match.span(group)), Dated(Moment(year)), rule, YEAR_EVIDENCE)
