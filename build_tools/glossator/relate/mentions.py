"""Mentions, gathered by entity: each sentence that names it, with the passage to cite."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from ..model import Context, Document, Span

LONGEST = 1000
"""Code points. A text without full stops must not stand whole beside each of its mentions."""

Contexts = tuple[tuple[str, Context], ...]
"""(entity, sentence that names it) each, in the order of a text."""


def contexts(document: Document) -> Contexts:
    """Return each entity that a sentence names, with the sentence.

    Where a mention goes beyond its sentence, the whole passage stands for it.
    """
    sentence_starts = [sentence.start for sentence in document.sentences]
    block_starts = [block.span.start for block in document.blocks]
    marks: dict[tuple[str, Span, str], list[Span]] = {}
    for mention in document.mentions:
        block = document.blocks[bisect_right(block_starts, mention.span.start) - 1]
        sentence = document.sentences[bisect_right(sentence_starts, mention.span.start) - 1]
        around = cut_around(document.text, sentence if sentence.contains(mention.span) else block.span, mention.span)
        marks.setdefault((mention.entity, around, block.id), []).append(mention.span)
    return tuple(
        (entity, Context(document.id, block, around, tuple(spans))) for (entity, around, block), spans in marks.items()
    )


def cut_around(text: str, around: Span, mention: Span) -> Span:
    """Return the sentence; of one that is too long to show again and again, the words around the mention."""
    if len(around) <= LONGEST:
        return around
    start = max(around.start, mention.start - LONGEST // 2)
    end = min(around.end, mention.end + LONGEST // 2)
    start = around.start if start == around.start else text.find(" ", start, mention.start) + 1 or start
    cut = text.rfind(" ", mention.end, end) if end < around.end else end
    return Span(start, cut if cut > 0 else end)


def index_mentions(documents: Iterable[Document]) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Return, by entity, the documents that name it, in their order, and how often each does."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for document in documents:
        for entity, count in Counter(mention.entity for mention in document.mentions).items():
            found[entity].append((document.id, count))
    return {entity: tuple(some) for entity, some in sorted(found.items())}
