"""The pages at the former addresses of documents: each leads to where the document is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from ..files import sidecar_path
from ..model import FORMER_ID, Document
from .addresses import document_uri
from .late import LatePage, ready
from .page import make_page
from .views import Item, Site


def _file(document: Document) -> str:
    """Return the path of the file that tells the document's former ids."""
    within = any(datum.name == FORMER_ID and datum.origin.startswith("front matter") for datum in document.metadata)
    return document.path if within else sidecar_path(document.path)


def render_former(site: Site) -> Iterator[LatePage]:
    """Yield a page for each id that a document had once."""
    for former, id_ in sorted(site.archive.former.items()):
        uri, document = document_uri(former), site.documents[id_]
        sidecar = _file(document)
        address = site.addresses.relative(uri, document_uri(id_))
        page = make_page(
            uri,
            "former.jinja",
            title=document.title,
            kind="merged",
            edit_path=sidecar,
            sidecar=sidecar,
            edit=site.config.edit_address(sidecar),
            target=Item(document.title, Markup(address)),
        )
        yield ready(replace(page, redirect=address))
