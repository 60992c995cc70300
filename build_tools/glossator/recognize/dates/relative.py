"""Words that tell a date by another: "yesterday", "two weeks ago", "the following day", "last Friday"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ...model import Span
from .around import stands_free, word_after, word_before
from .days import month_first
from .moment import Moment
from .raw import Away, Dated, Passage, Raw, Since, Toward, Unit, Weekday
from .words import ANY_MONTH, ANY_WEEKDAY, DECADES, NUMBER_WORD, ORDINALS, SPACE, WEEKDAYS, month_of, number_of
from .years import century

BEFORE = 48
"""Code points before a unit in which what belongs to it begins: the longest hedge and number fit."""
AFTER = 32
"""Code points after the beginning of a unit in which what belongs to it ends."""

SURE_EVIDENCE = 0.95
WEEKDAY_EVIDENCE = 0.9
RELATIVE_EVIDENCE = 0.9
DOUBTFUL_EVIDENCE = 0.6

_TOWARD: dict[str, Toward] = {
    "last": "last", "this past": "last", "this": "this", "current": "this", "next": "next", "coming": "next",
    "this coming": "next", "that": "same", "same": "same", "that same": "same", "that very": "same",
    "this same": "same", "very same": "same", "previous": "previous", "preceding": "previous",
    "following": "following", "very next": "following", "ensuing": "following", "succeeding": "following",
}  # fmt: skip
_STEPS: dict[Toward, int] = {"last": -1, "this": 0, "next": 1, "same": 0, "previous": -1, "following": 1, "": 0}
_WORDS_OF_TIME: dict[str, tuple[int, str]] = {
    "today": (0, "day"),
    "tonight": (0, "day"),
    "yesterday": (-1, "day"),
    "tomorrow": (1, "day"),
}

_PART = r"(?:morning|afternoon|evening|night|noon|dawn)"
_UNIT = rf"(?P<unit>day|night|morning|afternoon|evening|week(?:end)?|month|quarter|year|decade|century|{ANY_MONTH}|{ANY_WEEKDAY})"
_HEDGE = (
    rf"(?:(?P<about>about|around|some|roughly|approximately)|almost|nearly|more{SPACE}than|less{SPACE}than|over){SPACE}"
)
_EARLY = rf"(?P<early>(?:early|earlier|late|later)(?:{SPACE}in)?{SPACE})"
_AWAY = re.compile(
    rf"(?<![\w-])(?:{_HEDGE})?(?P<number>{NUMBER_WORD})(?:{SPACE}|-)(?P<unit>day|week|month|year|decade|centur)(?:s|y|ies)?"
    rf"{SPACE}(?:(?P<back>ago|earlier|previously|prior)|(?P<on>later|afterwards?|thereafter)|(?P<hence>hence|from{SPACE}(?:now|today)))\b",
    re.ASCII | re.IGNORECASE,
)
_TOLD = re.compile(
    rf"(?<![\w-])(?:{_EARLY})?(?P<the>the{SPACE})?"
    rf"(?P<toward>last|next|this(?:{SPACE}(?:past|coming|same))?|that(?:{SPACE}(?:very|same))?|(?:very{SPACE})?(?:same|next)"
    rf"|current|coming|following|previous|preceding|ensuing|succeeding){SPACE}{_UNIT}(?![\w-])(?:{SPACE}(?P<part>{_PART})\b)?",
    re.ASCII | re.IGNORECASE,
)
_END_OF = re.compile(
    rf"(?<![\w-])(?:(?:the{SPACE})?(?:very{SPACE})?(?:end|beginning|start|middle|close|rest|remainder|(?:first|second|latter){SPACE}(?:half|part)){SPACE}of"
    rf"|(?:early|earlier|late|later|midway)(?:{SPACE}in)?){SPACE}(?P<which>the|that|this|last|next){SPACE}"
    rf"(?P<unit>week|month|year|decade|century)(?![\w-])",
    re.ASCII | re.IGNORECASE,
)
_YEARS_END = re.compile(
    rf"(?<![\w-])(?:the{SPACE})?(?P<unit>year|month|week|decade|century)(?:['’]s{SPACE}|-)end(?![\w-])",
    re.ASCII | re.IGNORECASE,
)
_BESIDE = re.compile(
    rf"(?<![\w-])the{SPACE}(?P<unit>day|night|morning|evening|week|month|year|decade){SPACE}"
    rf"(?:(?P<back>before)(?P<yesterday>{SPACE}yesterday)?|(?P<on>after|following)(?P<tomorrow>{SPACE}tomorrow)?)(?![\w-])",
    re.ASCII | re.IGNORECASE,
)
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_CENTURY = re.compile(
    rf"(?<![\w-])(?P<ordinal>{_ORDINAL})(?:{SPACE}|-)(?P<unit>centur)(?:y|ies)\b", re.ASCII | re.IGNORECASE
)
_WORD_DECADE = re.compile(
    rf"\bthe\s(?:(?:early|mid|late)[\s-])?(?P<name>{'|'.join(DECADES)})$", re.ASCII | re.IGNORECASE
)
_NAMED_DAY = re.compile(
    rf"(?P<name>today|tonight|yesterday|tomorrow)(?![\w-])(?:{SPACE}(?P<part>{_PART})\b)?", re.ASCII | re.IGNORECASE
)
_WEEKDAY = re.compile(rf"(?P<name>{ANY_WEEKDAY})(?![\w-])(?:{SPACE}(?P<part>{_PART})\b)?", re.ASCII | re.IGNORECASE)
_TOWARD_ENDS = frozenset(word.split()[-1] for word in _TOWARD)
_PLAIN = frozenset("day night morning afternoon evening".split())
"""Of which "in the following day" is a length of time seldom."""
_LONG = frozenset("over within for during in throughout through".split())
"""Before "the next year", these make it a length of time that begins now."""
NAMED_DAYS = frozenset("black good bloody ash holy maundy palm easter super cyber fat shrove whit".split())
"""Words that make a weekday a day of its own, on which no calendar tells when it was."""
_IDEALS = frozenset("a the our their better brighter new every".split())
"""Words that make of tomorrow the future: "a better tomorrow"."""
_SETS = frozenset("every each any a one most all some both alternate".split())
_PAPERS = frozenset("Times Telegraph Mirror Herald Post Review Express Mail Evening Night School League Club".split())


def named_day(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield "today", "yesterday", "tomorrow", with the part of the day."""
    match = _NAMED_DAY.match(passage.text, start, passage.end)
    if match and word_before(passage, start).lower() not in _IDEALS:
        count, _ = _WORDS_OF_TIME[match["name"].lower()]
        yield Raw(Span(*match.span()), Away("day", count), "relative", SURE_EVIDENCE)


