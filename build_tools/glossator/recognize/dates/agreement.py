"""Whether the day of the week that words tell is that of their date: "Sunday, May 3rd"."""

from __future__ import annotations

from dataclasses import replace

from .moment import Moment, days_between, is_possible, julian_weekday, shift_months, weekday

LAST_OLD_STYLE = 1923
"""The year in which Greece, as the last country, gave up the Julian calendar."""
NEAR = 9 * 31
"""Days: a date that tells no year is seldom of one that lies farther away, and a weekday seldom wrong."""


def agrees(moment: Moment, told: int) -> bool:
    """Tell whether a day has the weekday told, in the calendar of today or in the one that was used of old."""
    if not moment.is_day or moment.year is None:
        return True
    return told == weekday(moment) or (moment.year <= LAST_OLD_STYLE and told == julian_weekday(moment))


def in_agreement(moment: Moment, told: int, now: Moment | None) -> Moment:
    """Return a date whose words contradict each other as uncertain: they tell no more than that one of them is wrong.

    Where the year was only inferred (`now` is from when the words look), the weekday tells it if it can.
    """
    if agrees(moment, told):
        return moment
    if now is not None and now.is_day and moment.year is not None:
        for year in (moment.year - 1, moment.year + 1):
            other = replace(moment, year=year)
            if is_possible(other) and agrees(other, told) and _is_near(now, other):
                return other
    return replace(moment, uncertain=True)


def _is_near(now: Moment, other: Moment) -> bool:
    """Tell whether a day is near another one; days before our era, which Python does not count, are not."""
    if now.year is None or other.year is None or min(now.year, other.year) < 1:
        return False
    return abs(days_between(now, other)) <= NEAR


def month_in_agreement(moment: Moment, told: int) -> Moment | None:
    """Return the day in the month beside which it has the weekday told: "Monday the 3rd"; nothing if in none."""
    for step in (0, -1, 1):
        month = shift_months(moment, step)
        if month is not None:
            day = replace(moment, year=month.year, month=month.month)
            if is_possible(day) and agrees(day, told):
                return day
    return None
