"""Blocks that a reader gave: what their format says of them stays; what the words of a paragraph say is added."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import Block, Document, Mark, Span
from .rules import Part, Surroundings, classify_given, speakers
from .units import Unit

LONGEST_LABEL = 200
"""Code points. Offices are long: "Deputy Prime Minister and Presidential Plenipotentiary Envoy to ..."."""
COLON = re.compile(r"\s{0,9}(?:\([^()\n]{1,60}\)\s{0,9})?:")
"""Behind a label in bold: a colon, and before it what is said of the speech: "(retranslated)"."""
TRANSCRIPT = 3
"""Among so many bold labels that are surely speakers', one of a single word is one, too: "Question:", "Reply:"."""
ANYBODY = frozenset("question answer remark reply response".split())
"""What transcripts call a speaker who has no name."""
FEW_LABELS = 2
"""So many bold labels make a transcript."""
NAME = re.compile(r"(?:\A|\s)\S*[^\W\d_a-z]\S*\Z")
"""A label's last word has a capital: Putin, al-Assad."""


def refine(document: Document) -> tuple[Block, ...]:
    """Return the document's blocks with turns, datelines, bylines and the like told from paragraphs, without ids."""
    blocks = document.blocks
    labels = dict(_bold_labels(document))
    units = [Unit(block.span, document.words_of(block.span), True) for block in blocks]
    known = _plain_labels(document, units, labels)
    return tuple(_refined(units, blocks, labels, known))


def _plain_labels(document: Document, units: Sequence[Unit], labels: dict[int, Span]) -> frozenset[str]:
    """Return the labels that are speakers' without being bold.

    Where others are bold, a single word ("First:", "Second:") is none, unless it is bold elsewhere or in capitals.
    """
    paragraphs = {block.span for block in document.blocks if block.kind == "paragraph"}
    plain = speakers([unit for unit in units if unit.span in paragraphs])
    if len(labels) < FEW_LABELS:
        return plain
    bold = frozenset(document.words_of(label) for label in labels.values())
    return bold | {label for label in plain if len(label.split()) > 1 or label.isupper()}


def _refined(
    units: Sequence[Unit], blocks: Sequence[Block], labels: dict[int, Span], known: frozenset[str]
) -> Iterator[Block]:
    index, datelined = 0, False
    for number, (unit, block) in enumerate(zip(units, blocks, strict=True)):
        last = number == len(blocks) - 1
        if block.kind != "paragraph":
            index += block.kind not in ("furniture", "page")
            yield block
        elif block.span.start in labels:
            yield replace(block, kind="turn", label=labels[block.span.start])
        else:
            parts = classify_given(unit, Surroundings(index, last, True, datelined, known))
            index += parts[0][0] != "furniture"
            datelined = datelined or parts[0][0] == "dateline"
            yield from (_part(block, part) for part in parts)


def _part(block: Block, part: Part) -> Block:
    kind, span, label = part
    return replace(block, kind=kind, span=span, label=label)


def _bold_labels(document: Document) -> Iterator[tuple[int, Span]]:
    """Yield, by where its block begins, each label in bold that names a speaker."""
    strong = [mark.span for mark in document.marks if mark.kind == "strong"]
    found = []
    for block in document.blocks:
        number = bisect_left(strong, Span(block.span.start, 0))
        if block.kind == "paragraph" and number < len(strong) and strong[number].start == block.span.start:
            label = _label(document, block, strong[number])
            if label is not None:
                found.append((block.span.start, label))
    times = Counter(document.words_of(label) for _, label in found)
    likely = {
        label
        for label in times
        if len(label.split()) > 1 or label.isupper() or times[label] > 1 or label.casefold() in ANYBODY
    }
    sure = sum(times[label] for label in likely) >= TRANSCRIPT
    yield from ((start, label) for start, label in found if sure or document.words_of(label) in likely)


def _label(document: Document, block: Block, strong: Span) -> Span | None:
    words = document.words_of(strong)
    named, colon, _ = words.partition(":")
    if not colon and not COLON.match(document.text, strong.end, block.span.end):
        return None
    name = re.sub(r"(?<!\s)\s*\([^()]*\)\Z", "", named.rstrip()).rstrip() or named.rstrip()
    if not name or len(name) > LONGEST_LABEL or name[-1] in ".!?,;" or not NAME.search(name):
        return None
    return Span(strong.start, strong.start + len(name))


def cut_marks(marks: Sequence[Mark], blocks: Sequence[Block]) -> tuple[Mark, ...]:
    """Return the marks, each cut at the ends of the blocks that it reaches into."""
    ends = [block.span.end for block in blocks]
    return tuple(piece for mark in marks for piece in _cut(mark, blocks, ends))


def _cut(mark: Mark, blocks: Sequence[Block], ends: Sequence[int]) -> Iterator[Mark]:
    number = bisect_left(ends, mark.span.start + 1)
    while number < len(blocks) and blocks[number].span.start < mark.span.end:
        start, end = max(mark.span.start, blocks[number].span.start), min(mark.span.end, ends[number])
        if start < end:
            yield replace(mark, span=Span(start, end))
        number += 1
