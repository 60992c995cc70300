"""The feed of the newest documents: Atom (RFC 4287), for those who want to be told what came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element

from ..files import is_web_address
from ..model import Document
from .addresses import DOCUMENT_FEED_URI, document_uri, index_uri
from .atom import NEWEST, add, add_categories, begin_feed, feed_file, instant, whole
from .document import summary
from .moments import moment
from .page import shorten
from .views import Site

TITLE = "Documents"


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that tells the day on which it was saved, or on which it was published or written."""

    when: datetime
    document: Document


def has_document_feed(site: Site) -> bool:
    """Tell whether there is one: its addresses are whole, so the site's must be known, and each entry has a date."""
    return bool(site.config.site_url) and any(_entries(site))


def render_document_feed(site: Site) -> bytes | None:
    """Return the feed, or None where there is none."""
    newest = documents_by_day(site)[:NEWEST] if site.config.site_url else []
    if not newest:
        return None
    feed = begin_feed(site, TITLE, DOCUMENT_FEED_URI, index_uri("documents"), newest[0].when)
    for entry in newest:
        _add_entry(feed, site, entry)
    return feed_file(feed)


def documents_by_day(site: Site) -> list[Entry]:
    """Return the documents with a day, the newest first."""
    entries = sorted(_entries(site), key=lambda entry: entry.document.id)
    return sorted(entries, key=lambda entry: entry.when, reverse=True)


def _entries(site: Site) -> Iterator[Entry]:
    """Yield the documents with a day. A record does not tell when one came in: nearest is when it was saved."""
    for document in site.archive.documents:
        when = moment(document.value("retrieved")) or moment(document.value("date"))
        if when:
            yield Entry(when, document)


def _add_entry(feed: Element, site: Site, entry: Entry) -> None:
    document, value = entry.document, entry.document.value
    address, published = whole(site, document_uri(document.id)), moment(value("date"))
    author = next((name for name in (value("author"), value("source")) if name.strip()), "")
    found = add(feed, "entry")
    add(found, "id", f"{site.config.site_url}{document_uri(document.id).removesuffix('index.md')}")
    add(found, "title", " ".join(document.title.split()) or document.id)
    add(found, "updated", instant(entry.when))
    if published:
        add(found, "published", instant(published))
    if author:
        add(add(found, "author"), "name", author)
    add(found, "link", rel="alternate", type="text/html", href=address)
    if is_web_address(value("url")):
        add(found, "link", rel="via", href=value("url"))
    add_categories(found, document.values("tag"))
    if value("license"):
        add(found, "rights", value("license"))
    add(found, "summary", shorten(value("description") or summary(document)))
