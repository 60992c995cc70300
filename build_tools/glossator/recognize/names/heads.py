"""What stands at a document's head: the dateline's place and agency, the byline's people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ...model import Block, Mention, Span
from .reading import Reading

SURE, LIKELY = 0.95, 0.7
PLACE = re.compile(r"[^\W\d_][^,(\n—–:/\d]{1,40}")
"""What a dateline begins with."""
MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,7}\b")
AGENCY = re.compile(r"\((?P<round>[^()\n/]{2,60})\)|/(?P<slashed>[^/\n]{2,40})/")
BY = re.compile(r"[Bb][Yy]\s{1,4}")
PERSON = re.compile(
    r"[^\W\d_a-z][\w’'.-]{0,40}(?: (?:[^\W\d_a-z][\w’'.-]{0,40}|de|van|von|der|den|la|le|al|bin|di|da)){1,5}"
)
"""A full name: a first name and at least one more word."""
BETWEEN = re.compile(r"\s{0,3}(?:,|&|;|and\b|with\b)\s{0,3}(?:and\b\s{0,3})?")
NO_PERSON = frozenset(
    "staff news editor editors correspondent reporter desk team agency press service times post reuters bureau".split()
)
"""Lower case. Words of a byline that names a newsroom."""
DASHES = ("-", "–", "—")
"""What ends a dateline that begins with a place. One that ends otherwise, and names no agency, may begin with one."""
EDGES = " \t.-—–-"


def head_names(text: str, readings: Sequence[Reading], is_place: Callable[[str], bool]) -> Iterator[Mention]:
    """Yield the names of datelines and bylines. `is_place` tells whether a string is known as a place."""
    for reading in readings:
        if reading.block.kind == "dateline":
            yield from _dateline(text, reading.block, is_place)
        elif reading.block.kind == "byline":
            yield from _byline(text, reading.block)


def _dateline(text: str, block: Block, is_place: Callable[[str], bool]) -> Iterator[Mention]:
    place = PLACE.match(text, block.span.start, block.span.end)
    if place and not MONTH.match(place[0]):
        span = _trimmed(text, *place.span())
        agency = AGENCY.search(text, place.end(), block.span.end)
        if agency:
            yield Mention(span, "", "place", "dateline", SURE)
            name = _trimmed(text, *agency.span(agency.lastgroup or 0))
            if name.start < name.end:
                yield Mention(name, "", "organization", "dateline", LIKELY)
        elif text[block.span.start : block.span.end].endswith(DASHES) or is_place(text[span.start : span.end]):
            yield Mention(span, "", "place", "dateline", LIKELY)


def _trimmed(text: str, start: int, end: int) -> Span:
    inner = text[start:end]
    end = start + len(inner.rstrip(EDGES))
    return Span(min(end, start + len(inner) - len(inner.lstrip(EDGES))), end)


def _byline(text: str, block: Block) -> Iterator[Mention]:
    begun = BY.match(text, block.span.start, block.span.end)
    at = begun.end() if begun else block.span.end
    while person := PERSON.match(text, at, block.span.end):
        if not NO_PERSON.isdisjoint(person[0].lower().split()):
            return
        yield Mention(Span(*person.span()), "", "person", "byline", SURE)
        between = BETWEEN.match(text, person.end(), block.span.end)
        at = between.end() if between else block.span.end
