"""Mentions, gathered by entity: each sentence that names it, with the passage to cite."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..model import Block, Context, Document, Mention, Span


def index_mentions(documents: Iterable[Document]) -> Mapping[str, tuple[Context, ...]]:
    """Return, by entity, its contexts in the order of the documents and of their texts."""
    found: dict[str, list[Context]] = defaultdict(list)
    for document in documents:
        for entity, context in contexts(document):
            found[entity].append(context)
    return {entity: tuple(some) for entity, some in sorted(found.items())}


def contexts(document: Document) -> Iterator[tuple[str, Context]]:
    """Yield each entity that a sentence names, with the sentence, in the order of the text."""
    marks: dict[tuple[str, Span], list[Span]] = {}
    for mention in document.mentions:
        marks.setdefault((mention.entity, _sentence(document, mention)), []).append(mention.span)
    for (entity, sentence), spans in marks.items():
        yield entity, Context(document.id, _block(document, sentence).id, sentence, tuple(spans))


def _sentence(document: Document, mention: Mention) -> Span:
    """Return the sentence that holds the mention; its whole passage where the mention goes beyond one."""
    sentence = document.sentences[_last_before(document.sentences, mention.span)]
    return sentence if sentence.contains(mention.span) else _block(document, mention.span).span


def _block(document: Document, span: Span) -> Block:
    return document.blocks[bisect_right(document.blocks, span.start, key=lambda block: block.span.start) - 1]


def _last_before(spans: Sequence[Span], span: Span) -> int:
    return bisect_right(spans, span.start, key=lambda other: other.start) - 1
