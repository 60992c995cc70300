"""What the search index is made from: each document's and entry's words, and nothing of the pages' furniture."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping

from ..contributed import to_text
from ..model import Document, Entity, Note, Searchable
from .addresses import document_uri, entity_uri
from .views import TYPE_LABELS, Site


def searchable(site: Site) -> Iterator[Searchable]:
    """Yield every page that is worth finding: documents with their notes, and entries."""
    notes = {note.id: note for note in site.archive.notes}
    yield from (_document(site, document, notes) for document in site.archive.documents)
    yield from (_entry(site, entity) for entity in site.archive.entities if not entity.merged_into)


def _document(site: Site, document: Document, notes: Mapping[str, Note]) -> Searchable:
    resolve = site.resolver(document_uri(document.id))
    plain = not any(character in document.text for character in "&<>")
    words = document.words_of if plain else lambda span: html.escape(document.words_of(span), quote=False)
    blocks = (
        f'<p id="{block.id}">{words(block.span)}</p>'
        for block in document.blocks
        if block.kind not in ("separator", "elision", "furniture")
    )
    said = (notes[anchor.note] for anchor in document.anchors)
    margin = (f'<p id="note-{note.id.split("/")[1]}">{html.escape(to_text(note.body, resolve))}</p>' for note in said)
    facts = (("source", document.value("source")), ("year", document.value("date")[:4]))
    return Searchable(
        uri=document_uri(document.id),
        title=document.title,
        kind="Document",
        html="".join((*blocks, *margin)),
        facts=tuple((name, value) for name, value in facts if value),
    )


def _entry(site: Site, entity: Entity) -> Searchable:
    body = to_text(entity.body, site.resolver(entity_uri(entity.id)))
    words = (entity.name, *entity.aliases, entity.description, body)
    return Searchable(
        uri=entity_uri(entity.id),
        title=entity.name,
        kind=TYPE_LABELS[entity.type][0],
        html="".join(f"<p>{html.escape(some)}</p>" for some in words if some),
    )
