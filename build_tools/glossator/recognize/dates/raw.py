"""What stands in the text, before it is known against what it is to be understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ...model import Span
from .moment import Moment

Unit = Literal["day", "week", "weekend", "month", "quarter", "year", "decade", "century"]
Since = Literal["writing", "story", "either", "tense"]
"""From when: the document's date, the date told last, or the one of them that the kind of text looks from,
or the one that the sentence's tense tells."""
Toward = Literal["", "last", "this", "next", "previous", "following", "same"]
"""Which one is meant. `last`, `this` and `next` look from the document's date, the others from the date last told."""
STEPS: Mapping[Toward, int] = {"": 0, "last": -1, "this": 0, "next": 1, "same": 0, "previous": -1, "following": 1}
"""How many of them lie between, in the direction of time."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the calendar: what the words lack (the year; of "the 20th", the month too) is to be found."""

    moment: Moment
    toward: Toward = ""
    other: Moment | None = None
    """The other reading of an ambiguous numeric date."""
    of_year: bool = False
    """`toward` tells the year ("May of last year"), and not which May is meant ("last May")."""
    short_year: bool = False
    """The year has two digits, its century is to be found."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday being 0."""

    number: int
    toward: Toward = ""
    ends: int | None = None
    """With which one the range ends that begins with it."""


@dataclass(frozen=True, slots=True)
class Away:
    """So many units away from the document's date, or from the date last told."""

    unit: Unit
    count: int
    since: Since = "writing"
    about: bool = False
    to_the: Unit | None = None
    """How exactly it is counted, where the words tell so: "ten years ago today" is a day."""


Meaning = Dated | Weekday | Away


@dataclass(frozen=True, slots=True)
class Raw:
    """An expression found in the text."""

    span: Span
    meaning: Meaning
    rule: str
    evidence: float
    starts_with_day: bool = False
    """Its first words are the day of a month: "3 May", and not "May 3"."""
    weekday: int | None = None
    """The day of the week that stands before the date, Monday being 0: "Sunday, May 3rd"."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block, as the rules see it: its text is `text[start:end]`, and they look at nothing outside."""

    text: str
    start: int
    end: int
