"""Text to units: lines, or the lines of a hard-wrapped paragraph; in Markdown, what its marks tell apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model import BlockKind, Span

MARKDOWN_KINDS: tuple[tuple[BlockKind, re.Pattern[str]], ...] = (
    ("heading", re.compile(r"#{1,6}\s+\S")),
    ("item", re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+\S")),
    ("quote", re.compile(r">")),
    ("row", re.compile(r"\A\|.*\|\s*\Z")),
)
FENCE = re.compile(r"`{3,}(?=[^`\n]*$)|~{3,}", re.MULTILINE)

WRAP_WIDTHS = (40, 120)
"""A hard-wrapped text's mean line is at least, and its longest line at most, this long, in code points."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A line, or the lines of a hard-wrapped paragraph."""

    span: Span
    text: str
    alone: bool
    """Blank lines (or the text's ends) stand on both sides."""
    wrapped: bool = False
    """Its lines end where the page was full."""


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


def text_units(text: str) -> list[Unit]:
    """Return the units of plain text."""
    stanzas = list(_stanzas(text))
    wrapped = _is_hard_wrapped(text, stanzas)
    units: list[Unit] = []
    for stanza in stanzas:
        filled = wrapped and _fills_its_lines(stanza)
        spans = [Span(stanza[0].start, stanza[-1].end)] if filled else stanza
        units += (Unit(span, text[span.start : span.end], len(spans) == 1, filled) for span in spans)
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


def markdown_units(text: str) -> list[Unit]:
    """Return the units of Markdown."""
    units: list[Unit] = []
    for stanza in _fenced(text, _stanzas(text)):
        run: list[Span] = []
        for line in stanza:
            if run and markdown_kind(text[line.start : line.end]) is not None:
                units.append(_unit(text, run))
                run = []
            run.append(line)
            if markdown_kind(text[line.start : line.end]) in ("heading", "row"):
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


def markdown_kind(line: str) -> BlockKind | None:
    """Return the kind that a line's mark gives it; None for a paragraph's line."""
    return next((kind for kind, pattern in MARKDOWN_KINDS if pattern.match(line)), None)
