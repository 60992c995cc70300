"""Dialogue in dashes: a paragraph that begins with one is speech, up to the words that tell who speaks."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from ...model import Block, Document, Span
from .cues import Cue, cue_behind
from .marks import DASH, Pair
from .passages import KINDS, Passage, in_turn

OPENING = re.compile(r"[—–―]\s?(?=[\w¿¡«…])")
FEWEST = 3
"""So many paragraphs that begin with a dash make a dialogue."""
TOLD, TOLD_LEAST = 4, 2
"""One of so many must tell who speaks, and at least two, else they are a list."""
ADDRESSING = re.compile(r"[?!]|\b(?:I|you|your|me|my)\b")
"""What people say to each other: one of so many paragraphs has it, else they are a list of news."""
PAUSE = re.compile(r"[,.!?…]{1,12}(?=\s|\Z)")
"""Where speech may stop for the words that tell who speaks."""
PAUSES = 12
"""Places of a paragraph that are looked at, from its beginning."""
LOOKED_AT = 600
"""Code points in which they lie."""
GOES_ON = re.compile(r"[.,;:!?]?\s?[—–―]\s?(?=\w)")
TOLD_LENGTH = 200
"""Code points of the words that tell who speaks, before speech goes on behind another dash."""


def dash_passages(document: Document, turns: Sequence[Span], mentions: Container[int]) -> list[Passage]:
    """Return the passages of a dialogue that dashes mark; none where they may mark anything else."""
    found = []
    told = addressed = 0
    for block in document.blocks:
        opening = OPENING.match(document.text, block.span.start, block.span.end) if block.kind in KINDS else None
        if opening is None or in_turn(block.span, turns):
            continue
        pairs = _pairs(document.text, block, opening.end(), mentions)
        told += len(pairs) > 1 or pairs[0].span.end < block.span.end
        addressed += any(ADDRESSING.search(document.text, pair.inner.start, pair.inner.end) for pair in pairs)
        found.append(Passage(block.span, pairs, block.span.start))
    is_spoken = told >= TOLD_LEAST and min(told, addressed) * TOLD >= len(found)
    return found if len(found) >= FEWEST and is_spoken else []


def _pairs(text: str, block: Block, start: int, mentions: Container[int]) -> tuple[Pair, ...]:
    """Return what is said: to the words that tell who speaks, and behind them if another dash stands there."""
    end = block.span.end
    for pause, _ in zip(PAUSE.finditer(text, start, min(end, start + LOOKED_AT)), range(PAUSES), strict=False):
        pair = Pair(Span(block.span.start, pause.end()), Span(start, pause.end()), sign=DASH)
        cue = cue_behind(text, pair, end, mentions)
        if cue is not None and cue.subject is not None and cue.verb is not None:
            return pair, *_rest(text, cue, pause.end(), end)
    return (Pair(block.span, Span(start, end), sign=DASH),)


def _rest(text: str, cue: Cue, start: int, end: int) -> tuple[Pair, ...]:
    told = max(span.end for span in (cue.verb, cue.subject.span if cue.subject else None) if span is not None)
    again = GOES_ON.search(text, told, min(end, start + TOLD_LENGTH))
    if again is None or again.end() >= end:
        return ()
    return (Pair(Span(again.end(), end), Span(again.end(), end), sign=DASH),)
