"""What was found, in order, to EDTF: each against the document's date or against the date that was told last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...model import DateExpression, Document
from .calendar_steps import away, weekday_near
from .moment import Moment, edtf, is_possible, parse_record_date, shift_months
from .ranges import LONGEST_BETWEEN
from .raw import Away, Dated, Raw, Weekday
from .standing import is_history, lean

INFERRED = 0.9
"""What was filled in from elsewhere is as sure as this."""
AHEAD, BACK = 6, 9
STORY_BACK = 8
"""Months. A story that went to December goes on in January of the next year; from June to May it looks back."""


@dataclass(frozen=True, slots=True)
class Clock:
    """From when the next expression is to be understood."""

    written: Moment | None
    """The document's date."""
    history: bool
    told: Moment | None = None
    """The date that the story has come to."""
    latest: Moment | None = None
    """The date told last, be it an aside."""
    range_start: tuple[int, Moment] | None = None
    """Where a part of a range or list that stands right before ended, and its date."""

    @property
    def here(self) -> Moment | None:
        """Return from when a date without a year looks."""
        return (self.told or self.written) if self.history else self.written

    @property
    def story(self) -> Moment | None:
        """Return from when "the following day" looks."""
        return self.latest or (None if self.history else self.written)


def resolve(document: Document, raws: Sequence[Raw]) -> Iterator[DateExpression]:
    """Yield each expression with its value; an empty one where it cannot be resolved."""
    written = parse_record_date(document.value("date"))
    clock = Clock(written, is_history(raws, written))
    for raw, next_year in zip(raws, _next_years(raws), strict=True):
        if clock.history and written and _is_named_day(raw):
            continue  # "today" of a history is the reader's, or somebody's whom it quotes
        value, moment, inferred = _value(document, raw, clock)
        range_start = (raw.span.end, moment) if moment and raw.rule == "range" else None
        clock = replace(clock, range_start=range_start)
        yield DateExpression(raw.span, value, raw.rule, raw.evidence * (INFERRED if inferred else 1))
        if moment and not moment.open_digits and not _is_today(raw):
            plain = replace(moment, approximate=False, uncertain=False)
            clock = replace(clock, latest=plain, told=plain if _goes_on(raw, clock, plain, next_year) else clock.told)


def _next_years(raws: Sequence[Raw]) -> list[int | None]:
    """Return for each expression the year that the next one with a year of its own tells."""
    years: list[int | None] = []
    year = None
    for raw in reversed(raws):
        years.append(year)
        if isinstance(raw.meaning, Dated) and not raw.meaning.short_year and not raw.meaning.moment.open_digits:
            year = raw.meaning.moment.year if raw.meaning.moment.year is not None else year
    return years[::-1]


def _goes_on(raw: Raw, clock: Clock, moment: Moment, next_year: int | None) -> bool:
    """Tell whether a story goes on from a date; one of another year from which it comes back at once is an aside."""
    told = clock.told
    if isinstance(raw.meaning, Away) and raw.meaning.count < 0:
        return False
    if told is None or told.year is None or moment.year is None:
        return True
    if moment.year == told.year:
        return bool(moment.rank)
    if next_year is None:
        return abs(moment.year - told.year) <= FARTHEST_ASIDE
    return abs(next_year - moment.year) <= abs(next_year - told.year)


FARTHEST_ASIDE = 10
"""Years. The last year that a text tells, if it is farther away, is not where its story goes on."""


def _is_named_day(raw: Raw) -> bool:
    return (
        isinstance(raw.meaning, Away)
        and raw.meaning.unit == "day"
        and raw.meaning.since == "writing"
        and abs(raw.meaning.count) < 2
    )


def _is_today(raw: Raw) -> bool:
    return isinstance(raw.meaning, Away) and raw.meaning.since != "story" and raw.meaning.count == 0


