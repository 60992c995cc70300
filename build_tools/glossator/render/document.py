"""A document's page: its record, its text, its notes, who and what it names, and where it comes from."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePosixPath

from markupsafe import Markup

from ..files import is_link_address, is_web_address
from ..model import Block, Context, DateExpression, Datum, Document, EntityType, Mention, Page, Span
from ..spans import block_at
from .addresses import Addresses, collection_uri, document_uri, entity_uri, index_uri, source_uri
from .page import make_page
from .shares import SURE, Share, mention_shares, render_quotation, said_shares
from .verbatim import Encoded, render_block
from .views import TYPE_LABELS, Item, NoteView

BINARY_ENDINGS = (".pdf", ".docx")
"""Of sources whose text is no part of their bytes as it is."""
MOST_ROWS = 12
"""Passages beside which the notes of one may run on, at most: the style sheet knows so many."""

RECORD_LABELS = {
    "title": "Title",
    "author": "Author",
    "source": "Source",
    "date": "Date",
    "language": "Language",
    "collection": "Collection",
    "license": "License",
    "url": "Address",
    "retrieved": "Retrieved",
    "description": "Description",
    "tag": "Tag",
    "taken_from": "Taken from",
    "version_of": "Version of",
}


@dataclass(frozen=True, slots=True)
class DocumentView:
    """Everything that a document's page and its share of the entries' pages are made of, and nothing else.

    It is what the pages are kept by: two views that are equal give the same pages.
    """

    document: Document
    names: tuple[tuple[str, str], ...]
    """(id, name) of every entity with a page that the document names or could name."""
    unreviewed: tuple[str, ...]
    """The ids of those that no person has written an entry for."""
    ids: tuple[str, ...]
    """The entity's id of each of the document's found names."""
    repeated: tuple[Mention, ...]
    """Its mentions that only the other documents made known."""
    notes: tuple[NoteView, ...]
    sidecar: str
    """The path of its sidecar, whether it is there or not."""
    edit_seed: str
    edit_sidecar: str
    use_directory_urls: bool
    collection: str = ""
    """The id of the collection that the document is in."""
    versions: tuple[tuple[str, str], ...] = ()
    """(id, title) of each other version of the document."""


@dataclass(frozen=True, slots=True)
class DocumentPages:
    """What a document gives to the site."""

    page: Page
    mentions: tuple[Share, ...]
    """What the pages of those whom it names show of it."""
    said: tuple[Share, ...] = ()
    """What the pages of those who speak in it show of it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages up to the next one that has notes, and that one with them. Most texts have few notes: it saves time."""

    html: Markup
    """The passages; where there are notes, the last is left open for them."""
    notes: tuple[NoteView, ...]
    rows: int
    """Beside so many passages the notes may run on: the last one, and those behind it that have none."""


def render_document(view: DocumentView, contexts: Iterable[tuple[str, Context]]) -> DocumentPages:
    """Return the document's page, and its share of the pages of the entities that its sentences name."""
    encoded = Encoded(view.document)
    addresses = Addresses(view.use_directory_urls)
    return DocumentPages(
        _page(view, encoded),
        tuple(mention_shares(encoded, contexts, addresses)),
        tuple(said_shares(encoded, dict(view.names), addresses)),
    )


def _page(view: DocumentView, encoded: Encoded) -> Page:
    document = view.document
    uri = document_uri(document.id)
    link = Addresses(view.use_directory_urls).seen_from(uri)
    placed = tuple(note for note in view.notes if note.passage)
    unplaced = tuple(note for note in view.notes if not note.passage)
    named = tuple(_named(view, uri, reviewed=True))
    found = tuple(_named(view, uri, reviewed=False))
    unsure = tuple(_unsure(view, uri))
    return make_page(
        uri,
        "document.jinja",
        title=document.title,
        kind="document",
        description=document.value("description") or _summary(document),
        edit_path=document.path,
        shows=document.id,
        contents=_contents(
            unplaced=unplaced, named=named, found=found, unsure=unsure, understood=document.quotations or document.dates
        ),
        document=document,
        facts=[document.value(name) for name in ("source", "date", "author") if document.value(name)],
        stretches=tuple(_stretches(view, encoded, uri, placed)),
        notes=placed,
        unplaced=unplaced,
        named=named,
        found=found,
        quotations=tuple(_quotations(view, encoded, uri)),
        dates=tuple(_dates(document)),
        unsure=unsure,
        record=tuple((RECORD_LABELS[datum.name], datum) for datum in _in_order(document.metadata)),
        words=len(document.text.split()),
        source_address=Markup(link(source_uri(document))),
        source_name=PurePosixPath(document.path).name,
        documents_address=Markup(link(index_uri("documents"))),
        collection_address=Markup(link(collection_uri(view.collection))) if view.collection else "",
        versions=tuple(Item(title, Markup(link(document_uri(id_)))) for id_, title in view.versions),
        left_out=tuple(_left_out(document)),
        kept=len("".join(document.text.split())),
        links=tuple(_links(document)),
        is_web_address=is_web_address,
        wrapped=any(block.wrapped for block in document.blocks),
        broken=any(mark.kind == "line-end-hyphen" for mark in document.marks),
        plain=not (document.visible or document.marks or document.path.endswith(BINARY_ENDINGS)),
        view=view,
    )


