"""What was understood of a document, as its page lists it: who is named, who spoke, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..model import DateExpression, Document, EntityType
from ..spans import block_at
from .addresses import Addresses, entity_uri
from .shares import SURE, render_quotation
from .verbatim import Encoded
from .views import TYPE_LABELS, DocumentView, Item


def named_in(view: DocumentView, uri: str, *, reviewed: bool) -> Iterator[tuple[str, list[Item]]]:
    """Yield, a type at a time, the entries or the found entities that the document names, those named most first."""
    addresses = Addresses(view.use_directory_urls)
    names = dict(view.names)
    counts: dict[tuple[EntityType, str], int] = {}
    unreviewed = frozenset(view.unreviewed)
    for mention in view.document.mentions:
        if (mention.entity in unreviewed) == reviewed:
            continue
        counts[mention.type, mention.entity] = counts.get((mention.type, mention.entity), 0) + 1
    for type_, (_, label) in TYPE_LABELS.items():
        found = [(entity, count) for (kind, entity), count in counts.items() if kind == type_]
        found.sort(key=lambda pair: (-pair[1], names[pair[0]]))
        if found:
            yield (
                label,
                [
                    Item(names[entity], Markup(addresses.relative(uri, entity_uri(entity))), count=count, type=type_)
                    for entity, count in found
                ],
            )


def unsure_in(view: DocumentView, uri: str) -> Iterator[tuple[str, str, list[Item]]]:
    """Yield each name that is linked to nobody: its words, its passage, and who it could be."""
    document, names = view.document, dict(view.names)
    addresses = Addresses(view.use_directory_urls)
    for ambiguity in document.ambiguities:
        yield (
            document.words_of(ambiguity.span),
            block_at(document, ambiguity.span.start).id,
            [
                Item(names[entity], Markup(addresses.relative(uri, entity_uri(entity))))
                if entity
                else Item("somebody who has no entry", Markup(""))
                for entity in ambiguity.entities
            ],
        )


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation as the document's page lists it."""

    words: Markup
    passage: str
    speaker: Item | None
    """Whose page there is."""
    named: str
    """The words of the text that name the speaker, or stand for them."""
    rule: str
    sure: bool


def quotations_in(view: DocumentView, encoded: Encoded, uri: str) -> Iterator[Said]:
    document, names = view.document, dict(view.names)
    addresses = Addresses(view.use_directory_urls)
    for quotation in document.quotations:
        name = names.get(quotation.speaker)
        address = Markup(addresses.relative(uri, entity_uri(quotation.speaker))) if name else Markup("")
        yield Said(
            words=Markup(render_quotation(encoded, quotation)),
            passage=block_at(document, quotation.span.start).id,
            speaker=Item(name, address) if name else None,
            named=document.words_of(quotation.named) if quotation.named else "",
            rule=quotation.found_by,
            sure=quotation.evidence >= SURE,
        )


def dates_in(document: Document) -> Iterator[tuple[str, str, DateExpression]]:
    """Yield each date that the text tells: its words, its passage, and what they were understood as."""
    for date in document.dates:
        yield document.words_of(date.span), block_at(document, date.span.start).id, date
