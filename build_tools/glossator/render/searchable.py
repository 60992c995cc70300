"""What the search index is made from: each document's and entry's words, and nothing of the pages' furniture."""

from __future__ import annotations

import html
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from ..contributed import say, to_text
from ..model import Day, Document, Entity, EntityType, Searchable, Span
from .addresses import document_uri, entity_uri
from .moments import age_key, year
from .views import TYPE_LABELS, Site, short

Facet = tuple[str, str, str]
"""(facet, id, label)."""
NAMED: Mapping[EntityType, str] = {"person": "person", "organization": "organization", "place": "place"}
"""The types of entities that readers choose documents by, and the facets that they are."""


def searchable(site: Site) -> Iterator[Searchable]:
    """Yield what is worth finding: documents, notes and entries."""
    yield from (_document(site, document) for document in site.archive.documents)
    yield from _notes(site)
    yield from (_entry(site, entity) for entity in site.archive.entities if not entity.merged_into)


def _document(site: Site, document: Document) -> Searchable:
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
    return Searchable(
        uri=document_uri(document.id),
        title=document.title,
        kind="Document",
        html="".join(blocks),
        facts=tuple(_facts(document)),
        day=_day(document.value("date")),
        facets=(*_record(document), *_named(site, document)),
    )


def _day(date: str) -> Day | None:
    known, day, _ = age_key(date)
    return day if known else None


def _facts(document: Document) -> Iterator[tuple[str, str]]:
    yield from ((name, value) for name in ("source", "date") if (value := document.value(name)))


def _record(document: Document) -> Iterator[Facet]:
    """Yield what readers choose documents by of its record."""
    found = {name: document.value(name) for name in ("source", "collection")} | {"year": year(document.value("date"))}
    yield from ((name, value, value) for name, value in found.items() if value)
    if document.anchors:
        yield "notes", "yes", "has notes"


def _named(site: Site, document: Document) -> Iterator[Facet]:
    """Yield the entries that it names. What the program found, and nobody reviewed, is none."""
    named = {mention.entity: mention.type for mention in document.mentions if mention.entity in site.entities}
    for entity, type_ in sorted(named.items()):
        if type_ in NAMED:
            yield NAMED[type_], entity, site.entities[entity].name


def _notes(site: Site) -> Iterator[Searchable]:
    """Yield the notes, each as a result of its own that leads to where it stands."""
    for note in site.archive.notes:
        document = site.documents.get(note.document)
        if document is None:
            continue
        words = say(note.words, note.links, site.resolver(document_uri(document.id)))
        said = (note.quote.exact, note.reading, words)
        yield Searchable(
            uri=document_uri(document.id),
            title=f"Note on “{short(note.quote.exact)}”",
            kind="Note",
            html="".join(f"<p>{html.escape(some)}</p>" for some in said if some),
            facts=(("source", document.title), *((("date", note.date),) if note.date else ())),
            fragment=f"note-{note.id.split('/')[1]}",
            day=_day(note.date) or _day(document.value("date")),
            facets=tuple(facet for facet in _record(document) if facet[0] != "notes"),
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
