"""PDF: the text that its pages hold, by pypdf; what lines make a paragraph is told by `pdf_blocks`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ..config import Options
from ..model import Datum, LeftOut, Problem
from .extras import missing
from .reading import Reading

if TYPE_CHECKING:
    from .pdf_pages import Extract

HEAD_BYTES = 1024
"""How far into the file its header may stand."""
LONGEST_VALUE = 500
"""Code points of a title or an author."""
LONGEST_LABEL = 40
"""Code points of what a page is called."""
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
NOT_HTML = re.compile("[\0\ud800-\udfff]")


def read_pdf(path: str, data: bytes, _: Options) -> Reading | Problem:
    """Read the text of a PDF's pages, in order, joined by form feeds; nothing of the file is run or fetched."""
    try:
        import pypdf
    except ImportError:
        return missing(path, "PDF", "pypdf", "pdf")
    if b"%PDF-" not in data[:HEAD_BYTES]:
        return _damaged(path, "it does not begin as a PDF does")
    from .pdf_pages import extract

    try:
        found = extract(data)
    except Exception as error:
        return _refused(path, data, error)
    if not found.sheets:
        return _damaged(path, "no page is found in it")
    if not any(sheet.text.strip() for sheet in found.sheets):
        return _without_text(path, len(found.sheets))
    return _reading(path, found, f"PDF {found.version}, text taken by pypdf {pypdf.__version__}".replace("  ", " "))


def _reading(path: str, found: Extract, encoding: str) -> Reading:
    from .pdf_blocks import lay_out
    from .pdf_lines import Sheet

    sheets = [
        Sheet(_html(sheet.text), _line(sheet.label)[:LONGEST_LABEL] or str(number), sheet.places)
        for number, sheet in enumerate(found.sheets, start=1)
    ]
    text, blocks, marks = lay_out(sheets)
    return Reading(
        text,
        encoding,
        "line feeds at the ends of lines, form feeds between pages",
        metadata=tuple(_metadata(found)),
        left_out=tuple(LeftOut(reason, _line(what)) for reason, what in (*_empty_pages(found), *found.left_out)),
        blocks=blocks,
        marks=marks,
        problems=tuple(_remarks(path, found, text.count("\ufffd"))),
    )


def _html(text: str) -> str:
    """Return the text with U+FFFD in the place of each character that no web page can hold."""
    return NOT_HTML.sub("\ufffd", text)


def _line(value: str) -> str:
    """Return a value of the document's record as one line, without the NULs that some programs end it with."""
    return " ".join(_html(value.strip("\0 ")).split())


def _empty_pages(found: Extract) -> Iterator[tuple[str, str]]:
    from .pdf_pages import page_list

    empty = [number for number, sheet in enumerate(found.sheets, start=1) if not sheet.text.strip()]
    if empty:
        yield "pages that hold no text", page_list(empty)


def _metadata(found: Extract) -> Iterator[Datum]:
    """Yield what the document says of itself, where it is not plainly a program's own filling."""
    said = {name: _line(value)[:LONGEST_VALUE] for name, value in found.information}
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


def _remarks(path: str, found: Extract, unknown: int) -> Iterator[Problem]:
    if unknown:
        stand = "1 character stands" if unknown == 1 else f"{unknown:,} characters stand"
        message = f"{stand} as U+FFFD: the PDF does not tell which, or no web page can hold it"
        yield Problem("I112", "info", path, message, "look at them; where they matter, take the text from elsewhere")
    if found.damage:
        message = f"the PDF is damaged, and words may be missing: {'; '.join(found.damage)}"
        yield Problem("E122", "warning", path, message, "take the file again from where it comes from, and compare")


def _refused(path: str, data: bytes, error: Exception) -> Problem:
    """Return the problem that a PDF is which cannot be read."""
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    from .pdf_meter import TooMuchError

    if isinstance(error, FileNotDecryptedError):
        return _problem("E121", path, "the PDF is encrypted with a password", "save a copy without the password")
    if isinstance(error, DependencyError) and b"/Encrypt" in data:
        message = "the PDF is encrypted in a way that pypdf reads only with the package cryptography"
        return _problem("E121", path, message, "save a copy without encryption, or pip install 'pypdf[crypto]'")
    if isinstance(error, TooMuchError):
        return _too_large(path, str(error))
    if isinstance(error, (LimitReachedError, MemoryError)):
        return _too_large(path, "one of its parts is larger than what is read")
    return _damaged(path, f"pypdf says {type(error).__name__}: {' '.join(str(error).split())[:200]}")


def _too_large(path: str, reason: str) -> Problem:
    return _problem("E124", path, f"the PDF is too large: {reason}", "split it, or save its text alone as .txt")


def _damaged(path: str, reason: str) -> Problem:
    remedy = "take the file again from where it comes from, or save it anew with a program that opens it"
    return _problem("E122", path, f"the PDF is damaged or cut short: {reason}", remedy)


def _without_text(path: str, pages: int) -> Problem:
    message = f"the PDF holds no text: its {pages} page{'s' * (pages != 1)} may be scanned pictures"
    return _problem("E123", path, message, "recognize its text first, for example with ocrmypdf")


def _problem(code: str, path: str, message: str, remedy: str) -> Problem:
    return Problem(code, "error", path, message, remedy)
