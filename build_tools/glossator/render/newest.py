"""The newest documents and notes, as the home page lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..contributed import say
from ..model import Document, Note
from .addresses import ARCHIVE_URI, document_uri
from .document_feed import documents_by_day
from .feed import notes_by_day
from .moments import moment
from .time_words import say_date
from .views import Site, many, short

MOST = 5
"""Lines of each list: the feeds and the indexes have more."""
LONGEST = 140
"""Code points of a note that are shown, about three lines of a narrow column."""


@dataclass(frozen=True, slots=True)
class Line:
    """A document or a note."""

    name: str
    uri: str
    fragment: str = ""
    tally: str = ""
    facts: str = ""
    words: str = ""
    """Of a note: its own, or how they begin."""


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest, or where nothing tells a day, the first ones."""

    lines: tuple[Line, ...]
    known: bool
    """Whether they are the newest."""


def newest_documents(site: Site) -> Newest:
    newest = [entry.document for entry in documents_by_day(site)[:MOST]]
    return Newest(tuple(map(_document, newest or site.archive.documents[:MOST])), bool(newest))


def newest_notes(site: Site) -> Newest:
    newest = [(entry.note, entry.document) for entry in notes_by_day(site)[:MOST]]
    shown = newest or _first(site)
    return Newest(tuple(_note(site, note, document) for note, document in shown), bool(newest))


def _first(site: Site) -> list[tuple[Note, Document]]:
    found: list[tuple[Note, Document]] = []
    for document in site.archive.documents:
        found += [(site.notes[anchor.note], document) for anchor in document.anchors]
        if len(found) >= MOST:
            break
    return found[:MOST]


def _document(document: Document) -> Line:
    date, saved = document.value("date"), document.value("retrieved")
    facts = (say_date(date), document.value("source"), f"saved {say_date(saved)}" if moment(saved) else "")
    notes = many(len(document.anchors), "note") if document.anchors else ""
    words = cut(document.value("description"))
    return Line(document.title, document_uri(document.id), "", notes, _joined(facts), words)


def _note(site: Site, note: Note, document: Document) -> Line:
    name = note.id.split("/")[1]
    said = say(note.words, note.links, site.resolver(ARCHIVE_URI))
    words = said if note.reading is None else f"Proposed reading: {note.reading or '(nothing)'}. {said}"
    facts = _joined((f"in {short(document.title)}", note.author, say_date(note.date)))
    return Line(short(note.quote.exact), document_uri(document.id), f"note-{name}", "", facts, cut(words))


def _joined(facts: Iterable[str]) -> str:
    return " · ".join(fact for fact in facts if fact.strip())


def cut(text: str) -> str:
    """Return the text on one line; a longer one ends at a word."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0].rstrip(' ,;:')} …"
