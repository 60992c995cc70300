"""Quotations in quotation marks, and block quotes."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ...model import Document, Quotation, Span
from .cues import Cue, cue_before, cue_behind, signature
from .dashes import dash_passages
from .marks import DASH, Pair
from .passages import BLOCK_QUOTE, Passage, passages_of
from .people import People
from .phrases import ends_sentence, tokens_of
from .speakers import attribute
from .speech import has_words, is_speech
from .spoken import Attribution, Link, Spoken

SENTENCE = 300
"""Code points between two quotations of one sentence at most."""
BACK = 4
"""Other stretches in quotation marks that a cue may stand before: "what X called the “a”, the “b” and the “c”"."""
NAMELESS, UNCLOSED = 0.4, 0.2
"""The evidence of a quotation whose speaker is not known; and where nothing closes it, at most."""


def marked_quotations(document: Document, people: People, turns: Sequence[Span]) -> Iterator[Quotation]:
    """Yield what stands in quotation marks and is speech; of what stands within a turn, nothing."""
    passages = list(passages_of(document, turns)) or dash_passages(document, turns, people.starts)
    spoken = _with_flat(list(_spoken(document.text, passages, people.starts)))
    if spoken:
        for one, said in zip(spoken, attribute(people, spoken), strict=True):
            yield _quotation(one.pair, said)


def _quotation(pair: Pair, said: Attribution) -> Quotation:
    speaker = said.speaker
    evidence = said.evidence if speaker is not None else NAMELESS
    if not pair.closed:
        evidence = min(evidence, UNCLOSED)
    if speaker is None:
        return Quotation(pair.span, "", None, said.cue, "none", evidence)
    return Quotation(pair.span, speaker.entity, speaker.named, said.cue, said.rule, evidence)


def _spoken(text: str, passages: Sequence[Passage], mentions: Container[int]) -> Iterator[Spoken]:
    """Yield what is speech, with its cues."""
    last: Span | None = None
    for passage in passages:
        pairs = [pair for pair in passage.pairs if has_words(text, pair)]
        for index, pair in enumerate(pairs):
            same = last is not None and last.start >= passage.span.start
            floor = last.end if last is not None and same else max(passage.lead, last.end if last else 0)
            following = pairs[index + 1].span.start if index + 1 < len(pairs) else passage.span.end
            lead = max(floor, pairs[index - BACK].span.start if index >= BACK else 0)
            before, behind = _cues(text, pair, lead, following, mentions)
            link = _link(text, last, pair, same=same)
            if pair.sign not in (BLOCK_QUOTE, DASH) and not is_speech(
                text, pair, floor, before, behind, goes_on=link == "split"
            ):
                continue
            gap = pair.span.start - last.end if last else 0
            yield Spoken(pair, link, before, behind, gap, passage.span.start)
            last = pair.span


def _cues(text: str, pair: Pair, floor: int, following: int, mentions: Container[int]) -> tuple[Cue | None, Cue | None]:
    if pair.sign == BLOCK_QUOTE:
        return cue_before(text, pair, floor, mentions), signature(text, pair)
    return cue_before(text, pair, floor, mentions), cue_behind(text, pair, following, mentions)


def _with_flat(spoken: list[Spoken]) -> list[Spoken]:
    """Mark the quotations of passages in which one stands right behind another."""
    flat = {one.block for before, one in pairwise(spoken) if one.link == "turn" and one.block == before.block}
    return [replace(one, flat=one.block in flat) for one in spoken]


def _link(text: str, last: Span | None, pair: Pair, *, same: bool) -> Link:
    """Return how a quotation stands to the last one; `same` tells that both are in one passage."""
    if last is None:
        return "start"
    near = pair.span.start - last.end <= SENTENCE
    if near and pair.sign != BLOCK_QUOTE and not text[last.end : pair.span.start].strip():
        return "turn"
    if not same:
        return "next"
    return "split" if near and _in_one_sentence(text, last, pair) else "same"


def _in_one_sentence(text: str, last: Span, pair: Pair) -> bool:
    gap = tokens_of(text, last.end, pair.span.start)
    ended = any(token.text != ";" and ends_sentence(gap, index) for index, token in enumerate(gap))
    begins = bool(gap) and gap[0].is_capital and text[last.end - 3 : last.end].rstrip("\"”»’'").endswith(".")
    return not ended and not begins
