"""What a PDF says of itself, as metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ...model import Datum
from ..decoding import publishable

if TYPE_CHECKING:
    from .pages import Extract

LONGEST_VALUE = 500
"""Code points of a title or an author."""
JUNK_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel) -.*|untitled.*|no title|\(?anonymous\)?|document ?\d*|slide ?\d+"
    r"|powerpoint presentation|.*\.(?:docx?|dotx?|rtf|odt|pdf|tex|dvi|e?ps|indd|qxp?d?|xlsx?|pptx?|txt|html?|wpd|pmd)",
    re.IGNORECASE,
)
JUNK_AUTHORS = frozenset("(anonymous) anonymous admin administrator author default owner unknown user".split())
CREATED = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
EARLIEST_YEAR, LATEST_YEAR = 1990, 2099
"""There was no PDF before; and no clock is asked, so that the same bytes always give the same record."""
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def one_line(value: str) -> str:
    """Return a value of the document's record as one line, without the NULs that some programs end it with."""
    return " ".join(publishable(value.strip("\0 ")).split())


def pdf_record(found: Extract) -> Iterator[Datum]:
    """Yield what the document says of itself, where it is not plainly a program's own filling."""
    said = {name: one_line(value)[:LONGEST_VALUE] for name, value in found.information}
    title, author = said.get("/Title", ""), said.get("/Author", "")
    if any(map(str.isalpha, title)) and not JUNK_TITLE.fullmatch(title):
        yield Datum("title", title, "PDF information")
    if any(map(str.isalpha, author)) and author.casefold() not in JUNK_AUTHORS:
        yield Datum("author", author, "PDF information")
    created = _created(said.get("/CreationDate", ""))
    if created:
        yield Datum("date", created, "PDF information, inferred")
    if LANGUAGE.fullmatch(found.language):
        yield Datum("language", found.language, "PDF catalog")


def _created(value: str) -> str:
    """Return the day on which the file was made, as EDTF; an empty string where that cannot be."""
    match = CREATED.match(value)
    if not match or not EARLIEST_YEAR <= int(match[1]) <= LATEST_YEAR:
        return ""
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return ""
