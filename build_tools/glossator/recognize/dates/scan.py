"""One pass over the text: at each place where a date can stand, the rules for that kind of place are tried in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from ...model import Block, Span
from .around import sign_after, sign_before, stands_alone
from .attacks import nine_eleven
from .day_alone import day_beside_weekday, day_of_month
from .days import days_first, month_first
from .eras import centuries, decades, era_years, word_decades
from .fiscal import fiscal_years, is_fiscal
from .holidays import holidays
from .languages import foreign
from .modifiers import with_modifiers, with_weekday
from .numeric import numeric
from .quarters import short_quarters
from .raw import Passage, Raw, Weekday
from .relative import units
from .seasons import parts_of_year, seasons
from .triggers import figures, triggers
from .weekdays import named_day, pointed_out, weekdays
from .words import SPACE
from .years import years

Rule = Callable[[Passage, int], Iterable[Raw]]

_FIGURES = re.compile(r"[0-9]+")
ENGLISH = ("en", "und")
"""Languages that English rules read; what no language is told of is taken for English."""
_LONGEST_FIGURES = 4
_NUMERIC_SIGNS = tuple("-/.年년")
_AFTER_WEEKDAY = re.compile(rf",?{SPACE}(?:the{SPACE})?")

FEW_FIGURES: Sequence[Rule] = (days_first, day_of_month, centuries, decades, era_years, years)
MORE_FIGURES: Sequence[Rule] = (decades, era_years, short_quarters, fiscal_years, years)
"""What may begin with one or two figures, and with three or four: the first rule that finds something stands."""


def scan(text: str, blocks: Sequence[Block], language: str) -> Iterator[Raw]:
    """Yield the expressions in order, never overlapping, each within one block."""
    places = Scanner(language)
    passages = (Passage(text, block.span.start, block.span.end) for block in blocks)
    passage = next(passages, None)
    for start, end, kind in triggers(text) if places.english else figures(text):
        while passage and passage.end <= start:
            passage = next(passages, None)
        if passage is None:
            return
        if start >= places.read and start >= passage.start:
            yield from places.at(passage, start, end, kind)


class Scanner:
    """How far the text is read."""

    def __init__(self, language: str) -> None:
        self.floor = 0
        """Where the last expression ended: none overlaps it."""
        self.read = 0
        """Up to where nothing leads to anything more: the end of the last expression, or of the last figures."""
        self.english = not language or language.split("-")[0] in ENGLISH
        self._numeric = partial(numeric, language=language)
        self._foreign = partial(foreign, language=language)

    def at(self, passage: Passage, start: int, end: int, kind: str) -> Iterator[Raw]:
        """Yield what the rules for this kind of place find there."""
        for raw in list(self._found(passage, start, end, kind)):
            floor = max(passage.start, self.floor)
            if raw.span.start < floor or not stands_alone(passage, raw.span.start, raw.span.end):
                continue
            whole = with_weekday(passage, with_modifiers(passage, raw, floor), floor)
            if stands_alone(passage, whole.span.start, whole.span.end):
                self.floor = self.read = whole.span.end
                yield whole

    def _found(self, passage: Passage, start: int, end: int, kind: str) -> Iterable[Raw]:
        floor = max(passage.start, self.floor)
        match kind:
            case "figure":
                return self._figures(passage, start)
            case "month":
                return list(pointed_out(passage, start, floor)) or month_first(passage, start)
            case "weekday":
                return self._weekday(passage, start, floor)
            case "season":
                return seasons(passage, start, floor)
            case "named":
                return named_day(passage, start)
            case "holiday":
                return holidays(passage, start)
            case "decade":
                return word_decades(passage, start, end)
            case "part":
                return list(parts_of_year(passage, start, floor)) or units(passage, start, floor)
        return units(passage, start, floor)

    def _figures(self, passage: Passage, start: int) -> Iterable[Raw]:
        match = _FIGURES.match(passage.text, start, passage.end)
        if not match:
            return ()
        length, self.read = match.end() - start, match.end()
        if length > _LONGEST_FIGURES or (_goes_on(passage, start) and not is_fiscal(passage, start)):
            return ()
        rules = (self._foreign,) if not self.english else FEW_FIGURES if length <= 2 else MORE_FIGURES
        if sign_after(passage, match.end()) in _NUMERIC_SIGNS:
            rules = (self._numeric, nine_eleven, *rules)
        for rule in rules:
            found = list(rule(passage, start))
            if found:
                return found
        return ()

    def _weekday(self, passage: Passage, start: int, floor: int) -> Iterable[Raw]:
        """Return a weekday, with the date that follows it: "Saturday, June 24, 1950" is one."""
        for day in weekdays(passage, start):
            between = _AFTER_WEEKDAY.match(passage.text, day.span.end, passage.end)
            dates = list(self._date_at(passage, between.end())) if between else []
            if dates and dates[0].rule in ("full", "day-month", "range", "numeric", "iso", "day"):
                span = Span(day.span.start, dates[0].span.end)
                first = replace(dates[0], span=span, starts_with_day=False, weekday=_number(day))
                return [first, *dates[1:]]
        return list(pointed_out(passage, start, floor)) or list(weekdays(passage, start))

    def _date_at(self, passage: Passage, start: int) -> Iterable[Raw]:
        if passage.text[start : start + 1].isdecimal():
            return list(day_beside_weekday(passage, start)) or self._figures(passage, start)
        return month_first(passage, start)


def _number(day: Raw) -> int | None:
    return day.meaning.number if isinstance(day.meaning, Weekday) else None


def _goes_on(passage: Passage, start: int) -> bool:
    """Tell whether figures are the rest of a number or a word: "1,940", "3.1940", "B52"."""
    before = sign_before(passage, start)
    if before.isalnum() or before == "_":
        return True
    return before in (".", ",") and sign_before(passage, start - 1).isdecimal()
