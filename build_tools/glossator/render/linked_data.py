"""What a page tells programs of its subject: schema.org's terms, as JSON-LD.

It says what the archive's record says, and no more. What a source claims of itself is said of the source; what the
program found and nobody reviewed is not said at all.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from ..files import is_web_address
from ..model import TYPE_FOLDERS, Document, Entity, EntityType, Page
from .addresses import Addresses, collection_uri, document_uri, entity_uri, source_uri
from .moments import iso_date
from .views import DocumentView

SCHEMA = "https://schema.org"
MOST_MENTIONS = 20
"""Entries that a document's data names, those that it names most: all of them stand on its page."""
TYPES: Mapping[EntityType, str] = {
    "person": "Person",
    "organization": "Organization",
    "place": "Place",
    "event": "Event",
    "work": "CreativeWork",
    "term": "DefinedTerm",
}
PAGES = {"index": "CollectionPage", "archive": "CollectionPage", "notes": "CollectionPage"}
"""What pages are that are about no one thing, by their kind; others are a `WebPage`."""
NO_SUBJECT = ("document", "merged")
"""Kinds of pages of which nothing general is told: they have data of their own, or only lead on."""

MAIL_ENDINGS = (".eml",)
WEB_ENDINGS = (".html", ".htm")

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end a script, or a line of one."""

Data = Mapping[str, Any]
Address = Callable[[str], str]
"""Returns the address of a page or a file."""


def as_json(data: Data) -> str:
    """Return the data as JSON that says the same wherever in HTML it stands; values that are empty are left out."""
    told = {"@context": SCHEMA} | {name: value for name, value in data.items() if value}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def page_data(page: Page) -> str:
    """Return the page's data; of a page without a subject of its own, what kind of page it is."""
    if page.data or page.kind in NO_SUBJECT:
        return page.data
    return as_json({"@type": PAGES.get(page.kind, "WebPage"), "name": page.title, "description": page.description})


def kind_of(document: Document) -> str:
    """Return what a document is, as far as its source shows.

    News has a dateline, and was published on the web for all we can tell: letters have datelines, too.
    """
    ending = PurePosixPath(document.path).suffix.lower()
    if ending in MAIL_ENDINGS:
        return "EmailMessage"
    if is_web_address(document.value("url")) and any(block.kind == "dateline" for block in document.blocks):
        return "NewsArticle"
    return "Article" if ending in WEB_ENDINGS else "CreativeWork"


def document_data(view: DocumentView) -> str:
    """Return what is told of a document."""
    document, value = view.document, view.document.value
    address = _addresses(view.site_url, view.use_directory_urls, document_uri(document.id))
    date = iso_date(value("date"))
    when = "datePublished" if is_published(document) else "dateCreated"
    collection = {"@type": "Collection", "name": value("collection")}
    if view.collection:
        collection["url"] = address(collection_uri(view.collection))
    return as_json(
        {
            "@type": kind_of(document),
            "@id": address(document_uri(document.id)),
            "url": address(document_uri(document.id)),
            "headline": document.title,
            "description": value("description"),
            "author": _author(view, value("author"), address) if value("author") else "",
            when: date,
            "publisher": {"@type": "Organization", "name": value("source")} if value("source") else "",
            "inLanguage": value("language"),
            "license": _license(value("license")),
            "keywords": list(document.values("tag")),
            "isPartOf": collection if value("collection") else "",
            "isBasedOn": list(_based_on(document, address)),
            "mentions": list(_mentions(view, address)),
        }
    )


def entry_data(entity: Entity, names: Sequence[str], description: str, site_url: str, addresses: Addresses) -> str:
    """Return what is told of whom or what an entry is about; `names` are its other names."""
    address = _addresses(site_url, addresses.use_directory_urls, entity_uri(entity.id))
    return as_json(
        {
            "@type": TYPES[entity.type],
            "@id": address(entity_uri(entity.id)),
            "url": address(entity_uri(entity.id)),
            "name": entity.name,
            "alternateName": list(names),
            "description": description,
            "sameAs": [each for each in entity.same_as if is_web_address(each)],
        }
    )


def is_published(document: Document) -> bool:
    """Tell whether the record knows of a publication; else its date is that of the writing, for all we know."""
    return bool(document.value("source") or document.value("url"))


def _addresses(site_url: str, use_directory_urls: bool, origin: str) -> Address:
    """Return what gives whole addresses where the site's is known, else those that are seen from a page."""
    addresses = Addresses(use_directory_urls)
    return lambda uri: f"{site_url}{addresses.url(uri)}" if site_url else addresses.relative(origin, uri)


def _author(view: DocumentView, name: str, address: Address) -> Data | str:
    """Return the author as an entry of the same name; else the words, as they do not tell what they name."""
    for id_, known in view.names:
        folder = id_.split("/")[0]
        if known == name and folder in ("people", "organizations") and id_ not in view.unreviewed:
            return _entry(id_, known, address)
    return name


def _license(license_: str) -> Data | str:
    """Return the address of a license, or a work of its name."""
    return license_ if not license_ or is_web_address(license_) else {"@type": "CreativeWork", "name": license_}


def _based_on(document: Document, address: Address) -> Iterator[Data | str]:
    """Yield where the document was published, and the file that the archive has of it."""
    if is_web_address(document.value("url")):
        yield document.value("url")
    yield {
        "@type": "MediaObject",
        "name": PurePosixPath(document.path).name,
        "contentUrl": address(source_uri(document)),
        "contentSize": str(document.source_bytes),
        "sha256": document.source_sha256,
    }


def _mentions(view: DocumentView, address: Address) -> Iterator[Data]:
    """Yield the entries that the document names most."""
    counts = Counter(mention.entity for mention in view.document.mentions)
    entries = [(id_, name) for id_, name in view.names if counts[id_] and id_ not in view.unreviewed]
    for id_, name in sorted(entries, key=lambda entry: -counts[entry[0]])[:MOST_MENTIONS]:
        yield _entry(id_, name, address)


def _entry(id_: str, name: str, address: Address) -> Data:
    return {"@type": TYPES[TYPE_FOLDERS[id_.split("/")[0]]], "@id": address(entity_uri(id_)), "name": name}
