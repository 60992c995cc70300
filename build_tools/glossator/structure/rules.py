"""Units to blocks: an ordered table of rules, of which the first that knows a unit decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..model import BlockKind, Span
from .units import Unit, markdown_kind

CAPS = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4}"
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY = rf"(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:, \d{{4}})?|\d{{1,2}} {MONTH}(?: \d{{4}})?)"

DATELINE = re.compile(
    rf"(?:{CAPS}(?:, [^,()\n]{{1,40}})? \((?P<agency>[^()\n]{{2,60}})\)(?:\.| ?[—–-]{{1,2}})"
    rf"|{CAPS}, {DAY}(?: ?\([^()\n]{{2,60}}\))?(?:(?:\.| ?[—–:]| -)(?: ?/[^/\n]{{2,40}}/\.?)?| ?/[^/\n]{{2,40}}/\.?)"
    rf"|{CAPS}(?:, [^,()\n.]{{1,40}})? ?(?:—|--))(?=\s|$)"
)
"""How news agencies begin: "MOSCOW (Realist English).", "TSAMTO, November 21st.", "PARIS, May 3 /TASS/."."""

DATE_LINE = re.compile(rf"\(?(?:{MONTH} (?P<day>0?[1-9]|[12]\d|3[01]), (?P<year>\d{{4}}))\)?\Z")
BYLINE = re.compile(r"By [A-Z][^.:!?\n]{2,80}\Z")
SEPARATOR = re.compile(r"(?:[*\-_=~•·#⁂✻]\s*){1,}\Z")
ELISION = re.compile(r"[<\[({]?\s*(?:…|\.\.\.|\. \. \.)\s*[>\])}]?\Z")
FURNITURE = re.compile(
    r"(?:Site icon\b.{0,120}|Exit mobile version|Skip to (?:main )?content|Share this:?|Print this page|Advertisement"
    r"|Loading\.\.\.|Read more|Related articles?:?|Click to share on .{1,60})\Z"
)
"""What the templates of saved pages leave in the text (WordPress' AMP and sharing plug-ins, and the like)."""

NAME_WORD = r"(?:[^\W\d_a-z][\w’'.-]*|de|van|von|der|al|bin|of|the)"
TURN = re.compile(rf"(?P<label>[^\W\d_a-z][\w’'.-]*(?: {NAME_WORD}){{0,6}})\s?: ?(?=\S|$)")
"""A speaker's label: words with capitals, then a colon."""

HEADING = re.compile(r"(?:(?:CHAPTER|PART|SECTION|BOOK|Chapter|Part|Section|Book) [\w .-]{1,60}|[^a-z]{4,80})\Z")
TITLE_LENGTH = 250
"""Code points. Longer lines are paragraphs, whatever they end in."""
TERMINAL = tuple(".,;:…")
"""What a title does not end in; a question or an exclamation may be one."""
HEAD_UNITS = 8
"""How far down the title, byline and dateline are looked for."""
SPEAKERS = 3
"""So many labelled lines make a transcript; of fewer, those count whose words begin with a quotation mark."""


Part = tuple[BlockKind, Span, Span | None]
"""A block's kind, its span, and of a turn its label."""
Rule = Callable[[Unit, "Surroundings"], "list[Part] | None"]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a rule may know of the rest of the document."""

    index: int
    """Of the unit, furniture not counted."""
    last: bool
    titled: bool
    datelined: bool
    speakers: frozenset[str]
    """The labels that are speakers' in this document."""


def _separator(unit: Unit, _: Surroundings) -> list[Part] | None:
    return [("separator", unit.span, None)] if SEPARATOR.match(unit.text) else None


def _elision(unit: Unit, _: Surroundings) -> list[Part] | None:
    return [("elision", unit.span, None)] if ELISION.match(unit.text) else None


def _furniture(unit: Unit, _: Surroundings) -> list[Part] | None:
    return [("furniture", unit.span, None)] if FURNITURE.match(unit.text) else None


def _head(unit: Unit, around: Surroundings) -> list[Part] | None:
    """A byline, or a date that stands alone, near the top."""
    if around.index < HEAD_UNITS and BYLINE.match(unit.text):
        return [("byline", unit.span, None)]
    if around.index < HEAD_UNITS and not around.datelined and DATE_LINE.match(unit.text):
        return [("dateline", unit.span, None)]
    return None


def _title(unit: Unit, around: Surroundings) -> list[Part] | None:
    """The first line that stands alone, is no sentence, and has text below it."""
    if around.titled or around.index > 0 or around.last or not unit.alone or "\n" in unit.text:
        return None
    ended = unit.text.endswith(TERMINAL) and not unit.text.isupper()
    if len(unit.text) > TITLE_LENGTH or ended or DATELINE.match(unit.text):
        return None
    return [("title", unit.span, None)]


def _dateline(unit: Unit, around: Surroundings) -> list[Part] | None:
    """The agency's opening, with the paragraph that it opens."""
    match = DATELINE.match(unit.text) if around.index < HEAD_UNITS and not around.datelined else None
    if match is None:
        return None
    head = Span(unit.span.start, unit.span.start + match.end())
    rest = unit.text[match.end() :]
    start = head.end + len(rest) - len(rest.lstrip())
    parts: list[Part] = [("dateline", head, None)]
    return [*parts, ("paragraph", Span(start, unit.span.end), None)] if start < unit.span.end else parts


def _turn(unit: Unit, around: Surroundings) -> list[Part] | None:
    match = TURN.match(unit.text)
    if match is None or match["label"] not in around.speakers:
        return None
    return [("turn", unit.span, Span(unit.span.start, unit.span.start + match.end("label")))]


def _heading(unit: Unit, around: Surroundings) -> list[Part] | None:
    found = unit.alone and not around.last and "\n" not in unit.text and HEADING.match(unit.text)
    return [("heading", unit.span, None)] if found and not unit.text.endswith((*TERMINAL, "!", "]", ")")) else None


def _markdown(unit: Unit, _: Surroundings) -> list[Part] | None:
    kind = markdown_kind(unit.text)
    return [(kind, unit.span, None)] if kind else None


def _paragraph(unit: Unit, _: Surroundings) -> list[Part]:
    return [("paragraph", unit.span, None)]


TEXT_RULES: tuple[Rule, ...] = (_furniture, _elision, _separator, _head, _title, _dateline, _turn, _heading, _paragraph)
MARKDOWN_RULES: tuple[Rule, ...] = (_furniture, _elision, _separator, _markdown, _dateline, _turn, _paragraph)
GIVEN_RULES: tuple[Rule, ...] = (_furniture, _elision, _separator, _head, _dateline, _turn, _paragraph)
"""The first rule that knows a unit decides."""


def classify(units: Sequence[Unit], *, markdown: bool) -> Iterator[Part]:
    """Yield the blocks, in order, that the units are."""
    rules = MARKDOWN_RULES if markdown else TEXT_RULES
    known = speakers(units)
    index, seen = 0, set[BlockKind]()
    for number, unit in enumerate(units):
        last = number == len(units) - 1
        around = Surroundings(index, last, "title" in seen, "dateline" in seen, known)
        parts = next(parts for rule in rules if (parts := rule(unit, around)))
        index += parts[0][0] != "furniture"
        seen.update(kind for kind, _, _ in parts)
        yield from parts


def classify_given(unit: Unit, around: Surroundings) -> list[Part]:
    """Return the blocks that a paragraph is which a reader gave."""
    return next(parts for rule in GIVEN_RULES if (parts := rule(unit, around)))


def speakers(units: Sequence[Unit]) -> frozenset[str]:
    """Return the labels that are speakers': several in the document, or words in quotation marks behind them.

    A single word that labels a single line ("First:", "Note:") is no speaker, unless it is all in capitals.
    """
    matches = [(unit, match) for unit in units if (match := TURN.match(unit.text))]
    times = Counter(match["label"] for _, match in matches)
    likely = {label for label in times if " " in label or label.isupper() or times[label] > 1}
    if sum(times[label] for label in likely) >= SPEAKERS:
        return frozenset(likely)
    return frozenset(match["label"] for unit, match in matches if unit.text[match.end() :].startswith(('"', "“", "«")))
