"""What a date does not tell is filled in: its year, its month, or the century of a year in two figures."""

from __future__ import annotations

from dataclasses import replace

from .clock import Clock, since_of
from .moment import SEASON_MONTHS, Moment, is_possible, shift_months
from .ranges import LONGEST_BETWEEN
from .raw import STEPS, Dated, Raw
from .tenses import Tenses

STORY_BACK = 8
"""Months. A story that went to December goes on in January of the next year; from June to May it looks back."""
SEASONS_BACK = 6
"""Months. From autumn to spring a story goes on, where it counts by seasons."""
NEAR = 6 * 31
"""Days. Where no tense tells, the nearest of the dates that could be meant is."""
SOON = 3 * 31
"""Days by which a date beside a verb of the past may still lie ahead: what was announced, and no tense tells so."""
PASSED = 31
"""Days by which a date that is planned may have passed when it is written of."""
BESIDE = 150
"""Code points."""
NEXT_YEARS = 10
"""How far ahead a year of two figures may lie: what is planned, and what expires."""

SEASON_LENGTH = 3
"""Months."""


def fill(raw: Raw, dated: Dated, clock: Clock, tenses: Tenses) -> Moment | None:
    """Return the whole date, or nothing."""
    if dated.short_year:
        return _with_century(dated.moment, clock)
    if not dated.moment.rank:
        return _with_month(dated, clock)
    now = clock.at(since_of(dated.toward)) if dated.toward else clock.now
    if now is None or now.year is None or now.open_digits:
        return None
    if clock.joined and raw.rule == "range" and raw.span.start - clock.joined[0] <= LONGEST_BETWEEN:
        first = clock.joined[1]
        return _possible(replace(dated.moment, year=(first.year or 0) + (dated.moment.rank < first.rank)))
    year = _year(raw, dated, now, now.year, clock, tenses)
    return None if year is None else _possible(replace(dated.moment, year=year))


def _year(raw: Raw, dated: Dated, now: Moment, year: int, clock: Clock, tenses: Tenses) -> int | None:
    """Return the year of a date, seen from another in the given year; None where it may be that of any story."""
    rank = dated.moment.rank
    if dated.toward and not dated.of_year and _is_in_course(dated.moment, now):
        return year - (rank > now.rank) + STEPS[dated.toward]
    if dated.of_year or dated.toward in ("same", "this"):
        return year + STEPS[dated.toward]
    if dated.toward in ("last", "previous"):
        told_apart = dated.toward == "last" and dated.moment.month and not dated.moment.day
        return year - (rank >= (now.rank or 1) - bool(told_apart))
    if dated.toward in ("next", "following"):
        return year + (rank <= (now.rank or 12))
    if not now.rank:
        return year
    if clock.year_told and tenses.follows(raw.span, clock.year_told[0]):
        return clock.year_told[1]
    if clock.history and clock.told:
        return year + _is_next_year(dated.moment, now)
    return _year_of_news(raw, dated.moment, now, clock, tenses)


def _is_next_year(moment: Moment, told: Moment) -> bool:
    """Tell whether a story that has come to a date goes on to another in the year after."""
    return told.rank - moment.rank >= (SEASONS_BACK if told.season and moment.season else STORY_BACK)


def _year_of_news(raw: Raw, moment: Moment, now: Moment, clock: Clock, tenses: Tenses) -> int | None:
    """Return the year that the date right before tells, or the tense; None where neither does surely."""
    if tenses.lean(raw.span) <= 0:
        beside = _year_beside(raw, moment.rank, clock, tenses)
        if beside is not None and clock.dated is not None and tenses.is_of_birth(clock.dated[0]):
            return None
        if beside is not None or clock.standing == "unclear":
            return beside
    return _near_year(raw, moment, now, tenses)


def _is_in_course(moment: Moment, now: Moment) -> bool:
    """Tell whether a season has begun and not ended in a month; the winter of a year goes on in the next."""
    return moment.season in SEASON_MONTHS and now.rank > 0 and (now.rank - moment.rank) % 12 < SEASON_LENGTH


def _year_beside(raw: Raw, rank: int, clock: Clock, tenses: Tenses) -> int | None:
    """Return the year of the date right before, if the text goes on from it: a new sentence seldom goes back."""
    if clock.dated is None or raw.span.start - clock.dated[0] > BESIDE:
        return None
    end, beside = clock.dated
    if beside.year is None:
        return None
    if beside.rank - rank >= STORY_BACK:
        return beside.year + 1
    return beside.year if rank >= beside.rank or tenses.is_in_one_sentence(raw.span, end) else None


def _near_year(raw: Raw, moment: Moment, now: Moment, tenses: Tenses) -> int | None:
    """Return the year that the tense asks for, else that of the date nearest to the document's.

    None where the date may lie ahead as well as nearly a year back: beside a verb of the past, or as the name of a
    thing of which no verb tells ("the September 11 attack").
    """
    year, leaning = now.year or 0, tenses.lean(raw.span)
    days = (moment.rank - now.rank) * 31 + (moment.day - now.day if moment.day and now.day else 0)
    if leaning > 0:
        return year + (days < -PASSED)
    if leaning < 0 and days > 0:
        if days > SOON or tenses.is_tied(raw.span):
            return year - 1
        return year if tenses.tells_of_saying(raw.span) else None
    if leaning < 0:
        return year
    if days > 0 and not leaning and tenses.is_part_of_a_name(raw.span):
        return None
    return year + (days < -NEAR) - (days > NEAR)


def _with_century(moment: Moment, clock: Clock) -> Moment | None:
    """Return the date whose year has two figures: in a story the nearest, else the last that may be meant."""
    now = clock.now
    if now is None or now.year is None or moment.year is None:
        return None
    here, year = now.year, now.year // 100 * 100 + moment.year
    if clock.history and clock.told:
        year = min((year - 100, year, year + 100), key=lambda candidate: abs(candidate - here))
    elif year > here + NEXT_YEARS:
        year -= 100
    return _possible(replace(moment, year=year))


def _with_month(dated: Dated, clock: Clock) -> Moment | None:
    """Return the day of a month that is not named: of the one told last, or by "inst.", "ult." and "prox."."""
    base = clock.at("writing" if dated.toward else "story")
    month = shift_months(base, STEPS[dated.toward]) if base else None
    return _possible(replace(dated.moment, year=month.year, month=month.month)) if month else None


def _possible(moment: Moment) -> Moment | None:
    return moment if is_possible(moment) else None
