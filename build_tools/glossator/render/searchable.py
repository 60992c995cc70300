"""What the search index is made from: each document's and entry's words, and nothing of the pages' furniture."""

from __future__ import annotations

import html
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from ..contributed import say, to_text
from ..model import Document, Entity, Note, Searchable, Span
from .addresses import document_uri, entity_uri
from .moments import year
from .views import TYPE_LABELS, Site


def searchable(site: Site) -> Iterator[Searchable]:
    """Yield every page that is worth finding: documents with their notes, and entries."""
    notes = {note.id: note for note in site.archive.notes}
    yield from (_document(site, document, notes) for document in site.archive.documents)
    yield from (_entry(site, entity) for entity in site.archive.entities if not entity.merged_into)


def _document(site: Site, document: Document, notes: Mapping[str, Note]) -> Searchable:
    resolve = site.resolver(document_uri(document.id))
    hyphens = [mark.span for mark in document.marks if mark.kind == "line-end-hyphen"]
    plain = not any(character in document.text for character in "&<>")

    def words(span: Span) -> str:
        said = _words(document, hyphens, span)
        return said if plain else html.escape(said, quote=False)

    blocks = (
        f'<p id="{block.id}">{words(block.span)}</p>'
        for block in document.blocks
        if block.kind not in ("separator", "elision", "furniture", "page")
    )
    about = (notes[anchor.note] for anchor in document.anchors)
    margin = (
        f'<p id="note-{note.id.split("/")[1]}">'
        + html.escape(" ".join(filter(None, (note.reading, say(note.words, note.links, resolve)))))
        + "</p>"
        for note in about
    )
    facts = (("source", document.value("source")), ("year", year(document.value("date"))))
    return Searchable(
        uri=document_uri(document.id),
        title=document.title,
        kind="Document",
        html="".join((*blocks, *margin)),
        facts=tuple((name, value) for name, value in facts if value),
    )


def _words(document: Document, hyphens: Sequence[Span], span: Span) -> str:
    """Return a passage's words; those that are broken at a line's end are whole."""
    position, pieces = span.start, []
    for hyphen in hyphens[bisect_left(hyphens, span) : bisect_left(hyphens, Span(span.end, span.end))]:
        pieces.append(document.text[position : hyphen.start])
        position = hyphen.end
    return "".join((*pieces, document.text[position : span.end]))


def _entry(site: Site, entity: Entity) -> Searchable:
    body = to_text(entity.body, site.resolver(entity_uri(entity.id)))
    words = (entity.name, *entity.aliases, entity.description, body)
    return Searchable(
        uri=entity_uri(entity.id),
        title=entity.name,
        kind=TYPE_LABELS[entity.type][0],
        html="".join(f"<p>{html.escape(some)}</p>" for some in words if some),
    )
