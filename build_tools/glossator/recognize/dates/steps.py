"""Steps over the calendar from a date that is known: so many weeks before, last Friday, this weekend."""

from __future__ import annotations

from dataclasses import replace

from .moment import (
    FIRST_QUARTER,
    Moment,
    approximately,
    edtf,
    is_possible,
    shift_days,
    shift_months,
    shift_years,
    week_of,
    weekday,
)
from .raw import Away, Weekday

FRIDAY = 4
"""From here on, a past "this weekend" is the one that has begun or begins."""


def away(meaning: Away, here: Moment | None) -> tuple[str, Moment | None]:
    """Return the value and the date of so many units from a date; a week is an interval, no unit gains precision."""
    if here is None or here.year is None or here.open_digits:
        return "", None
    if meaning.unit in ("week", "weekend") and not meaning.about and meaning.to_the != "day":
        return _week(meaning, here)
    moment = _away(meaning, here) if meaning.to_the is None else _exactly_away(meaning, here)
    if moment is None:
        return "", None
    if meaning.about:
        moment = approximately(moment)
    return edtf(moment), moment


def _away(meaning: Away, here: Moment) -> Moment | None:
    count = meaning.count
    match meaning.unit:
        case "day":
            return here if count == 0 else shift_days(here, count)
        case "week" | "weekend":
            return shift_days(here, 7 * count)
        case "month":
            return shift_months(here, count)
        case "quarter":
            return _quarter(here, count)
        case "year":
            return shift_years(here, count)
        case "decade":
            return shift_years(here, 10 * count, open_digits=1)
        case "century":
            return shift_years(here, 100 * count, open_digits=2)


def _exactly_away(meaning: Away, here: Moment) -> Moment | None:
    """Return the day, or the month, of "ten years ago today"."""
    years = {"year": 1, "decade": 10, "century": 100}.get(meaning.unit, 0) * meaning.count
    moment = replace(here, year=(here.year or 0) + years) if years else _away(meaning, here)
    if moment is None or not moment.month:
        return None
    if meaning.unit == "month" and meaning.to_the == "day" and is_possible(replace(moment, day=here.day)):
        return replace(moment, day=here.day)
    if not is_possible(moment):
        return None
    return moment if meaning.to_the == "day" else replace(moment, day=0)


def _quarter(here: Moment, count: int) -> Moment | None:
    month = shift_months(here, 3 * count)
    return Moment(month.year, season=FIRST_QUARTER + (month.month - 1) // 3) if month else None


def _week(meaning: Away, here: Moment) -> tuple[str, Moment | None]:
    day = shift_days(here, 7 * meaning.count) if here.is_day else None
    week = week_of(day) if day else None
    if not week:
        return "", None
    monday, sunday = week
    first = shift_days(monday, 5) if meaning.unit == "weekend" else monday
    return (f"{edtf(first)}/{edtf(sunday)}", Moment(first.year, first.month)) if first else ("", None)


def said_early(meaning: Away, here: Moment | None) -> bool:
    """Tell whether "this weekend" is said from Monday to Thursday, when it may be the one before."""
    number = weekday(here) if here and here.is_day else None
    return number is not None and number < FRIDAY and meaning.count == 0


def weekday_near(meaning: Weekday, here: Moment | None, leaning: int) -> Moment | None:
    """Return the day of that name: the one pointed at, else the last one up to a date, or, looking ahead, the next."""
    number = weekday(here) if here and here.is_day else None
    if here is None or number is None:
        return None
    ahead = (meaning.number - number) % 7
    match meaning.toward:
        case "last" | "previous":
            return shift_days(here, ahead - 7)
        case "next" | "following":
            return shift_days(here, ahead or 7)
        case "this":
            return shift_days(here, ahead - 7 if leaning < 0 and meaning.number < number else ahead)
    if leaning > 0:
        return shift_days(here, ahead)
    return shift_days(here, ahead - 7 if ahead else 0)
