"""Text to blocks: which lines are a title, a turn, furniture ... Blocks tile the text and change nothing in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sentencex import segment

from .model import Block, BlockKind, Datum, Document, Span

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
MARKDOWN_KINDS: tuple[tuple[BlockKind, re.Pattern[str]], ...] = (
    ("heading", re.compile(r"#{1,6}\s+\S")),
    ("item", re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+\S")),
    ("quote", re.compile(r">")),
    ("row", re.compile(r"\|.*\|\s*\Z")),
)
FENCE = re.compile(r"`{3,}(?=[^`\n]*$)|~{3,}", re.MULTILINE)

TITLE_LENGTH = 250
"""Code points. Longer lines are paragraphs, whatever they end in."""
TERMINAL = tuple(".,;:…")
"""What a title does not end in; a question or an exclamation may be one."""
HEAD_UNITS = 8
"""How far down the title, byline and dateline are looked for."""
WRAP_WIDTHS = (40, 120)
"""A hard-wrapped text's mean line is at least, and its longest line at most, this long, in code points."""
SPEAKERS = 3
"""So many labelled lines make a transcript; of fewer, those count whose words begin with a quotation mark."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A line, or the lines of a hard-wrapped paragraph."""

    span: Span
    text: str
    alone: bool
    """Blank lines (or the text's ends) stand on both sides."""


def structure(document: Document) -> Document:
    """Return the document with its blocks and sentences, and with what the text itself says of its record."""
    units = _markdown_units if document.path.lower().endswith(".md") else _text_units
    blocks = _number(_classify(units(document.text), markdown=units is _markdown_units))
    language = document.value("language")
    sentences = tuple(span for block in blocks for span in _sentences(document.text, block.span, language))
    return replace(document, blocks=blocks, sentences=sentences).with_metadata(*_found(document.text, blocks))


def lines(text: str) -> Iterator[Span]:
    """Yield each line without the white space around it. Only LF ends a line; blank lines are empty spans."""
    start = 0
    for line in text.split("\n"):
        inner = line.strip()
        begin = start + (len(line) - len(line.lstrip()) if inner else 0)
        yield Span(begin, begin + len(inner))
        start += len(line) + 1


def _stanzas(text: str) -> Iterator[list[Span]]:
    """Yield the runs of lines between blank lines."""
    stanza: list[Span] = []
    for line in lines(text):
        if len(line):
            stanza.append(line)
        elif stanza:
            yield stanza
            stanza = []
    if stanza:
        yield stanza


def _text_units(text: str) -> list[Unit]:
    stanzas = list(_stanzas(text))
    wrapped = _is_hard_wrapped(text, stanzas)
    units: list[Unit] = []
    for stanza in stanzas:
        filled = wrapped and _fills_its_lines(stanza)
        spans = [Span(stanza[0].start, stanza[-1].end)] if filled else stanza
        units += (Unit(span, text[span.start : span.end], len(spans) == 1) for span in spans)
    return units


def _is_hard_wrapped(text: str, stanzas: Sequence[Sequence[Span]]) -> bool:
    """Tell whether lines end where the page was full, and not where a sentence or a paragraph was."""
    inner = [line for stanza in stanzas for line in stanza[:-1]]
    if not inner:
        return False
    shortest, longest = WRAP_WIDTHS
    if max(map(len, inner)) > longest or sum(map(len, inner)) / len(inner) < shortest:
        return False
    open_ended = sum(text[line.end - 1] not in '.!?:;"”’)]' for line in inner)
    return open_ended >= 0.6 * len(inner)


def _fills_its_lines(stanza: Sequence[Span]) -> bool:
    """Tell a paragraph from verse, a list or a heading over two lines: all lines but the last are about as long."""
    inner = stanza[:-1]
    return bool(inner) and min(map(len, inner)) >= 0.6 * max(map(len, stanza))


def _markdown_units(text: str) -> list[Unit]:
    units: list[Unit] = []
    for stanza in _fenced(text, _stanzas(text)):
        run: list[Span] = []
        for line in stanza:
            if run and _markdown_kind(text[line.start : line.end]) is not None:
                units.append(_unit(text, run))
                run = []
            run.append(line)
            if _markdown_kind(text[line.start : line.end]) in ("heading", "row"):
                units.append(_unit(text, run))
                run = []
        if run:
            units.append(_unit(text, run))
    return units


