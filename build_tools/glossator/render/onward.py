"""What stands at the foot of index pages: what each is made from, and the way to the others."""

from __future__ import annotations

import unicodedata

from markupsafe import Markup

from ..model import TYPE_FOLDERS
from .addresses import ARCHIVE_URI, COMPARED, NETWORK_URI, PROVENANCE_URI, found_uri, index_uri
from .views import TYPE_LABELS, Item, Site


def sort_key(name: str) -> tuple[str, str]:
    """Return what names are put in order by: without accents and case first, in no locale."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character)), name


def sources_of(site: Site, *paths: str) -> list[tuple[str, str]]:
    """Return the folders or files that a page is made from; (path, address to edit it at) each, folders without."""
    return [(path, "" if path.endswith("/") else site.config.edit_address(path)) for path in paths]


def others(site: Site, uri: str) -> list[Item]:
    """Return the way to every index, and to the page of all of them."""
    link = site.addresses.seen_from(uri)
    places = [("The archive", ARCHIVE_URI), *indexes(site)]
    return [Item(name, Markup(link(other))) for name, other in places if other != uri]


def indexes(site: Site) -> list[tuple[str, str]]:
    """Return what every index is called, and where it stands."""
    names = [("Documents by date", "documents"), ("Documents by source", "sources")]
    names += [("Collections", "collections")] if site.collections else []
    names += [("Compared", COMPARED)] if site.side_by_side else []
    names += [(TYPE_LABELS[type_][1], folder) for folder, type_ in TYPE_FOLDERS.items() if of_type(site, folder)]
    names += [("Timeline", "timeline")] if site.archive.timeline else []
    places = [(name, index_uri(folder)) for name, folder in [*names, ("Notes", "notes")]]
    places += [
        (f"{TYPE_LABELS[type_][1]}, not reviewed", found_uri(folder))
        for folder, type_ in TYPE_FOLDERS.items()
        if found_of_type(site, folder)
    ]
    places += [("Network", NETWORK_URI)] if site.archive.companions else []
    return [*places, ("Provenance", PROVENANCE_URI)]


def of_type(site: Site, folder: str) -> bool:
    return folder in site.entry_folders


def found_of_type(site: Site, folder: str) -> bool:
    return folder in site.found_folders
