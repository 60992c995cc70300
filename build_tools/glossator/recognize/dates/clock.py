"""From when the words of a text look: the document's date, or the date to which its story has come."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .moment import Moment
from .raw import Away, Dated, Raw, Since, Toward
from .standing import Standing

FARTHEST_ASIDE = 10
"""Years. The last year that a text tells, if it is farther away, is not where its story goes on."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What is known when an expression is reached."""

    written: Moment | None
    """The document's date."""
    standing: Standing
    """From when the text as a whole looks."""
    told: Moment | None = None
    """The date to which the story has come."""
    latest: Moment | None = None
    """The date told last, be it an aside."""
    joined: tuple[int, Moment] | None = None
    """Where the part of a range or list that was read last ended, and its date."""

    dated: tuple[int, Moment] | None = None
    """Where the last date with a month and a year of its own ended, and that date."""
    year_told: tuple[int, int] | None = None
    """Where the expression before ended, if it told a year only, and that year: "last year, on May 5"."""
    latest_end: int = 0
    """Where the expression of the date told last ended."""
    today_end: int = 0
    """Where "today" ended last: what follows may go on from it."""

    @property
    def history(self) -> bool:
        return self.standing == "history"

    @property
    def now(self) -> Moment | None:
        """Return from when a date without its year looks."""
        return (self.told or self.written) if self.history else self.written

    @property
    def latest_is_past(self) -> bool:
        """Tell whether the date told last is of a year before the document's."""
        years = [moment.year for moment in (self.latest, self.written) if moment and moment.year is not None]
        return len(years) == 2 and years[0] < years[1]

    def at(self, since: Since) -> Moment | None:
        """Return from when an expression looks. Without the document's date nothing looks from the day of writing."""
        if since in ("story", "tense"):
            return self.latest or (None if self.history else self.written)
        if since == "writing" and self.written is None:
            return None
        return (self.latest or self.written) if self.history else self.written


def since_of(toward: Toward) -> Since:
    """Return from when "last", "this" and "next" look, and from when "previous", "same" and "following"."""
    return "story" if toward in ("previous", "same", "following") else "writing"


def after(clock: Clock, raw: Raw, moment: Moment | None, next_year: int | None) -> Clock:
    """Return the clock after an expression with its date; `next_year` is the one that is told next."""
    joined = (raw.span.end, moment) if moment and raw.rule == "range" else None
    whole = moment is not None and moment.rank > 0 and tells_all(raw) and raw.rule != "holiday"
    dated = (raw.span.end, moment) if moment and whole else clock.dated
    plain = moment is not None and not moment.rank and not moment.open_digits
    year_told = (raw.span.end, moment.year) if moment and plain and moment.year is not None else None
    if moment is None or moment.open_digits or _is_now(raw):
        today_end = raw.span.end if _is_today(raw) else clock.today_end
        return replace(clock, joined=joined, dated=dated, year_told=year_told, today_end=today_end)
    if moment.approximate or moment.uncertain:
        moment = replace(moment, approximate=False, uncertain=False)
    told = moment if _goes_on(clock.told, raw, moment, next_year) else clock.told
    clock = replace(clock, told=told, joined=joined, dated=dated, year_told=year_told)
    aside = not clock.history and _compares(raw)
    return clock if aside else replace(clock, latest=moment, latest_end=raw.span.end)


def tells_all(raw: Raw) -> bool:
    """Tell whether the words need nothing from elsewhere."""
    return isinstance(raw.meaning, Dated) and raw.meaning.moment.year is not None and not raw.meaning.short_year


def _is_now(raw: Raw) -> bool:
    """Tell "today" and "this year", which tell of no other time than the writer's."""
    return isinstance(raw.meaning, Away) and raw.meaning.since != "story" and raw.meaning.count == 0


def _is_today(raw: Raw) -> bool:
    return _is_now(raw) and isinstance(raw.meaning, Away) and raw.meaning.unit == "day"


def _compares(raw: Raw) -> bool:
    """Tell "the previous year" and "a year earlier": what news compares with, and does not go on from."""
    return isinstance(raw.meaning, Away) and raw.meaning.since == "story" and raw.meaning.count < 0


def _goes_on(told: Moment | None, raw: Raw, moment: Moment, next_year: int | None) -> bool:
    """Tell whether the story goes on from a date; one of another year from which it comes back is an aside."""
    if isinstance(raw.meaning, Away) and raw.meaning.count < 0:
        return False
    if told is None or told.year is None or moment.year is None:
        return True
    if moment.year == told.year:
        return bool(moment.rank)
    if next_year is None:
        return abs(moment.year - told.year) <= FARTHEST_ASIDE
    return abs(next_year - moment.year) <= abs(next_year - told.year)
