"""The pages of notes: all of them by document, and lists of them by author, by tag and by date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from markupsafe import Markup

from ..contributed import say
from ..making import encode
from ..model import AnchorState, Document, Note, Page
from .addresses import FEED_URI, document_uri, index_uri
from .feed import TITLE, has_feed
from .late import LatePage, LateShare, Words, late
from .moments import age_key, month
from .notes import AUTHORS, DATES, STANDING, TAGS, section_id
from .onward import others, sort_key, sources_of
from .page import fill, shorten
from .views import Item, Site, many, short

NO_AUTHOR = "No author named"
NO_DATE = "Without a date"

GROUPS = Markup("<!-- the documents -->")
"""Where the documents' shares go once the template is filled."""


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


def render_notes(site: Site, shares: Sequence[LateShare]) -> Iterator[LatePage]:
    """Yield the page of all notes, and those that list them by what at least one of them has.

    `shares` are what the documents that have notes give to the first, in the archive's order.
    """
    uri = index_uri("notes")
    notes = [(site.notes[anchor.note], each) for each in site.archive.documents for anchor in each.anchors]
    found = [index for index in INDEXES if any(index.keys(note) for note, _ in notes)]
    ways = [_way(site, index, notes) for index in found]
    fed = has_feed(site)
    yield _all(site, notes, shares, ways, site.addresses.relative(uri, FEED_URI) if fed else "")
    said = {note.id: shorten(say(note.words, note.links, site.resolver(uri))) for note, _ in notes}
    made_from = sha256(encode([(note, document.title, said[note.id]) for note, document in notes])).hexdigest()
    for index in found:
        feed = site.addresses.relative(index_uri(index.name), FEED_URI) if fed else ""
        yield _list(site, index, notes, said, feed, made_from)


Placed = Sequence[tuple[Note, Document]]
"""Notes with their documents, in the archive's order."""


def _all(site: Site, notes: Placed, shares: Sequence[LateShare], ways: Sequence[Item], feed: str) -> LatePage:
    uri = index_uri("notes")
    summary = many(len(notes), "note")
    contents = tuple((f"doc-{each.id}", each.title) for each in site.archive.documents if each.anchors)
    about = f"{summary} in the margins of the archive's documents."
    page = Page(uri, "Notes", "notes", "", about, contents, feed=feed, feed_title=TITLE)
    values: dict[str, object] = {
        "title": page.title,
        "groups": GROUPS,
        "summary": summary,
        "states": [f"{number:,} {STANDING[state]}" for state, number in _states(site.archive.documents)],
        "ways": ways,
        "feed": Markup(feed),
        "sources": sources_of(site, "annotations/"),
        "others": others(site, uri),
    }

    def words() -> Words:
        return fill("notes.jinja", **values).replace(GROUPS, "\n".join(share.html() for share in shares), 1), ()

    return late(page, (repr(values), *(share.digest for share in shares)), words)


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


def _list(site: Site, index: NoteIndex, notes: Placed, said: Mapping[str, str], feed: str, made_from: str) -> LatePage:
    """Return the page that lists the notes so; `made_from` stands for all that is said of them."""
    uri = index_uri(index.name)
    sections: dict[str, list[tuple[Note, Document]]] = {}
    for note, document in _in_order(notes, newest_first=index.newest_first):
        for key in index.keys(note) or ([""] if index.other else []):
            sections.setdefault(key, []).append((note, document))
    keys = sorted(sections.keys() - {""}, key=sort_key, reverse=index.newest_first)
    groups = [(section_id(index.kind, key), f"{key} ({len(sections[key]):,})", sections[key]) for key in keys]
    if "" in sections:
        groups.append((f"no-{index.kind}", f"{index.other} ({len(sections['']):,})", sections[""]))
    summary = many(len({note.id for some in sections.values() for note, _ in some}), "note")
    values: dict[str, object] = {
        "title": index.title,
        "summary": summary,
        "about": "Each with the words that it is about, which lead to it.",
        "sources": sources_of(site, "annotations/"),
        "found": False,
        "others": others(site, uri),
    }

    def words() -> Words:
        lines = [
            (id_, heading, [_line(site, *each, uri, said[each[0].id]) for each in some])
            for id_, heading, some in groups
        ]
        return fill("index.jinja", groups=lines, **values), ()

    contents = tuple((id_, heading) for id_, heading, _ in groups)
    about = shorten(f"{index.title}: {summary}.")
    page = Page(uri, index.title, "index", "", about, contents, feed=feed, feed_title=TITLE)
    return late(page, (repr(values), made_from), words)


def _in_order(notes: Placed, *, newest_first: bool) -> Placed:
    return sorted(notes, key=lambda pair: age_key(pair[0].date), reverse=True) if newest_first else notes


def _line(site: Site, note: Note, document: Document, uri: str, said: str) -> Item:
    name = note.id.split("/")[1]
    address = site.addresses.relative(uri, document_uri(document.id), f"note-{name}")
    facts = (document.title, note.author, note.date)
    return Item(f"“{short(note.quote.exact)}”", Markup(address), " · ".join(fact for fact in facts if fact), more=said)
