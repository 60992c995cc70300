"""Archive to pages: one module for a kind of page, one template each in `templates/`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..files import sidecar_path
from ..model import Page
from .addresses import FOLDER, Addresses, document_uri, source_uri
from .document import DocumentPages, DocumentView, render_document
from .entry import Mentions, render_entry, render_merged
from .indexes import render_indexes
from .page import compile_templates, page_file, page_meta
from .searchable import searchable
from .views import Site, make_site, view_note

__all__ = [
    "FOLDER",
    "Addresses",
    "DocumentPages",
    "DocumentView",
    "Site",
    "compile_templates",
    "make_site",
    "page_file",
    "page_meta",
    "render_document",
    "render_pages",
    "searchable",
    "source_uri",
    "view_documents",
]


def view_documents(site: Site) -> Iterator[DocumentView]:
    """Yield what each document's page is made of."""
    notes = {note.id: note for note in site.archive.notes}
    for document in site.archive.documents:
        uri = document_uri(document.id)
        sidecar = sidecar_path(document.path)
        named = {mention.entity for mention in document.mentions}
        named |= {entity for unsure in document.ambiguities for entity in unsure.entities if entity}
        yield DocumentView(
            document=document,
            names=tuple((entity, site.entities[entity].name) for entity in sorted(named)),
            notes=tuple(view_note(site, notes[anchor.note], anchor, uri) for anchor in document.anchors),
            sidecar=sidecar,
            edit_seed=site.config.edit_address(document.path),
            edit_sidecar=site.config.edit_address(sidecar),
            use_directory_urls=site.config.use_directory_urls,
            collection=site.collections.get(document.value("collection"), ""),
            versions=tuple((id_, site.documents[id_].title) for id_ in site.versions.get(document.id, ())),
        )


def render_pages(site: Site, documents: Sequence[DocumentPages]) -> Iterator[Page]:
    """Yield every page: the documents' own, which are made already, the entries', and the indexes."""
    yield from (document.page for document in documents)
    mentions = _gather(documents)
    for entity in site.archive.entities:
        yield render_merged(site, entity) if entity.merged_into else render_entry(site, entity, mentions)
    yield from render_indexes(site)


def _gather(pages: Sequence[DocumentPages]) -> Mentions:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for document in pages:
        for entity, html, count in document.mentions:
            found[entity].append((html, count))
    return found
