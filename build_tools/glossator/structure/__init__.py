"""Text to blocks: which lines are a title, a turn, furniture ... Blocks tile the text and change nothing in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sentencex import segment

from ..model import Block, Datum, Document, Span
from .given import cut_marks, refine
from .rules import DATE_LINE, DATELINE, HEAD_UNITS, MONTHS, classify
from .units import lines, markdown_units, text_units

__all__ = ["lines", "structure"]

CHUNK = 20_000
"""Code points that are cut into sentences at a time: on some texts the work grows faster than their length."""

WIDE_SPACE = re.compile(r"[^\S\x00-\x7f]")
"""White space beyond ASCII. Sentencex 1.0 takes it for a single byte; for sentences it is as good as a space."""


def structure(document: Document) -> Document:
    """Return the document with its blocks and sentences, and with what the text itself says of its record."""
    blocks = _number(refine(document) if document.blocks else _blocks(document))
    language = document.value("language")
    sentences = tuple(span for block in blocks for span in _sentences(document.text, block.span, language))
    marks = cut_marks(document.marks, blocks)
    structured = replace(document, blocks=blocks, sentences=sentences, marks=marks)
    return structured.with_metadata(*_found(document.text, blocks))


def _blocks(document: Document) -> Iterator[Block]:
    """Yield the blocks that the text's own lines tell, without ids."""
    markdown = document.path.lower().endswith(".md")
    units = markdown_units(document.text) if markdown else text_units(document.text)
    wrapped = {unit.span.end for unit in units if unit.wrapped}
    for kind, span, label in classify(units, markdown=markdown):
        yield Block("", kind, span, label, wrapped=span.end in wrapped)


def _number(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(replace(block, id=f"p{number}") for number, block in enumerate(blocks, start=1))


def _sentences(text: str, block: Span, language: str) -> Iterator[Span]:
    words = text[block.start : block.end]
    start = block.start
    code = language.split("-")[0] or "en"
    pieces = [piece for chunk in _chunks(WIDE_SPACE.sub(" ", words)) for piece in _segmented(code, chunk)]
    for piece in pieces:
        inner = piece.strip()
        if inner:
            begin = start + len(piece) - len(piece.lstrip())
            yield Span(begin, begin + len(inner))
        start += len(piece)


def _segmented(code: str, chunk: str) -> list[str]:
    """Return the chunk's sentences; the chunk itself where sentencex fails, which Rust tells by an error of its own."""
    try:
        pieces = list(segment(code, chunk))
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return [chunk]
    return pieces if "".join(pieces) == chunk else [chunk]


def _chunks(words: str) -> Iterator[str]:
    """Yield the words in pieces that end at white space where there is some."""
    start = 0
    while start < len(words):
        end = start + CHUNK
        cut = max(words.rfind(" ", start, end), words.rfind("\n", start, end)) + 1 if end < len(words) else end
        yield words[start : cut or end]
        start = cut or end


def _found(text: str, blocks: Sequence[Block]) -> Iterator[Datum]:
    """Yield what the head of the text says of the document's record."""
    for block in blocks[: HEAD_UNITS + 2]:
        words = text[block.span.start : block.span.end]
        if block.kind == "title":
            yield Datum("title", " ".join(words.split()), "text")
        elif block.kind == "heading" and words.startswith("# "):
            yield Datum("title", words.strip("# "), "text")
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
