"""A document's page: its record, its text, its notes, who and what it names, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from ..files import is_link_address, is_web_address
from ..model import Context, Datum, Document, EntityType, Page
from .addresses import Addresses, collection_uri, document_uri, index_uri, source_uri
from .also_lines import COMPARED_BOUNDS, compared_lines, witnesses_line
from .citation import citation
from .linked_data import document_data
from .notes import NoteView, threads, with_html
from .page import fill, make_page
from .passages import stretches
from .reading_order import ways
from .related import ABOUT, related_in
from .shares import Share, mention_shares, said_shares
from .understood import dates_in, named_in, quotations_in, unsure_in
from .verbatim import Encoded
from .views import TYPE_LABELS, DocumentView, Item

BINARY_ENDINGS = (".pdf", ".docx")
"""Of sources whose text is no part of their bytes as it is."""
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
    "former_id": "Former id",
}


@dataclass(frozen=True, slots=True)
class DocumentPages:
    """What a document gives to the site."""

    page: Page
    mentions: tuple[Share, ...]
    """What the pages of those whom it names show of it."""
    said: tuple[Share, ...] = ()
    """What the pages of those who speak in it show of it."""
    listed: str = ""
    """What the page of all notes shows of its notes."""
    words: int = 0
    """How many its text has."""


def render_document(view: DocumentView, contexts: Iterable[tuple[str, Context]]) -> DocumentPages:
    """Return the document's page, and its share of the pages of the entities that its sentences name."""
    encoded = Encoded(view.document)
    addresses = Addresses(view.use_directory_urls)
    # Both at once, as a body that was just read is not read again.
    noted = [(with_html(here), with_html(listed)) for here, listed in zip(view.notes, view.listed, strict=True)]
    return DocumentPages(
        _page(replace(view, notes=tuple(here for here, _ in noted)), encoded),
        tuple(mention_shares(encoded, contexts, addresses)),
        tuple(said_shares(encoded, dict(view.names), addresses)),
        _listed(view.document, [listed for _, listed in noted], addresses),
        _word_count(view.document),
    )


def _word_count(document: Document) -> int:
    return len(document.text.split())


def _listed(document: Document, notes: Sequence[NoteView], addresses: Addresses) -> str:
    """Return what the page of all notes shows of the document's."""
    if not notes:
        return ""
    address = Markup(addresses.relative(index_uri("notes"), document_uri(document.id)))
    return fill("notes_of.jinja", document=document, address=address, threads=threads(notes))


def _page(view: DocumentView, encoded: Encoded) -> Page:
    document, addresses = view.document, Addresses(view.use_directory_urls)
    uri = document_uri(document.id)
    placed = threads(note for note in view.notes if note.passage)
    listed = {
        "unplaced": threads(note for note in view.notes if not note.passage),
        "compared": tuple(compared_lines(view.compared, Addresses(view.use_directory_urls), uri)),
        "named": tuple(named_in(view, uri, reviewed=True)),
        "found": tuple(named_in(view, uri, reviewed=False)),
        "unsure": tuple(unsure_in(view, uri)),
        "linked": view.linked if view.linked and view.linked.places else None,
        "related": tuple(related_in(view, uri)),
    }
    onward = tuple(ways(view.order, uri, addresses)) if view.order else ()
    page = make_page(
        uri,
        "document.jinja",
        title=document.title,
        kind="document",
        compared_bounds=COMPARED_BOUNDS,
        description=document.value("description") or summary(document),
        edit_path=document.path,
        shows=document.id,
        contents=_contents(**listed, understood=document.quotations or document.dates, order=onward),
        document=document,
        facts=[document.value(name) for name in ("source", "date", "author") if document.value(name)],
        stretches=tuple(stretches(view, encoded, uri, placed)),
        tail=document.text[document.blocks[-1].span.end if document.blocks else 0 :],
        notes=placed,
        types=tuple(_types(document)),
        **listed,
        witnesses=witnesses_line(view.witnesses, Addresses(view.use_directory_urls), uri),
        quotations=tuple(quotations_in(view, encoded, uri)),
        dates=tuple(dates_in(document)),
        ways=onward,
        record=tuple((RECORD_LABELS[datum.name], datum) for datum in _in_order(document.metadata)),
        view=view,
        **_provenance(view, uri),
    )
    return replace(page, told=citation(view), data=document_data(view))


def _types(document: Document) -> Iterator[tuple[EntityType, str]]:
    """Yield the types of the entities that are named in the document, and what several of each are called."""
    named = {mention.type for mention in document.mentions}
    yield from ((type_, labels[1].lower()) for type_, labels in TYPE_LABELS.items() if type_ in named)


def _provenance(view: DocumentView, uri: str) -> dict[str, object]:
    """Return what tells where the document comes from, and what the reading of it left out or mended."""
    document = view.document
    link = Addresses(view.use_directory_urls).seen_from(uri)
    return {
        "words": _word_count(document),
        "source_address": Markup(link(source_uri(document))),
        "source_name": PurePosixPath(document.path).name,
        "documents_address": Markup(link(index_uri("documents"))),
        "collection_address": Markup(link(collection_uri(view.collection))) if view.collection else "",
        "versions": tuple(Item(title, Markup(link(document_uri(id_)))) for id_, title in view.versions),
        "left_out": tuple(_left_out(document)),
        "kept": len("".join(document.text.split())),
        "links": tuple(_links(document)),
        "about_related": ABOUT,
        "is_web_address": is_web_address,
        "wrapped": any(block.wrapped for block in document.blocks),
        "broken": any(mark.kind == "line-end-hyphen" for mark in document.marks),
        "plain": not (document.visible or document.marks or document.path.endswith(BINARY_ENDINGS)),
    }


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
    "compared": "Compared with",
    "named": "Named here",
    "found": "Found, not reviewed",
    "unsure": "Unsure",
    "understood": "Dates and quotations",
    "linked": "What links here",
    "related": "Related documents",
    "record": "Record",
    "provenance": "Provenance",
    "correct": "Correct this page",
    "order": "Reading order",
}
"""Of the page's sections, by their ids."""


def _contents(**held: object) -> tuple[tuple[str, str], ...]:
    """Return the page's sections; of those that may have nothing to hold, it is given what they hold."""
    return tuple((id_, heading) for id_, heading in HEADINGS.items() if held.get(id_, True))


def summary(document: Document) -> str:
    """Return the first words of the text proper."""
    return next((document.words_of(b.span) for b in document.blocks if b.kind in ("paragraph", "turn")), document.title)


def _in_order(metadata: Sequence[Datum]) -> list[Datum]:
    order = list(RECORD_LABELS)
    return sorted(metadata, key=lambda datum: order.index(datum.name))
