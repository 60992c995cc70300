"""A message's text in blocks: its paragraphs, and what it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model import Block, Span

QUOTE_MARKS = re.compile(r"(?!>From )(?:> ?)+")
"""The marks of a quoted line; programs of old write `>From ` where a line of a message itself begins with `From `."""
WRAP_WIDTHS = (40, 120)
"""A wrapped paragraph's mean line is at least, and its longest at most, this long, in code points."""
FILLED = 0.6
"""Share of the longest line that all lines but the last of a wrapped paragraph fill."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space around it."""

    span: Span
    level: int
    """How often it is quoted."""
    bare: bool
    """It holds nothing but marks of quoting."""
    indent: int
    """White space before it."""


def _lines(text: str) -> Iterator[_Line | None]:
    """Yield each line; None for one that is empty."""
    start = 0
    for whole in text.split("\n"):
        line = whole.strip()
        indent = len(whole) - len(whole.lstrip())
        marks = QUOTE_MARKS.match(line)
        level = marks[0].count(">") if marks else 0
        bare = marks is not None and marks.end() == len(line)
        span = Span(start + indent, start + indent + len(line))
        yield _Line(span, level, bare, indent) if line else None
        start += len(whole) + 1


def text_blocks(text: str) -> Iterator[Block]:
    """Yield a block for each run of lines between empty ones, or where the level of quoting changes.

    A quoted line that is empty ends a quoted paragraph, and belongs to it.
    """
    run: list[_Line] = []
    for line in _lines(text):
        ended = run and (line is None or line.level != run[0].level or (_is_closed(run) and not line.bare))
        if ended:
            yield _block(run)
            run = []
        if line is not None:
            run.append(line)
    if run:
        yield _block(run)


def _is_closed(run: Sequence[_Line]) -> bool:
    """Tell whether a run's last line is an empty quoted one behind others that are not."""
    return run[-1].bare and any(not line.bare for line in run)


def _block(run: Sequence[_Line]) -> Block:
    quoted = run[0].level > 0
    span = Span(run[0].span.start, run[-1].span.end)
    return Block("", "quote" if quoted else "paragraph", span, wrapped=not quoted and _is_wrapped(run))


def _is_wrapped(run: Sequence[_Line]) -> bool:
    """Tell a paragraph whose lines end where they were full from verse, a list or an address."""
    inner = [len(line.span) for line in run[:-1]]
    longest = max(len(line.span) for line in run)
    narrow, wide = WRAP_WIDTHS
    even = len({line.indent for line in run[1:]}) == 1
    return even and longest <= wide and sum(inner) >= narrow * len(inner) and min(inner) >= FILLED * longest
