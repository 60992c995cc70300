"""The pages of notes: all of them by document, and lists of them by author, by tag and by date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from ..model import AnchorState, Document, Note, Page
from .addresses import FEED_URI, document_uri, index_uri
from .feed import has_feed
from .notes import AUTHORS, DATES, STANDING, TAGS, NoteView, month, section_id, threads, view_notes
from .onward import others, sort_key, sources_of
from .page import make_page, shorten
from .views import Item, Site, many, short

NO_AUTHOR = "No author named"
NO_DATE = "Without a date"


@dataclass(frozen=True, slots=True)
class NoteIndex:
    """A way to list the notes."""

    name: str
    """The last part of the page's address, after `notes/`."""
    title: str
    kind: str
    """Begins the ids of its sections."""
    keys: Callable[[Note], Sequence[str]]
    """What a note is listed under."""
    other: str
    """The heading of those that are listed under nothing else; empty where they are not listed."""
    newest_first: bool = False


INDEXES: Sequence[NoteIndex] = (
    NoteIndex(AUTHORS, "Notes by author", "author", lambda note: _said(note.author), NO_AUTHOR),
    NoteIndex(TAGS, "Notes by tag", "tag", lambda note: _said(*note.tags), ""),
    NoteIndex(DATES, "Notes by date", "date", lambda note: _said(month(note.date)), NO_DATE, newest_first=True),
)


def _said(*values: str) -> Sequence[str]:
    return tuple(dict.fromkeys(value for value in values if value.strip()))


def render_notes(site: Site) -> Iterator[Page]:
    """Yield the page of all notes, and those that list them by what at least one of them has."""
    uri = index_uri("notes")
    views = [(document, view_notes(site, document, uri)) for document in site.archive.documents if document.anchors]
    notes = [(site.notes[view.id], document) for document, some in views for view in some]
    said = {view.id: shorten(view.body.striptags()) for _, some in views for view in some}
    found = [index for index in INDEXES if any(index.keys(note) for note, _ in notes)]
    ways = [_way(site, index, notes) for index in found]
    feed = site.addresses.relative(uri, FEED_URI) if has_feed(site) else ""
    yield replace(_all(site, views, ways, feed), feed=feed)
    for index in found:
        page = _list(site, index, notes, said)
        yield replace(page, feed=site.addresses.relative(page.uri, FEED_URI) if feed else "")


Placed = Sequence[tuple[Note, Document]]
"""Notes with their documents, in the archive's order."""


def _all(site: Site, views: Sequence[tuple[Document, Sequence[NoteView]]], ways: Sequence[Item], feed: str) -> Page:
    uri = index_uri("notes")
    count = sum(len(some) for _, some in views)
    groups = []
    for document, some in views:
        address = Markup(site.addresses.relative(uri, document_uri(document.id)))
        groups.append((Item(document.title, address, document.id), threads(some)))
    return make_page(
        uri,
        "notes.jinja",
        title="Notes",
        kind="notes",
        description=f"{many(count, 'note')} in the margins of the archive's documents.",
        contents=[(f"doc-{item.detail}", item.name) for item, _ in groups],
        groups=groups,
        summary=many(count, "note"),
        states=[f"{number:,} {STANDING[state]}" for state, number in _states(site.archive.documents)],
        ways=ways,
        feed=Markup(feed),
        sources=sources_of(site, "annotations/"),
        others=others(site, uri),
    )


def _states(documents: Iterable[Document]) -> list[tuple[AnchorState, int]]:
    """Return how many notes are in each state, from the surest to those that stand nowhere."""
    counted = Counter(anchor.state for document in documents for anchor in document.anchors)
    return [(state, counted[state]) for state in STANDING if counted[state]]


def _way(site: Site, index: NoteIndex, notes: Placed) -> Item:
    """Return the way to an index, with how many sections it has."""
    keys = {key for note, _ in notes for key in index.keys(note)}
    unit = "month" if index.kind == "date" else index.kind
    address = Markup(site.addresses.relative(index_uri("notes"), index_uri(index.name)))
    return Item(index.title, address, many(len(keys), unit))


def _list(site: Site, index: NoteIndex, notes: Placed, said: dict[str, str]) -> Page:
    uri = index_uri(index.name)
    sections: dict[str, list[Item]] = {}
    for note, document in _in_order(notes, newest_first=index.newest_first):
        for key in index.keys(note) or ([""] if index.other else []):
            sections.setdefault(key, []).append(_line(site, note, document, uri, said[note.id]))
    keys = sorted(sections.keys() - {""}, key=sort_key, reverse=index.newest_first)
    groups = [(section_id(index.kind, key), f"{key} ({len(sections[key]):,})", sections[key]) for key in keys]
    if "" in sections:
        groups.append((f"no-{index.kind}", f"{index.other} ({len(sections['']):,})", sections[""]))
    summary = many(len({item.address for items in sections.values() for item in items}), "note")
    return make_page(
        uri,
        "index.jinja",
        title=index.title,
        kind="index",
        description=f"{index.title}: {summary}.",
        contents=[(id_, heading) for id_, heading, _ in groups],
        groups=groups,
        summary=summary,
        about="Each with the words that it is about, which lead to it.",
        sources=sources_of(site, "annotations/"),
        found=False,
        others=others(site, uri),
    )


def _in_order(notes: Placed, *, newest_first: bool) -> Placed:
    return sorted(notes, key=lambda pair: pair[0].date, reverse=True) if newest_first else notes


def _line(site: Site, note: Note, document: Document, uri: str, said: str) -> Item:
    name = note.id.split("/")[1]
    address = site.addresses.relative(uri, document_uri(document.id), f"note-{name}")
    facts = (document.title, note.author, note.date)
    return Item(f"“{short(note.quote.exact)}”", Markup(address), " · ".join(fact for fact in facts if fact), more=said)
