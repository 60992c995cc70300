"""Web archives: each page that they hold becomes a file of its own, byte for byte."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..files import slug
from ..model import Problem
from ..read.html.encoding import LABELS
from ..read.warc import pages as web_archive_pages
from .candidates import Candidate, unreadable

ARCHIVE_BYTES = 512 * 1024 * 1024
"""Of a web archive so much is read."""


def unpack(candidate: Candidate, folder: Path, most_bytes: int) -> tuple[list[Candidate], list[Problem]]:
    """Write a web archive's pages into a folder, and return them as candidates, and what was wrong."""
    try:
        with candidate.path.open("rb") as file:
            data = file.read(ARCHIVE_BYTES)
    except OSError as error:
        return [], [unreadable(candidate.name, error)]
    pages, problems, others = web_archive_pages(candidate.name, data, most_bytes)
    within = Path(folder) / str(len(list(folder.iterdir())))
    within.mkdir()
    found = []
    for number, page in enumerate(pages, start=1):
        path = within / str(number) / f"{_name(page.url)}.html"
        path.parent.mkdir()
        path.write_bytes(page.data)
        name, encoding = f"{candidate.name}, {page.record_id}", _encoding(page.data, page.charset)
        found.append(
            replace(candidate, path=path, name=name, url=page.url, retrieved=page.retrieved, encoding=encoding)
        )
    return found, [*problems, _told(candidate, len(pages), others)]


def _name(url: str) -> str:
    """Return what a page's file is called: the last step of its address, which a title may be guessed from."""
    parts = urlsplit(url)
    return slug(unquote(parts.path.rstrip("/").rpartition("/")[2]).partition(".")[0] or parts.hostname or "")


def _encoding(data: bytes, charset: str) -> str:
    """Return what the server said of a page's encoding, as browsers take it, where the page's bytes are that."""
    try:
        name = codecs.lookup(charset).name
        data.decode(LABELS.get(name, name))
    except (LookupError, ValueError):
        return ""
    return LABELS.get(name, charset)


def _told(candidate: Candidate, pages: int, others: Mapping[str, int]) -> Problem:
    """Return what is told of a web archive: how many pages it held, and what else."""
    rest = ", ".join(f"{count:,} {kind}" for kind, count in sorted(others.items())) or "nothing"
    message = f"pages found in it: {pages:,}; besides them {rest}"
    return Problem("I165", "info", candidate.name, message, "nothing needs to be done: only pages become documents")
