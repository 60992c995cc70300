"""The page of two documents side by side: what both say, what only one says, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from markupsafe import Markup

from ..model import MOST_UNITS, Comparison, Document, Page
from .addresses import COMPARED, compare_uri, document_uri, index_uri
from .also import KINDS, UNSURE, percent, shares
from .late import LatePage, Words, late
from .onward import others, sources_of
from .page import fill
from .side_by_side import side_by_side
from .views import Site, many

CONTENTS = (("summary", "Summary"), ("side-by-side", "Side by side"))
TABLE = Markup("<!-- the table -->")
"""Where the words of the documents go once the template is filled: they are the piece that is verified."""


def render_comparisons(site: Site) -> Iterator[LatePage]:
    """Yield the page of every two documents that have enough in common."""
    paged = {each.page for some in site.compared.values() for each in some}
    for comparison in site.archive.comparisons:
        if (comparison.a, comparison.b) in paged:
            yield _render(site, comparison)


def _render(site: Site, comparison: Comparison) -> LatePage:
    a, b = site.documents[comparison.a], site.documents[comparison.b]
    uri = compare_uri(a.id, b.id)
    title = f"{a.title} | {b.title}"
    told = _told(site, comparison, a, b, uri)
    page = Page(uri, title, "compare", "", f"Compared passage by passage: {a.title}; {b.title}.", CONTENTS)

    def words() -> Words:
        table = side_by_side(comparison, a, b, site.addresses.seen_from(uri))
        site.verify(uri, [table])
        body = fill("compare.jinja", title=title, kind="compare", table=TABLE, **told)
        return body.replace(TABLE, table, 1), (table,)

    # The language says where sentences end, and which words are too common to be marked.
    words_of = [(document.sha256, document.value("language"), document.blocks) for document in (a, b)]
    digest = sha256(repr((comparison, words_of)).encode()).hexdigest()
    return late(page, (repr(told), digest), words)


def _told(site: Site, comparison: Comparison, a: Document, b: Document, uri: str) -> dict[str, Any]:
    """Return what the page tells besides the words of the documents."""
    link = site.addresses.seen_from(uri)
    kinds = Counter(parallel.kind for parallel in comparison.parallels)
    return {
        "sides": [
            {
                "title": one.title,
                "other": other.title,
                "facts": " · ".join(filter(None, (one.value("source"), one.value("date")))),
                "share": percent(share),
                "address": Markup(link(document_uri(one.id))),
                "bounded": until is not None,
            }
            for one, other, share, until in zip((a, b), (b, a), shares(comparison, a, b), comparison.until, strict=True)
        ],
        "count": many(len(comparison.parallels), "parallel passage"),
        "kinds": [f"{kinds[kind]:,} {label}" for kind, label in KINDS.items() if kinds[kind]],
        "most_units": MOST_UNITS,
        "unsure": sum(parallel.score < UNSURE for parallel in comparison.parallels),
        "index_address": Markup(link(index_uri(COMPARED))),
        "sources": sources_of(site, a.path, b.path),
        "others": others(site, uri),
    }
