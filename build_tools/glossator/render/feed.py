"""The feed of the newest notes: Atom (RFC 4287), for those who want to be told."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element

from ..contributed import Target as Words
from ..contributed import to_html
from ..model import Document, Note
from .addresses import FEED_URI, document_uri, index_uri, target_uri
from .atom import NEWEST, add, add_categories, begin_feed, feed_file, instant, whole
from .moments import moment
from .views import Site, short

TITLE = "Notes"


@dataclass(frozen=True, slots=True)
class Entry:
    """A note that tells the day on which it was written."""

    when: datetime
    note: Note
    document: Document


def has_feed(site: Site) -> bool:
    """Tell whether there is one: its addresses are whole, so the site's must be known, and each entry has a date."""
    dated = (moment(site.notes[anchor.note].date) for each in site.archive.documents for anchor in each.anchors)
    return bool(site.config.site_url) and any(dated)


def render_feed(site: Site) -> bytes | None:
    """Return the feed, or None where there is none."""
    newest = notes_by_day(site)[:NEWEST] if has_feed(site) else ()
    if not newest:
        return None
    feed = begin_feed(site, TITLE, FEED_URI, index_uri("notes"), newest[0].when)
    for entry in newest:
        _add_entry(feed, site, entry)
    return feed_file(feed)


def notes_by_day(site: Site) -> Sequence[Entry]:
    """Return the notes with a day, the newest first."""
    notes = ((site.notes[anchor.note], each) for each in site.archive.documents for anchor in each.anchors)
    dated = (Entry(when, note, document) for note, document in notes if (when := moment(note.date)))
    return sorted(sorted(dated, key=lambda entry: entry.note.id), key=lambda entry: entry.when, reverse=True)


def _add_entry(feed: Element, site: Site, entry: Entry) -> None:
    note = entry.note
    name = f"note-{note.id.split('/')[1]}"
    found = add(feed, "entry")
    add(found, "id", f"{site.config.site_url}{document_uri(note.document).removesuffix('index.md')}#{name}")
    add(found, "title", f"On “{short(note.quote.exact)}” in {short(entry.document.title)}")
    add(found, "updated", instant(entry.when))
    if note.author.strip():
        add(add(found, "author"), "name", note.author)
    add(found, "link", rel="alternate", type="text/html", href=whole(site, document_uri(note.document), name))
    add_categories(found, note.tags)
    add(found, "content", _content(site, note), type="html")


def _content(site: Site, note: Note) -> str:
    """Return what the note quotes and says as HTML, which is cleaned as on the site; links have whole addresses."""

    def resolve(address: str) -> Words | None:
        target = site.find(address)
        if target is None:
            return None
        return Words(whole(site, target_uri(target), target.fragment), site.link_words(target))

    reading = "" if note.reading is None else f"<p>Proposed reading: {html.escape(note.reading) or '(nothing)'}</p>"
    return f"<blockquote>{html.escape(note.quote.exact)}</blockquote>{reading}{to_html(note.body, resolve)}"
