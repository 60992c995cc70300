"""Words that point at one of many: "last", "this", "the following", "that same"; and the unit that they point at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model import Span
from .around import word_before
from .raw import Passage, Toward
from .words import ANY_MONTH, ANY_WEEKDAY, PART_OF_DAY, SPACE

BEFORE = 48
"""Code points before a unit in which what belongs to it begins: the longest hedge and number fit."""
AFTER = 32
"""Code points after the beginning of a unit in which what belongs to it ends."""

POINTERS: dict[str, Toward] = {
    "last": "last", "this past": "last", "this": "this", "current": "this", "next": "next", "coming": "next",
    "this coming": "next", "that": "same", "same": "same", "that same": "same", "that very": "same",
    "this same": "same", "very same": "same", "previous": "previous", "preceding": "previous",
    "following": "following", "very next": "following", "ensuing": "following", "succeeding": "following",
}  # fmt: skip
POINTER_ENDS = frozenset(pointer.split()[-1] for pointer in POINTERS)
"""The last word of each: what stands right before a unit."""
WITHOUT_ARTICLE = frozenset(["last", "this", "that", "this past", "this coming", "that same", "that very", "this same"])
EITHER_WAY = frozenset(["next"])

_UNIT = (
    rf"(?P<unit>day|night|morning|afternoon|evening|week(?:end)?|month|quarter|year|decade|century"
    rf"|{ANY_MONTH}|{ANY_WEEKDAY})"
)
_ANY_POINTER = "|".join(pointer.replace(" ", SPACE) for pointer in sorted(POINTERS, key=len, reverse=True))
_POINTED = re.compile(
    rf"(?<![\w-])(?:(?:early|earlier|late|later)(?:{SPACE}in)?{SPACE})?(?P<the>the{SPACE})?(?P<pointer>{_ANY_POINTER})"
    rf"{SPACE}{_UNIT}(?!-?\w)(?:{SPACE}(?P<part>{PART_OF_DAY})\b)?",
    re.ASCII | re.IGNORECASE,
)
_LASTING = frozenset("over within for during in throughout through".split())
"""Before "the next year", these make it a length of time that begins now."""
_NEXT = frozenset("next coming following".split())
_SHORT_UNITS = frozenset("day night morning afternoon evening".split())
"""Of which "in the following day" is a length of time seldom."""
OWNERS = frozenset("the his her its their our my your".split())
""" "His last year" is somebody's, and no calendar tells which."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """A unit, weekday or month, and which one is meant."""

    span: Span
    unit: str
    """As it stands."""
    toward: Toward


def pointed(passage: Passage, start: int, floor: int) -> Pointed | None:
    """Return what points at the unit that stands at a place, if anything does."""
    low, high = max(floor, start - BEFORE), min(passage.end, start + AFTER)
    for match in _POINTED.finditer(passage.text, low, high):
        if match.start("unit") == start:
            return _pointed(passage, match)
    return None


def _pointed(passage: Passage, match: re.Match[str]) -> Pointed | None:
    pointer, the, unit = " ".join(match["pointer"].lower().split()), bool(match["the"]), match["unit"]
    if pointer not in EITHER_WAY and the == (pointer in WITHOUT_ARTICLE):
        return None
    before = word_before(passage, match.start()).lower()
    if pointer == "last" and before in OWNERS:
        return None
    if the and pointer in _NEXT and before in _LASTING and unit.lower() not in _SHORT_UNITS:
        return None
    end = match.end() if not match["part"] or unit.lower() not in _SHORT_UNITS else match.end("unit")
    toward = "following" if the and pointer == "next" else POINTERS[pointer]
    return Pointed(Span(match.start(), end), unit, toward)
