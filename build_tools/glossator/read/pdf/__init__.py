"""PDF: the text that its pages hold, by pypdf; what lines make a paragraph is told by `blocks`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...config import Options
from ...model import LeftOut, Problem
from ..decoding import publishable
from ..extras import missing
from ..reading import Reading
from .blocks import lay_out
from .lines import Sheet
from .record import one_line, pdf_record

if TYPE_CHECKING:
    from .pages import Extract

HEAD_BYTES = 1024
"""How far into the file its header may stand."""
LONGEST_LABEL = 40
"""Code points of what a page is called."""


def read_pdf(path: str, data: bytes, _: Options) -> Reading | Problem:
    """Read the text of a PDF's pages, in order, joined by form feeds; nothing of the file is run or fetched."""
    try:
        import pypdf
    except ImportError:
        return missing(path, "PDF", "pypdf", "pdf")
    if b"%PDF-" not in data[:HEAD_BYTES]:
        return _damaged(path, "it does not begin as a PDF does")
    from .meter import TooMuchError
    from .pages import UnreadableError, extract

    try:
        found = extract(data)
    except TooMuchError as error:
        return _too_large(path, str(error))
    except UnreadableError as error:
        return _refused(path, data, error.__cause__)
    if not found.sheets:
        return _damaged(path, "no page is found in it")
    if not any(sheet.text.strip() for sheet in found.sheets):
        return _without_text(path, len(found.sheets))
    return _reading(path, found, f"PDF {found.version}, text taken by pypdf {pypdf.__version__}".replace("  ", " "))


def _reading(path: str, found: Extract, encoding: str) -> Reading:
    sheets = [
        Sheet(publishable(sheet.text), one_line(sheet.label)[:LONGEST_LABEL] or str(number), sheet.places)
        for number, sheet in enumerate(found.sheets, start=1)
    ]
    text, blocks, marks = lay_out(sheets)
    return Reading(
        text,
        encoding,
        "line feeds at the ends of lines, form feeds between pages",
        metadata=tuple(pdf_record(found)),
        left_out=tuple(LeftOut(reason, one_line(what)) for reason, what in found.left_out),
        blocks=blocks,
        marks=marks,
        problems=tuple(_remarks(path, found, text.count("\ufffd"))),
    )


def _remarks(path: str, found: Extract, unknown: int) -> Iterator[Problem]:
    if unknown:
        stand = "1 character stands" if unknown == 1 else f"{unknown:,} characters stand"
        message = f"{stand} as U+FFFD: the PDF does not tell which, or no web page can hold it"
        yield Problem("I112", "info", path, message, "look at them; where they matter, take the text from elsewhere")
    if found.damage:
        message = f"the PDF is damaged, and words may be missing: {'; '.join(found.damage)}"
        yield Problem("E122", "warning", path, message, "take the file again from where it comes from, and compare")


def _refused(path: str, data: bytes, error: BaseException | None) -> Problem:
    """Return the problem that a PDF is at which pypdf gave up."""
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError

    if isinstance(error, FileNotDecryptedError):
        return _problem("E121", path, "the PDF is encrypted with a password", "save a copy without the password")
    if isinstance(error, DependencyError) and b"/Encrypt" in data:
        message = "the PDF is encrypted in a way that pypdf reads only with the package cryptography"
        return _problem("E121", path, message, "save a copy without encryption, or pip install 'pypdf[crypto]'")
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
