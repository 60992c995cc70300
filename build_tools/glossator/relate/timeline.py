"""Every date of the archive in the order of time: those that the texts mention, and the documents' own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ..calendar import Stretch, stretch
from ..model import Dated, Day, Document, Mention, Span
from .mentions import cut_around

NOWHERE = Span(0, 0)
"""Of a document's own date, which stands in its record."""


def timeline(documents: Iterable[Document]) -> tuple[Dated, ...]:
    """Return every date that could be resolved, by its first day; of those with the same, the longest first.

    Of the same days, those come first that are a document's own; then they stand in the archive's order.
    """
    found = [dated for document in documents for dated in (*_own(document), *_mentioned(document))]
    return tuple(sorted(found, key=_order))


def _order(dated: Dated) -> tuple[Day, tuple[int, ...], bool]:
    return dated.begins, tuple(-part for part in dated.ends), not dated.own


def _own(document: Document) -> Iterator[Dated]:
    """Yield the document's own date, as its record has it."""
    record = next((datum for datum in document.metadata if datum.name == "date"), None)
    when = stretch(record.value) if record else None
    if record and when:
        yield _dated(document, "", NOWHERE, NOWHERE, record.value, when, record.origin, own=True)


def _mentioned(document: Document) -> Iterator[Dated]:
    """Yield the dates that the text mentions, each with its sentence and whom that names."""
    sentences = [sentence.start for sentence in document.sentences]
    blocks = [block.span.start for block in document.blocks]
    mentions = [mention.span.start for mention in document.mentions]
    named: dict[Span, tuple[str, ...]] = {}
    for date in document.dates:
        when = stretch(date.edtf) if date.edtf else None
        if when is None:
            continue
        block = document.blocks[bisect_right(blocks, date.span.start) - 1]
        number = bisect_right(sentences, date.span.start) - 1
        sentence = document.sentences[number] if number >= 0 else block.span
        around = cut_around(document.text, sentence if sentence.contains(date.span) else block.span, date.span)
        if around not in named:
            named[around] = _named(document.mentions, mentions, around)
        dated = _dated(document, block.id, date.span, around, date.edtf, when, date.found_by, named[around])
        yield dated


def _named(mentions: Sequence[Mention], starts: Sequence[int], within: Span) -> tuple[str, ...]:
    some = mentions[bisect_left(starts, within.start) : bisect_left(starts, within.end)]
    return tuple(dict.fromkeys(mention.entity for mention in some))


def _dated(
    document: Document,
    block: str,
    span: Span,
    sentence: Span,
    edtf: str,
    when: Stretch,
    found_by: str,
    entities: tuple[str, ...] = (),
    *,
    own: bool = False,
) -> Dated:
    return Dated(
        document.id, block, span, sentence, edtf, when.first, when.last, when.precision, own, found_by, entities
    )
