"""Pages of lines to one text with blocks: a PDF says where letters stand, not what a paragraph is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from ...model import Block, BlockKind, Mark, Span
from .lines import Line, Page, Sheet, furniture, pages_of

SHORT, SHORT_SENTENCE = 0.75, 0.88
"""Of a full line: what ends a paragraph where it is shorter; the second where the line ends a sentence."""
LEADING = 1.35
"""Of the usual distance between lines: a wider gap parts paragraphs."""
INDENT = (0.7, 6.0)
"""Of the letters' size: how far a paragraph's first line may be indented."""
LARGER = 1.12
"""Of the text's size: a heading's letters are at least so large."""
HEADING_LENGTH = 200
"""Code points."""

DOT_LEADER = re.compile(r"(?:\.\s?){4}|(?:…\s?){2}")
BULLET = re.compile(r"[•‣▪●◦·–—*-]\s+\S")
NUMBER = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})\)|\d{1,3}\.)\s+\S")
BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad][^\S\n]*\n[^\S\n]*(?=([^\W\d_]))")
JOINED = re.compile(r"(?=(?<![^\W\d_])([^\W\d_]+[-\u2010][^\W\d_]+))")
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Usual:
    """What most lines of a document are like."""

    size: float
    """Points; 0 where nothing is known."""
    leading: float
    """From one line to the next, in points; 0 where nothing is known."""
    length: int
    """Of a full line, in code points."""


def lay_out(sheets: Sequence[Sheet]) -> tuple[str, tuple[Block, ...], tuple[Mark, ...]]:
    """Return the pages' text, joined by form feeds, with its blocks (without ids) and its broken words."""
    text = "\n\f\n".join(sheet.text for sheet in sheets)
    pages = pages_of(sheets)
    edges = furniture(pages)
    usual = _usual(pages)
    blocks = tuple(block for page in pages for block in _page_blocks(page, edges, usual))
    blocks = _with_title(blocks, pages, usual)
    return text, blocks, tuple(_broken_words(text, blocks))


