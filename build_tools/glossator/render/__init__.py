"""Archive to pages: one module for a kind of page, one template each in `templates/`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..drafts import claimed_forms
from ..files import sidecar_path
from .addresses import (
    DOCUMENT_FEED_URI,
    FEED_URI,
    FOLDER,
    NETWORK_FILES,
    PICTURE_URI,
    Addresses,
    document_uri,
    index_uri,
    source_uri,
)
from .also import also_in
from .backlinks import linked_documents
from .cards import card_files
from .compare import render_comparisons
from .document import DocumentPages, render_document
from .document_feed import render_document_feed
from .entry import Shares, render_entry, render_merged
from .feed import render_feed
from .former import render_former
from .found import render_found
from .indexes import render_indexes
from .late import LatePage, LateShare, late, ready
from .network import render_network
from .note_pages import render_notes
from .notes import view_notes
from .outline import LateDocument, Outline, outline
from .outline import Shares as DocumentShares
from .overview import Overview, make_overview, render_archive
from .page import compile_templates, page_file, page_meta
from .picture import archive_picture
from .reading_order import most_parallel, reading_orders
from .related import related_to
from .search_page import render_search
from .searchable import searchable
from .timeline import dated_by_entity, render_timeline
from .views import DocumentView, Site, make_site
from .witnesses import render_witnesses

__all__ = [
    "FOLDER",
    "NETWORK_FILES",
    "Addresses",
    "DocumentPages",
    "DocumentShares",
    "DocumentView",
    "LateDocument",
    "LatePage",
    "Outline",
    "Overview",
    "Site",
    "card_files",
    "compile_templates",
    "late",
    "make_site",
    "outline",
    "overview_of",
    "page_file",
    "page_meta",
    "ready",
    "render_document",
    "render_files",
    "render_pages",
    "searchable",
    "source_uri",
    "view_documents",
    "with_listed",
]

NEW_NOTE = "new.md"
"""Stands for the name that a new note gets in the browser."""


def view_documents(site: Site) -> Iterator[DocumentView]:
    """Yield what each document's page is made of."""
    linked = linked_documents(site)
    also = also_in(site.archive.comparisons, site.documents)
    witnesses = {id_: (group.first, len(ids)) for group in site.witnesses for ids in [group.ids] for id_ in ids}
    orders = reading_orders(site, most_parallel(site.archive.comparisons))
    for document in site.archive.documents:
        sidecar = sidecar_path(document.path)
        named = {mention.entity for mention in document.mentions}
        named |= {quotation.speaker for quotation in document.quotations}
        named |= {entity for unsure in document.ambiguities for entity in unsure.entities if entity}
        names = tuple((entity, site.name_of(entity)) for entity in sorted(named))
        yield DocumentView(
            document=document,
            names=tuple((entity, name) for entity, name in names if name),
            unreviewed=tuple(entity for entity, _ in names if entity in site.found),
            ids=site.archive.found_in.get(document.id, ()),
            repeated=site.archive.repeats.get(document.id, ()),
            notes=view_notes(site, document, document_uri(document.id)),
            listed=(),
            sidecar=sidecar,
            edit_seed=site.config.edit_address(document.path),
            edit_sidecar=site.config.edit_address(sidecar),
            use_directory_urls=site.config.use_directory_urls,
            site_url=site.config.site_url,
            new_note=site.config.new_file_address(f"annotations/{document.id}/{NEW_NOTE}", ""),
            note_schema=site.config.schema_address("note"),
            collection=site.collections.get(document.value("collection"), ""),
            compared=site.compared.get(document.id, ()),
            also=also.get(document.id, ()),
            witnesses=witnesses.get(document.id, ("", 0)),
            versions=tuple((id_, site.documents[id_].title) for id_ in site.versions.get(document.id, ())),
            linked=linked.get(document.id),
            order=orders[document.id],
            related=related_to(site, document.id),
        )


def with_listed(site: Site, view: DocumentView) -> DocumentView:
    """Return the view with the document's notes as the page of all notes shows them."""
    return replace(view, listed=view_notes(site, site.documents[view.document.id], index_uri("notes")))


def overview_of(site: Site, documents: Sequence[LateDocument]) -> Overview:
    """Return what the archive holds, at once."""
    return make_overview(site, sum(made.outline.words for made in documents))


def render_pages(site: Site, documents: Sequence[LateDocument], overview: Overview) -> Iterator[LatePage]:
    """Yield every page: the documents' own, which are made already, the entries', and the indexes."""
    yield from (document.page for document in documents)
    yield from render_former(site)
    mentions = _gather(document.mentions() for document in documents)
    said = _gather(document.said() for document in documents)
    dated = dated_by_entity(site.archive.timeline)
    for entity in site.archive.entities:
        yield render_merged(site, entity) if entity.merged_into else render_entry(site, entity, mentions, said, dated)
    claimed = claimed_forms(site.archive)
    for found in site.found.values():
        yield render_found(site, found, mentions, said, dated, claimed)
    yield from render_comparisons(site)
    yield from render_witnesses(site)
    yield render_archive(site, overview)
    yield from map(ready, render_indexes(site))
    yield from map(ready, render_search(site))
    yield from render_timeline(site)
    yield from render_network(site)
    yield from render_notes(site, [share for document in documents if (share := document.listed())])


def render_files(site: Site) -> Mapping[str, bytes]:
    """Return what is published besides pages and sources, by where it is published."""
    feeds = {FEED_URI: render_feed(site), DOCUMENT_FEED_URI: render_document_feed(site)}
    pictures = {PICTURE_URI: archive_picture(site.archive.documents)} if site.config.site_url else {}
    return {uri: feed for uri, feed in feeds.items() if feed} | pictures


def _gather(documents: Iterable[Iterable[tuple[str, LateShare]]]) -> Shares:
    found: dict[str, list[LateShare]] = defaultdict(list)
    for shares in documents:
        for entity, share in shares:
            found[entity].append(share)
    return found
