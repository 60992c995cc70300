"""Document to mentions: who and what the text names. Of two, the better evidence stands, then the longer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from ..glossary import Glossary
from ..model import Ambiguity, Document, Mention, Span
from .gazetteer import Gazetteer
from .overlaps import without_overlaps

Found = tuple[tuple[Mention, ...], tuple[Ambiguity, ...]]
Recognizer = Callable[[str, Glossary], Found]


@lru_cache(maxsize=2)
def _gazetteer(glossary: Glossary) -> Gazetteer:
    return Gazetteer(glossary)


def gazetteer(text: str, glossary: Glossary) -> Found:
    """Find the names that the glossary knows."""
    return _gazetteer(glossary).find(text)


RECOGNIZERS: Sequence[Recognizer] = (gazetteer,)


def recognize(document: Document, glossary: Glossary, *, recognizers: Sequence[Recognizer] = RECOGNIZERS) -> Document:
    """Return the document with its mentions and its ambiguous names added."""
    found = [recognizer(document.text, glossary) for recognizer in recognizers]
    mentions = best(mention for some, _ in found for mention in some if _in_one_block(document, mention.span))
    ambiguities = tuple(unsure for _, some in found for unsure in some if _in_one_block(document, unsure.span))
    return replace(document, mentions=mentions, ambiguities=ambiguities)


def _in_one_block(document: Document, span: Span) -> bool:
    """Tell whether one passage holds the whole span: two lines that happen to meet are no name."""
    index = bisect_right(document.blocks, span.start, key=lambda block: block.span.start) - 1
    return index >= 0 and document.blocks[index].span.contains(span)


def best(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions that stand, in order."""
    return tuple(
        without_overlaps(
            mentions,
            lambda mention: mention.span,
            lambda mention: (-mention.evidence, -len(mention.span), mention.span.start),
        )
    )
