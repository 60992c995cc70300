"""Web archives: each page that they hold becomes a file of its own, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..model import Problem
from ..read.warc import pages as web_archive_pages
from .candidates import Candidate, unreadable


def unpack(candidate: Candidate, folder: Path, most_bytes: int) -> tuple[list[Candidate], list[Problem]]:
    """Write a web archive's pages into a folder, and return them as candidates, and what was wrong."""
    try:
        with candidate.path.open("rb") as file:
            data = file.read(most_bytes + 1)
    except OSError as error:
        return [], [unreadable(candidate.name, error)]
    pages, problems, _ = web_archive_pages(candidate.name, data, most_bytes)
    within = Path(folder) / str(len(list(folder.iterdir())))
    within.mkdir()
    found = []
    for number, page in enumerate(pages, start=1):
        path = within / f"{number}.html"
        path.write_bytes(page.data)
        name = f"{candidate.name}, {page.record_id}"
        found.append(replace(candidate, path=path, name=name, url=page.url, retrieved=page.retrieved))
    return found, list(problems)
