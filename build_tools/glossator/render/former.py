"""The pages at the former addresses of documents and comparisons: each leads to where that is now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from markupsafe import Markup

from ..files import sidecar_path
from ..model import FORMER_ID, Document
from .addresses import compare_uri, document_uri
from .late import LatePage, ready
from .page import make_page
from .views import Item, Site


def _file(document: Document) -> str:
    """Return the path of the file that tells the document's former ids."""
    within = any(datum.name == FORMER_ID and datum.origin.startswith("front matter") for datum in document.metadata)
    return document.path if within else sidecar_path(document.path)


def render_former(site: Site) -> Iterator[LatePage]:
    """Yield a page for each id that a document had once, and for each comparison of one that has such an id."""
    for former, id_ in sorted(site.archive.former.items()):
        document = site.documents[id_]
        yield _moved(site, document_uri(former), document_uri(id_), document.title, "This document", document)
    for (a, b), (first, second) in _comparisons(site):
        documents = site.documents[first], site.documents[second]
        title = f"{documents[0].title} | {documents[1].title}"
        renamed = documents[0] if first not in {a, b} else documents[1]
        yield _moved(site, compare_uri(a, b), compare_uri(first, second), title, "This comparison", renamed)


def _comparisons(site: Site) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield the former ids of two documents that are compared, in both orders, and those that they have now."""
    names: dict[str, list[str]] = defaultdict(list)
    for former, id_ in sorted(site.archive.former.items()):
        names[id_].append(former)
    pages = {each.page for some in site.compared.values() for each in some if each.page}
    for first, second in sorted(pages):
        for pair in product([first, *names[first]], [second, *names[second]]):
            if pair != (first, second):
                yield pair, (first, second)
                yield pair[::-1], (first, second)


def _moved(site: Site, uri: str, target: str, title: str, what: str, renamed: Document) -> LatePage:
    sidecar = _file(renamed)
    address = site.addresses.relative(uri, target)
    page = make_page(
        uri,
        "former.jinja",
        title=title,
        kind="merged",
        edit_path=sidecar,
        what=what,
        sidecar=sidecar,
        edit=site.config.edit_address(sidecar),
        target=Item(title, Markup(address)),
    )
    return ready(replace(page, redirect=address))
