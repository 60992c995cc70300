"""What a document gives to the pages of those whom it names: each sentence that names them, and what they say in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ..model import Context, Document, Quotation, Span
from ..spans import block_at
from .addresses import Addresses, document_uri, entity_uri
from .verbatim import Encoded, encode, render_sentence
from .views import many

Share = tuple[str, str, int]
"""(entity, HTML of what its page shows of this document, how many mentions or quotations) each."""

LONGEST = 400
"""Code points of a quotation that are shown. A speech of an hour is read where it stands."""
SURE = 0.7
"""Evidence from which a speaker is shown without a word of doubt: a name beside a verb of saying, or a turn's label."""


def mention_shares(encoded: Encoded, contexts: Iterable[tuple[str, Context]], addresses: Addresses) -> Iterator[Share]:
    """Yield, for each entity that sentences name, those sentences."""
    grouped: dict[str, list[Context]] = defaultdict(list)
    for entity, context in contexts:
        grouped[entity].append(context)
    for entity, some in grouped.items():
        address = _address(encoded.document, entity, addresses)
        count = sum(len(context.marks) for context in some)
        items = [
            f"{render_sentence(encoded, context.sentence, context.marks)} {_passage_link(address, context.block)}"
            for context in some
        ]
        yield entity, _share(encoded.document, address, items, many(count, "mention")), count


def said_shares(encoded: Encoded, speakers: Iterable[str], addresses: Addresses) -> Iterator[Share]:
    """Yield, for each of these entities that says something in the document, what it says."""
    grouped: dict[str, list[Quotation]] = {speaker: [] for speaker in speakers}
    for quotation in encoded.document.quotations:
        if quotation.speaker in grouped:
            grouped[quotation.speaker].append(quotation)
    for entity, some in grouped.items():
        if some:
            address = _address(encoded.document, entity, addresses)
            items = [_said(encoded, quotation, address) for quotation in some]
            yield entity, _share(encoded.document, address, items, many(len(some), "quotation")), len(some)


def render_quotation(encoded: Encoded, quotation: Quotation) -> str:
    """Return the words of a quotation, or how they begin."""
    span, text = quotation.span, encoded.document.text
    if len(span) <= LONGEST:
        return render_sentence(encoded, span, ())
    cut = text.rfind(" ", span.start + LONGEST // 2, span.start + LONGEST)
    return f"{render_sentence(encoded, Span(span.start, cut if cut > 0 else span.start + LONGEST), ())} …"


def _said(encoded: Encoded, quotation: Quotation, address: str) -> str:
    doubt = "" if quotation.evidence >= SURE else ' <span class="doubt">speaker not sure</span>'
    block = block_at(encoded.document, quotation.span.start)
    return f"{render_quotation(encoded, quotation)} {_passage_link(address, block.id)}{doubt}"


def _address(document: Document, entity: str, addresses: Addresses) -> str:
    """Return the document's address as seen from the entity's page; all of those are as far from it."""
    return addresses.relative(entity_uri(entity), document_uri(document.id))


def _passage_link(address: str, block: str) -> str:
    return f'<a class="passage-link" href="{address}#{block}" aria-label="Passage {block}">{block}</a>'


def _share(document: Document, address: str, items: Sequence[str], count: str) -> str:
    facts = encode(" · ".join(fact for fact in (document.value("source"), document.value("date")) if fact))
    listed = "".join(f"<li>{item}</li>\n" for item in items)
    return (
        f'<summary><span class="group-title">{encode(document.title)}</span> <span class="detail">{facts}</span>'
        f' <span class="count">{count}</span></summary>\n'
        f'<p class="group-link"><a href="{address}">Read the document</a></p>\n'
        f'<ul class="sentences" data-document="{document.id}">\n{listed}</ul>'
    )