def _usual(pages: Sequence[Page]) -> Usual:
    sizes: Counter[float] = Counter()
    gaps: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.place.size, 1) if line.place else 0.0] += len(line.words)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    for page in pages:
        for one, other in zip(page.lines, page.lines[1:], strict=False):
            gap = _gap(one, other)
            if 0 < gap < 3 * size:
                gaps[round(gap, 1)] += 1
    lengths = sorted(len(line.words) for page in pages for line in page.lines if len(line.words) >= 20)
    length = lengths[len(lengths) * 8 // 10] if lengths else 0
    return Usual(size, gaps.most_common(1)[0][0] if gaps else 0.0, length)


def _gap(one: Line, other: Line) -> float:
    """Return how far the other line stands below the one, in points; 0 where that is not known."""
    return one.place.y - other.place.y if one.place and other.place else 0.0


def _page_blocks(page: Page, edges: frozenset[Span], usual: Usual) -> Iterator[Block]:
    if page.begins is not None:
        yield Block("", "page", page.begins, marker=f"page {page.label}")
    body = [line for line in page.lines if line.span not in edges]
    lengths = sorted(len(line.words) for line in body if len(line.words) >= 20)
    full = min(lengths[len(lengths) * 8 // 10], 2 * usual.length) if len(lengths) >= 5 else usual.length
    run: list[Line] = []
    for line in page.lines:
        if run and (line.span in edges or _parted(run, line, full, usual)):
            yield _block(run, full, usual)
            run = []
        if line.span in edges:
            yield Block("", "furniture", line.span)
        else:
            run.append(line)
    if run:
        yield _block(run, full, usual)


def _parted(run: Sequence[Line], line: Line, full: int, usual: Usual) -> bool:
    """Tell whether a new paragraph begins with the line."""
    last = run[-1]
    if _is_hyphenated(last, line):
        return False
    if line.after_blank or BULLET.match(line.words) or DOT_LEADER.search(last.words) or _looks_otherwise(last, line):
        return True
    if _moved_apart(last, line, usual):
        return True
    goes_on = line.words[0].islower()
    ends = last.words.rstrip("\"'”’»)]")[-1:] in ".!?:;…"
    short = len(last.words) < full * (SHORT_SENTENCE if ends else SHORT)
    if NUMBER.match(line.words) and (short or ends):
        return True
    return (short and not goes_on) or _is_indented(run, line)


def _is_hyphenated(last: Line, line: Line) -> bool:
    return last.words[-1] in "-\u2010\u00ad" and last.words[-2:-1].isalpha() and line.words[0].islower()


def _looks_otherwise(one: Line, other: Line) -> bool:
    if one.place is None or other.place is None:
        return False
    smaller, larger = sorted((one.place.size, other.place.size))
    return larger > smaller * LARGER and larger > 0


def _moved_apart(last: Line, line: Line, usual: Usual) -> bool:
    if last.place is None or usual.leading <= 0:
        return False
    scale = max(1.0, last.place.size / usual.size) if usual.size else 1.0
    return _gap(last, line) > LEADING * usual.leading * scale


def _is_indented(run: Sequence[Line], line: Line) -> bool:
    """Tell a first line from its place: further right than a paragraph's lines; of an item's lines all but one are."""
    last = run[-1]
    if last.place is None or line.place is None or _gap(last, line) <= 0:
        return False
    if BULLET.match(run[0].words) or NUMBER.match(run[0].words):
        return False
    size = line.place.size or 10.0
    least, most = INDENT
    return least * size < line.place.x - last.place.x < most * size and not line.words[0].islower()


def _block(run: Sequence[Line], full: int, usual: Usual) -> Block:
    return Block("", _kind(run, full, usual), Span(run[0].span.start, run[-1].span.end), wrapped=len(run) > 1)


def _kind(run: Sequence[Line], full: int, usual: Usual) -> BlockKind:
    first = run[0]
    if BULLET.match(first.words) or NUMBER.match(first.words):
        return "heading" if _is_large(run, usual) else "item"
    if DOT_LEADER.search(first.words):
        return "paragraph"
    if _is_large(run, usual):
        return "heading"
    if len(run) == 1 and len(first.words) < full and _stands_out(first):
        return "heading"
    return "paragraph"


def _is_large(run: Sequence[Line], usual: Usual) -> bool:
    sizes = [line.place.size for line in run if line.place]
    words = " ".join(line.words for line in run)
    if not sizes or usual.size <= 0 or len(words) > HEADING_LENGTH or not any(map(str.isalpha, words)):
        return False
    return median(sizes) >= LARGER * usual.size


def _stands_out(line: Line) -> bool:
    """Tell a heading by its capitals or its bold letters."""
    letters = sum(map(str.isalpha, line.words))
    if letters < 4 or line.words[-1] in ".,;:":
        return False
    return line.words.isupper() or (line.place is not None and line.place.bold)


def _with_title(blocks: tuple[Block, ...], pages: Sequence[Page], usual: Usual) -> tuple[Block, ...]:
    """Return the blocks with a title: the first page's largest heading, if it is larger than any below it."""
    sizes = {line.span.start: line.place.size for line in pages[0].lines if line.place} if pages else {}
    heads = [
        (sizes[block.span.start], -number)
        for number, block in enumerate(blocks)
        if block.kind == "heading" and block.span.start in sizes
    ]
    if not heads or max(heads)[0] < LARGER * usual.size:
        return blocks
    number = -max(heads)[1]
    title = blocks[number]
    return (*blocks[:number], Block("", "title", title.span, wrapped=title.wrapped), *blocks[number + 1 :])


PREFIXES = frozenset("well self ex half quasi non all anti semi so".split())
"""Words before which a hyphen at a line's end is most likely the word's own."""


def _broken_words(text: str, blocks: Sequence[Block]) -> Iterator[Mark]:
    """Yield a mark over each hyphen that stands only because the line was full, and over the line's end."""
    wrapped = (block.span for block in blocks if block.wrapped)
    broken = [match for span in wrapped for match in BROKEN.finditer(text, span.start, span.end) if match[1].islower()]
    if not broken:
        return
    joined = {pair.casefold().replace("\u2010", "-") for pair in JOINED.findall(text)}
    words = {word.casefold() for word in WORD.findall(text)}
    for match in broken:
        before, after = _halves(text, match.start(), match.end())
        real = f"{before}-{after}" in joined or before in PREFIXES
        if not real or before + after in words or match[0][0] == "\u00ad":
            yield Mark("line-end-hyphen", Span(match.start(), match.end()))


def _halves(text: str, end: int, start: int) -> tuple[str, str]:
    """Return the letters before one place and after another, in lower case; words are not longer than 60 letters."""
    before = re.search(r"[^\W\d_]{0,60}\Z", text[max(0, end - 60) : end])
    after = WORD.match(text, start, start + 60)
    return (before[0] if before else "").casefold(), (after[0] if after else "").casefold()
