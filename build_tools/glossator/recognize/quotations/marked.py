"""Quotations in quotation marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ...model import Block, Document, Quotation, Span
from .cues import cue_before, cue_behind, doer_before
from .marks import MARK, Pair, marks_of, pairs_of
from .people import People
from .phrases import ends_sentence, tokens_of
from .scene import Attribution, Link, Spoken
from .speakers import attribute
from .speech import is_speech

KINDS = frozenset({"paragraph", "item", "turn"})
"""The kinds of passages that hold speech; in a title, quotation marks have other uses."""
SENTENCE = 300
"""Code points between two quotations of one sentence at most."""


def marked_quotations(document: Document, people: People, turns: Sequence[Span]) -> Iterator[Quotation]:
    """Yield what stands in quotation marks and is speech; of what stands within a turn, nothing."""
    found = [(block, pairs) for block, pairs in _pairs(document) if not _within(block.span, turns)]
    if not found:
        return
    spoken = _with_flat(list(_spoken(document.text, found)))
    for one, said in zip(spoken, attribute(people, spoken), strict=True):
        yield _quotation(one.pair, said)


def _quotation(pair: Pair, said: Attribution) -> Quotation:
    speaker = said.speaker
    if speaker is None:
        return Quotation(pair.span, "", None, said.cue, "none", 0.4 if pair.closed else 0.2)
    return Quotation(pair.span, speaker.entity, speaker.named, said.cue, said.rule, said.evidence)


def _within(passage: Span, turns: Sequence[Span]) -> bool:
    """Tell whether a passage belongs to a turn."""
    index = bisect_left(turns, Span(passage.end, 0)) - 1
    return index >= 0 and turns[index].overlaps(passage)


Passage = tuple[Block, list[Pair]]


def _pairs(document: Document) -> Iterator[Passage]:
    """Yield the passages that have quotation marks, with their pairs in order; nested ones left out."""
    text = document.text
    for block in document.blocks:
        if block.kind not in KINDS or MARK.search(text, block.span.start, block.span.end) is None:
            continue
        doubles, singles = pairs_of(text, marks_of(text, block.span.start, block.span.end), block.span.end)
        yield block, _outermost(doubles, singles)


def _outermost(doubles: Sequence[Pair], singles: Sequence[Pair]) -> list[Pair]:
    """Return the pairs that lie in no other, in order."""
    ordered = sorted((*doubles, *singles), key=lambda pair: (pair.span.start, -pair.span.end))
    found: list[Pair] = []
    for pair in ordered:
        if not pair.closed:
            continue
        if not found or pair.span.start >= found[-1].span.end:
            found.append(pair)
    return found


def _spoken(text: str, passages: Sequence[Passage]) -> Iterator[Spoken]:
    """Yield what is speech."""
    last: Span | None = None
    last_block: Block | None = None
    for block, pairs in passages:
        for index, pair in enumerate(pairs):
            start, end = block.span.start, block.span.end
            floor = last.end if last is not None and last_block is block else start
            following = pairs[index + 1].span.start if index + 1 < len(pairs) else end
            before = cue_before(text, pair, floor)
            behind = cue_behind(text, pair, following)
            link = _link(text, last, pair, same=last_block is block)
            if not is_speech(text, pair, floor, before, behind, goes_on=link == "split"):
                continue
            doer = doer_before(text, pair, floor)
            yield Spoken(pair, link, before, behind, doer, pair.span.start - last.end if last else 0, start)
            last, last_block = pair.span, block


def _with_flat(spoken: list[Spoken]) -> list[Spoken]:
    """Mark the quotations of passages in which one stands right behind another."""
    flat = {one.block for before, one in pairwise(spoken) if one.link == "turn" and one.block == before.block}
    return [replace(one, flat=one.block in flat) for one in spoken]


def _link(text: str, last: Span | None, pair: Pair, *, same: bool) -> Link:
    if last is None:
        return "start"
    if pair.span.start - last.end < SENTENCE and not text[last.end : pair.span.start].strip():
        return "turn"
    if not same:
        return "next"
    if pair.span.start - last.end > SENTENCE:
        return "same"
    gap = tokens_of(text, last.end, pair.span.start)
    ended = any(ends_sentence(gap, index) for index in range(len(gap)))
    begins = gap[0].is_capital and text[last.start : last.end].rstrip("\"”»’'").endswith(".")
    return "same" if ended or begins else "split"