def weekdays(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield the day of the week that begins at a place; not "every Friday", nor "Good Friday"."""
    match = _WEEKDAY.match(passage.text, start, passage.end)
    if not match:
        return
    before, after = word_before(passage, start).lower(), word_after(passage, match.end())
    if before in _SETS or before in NAMED_DAYS or after in _PAPERS:
        return
    yield Raw(Span(*match.span()), Weekday(WEEKDAYS[match["name"].lower()]), "weekday", WEEKDAY_EVIDENCE)


def units(passage: Passage, start: int, floor: int) -> Iterator[Raw]:
    """Yield what tells a date by a unit ("two weeks ago") that stands at a place."""
    low, high = max(floor, start - BEFORE), min(passage.end, start + AFTER)
    for pattern, make in _rules_for(passage, start):
        for match in pattern.finditer(passage.text, low, high):
            if match.start("unit") > start:
                break
            if match.start("unit") == start:
                raw = make(passage, match)
                if raw:
                    yield raw
                    return


def told(passage: Passage, start: int, floor: int) -> Iterator[Raw]:
    """Yield the weekday or month at a place with the word before it that tells which: "last Friday", "the next May"."""
    if word_before(passage, start).lower() in _TOWARD_ENDS:
        for match in _TOLD.finditer(passage.text, max(floor, start - BEFORE), min(passage.end, start + AFTER)):
            if match.start("unit") == start:
                raw = _told(passage, match)
                if raw:
                    yield _with_day(passage, raw, start)


def _with_day(passage: Passage, raw: Raw, start: int) -> Raw:
    """Return "last November" with the day that follows: "last November 18th"."""
    for day in month_first(passage, start):
        if isinstance(day.meaning, Dated) and isinstance(raw.meaning, Dated) and day.meaning.moment.day:
            meaning = replace(raw.meaning, moment=day.meaning.moment)
            return replace(raw, span=Span(raw.span.start, day.span.end), meaning=meaning, rule="day-month")
        break
    return raw


def word_decades(passage: Passage, start: int, end: int) -> Iterator[Raw]:
    """Yield "the thirties"; of which century, the document's date or the date last told says."""
    match = _WORD_DECADE.search(passage.text[max(passage.start, start - 10) : end])
    if match:
        moment = Moment(DECADES[match["name"].lower()] * 10, open_digits=1)
        yield Raw(Span(start, end), Dated(moment, short_year=True), "decade", DOUBTFUL_EVIDENCE)


def _away(passage: Passage, match: re.Match[str]) -> Raw | None:
    count = number_of(match["number"])
    if not count:
        return None
    back = bool(match["back"])
    since: Since = "writing" if match["hence"] or (match["back"] or "").lower() == "ago" else "story"
    unit = _unit(match["unit"])
    about = bool(match["about"]) or unit == "week" or (unit == "day" and count > EXACT_DAYS)
    meaning = Away(unit, -count if back else count, since, about)
    return Raw(Span(*match.span()), meaning, "relative", RELATIVE_EVIDENCE)


EXACT_DAYS = 14
"""Days that people count one by one; more of them are a round number."""


def _told(passage: Passage, match: re.Match[str]) -> Raw | None:
    word = " ".join(match["toward"].lower().split())
    the, unit_word = bool(match["the"]), match["unit"].lower()
    if the and word in ("last", "this", "that") or not the and word in ("same", "current", "coming", "very same"):
        return None
    before = word_before(passage, match.start()).lower()
    if (
        word in ("next", "coming", "following")
        and the
        and before in _LONG
        and unit_word not in _PLAIN
        or word == "last"
        and before in ("the", "his", "her", "its", "their")
    ):
        return None
    if not the and word in ("following", "previous", "preceding", "ensuing", "succeeding", "very next"):
        return None
    toward: Toward = "following" if the and word == "next" else _TOWARD[word]
    return _toward(passage, match, unit_word, toward)


def _toward(passage: Passage, match: re.Match[str], unit_word: str, toward: Toward) -> Raw | None:
    span = Span(*match.span())
    if unit_word in WEEKDAYS:
        return Raw(span, Weekday(WEEKDAYS[unit_word], toward), "weekday", WEEKDAY_EVIDENCE)
    month = month_of(unit_word)
    if month:
        capital = match["unit"][0].isupper()
        return Raw(span, Dated(Moment(month=month), toward), "month", RELATIVE_EVIDENCE) if capital else None
    if match["part"] and unit_word != "day":
        span = Span(match.start(), match.end("unit"))
    if unit_word == "night" and toward == "last":
        return Raw(span, Away("day", -1), "relative", SURE_EVIDENCE)
    since: Since = "story" if toward in ("same", "previous", "following") else "writing"
    if (
        toward == "same"
        and unit_word == "day"
        and word_after(passage, span.end).islower()
        and not stands_free(passage, span.end)
    ):
        return None
    return Raw(span, Away(_unit(unit_word), _STEPS[toward], since), "relative", RELATIVE_EVIDENCE)


def _end_of(passage: Passage, match: re.Match[str]) -> Raw | None:
    which = match["which"].lower()
    count = {"last": -1, "next": 1}.get(which, 0)
    since: Since = "either" if which == "the" else "story" if which == "that" else "writing"
    return Raw(Span(*match.span()), Away(_unit(match["unit"]), count, since), "relative", RELATIVE_EVIDENCE)


def _years_end(passage: Passage, match: re.Match[str]) -> Raw | None:
    return Raw(Span(*match.span()), Away(_unit(match["unit"]), 0, "either"), "relative", RELATIVE_EVIDENCE)


def _beside(passage: Passage, match: re.Match[str]) -> Raw | None:
    if match["yesterday"] or match["tomorrow"]:
        return Raw(Span(*match.span()), Away("day", -2 if match["yesterday"] else 2), "relative", SURE_EVIDENCE)
    if (match["on"] or "").lower() != "following" and word_after(passage, match.end()):
        return None  # "the day before the battle": an event tells it, and no date
    count = -1 if match["back"] else 1
    return Raw(Span(*match.span()), Away(_unit(match["unit"]), count, "story"), "relative", RELATIVE_EVIDENCE)


FIRST_PLAIN_CENTURY = 10
"""Lower ones may be counted from any event: "the second century of our republic"."""


def _century(passage: Passage, match: re.Match[str]) -> Raw | None:
    number = ORDINALS[match["ordinal"].lower()]
    if number < FIRST_PLAIN_CENTURY and word_after(passage, match.end()) == "of":
        return None
    return Raw(Span(*match.span()), Dated(century(number)), "century", SURE_EVIDENCE)


_UNITS: dict[str, Unit] = {
    "week": "week", "weekend": "weekend", "month": "month", "quarter": "quarter", "year": "year", "decade": "decade",
    "century": "century", "centur": "century",
}  # fmt: skip


def _unit(word: str) -> Unit:
    return _UNITS.get(word.lower(), "day")


_Make = Callable[[Passage, "re.Match[str]"], Raw | None]
_Rules = tuple[tuple[re.Pattern[str], _Make], ...]
_COUNTED: _Rules = ((_AWAY, _away),)
_POINTED: _Rules = ((_END_OF, _end_of), (_TOLD, _told), (_BESIDE, _beside))
_ENDED: _Rules = ((_YEARS_END, _years_end),)
_NUMBERED: _Rules = ((_CENTURY, _century),)
_COUNTS = re.compile(
    rf"[a-z]{{3,9}}{SPACE}(?:ago|earlier|previously|prior|later|after|thereafter|hence|from)", re.ASCII | re.IGNORECASE
)
_ENDS = re.compile(r"[a-z]{4,7}(?:['’]s.|-)end", re.ASCII | re.IGNORECASE | re.DOTALL)


def _rules_for(passage: Passage, start: int) -> _Rules:
    """Return the rules that can find something at a unit, by a quick look at the words beside it."""
    before = word_before(passage, start).lower()
    return (
        (_COUNTED if _COUNTS.match(passage.text, start, passage.end) else ())
        + (_POINTED if before == "the" or before in _TOWARD_ENDS else ())
        + (_ENDED if _ENDS.match(passage.text, start, passage.end) else ())
        + (_NUMBERED if passage.text[start] in "cC" else ())
    )
