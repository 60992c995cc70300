"""The search as a page of its own: a field, and where its script puts results and what they are chosen by."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Page
from .addresses import SEARCH_URI
from .onward import others, sources_of
from .page import make_page
from .views import Site


def render_search(site: Site) -> Iterator[Page]:
    """Yield the page; none where the theme's own search is used, which has no page."""
    if site.config.options.search == "pagefind":
        yield make_page(
            SEARCH_URI,
            "search.jinja",
            title="Search",
            kind="search",
            description="Search the documents, the notes and the entries of the archive.",
            sources=sources_of(site, "seeds/", "glossary/", "annotations/"),
            others=others(site, SEARCH_URI),
        )