def _left_out(document: Document) -> Iterator[tuple[str, list[str]]]:
    """Yield what is left out of the text, a reason at a time."""
    grouped: dict[str, list[str]] = {}
    for part in document.left_out:
        grouped.setdefault(part.reason, []).append(part.text)
    yield from grouped.items()


def _links(document: Document) -> Iterator[tuple[str, str, bool]]:
    """Yield each link of the source's: its words, where it leads, and whether that is an address to follow."""
    found = ((document.words_of(mark.span), mark.target) for mark in document.marks if mark.kind == "link")
    yield from ((words, target, is_link_address(target)) for words, target in dict.fromkeys(found))


HEADINGS = {
    "text": "Text",
    "unplaced": "Notes without a place",
    "named": "Named here",
    "found": "Found, not reviewed",
    "unsure": "Unsure",
    "understood": "Dates and quotations",
    "record": "Record",
    "provenance": "Provenance",
    "correct": "Correct this page",
}
"""Of the page's sections, by their ids."""


def _contents(**held: Sequence[object]) -> tuple[tuple[str, str], ...]:
    """Return the page's sections; of those that may have nothing to hold, it is given what they hold."""
    return tuple((id_, heading) for id_, heading in HEADINGS.items() if held.get(id_, True))


def _summary(document: Document) -> str:
    """Return the first words of the text proper."""
    return next((document.words_of(b.span) for b in document.blocks if b.kind in ("paragraph", "turn")), document.title)


def _in_order(metadata: Sequence[Datum]) -> list[Datum]:
    order = list(RECORD_LABELS)
    return sorted(metadata, key=lambda datum: order.index(datum.name))


def _stretches(view: DocumentView, encoded: Encoded, uri: str, notes: Sequence[NoteView]) -> Iterator[Stretch]:
    document = view.document
    addresses = Addresses(view.use_directory_urls)
    hrefs = {entity: addresses.relative(uri, entity_uri(entity)) for entity, _ in view.names}
    spans = [(anchor.span, anchor.note.split("/")[1]) for anchor in document.anchors if anchor.span]
    noted = {note.passage for note in notes}
    unreviewed = frozenset(view.unreviewed)
    pieces: list[str] = []
    for number, block in enumerate(document.blocks):
        touching = [(span, name) for span, name in spans if span.overlaps(block.span)]
        pieces.append(_passage(encoded, block, hrefs, touching, unreviewed))
        if block.id not in noted:
            pieces.append("</div>\n")
            continue
        following = (other.id not in noted for other in document.blocks[number + 1 : number + MOST_ROWS])
        rows = 1 + sum(1 for _ in takewhile(bool, following))
        yield Stretch(Markup("".join(pieces)), tuple(note for note in notes if note.passage == block.id), rows)
        pieces = []
    yield Stretch(Markup("".join(pieces)), (), 0)


def _passage(
    encoded: Encoded,
    block: Block,
    hrefs: Mapping[str, str],
    notes: Sequence[tuple[Span, str]],
    unreviewed: Container[str],
) -> str:
    """Return a passage with its number, left open for what stands beside it."""
    words = render_block(encoded, block, hrefs.__getitem__, notes, unreviewed)
    return (
        f'<div class="passage" data-kind="{block.kind}"><a class="passage-number" href="#{block.id}"'
        f' aria-label="Passage {block.id}" data-number="{block.id}"></a>'
        f'<div class="words">{words}</div>'
    )


def _named(view: DocumentView, uri: str, *, reviewed: bool) -> Iterator[tuple[str, list[Item]]]:
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


def _unsure(view: DocumentView, uri: str) -> Iterator[tuple[str, str, list[Item]]]:
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


def _quotations(view: DocumentView, encoded: Encoded, uri: str) -> Iterator[Said]:
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


def _dates(document: Document) -> Iterator[tuple[str, str, DateExpression]]:
    """Yield each date that the text tells: its words, its passage, and what they were understood as."""
    for date in document.dates:
        yield document.words_of(date.span), block_at(document, date.span.start).id, date
