"""The lines of a PDF's pages, and which of them stand on the page as its furniture: heads, feet and numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from ...model import Span

EDGE_LINES = 4
"""How many lines at a page's top or foot may be running heads, feet and page numbers."""
FEW_PAGES = 4
"""Up to so many pages a line that stands on two of them is a running head; else it must stand on three."""
HEAD_LENGTH = 100
"""Code points: a line with a page's number in it is no longer."""

PAGE_NUMBER = re.compile(
    r"[-–—~|•·\[(\s]*(?:(?i:p(?:age|\.)?)\s*)?(?:\d{1,3}|(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))"
    r"(?:\s*(?:/|of)\s*\d{1,4})?[-–—~|•·\])\s]*"
)
OUTER_NUMBER = re.compile(r"(\d{1,4})(?![\d.,)])\s.*|.*\s(\d{1,4})", re.DOTALL)


Key = tuple[int, int, str, int]
"""A line at a page's edge: which edge, how many lines stand before it there, its words with digits folded, and the size
of its letters: a title is larger than the running heads that repeat it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line begins on its page, and how large its letters are, in points."""

    x: float
    y: float
    """From the foot of the page, as a rule."""
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's text."""

    text: str
    label: str
    """What the page is called: its number, or the label that the document gives it."""
    places: tuple[Place | None, ...] = ()
    """Of each line, by LF; None for a blank one. None at all where they are not known."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with words in it."""

    span: Span
    """In the whole text, without the white space around it."""
    words: str
    place: Place | None
    after_blank: bool
    """A blank line stands before it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines."""

    label: str
    begins: Span | None
    """The form feed before it; None for the first page."""
    lines: tuple[Line, ...]


def pages_of(sheets: Sequence[Sheet]) -> tuple[Page, ...]:
    """Return the pages' lines, as they stand in the text that form feeds between the pages make."""
    pages: list[Page] = []
    start = 0
    for number, sheet in enumerate(sheets):
        begins = Span(start - 2, start - 1) if number else None
        pages.append(Page(sheet.label, begins, tuple(_lines(sheet, start))))
        start += len(sheet.text) + 3
    return tuple(pages)


def _lines(sheet: Sheet, start: int) -> Iterator[Line]:
    rows = sheet.text.split("\n")
    places = sheet.places if len(sheet.places) == len(rows) else (None,) * len(rows)
    blank = False
    for row, place in zip(rows, places, strict=True):
        words = row.strip()
        if words:
            begin = start + len(row) - len(row.lstrip())
            yield Line(Span(begin, begin + len(words)), words, place, blank)
        blank = not words
        start += len(row) + 1


def furniture(pages: Sequence[Page]) -> frozenset[Span]:
    """Return the lines at the pages' edges that are running heads, running feet and page numbers."""
    seen = Counter(key for page in pages for key in _keys(page))
    # On a few pages two are as many as there can be.
    enough = 2 if len(pages) <= FEW_PAGES else 3
    repeated = {key for key, count in seen.items() if count >= enough and any(map(str.isalpha, key[2]))}
    found = {line.span for page in pages for line in _peeled(page, repeated)}
    return frozenset(found | set(_counted_heads(pages, max(enough, len(pages) // 10))))


def _counted_heads(pages: Sequence[Page], enough: int) -> Iterator[Span]:
    """Yield the first and last lines whose outer number counts the pages: they are heads, whatever their words."""
    heads = [
        (line.span, int(match[1] or match[2]) - number)
        for number, page in enumerate(pages)
        if not any(PAGE_NUMBER.fullmatch(edge[0].words) for edge in _edges(page) if edge)
        for line in {edge[0] for edge in _edges(page) if edge}
        if len(line.words) <= HEAD_LENGTH and (match := OUTER_NUMBER.fullmatch(line.words))
    ]
    offsets = Counter(offset for _, offset in heads)
    yield from (span for span, offset in heads if offsets[offset] >= enough)


def _edges(page: Page) -> Iterator[tuple[Line, ...]]:
    """Yield the lines from each edge inwards: as the text has them, and as they stand on the page."""
    yield page.lines[:EDGE_LINES]
    yield page.lines[::-1][:EDGE_LINES]
    if all(line.place for line in page.lines):
        by_height = sorted(page.lines, key=lambda line: -(line.place.y if line.place else 0))
        yield tuple(by_height[:EDGE_LINES])
        yield tuple(by_height[::-1][:EDGE_LINES])


def _keys(page: Page) -> Iterator[Key]:
    for side, edge in enumerate(_edges(page)):
        for depth, line in enumerate(edge):
            yield _key(side, depth, line)


def _key(side: int, depth: int, line: Line) -> Key:
    words = re.sub(r"\d+", "0", " ".join(line.words.split())).casefold()
    return side, depth, words, round(line.place.size) if line.place else 0


def _peeled(page: Page, repeated: Set[Key]) -> Iterator[Line]:
    """Yield from each edge inwards the lines that are furniture, as far as nothing else stands between."""
    for side, edge in enumerate(_edges(page)):
        for depth, line in enumerate(edge):
            if not PAGE_NUMBER.fullmatch(line.words) and _key(side, depth, line) not in repeated:
                break
            yield line
