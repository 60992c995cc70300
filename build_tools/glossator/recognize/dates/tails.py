"""What may follow a month or a day and tells its year: ", 1940", " of that year", " last year", " '45"."""

from __future__ import annotations

import re
from dataclasses import replace

from .moment import Moment, astronomical
from .pointers import POINTERS
from .raw import Dated
from .words import ERA, SPACE, month_of

POST = rf",?{SPACE}(?P<post>last|next)(?=[,.;:)]|{SPACE}(?:and|by|for|from|was|were|we|I|he|the|which|when)\b)"
"""Behind a month or a weekday, which one of them: "Tuesday next", and not "on Tuesday next to the church"."""
YEAR_TAIL = (
    rf"(?:(?:,?{SPACE}(?:of{SPACE})?|,)(?:(?P<year>[1-9][0-9]{{0,3}}){SPACE}?{ERA}|(?P<year4>[12][0-9]{{3}}))"
    rf"(?![0-9a-z%]|[.,][0-9])"
    rf"|,?{SPACE}of{SPACE}(?P<same>that|the{SPACE}same){SPACE}year\b"
    rf"|,?{SPACE}(?:of{SPACE})?(?P<toward>last|this|next){SPACE}year\b"
    rf"|{POST}"
    rf"|,?{SPACE}?['’](?P<short>[0-9]{{2}})(?![0-9a-z]))?"
)
"""A pattern that always matches, if only nothing."""

_GROUPS = ("year", "year4", "same", "toward", "post", "short", "dashed")


def tail_told(match: re.Match[str]) -> bool:
    """Tell whether the tail of a match says anything."""
    groups = match.groupdict()
    return any(groups.get(name) for name in _GROUPS)


def dated(match: re.Match[str], day: int) -> Dated:
    """Return the date of a match with a month and a tail."""
    groups = match.groupdict()
    moment = Moment(None, month_of(match["month"]), day)
    if groups["toward"]:
        return Dated(moment, POINTERS[groups["toward"].lower()], of_year=True)
    if groups["post"]:
        return Dated(moment, POINTERS[groups["post"].lower()])
    if groups["same"]:
        return Dated(moment, "same")
    if groups["short"]:
        return Dated(replace(moment, year=int(groups["short"])), short_year=True)
    digits = groups["year"] or groups["year4"] or groups.get("dashed")
    return Dated(replace(moment, year=astronomical(int(digits), groups["era"] or "")) if digits else moment)
