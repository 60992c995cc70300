"""Days by their names ("yesterday", "Friday night"), and weekdays and months with a word that tells which of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...model import Span
from .around import word_after, word_before
from .days import month_first
from .pointers import POINTER_ENDS, POINTERS, Pointed, pointed
from .raw import Away, Dated, Passage, Raw, Weekday
from .tails import POST
from .words import ANY_WEEKDAY, PART_OF_DAY, SPACE, WEEKDAYS

NAMED_EVIDENCE = 0.95
WEEKDAY_EVIDENCE = 0.9

DAYS_AWAY = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
"""From the document's own."""

_FLAGS = re.ASCII | re.IGNORECASE
_NAMED_DAY = re.compile(rf"(?P<name>{'|'.join(DAYS_AWAY)})(?!-?\w)(?:{SPACE}{PART_OF_DAY}\b)?", _FLAGS)
_WEEKDAY = re.compile(rf"(?P<name>{ANY_WEEKDAY})(?!\w|-(?!{ANY_WEEKDAY})\w)(?:{SPACE}{PART_OF_DAY}\b)?", _FLAGS)
_POST = re.compile(POST, _FLAGS)
_IDEALS = frozenset("a the our their better brighter new every".split())
"""Words that make of tomorrow the future: "a better tomorrow"."""
_OWN_DAYS = frozenset("black good bloody ash holy maundy palm easter super cyber fat shrove whit".split())
"""Words that make a weekday a day of its own, of which no calendar tells when it was."""
_SETS = frozenset("every each any a one most all some both alternate".split())
_PAPERS = frozenset(
    "Times Telegraph Mirror Herald Post Review Express Mail Evening Night School League Club Live".split()
)
"""Words that make a weekday part of a name."""
_FROM_THERE = frozenset(["week", "fortnight"])
"""Behind a day, so many days after it: "Friday week"."""


def named_day(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield "today", "yesterday", "tomorrow", with the part of the day."""
    match = _NAMED_DAY.match(passage.text, start, passage.end)
    before = word_before(passage, start).lower()
    if match and word_after(passage, match.end()) in _FROM_THERE:
        return
    ideal = before in _IDEALS or (before == "of" and match is not None and match["name"].lower() == "tomorrow")
    if match and not ideal:
        yield Raw(Span(*match.span()), Away("day", DAYS_AWAY[match["name"].lower()]), "relative", NAMED_EVIDENCE)


def weekdays(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield the day of the week that begins at a place; not "every Friday", nor "Good Friday"."""
    match = _WEEKDAY.match(passage.text, start, passage.end)
    if not match:
        return
    before, after = word_before(passage, start).lower(), word_after(passage, match.end())
    if before not in _SETS | _OWN_DAYS and after not in _PAPERS | _FROM_THERE:
        post = _POST.match(passage.text, match.end(), passage.end)
        day = Weekday(WEEKDAYS[match["name"].lower()], POINTERS[post["post"].lower()] if post else "")
        yield Raw(Span(match.start(), post.end() if post else match.end()), day, "weekday", WEEKDAY_EVIDENCE)


def pointed_out(passage: Passage, start: int, floor: int) -> Iterator[Raw]:
    """Yield the weekday or month at a place with the word before it: "last Friday", "the next May"."""
    if word_before(passage, start).lower() not in POINTER_ENDS:
        return
    found = pointed(passage, start, floor)
    if found is None:
        return
    number = WEEKDAYS.get(found.unit.lower())
    if number is not None:
        yield Raw(found.span, Weekday(number, found.toward), "weekday", WEEKDAY_EVIDENCE)
    else:
        yield from _month(passage, start, found)


def _month(passage: Passage, start: int, found: Pointed) -> Iterator[Raw]:
    """Yield "last November", with the day that follows: "last November 18th"."""
    for raw in month_first(passage, start):
        meaning = raw.meaning
        if isinstance(meaning, Dated) and meaning.moment.year is None and not meaning.toward:
            told = replace(meaning, toward=found.toward)
            yield Raw(Span(found.span.start, raw.span.end), told, raw.rule, raw.evidence)
        return
