"""What reference managers and other programs take from a document's page: Highwire's `citation_*`, and Dublin Core."""

from __future__ import annotations

from collections.abc import Iterator

from ..files import is_web_address
from ..model import Document
from .addresses import Addresses, document_uri
from .linked_data import is_published, kind_of
from .moments import iso_date
from .views import DocumentView

Told = tuple[str, str]
"""(name, content) of a `meta` element; a name with a colon is RDFa's, a `property`."""

ITEM_TYPES = {"NewsArticle": "newspaperArticle", "EmailMessage": "email", "Article": "webpage"}
"""What Zotero calls the kinds of documents; without that it takes whatever has a `citation_title` for a paper."""
OTHER_ITEM = "document"


def citation(view: DocumentView) -> tuple[Told, ...]:
    """Return what is told of a document, without what its record leaves open; each value is on one line."""
    told = ((name, " ".join(value.split())) for name, value in _all(view))
    return tuple(dict.fromkeys((name, value) for name, value in told if value))


def _all(view: DocumentView) -> Iterator[Told]:
    document, value = view.document, view.document.value
    date = iso_date(value("date"))
    place = Addresses(view.use_directory_urls).url(document_uri(document.id))
    page = f"{view.site_url}{place}" if view.site_url else ""
    yield "z:itemType", ITEM_TYPES.get(kind_of(document), OTHER_ITEM)
    yield "citation_title", document.title
    yield "citation_author", value("author")
    yield "citation_publication_date", date.partition("T")[0].replace("-", "/")
    yield "citation_publisher", value("source")
    yield "prism.publicationName", value("source")
    yield "citation_language", value("language")
    yield "citation_public_url", page
    yield "citation_fulltext_html_url", page
    yield from (("citation_keywords", tag) for tag in document.values("tag"))
    yield from _dublin_core(document, page, date)
    yield from (("article:published_time", each) for each in [date] if is_published(document))


def _dublin_core(document: Document, page: str, date: str) -> Iterator[Told]:
    """Yield the record in the terms of the DCMI.

    Where the document was published is no `source`: programs take that for the name of a periodical.
    """
    value = document.value
    yield "DC.title", document.title
    yield "DC.creator", value("author")
    yield "DC.publisher", value("source")
    yield "DC.date", date
    yield "DC.language", value("language")
    yield "DC.rights", value("license")
    yield "DC.description", value("description")
    yield "DC.identifier", page
    yield from (("DC.subject", tag) for tag in document.values("tag"))
    yield "DCTERMS.issued", date if is_published(document) else ""
    yield "DCTERMS.isFormatOf", value("url") if is_web_address(value("url")) else ""