def _value(document: Document, raw: Raw, clock: Clock) -> tuple[str, Moment | None, bool]:
    """Return the value, the date that it leaves for what follows, and whether some of it was filled in."""
    meaning = raw.meaning
    if isinstance(meaning, Away):
        from_story = meaning.since == "story" or (clock.history and not (meaning.unit == "day" and meaning.count == 0))
        value, moment = away(meaning, clock.story if from_story else clock.written)
        return value, moment, True
    if isinstance(meaning, Weekday):
        toward = meaning.toward
        here = clock.story if toward in ("previous", "following", "same") else clock.here
        day = weekday_near(meaning, here, lean(document, raw.span) if not clock.history else 1)
        return edtf(day) if day else "", day, True
    if meaning.moment.year is not None and not meaning.short_year:
        if meaning.other:
            return _one_of(meaning.moment, meaning.other), None, False
        return edtf(meaning.moment), meaning.moment, False
    moment = _complete(document, raw, meaning, clock)
    if moment and meaning.other and meaning.other.year is not None:
        return _one_of(moment, replace(meaning.other, year=moment.year)), None, True
    return (edtf(moment) if moment else ""), moment, True


def _one_of(*moments: Moment) -> str:
    return f"[{','.join(sorted(filter(None, map(edtf, moments))))}]"


def _complete(document: Document, raw: Raw, meaning: Dated, clock: Clock) -> Moment | None:
    """Return the date with its year (or month) filled in, or nothing."""
    moment = meaning.moment
    if meaning.short_year:
        return _with_century(moment, clock)
    from_story = meaning.toward in ("previous", "following", "same")
    here = clock.story if from_story else clock.here
    if here is None or here.year is None or here.open_digits:
        return None
    if not moment.rank:
        return _with_month(document, raw, meaning, here, clock)
    if raw.rule == "range" and clock.range_start and raw.span.start - clock.range_start[0] <= LONGEST_BETWEEN:
        first = clock.range_start[1]
        return _in_year(moment, (first.year or 0) + (moment.rank < first.rank))
    if meaning.toward == "same":
        return _in_year(moment, here.year)
    if meaning.of_year or meaning.toward == "this":
        return _in_year(moment, here.year + {"last": -1, "next": 1}.get(meaning.toward, 0))
    if meaning.toward in ("last", "previous"):
        return _in_year(moment, here.year - (moment.rank >= (here.rank or 1)))
    if meaning.toward in ("next", "following"):
        return _in_year(moment, here.year + (moment.rank <= (here.rank or 12)))
    if clock.history and clock.told:
        return _in_year(moment, _story_year(moment, here))
    return _in_year(moment, _near_year(moment, here, lean(document, raw.span)))


def _in_year(moment: Moment, year: int) -> Moment | None:
    dated = replace(moment, year=year)
    return dated if is_possible(dated) else None


def _with_century(moment: Moment, clock: Clock) -> Moment | None:
    """Return the date whose year has two digits: in a story the nearest, else the last that may be meant."""
    here = clock.here
    if here is None or here.year is None or moment.year is None:
        return None
    year = here.year // 100 * 100 + moment.year
    if clock.history and clock.told:
        year = min((year - 100, year, year + 100), key=lambda candidate: abs(candidate - (here.year or 0)))
    elif year > here.year + NEXT_YEARS:
        year -= 100
    return _in_year(moment, year)


NEXT_YEARS = 10
"""How far ahead a year of two digits may lie: what is planned and expires."""


def _with_month(document: Document, raw: Raw, meaning: Dated, here: Moment, clock: Clock) -> Moment | None:
    """Return the day of a month that is not named: of the one told last, or by "inst.", "ult." and "prox."."""
    steps = {"last": -1, "next": 1}.get(meaning.toward, 0)
    base = clock.story if not meaning.toward else (clock.written or clock.story)
    if base is None or not base.month:
        return None
    month = shift_months(base, steps)
    return _in_month(meaning.moment, month) if month else None


def _in_month(day: Moment, month: Moment) -> Moment | None:
    dated = replace(day, year=month.year, month=month.month)
    return dated if is_possible(dated) else None


def _story_year(moment: Moment, here: Moment) -> int:
    year = here.year or 0
    if here.rank and here.rank - moment.rank >= STORY_BACK:
        return year + 1
    return year


def _near_year(moment: Moment, here: Moment, leaning: int) -> int:
    """Return the year that the tense asks for, else the nearest to the document's date."""
    year = here.year or 0
    if not here.rank:
        return year
    distance = (moment.rank - here.rank) * 31 + ((moment.day - here.day) if moment.day and here.day else 0)
    if leaning > 0:
        return year + (distance < -31)
    if leaning < 0:
        return year - (distance > 31 * (12 - BACK))
    return year + (distance < -31 * AHEAD) - (distance > 31 * AHEAD)
