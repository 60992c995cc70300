"""The feed of the newest notes: Atom (RFC 4287), for those who want to be told."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from ..contributed import Target as Words
from ..contributed import to_html
from ..model import Document, Note
from .addresses import FEED_URI, document_uri, index_uri, target_uri
from .moments import moment
from .views import Site, short

NAMESPACE = "http://www.w3.org/2005/Atom"
NEWEST = 20
"""Notes that the feed holds: more than come in between two looks of a reader's program."""
TITLE = "Notes"

NOT_OF_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that stand in no XML document, even as references (XML 1.0, 2.2)."""


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
    newest = _newest(site) if has_feed(site) else ()
    if not newest:
        return None
    register_namespace("", NAMESPACE)
    feed = Element(_tag("feed"))
    address = _whole(site, FEED_URI)
    name = site.config.site_name
    _add(feed, "id", address)
    _add(feed, "title", f"{TITLE} – {name}" if name else TITLE)
    _add(feed, "updated", _instant(newest[0].when))
    _add(_add(feed, "author"), "name", name or TITLE)
    _add(feed, "link", rel="self", type="application/atom+xml", href=address)
    _add(feed, "link", rel="alternate", type="text/html", href=_whole(site, index_uri("notes")))
    for entry in newest:
        _add_entry(feed, site, entry)
    indent(feed, space=" ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, encoding="unicode")}\n'.encode()


def _newest(site: Site) -> Sequence[Entry]:
    notes = ((site.notes[anchor.note], each) for each in site.archive.documents for anchor in each.anchors)
    dated = (Entry(when, note, document) for note, document in notes if (when := moment(note.date)))
    return sorted(sorted(dated, key=lambda entry: entry.note.id), key=lambda entry: entry.when, reverse=True)[:NEWEST]


def _add_entry(feed: Element, site: Site, entry: Entry) -> None:
    note = entry.note
    name = f"note-{note.id.split('/')[1]}"
    found = _add(feed, "entry")
    _add(found, "id", f"{site.config.site_url}{document_uri(note.document).removesuffix('index.md')}#{name}")
    _add(found, "title", f"On “{short(note.quote.exact)}” in {short(entry.document.title)}")
    _add(found, "updated", _instant(entry.when))
    if note.author.strip():
        _add(_add(found, "author"), "name", note.author)
    _add(found, "link", rel="alternate", type="text/html", href=_whole(site, document_uri(note.document), name))
    for tag in dict.fromkeys(tag for tag in note.tags if tag.strip()):
        _add(found, "category", term=tag)
    _add(found, "content", _content(site, note), type="html")


def _content(site: Site, note: Note) -> str:
    """Return what the note quotes and says as HTML, which is cleaned as on the site; links have whole addresses."""

    def resolve(address: str) -> Words | None:
        target = site.find(address)
        if target is None:
            return None
        return Words(_whole(site, target_uri(target), target.fragment), site.link_words(target))

    reading = "" if note.reading is None else f"<p>Proposed reading: {html.escape(note.reading) or '(nothing)'}</p>"
    return f"<blockquote>{html.escape(note.quote.exact)}</blockquote>{reading}{to_html(note.body, resolve)}"


def _whole(site: Site, uri: str, fragment: str = "") -> str:
    address = f"{site.config.site_url}{site.addresses.url(uri)}"
    return f"{address}#{fragment}" if fragment else address


def _instant(when: datetime) -> str:
    return f"{when.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()}Z"


@cache
def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    safe = {key: NOT_OF_XML.sub("\ufffd", value) for key, value in attributes.items()}
    element = SubElement(parent, _tag(name), safe)
    element.text = NOT_OF_XML.sub("\ufffd", text) or None
    return element
