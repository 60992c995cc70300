"""Where each page stands in the site, and how one leads to another: final relative addresses.

Every page is an `index.md` in a folder of its own, so that an address is right both from the file and from the page:
Zensical takes those in raw HTML as the former, MkDocs leaves them as they are.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import PurePosixPath

from ..model import Document, Target

FOLDER = "archive"
"""In `docs/`; written by the build alone."""


def document_uri(document_id: str) -> str:
    return f"{FOLDER}/documents/{document_id}/index.md"


def entity_uri(entity_id: str) -> str:
    return f"{FOLDER}/{entity_id}/index.md"


def index_uri(name: str) -> str:
    """Return the page of an index: `documents`, `sources`, `notes`, `people` ..."""
    return f"{FOLDER}/{name}/index.md"


def found_uri(folder: str) -> str:
    """Return the page of an index of what was found and not reviewed: of `people` ..."""
    return f"{FOLDER}/found/{folder}/index.md"


def collection_uri(collection_id: str) -> str:
    return f"{FOLDER}/collections/{collection_id}/index.md"


COMPARED = "compared"
"""The index of all pairs of documents that stand side by side."""


def compare_uri(first: str, second: str) -> str:
    """Return the page of two documents side by side."""
    return f"{FOLDER}/{COMPARED}/{first}/{second}/index.md"


def witnesses_uri(first: str) -> str:
    """Return the page of the witnesses of one text, of which this is the earliest."""
    return f"{FOLDER}/witnesses/{first}/index.md"


def source_uri(document: Document) -> str:
    """Return where the source's bytes are published, always as plain text."""
    ending = PurePosixPath(document.path).suffix.lower()
    return f"{FOLDER}/files/{document.id}{'' if ending == '.txt' else ending}.txt"


def target_uri(target: Target) -> str:
    return document_uri(target.id) if target.kind == "document" else entity_uri(target.id)


PROVENANCE_URI = f"{FOLDER}/provenance/index.md"
ARCHIVE_URI = f"{FOLDER}/index.md"
FEED_URI = f"{FOLDER}/notes/feed.xml"
DOCUMENT_FEED_URI = f"{FOLDER}/documents/feed.xml"
PICTURE_URI = f"{FOLDER}/picture.png"
SEARCH_URI = f"{FOLDER}/search/index.md"
NETWORK_URI = f"{FOLDER}/network/index.md"
NETWORK_FILES = {
    "GraphML": f"{FOLDER}/network/network.graphml",
    "JSON": f"{FOLDER}/network/network.json",
}
"""Where the network is published for other programs, by what its format is called."""

LATELY_ASKED = 1024
"""Ways that are remembered: all that is on one page leads to the same pages, again and again."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """How pages lead to one another, as MkDocs lays them out."""

    use_directory_urls: bool = True

    def url(self, uri: str) -> str:
        """Return a page's address from the site's root: `archive/people/x/` for `archive/people/x/index.md`."""
        return _url(uri, self.use_directory_urls)

    def relative(self, origin: str, uri: str, fragment: str = "") -> str:
        """Return the address of one page as seen from another; both are given as in `docs/`."""
        path = _relative(self.url(origin), self.url(uri))
        return f"{path}#{fragment}" if fragment else path

    def seen_from(self, origin: str) -> Callable[..., str]:
        """Return `relative` for links on one page."""
        return lambda uri, fragment="": self.relative(origin, uri, fragment)


@cache
def _url(uri: str, use_directory_urls: bool) -> str:
    if not uri.endswith(".md"):
        return uri
    stem = uri.removesuffix(".md")
    if not use_directory_urls:
        return f"{stem}.html"
    return f"{stem.removesuffix('index')}" if posixpath.basename(stem) == "index" else f"{stem}/"


@lru_cache(maxsize=LATELY_ASKED)
def _relative(start: str, end: str) -> str:
    """Return the way between two addresses from the site's root."""
    folders, steps = start.split("/")[:-1], end.split("/")
    shared = 0
    for ours, theirs in zip(folders, steps[:-1], strict=False):
        if ours != theirs:
            break
        shared += 1
    return "../" * (len(folders) - shared) + "/".join(steps[shared:]) or "./"