def _fenced(text: str, stanzas: Iterable[list[Span]]) -> Iterator[list[Span]]:
    """Yield the stanzas, and in stanzas of their own, as one line each, what stands between fences."""
    opened, mark = None, ""
    for stanza in stanzas:
        open_lines: list[Span] = []
        for line in stanza:
            fence = FENCE.match(text, line.start, line.end)
            if opened is not None:
                opened = Span(opened.start, line.end)
                if fence and len(fence[0]) == len(line) and fence[0].startswith(mark):
                    yield [opened]
                    opened = None
            elif fence:
                opened, mark = line, fence[0]
                yield open_lines
                open_lines = []
            else:
                open_lines.append(line)
        yield open_lines
    if opened is not None:
        yield [opened]


def _unit(text: str, run: Sequence[Span]) -> Unit:
    span = Span(run[0].start, run[-1].end)
    return Unit(span, text[span.start : span.end], True)


def _markdown_kind(line: str) -> BlockKind | None:
    return next((kind for kind, pattern in MARKDOWN_KINDS if pattern.match(line)), None)


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
    if len(unit.text) > TITLE_LENGTH or unit.text.endswith(TERMINAL) or DATELINE.match(unit.text):
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
    kind = _markdown_kind(unit.text)
    return [(kind, unit.span, None)] if kind else None


def _paragraph(unit: Unit, _: Surroundings) -> list[Part]:
    return [("paragraph", unit.span, None)]


TEXT_RULES: tuple[Rule, ...] = (_furniture, _elision, _separator, _head, _title, _dateline, _turn, _heading, _paragraph)
MARKDOWN_RULES: tuple[Rule, ...] = (_furniture, _elision, _separator, _markdown, _dateline, _turn, _paragraph)
"""The first rule that knows a unit decides."""


def _classify(units: Sequence[Unit], *, markdown: bool) -> Iterator[Part]:
    rules = MARKDOWN_RULES if markdown else TEXT_RULES
    speakers = _speakers(units)
    index, seen = 0, set[BlockKind]()
    for number, unit in enumerate(units):
        last = number == len(units) - 1
        around = Surroundings(index, last, "title" in seen, "dateline" in seen, speakers)
        parts = next(parts for rule in rules if (parts := rule(unit, around)))
        index += parts[0][0] != "furniture"
        seen.update(kind for kind, _, _ in parts)
        yield from parts


def _speakers(units: Sequence[Unit]) -> frozenset[str]:
    """Return the labels that are speakers': several in the document, or words in quotation marks behind them.

    A single word that labels a single line ("First:", "Note:") is no speaker, unless it is all in capitals.
    """
    matches = [(unit, match) for unit in units if (match := TURN.match(unit.text))]
    times = Counter(match["label"] for _, match in matches)
    likely = {label for label in times if " " in label or label.isupper() or times[label] > 1}
    if sum(times[label] for label in likely) >= SPEAKERS:
        return frozenset(likely)
    return frozenset(match["label"] for unit, match in matches if unit.text[match.end() :].startswith(('"', "“", "«")))


def _number(parts: Iterator[Part]) -> tuple[Block, ...]:
    return tuple(Block(f"p{n}", kind, span, label) for n, (kind, span, label) in enumerate(parts, start=1))


def _sentences(text: str, block: Span, language: str) -> Iterator[Span]:
    words = text[block.start : block.end]
    start = block.start
    pieces = segment(language.split("-")[0] or "en", words)
    if "".join(pieces) != words:
        yield block
        return
    for piece in pieces:
        inner = piece.strip()
        if inner:
            begin = start + len(piece) - len(piece.lstrip())
            yield Span(begin, begin + len(inner))
        start += len(piece)


def _found(text: str, blocks: Sequence[Block]) -> Iterator[Datum]:
    """Yield what the head of the text says of the document's record."""
    for block in blocks[: HEAD_UNITS + 2]:
        words = text[block.span.start : block.span.end]
        if block.kind == "title":
            yield Datum("title", " ".join(words.split()), "text")
        elif block.kind == "byline":
            yield Datum("author", words.removeprefix("By ").strip(), "byline")
        elif block.kind == "dateline":
            yield from _dateline_data(words)


def _dateline_data(words: str) -> Iterator[Datum]:
    match = DATELINE.match(words)
    if match and match["agency"]:
        yield Datum("source", match["agency"], "dateline")
    dated = DATE_LINE.match(words)
    if dated:
        month = 1 + MONTHS.index(words.lstrip("(")[:3])
        yield Datum("date", f"{dated['year']}-{month:02}-{int(dated['day']):02}", "dateline")
