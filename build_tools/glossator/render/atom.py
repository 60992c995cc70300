"""Atom (RFC 4287): what every feed of the site is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from .views import Site

NAMESPACE = "http://www.w3.org/2005/Atom"
NEWEST = 20
"""Entries that a feed holds: more than come in between two looks of a reader's program."""

NOT_OF_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that stand in no XML document, even as references (XML 1.0, 2.2)."""


def begin_feed(site: Site, title: str, uri: str, page: str, updated: datetime) -> Element:
    """Return a feed without entries, which is published at `uri` and tells what is new on a page."""
    register_namespace("", NAMESPACE)
    feed = Element(_tag("feed"))
    name, address = site.config.site_name, whole(site, uri)
    add(feed, "id", address)
    add(feed, "title", f"{title} – {name}" if name else title)
    add(feed, "updated", instant(updated))
    add(add(feed, "author"), "name", name or title)
    add(feed, "link", rel="self", type="application/atom+xml", href=address)
    add(feed, "link", rel="alternate", type="text/html", href=whole(site, page))
    return feed


def feed_file(feed: Element) -> bytes:
    """Return the feed's file."""
    indent(feed, space=" ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, encoding="unicode")}\n'.encode()


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Add an element of Atom's, without the characters that XML does not know."""
    safe = {key: NOT_OF_XML.sub("\ufffd", value) for key, value in attributes.items()}
    element = SubElement(parent, _tag(name), safe)
    element.text = NOT_OF_XML.sub("\ufffd", text) or None
    return element


def add_categories(entry: Element, tags: Sequence[str]) -> None:
    """Add the tags, each once."""
    for tag in dict.fromkeys(tag for tag in tags if tag.strip()):
        add(entry, "category", term=tag)


def whole(site: Site, uri: str, fragment: str = "") -> str:
    """Return the whole address of a page or a file."""
    address = f"{site.config.site_url}{site.addresses.url(uri)}"
    return f"{address}#{fragment}" if fragment else address


def instant(when: datetime) -> str:
    """Return a time as Atom writes it."""
    return f"{when.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()}Z"


@cache
def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
