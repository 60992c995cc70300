"""What a file's name says where the document itself says nothing: a title and a date, both marked as guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from ..model import Datum, Document

ORIGIN = "file name, inferred"
DATE = re.compile(
    r"(?<![0-9A-Za-z])(?P<year>1\d{3}|20\d{2})(?:[-_.](?P<month>0[1-9]|1[0-2])(?:[-_.](?P<day>0[1-9]|[12]\d|3[01]))?"
    r"|(?P<month8>0[1-9]|1[0-2])(?P<day8>0[1-9]|[12]\d|3[01]))?(?![0-9A-Za-z])"
)
"""A year, a month or a day, apart from other letters and digits: 1945-Truman, report_2016-09, 20160903."""


def guess_from_name(document: Document) -> Document:
    """Return the document with a title and a date in its record: its own, else what its file's name tells."""
    return document.with_metadata(*_told_by(PurePosixPath(document.path).stem))


def _told_by(stem: str) -> Iterator[Datum]:
    found = DATE.search(stem)
    title = stem
    if found:
        parts = (found["year"], found["month"] or found["month8"], found["day"] or found["day8"])
        yield Datum("date", "-".join(part for part in parts if part), ORIGIN)
        if parts[2] and found.start() == 0:
            title = stem[found.end() :] or stem
    words = " ".join(re.split(r"[\s_-]+", title)).strip()
    if words:
        yield Datum("title", words, ORIGIN)
