"""What a PDF holds beside the text of its pages, and why words of it may be missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from .lines import Sheet
from .meter import LOST_PART, Meter, TooMuchError

T = TypeVar("T")

MENDED = ("parsing for Object Streams", "EOF marker", "Invalid Root object")
"""What pypdf's warnings say of a file whose table of objects is wrong or missing: some objects may be, too."""


def attempt(take: Callable[[], T], instead: T) -> T:
    """Return what is taken, or something else where it cannot be: nobody refuses a text for what stands beside it."""
    try:
        return take()
    except TooMuchError:
        raise
    except Exception:
        return instead


def left_out(reader: PdfReader, sheets: Sequence[Sheet], pictures: Mapping[int, int]) -> Iterator[tuple[str, str]]:
    """Yield what the document holds beside its pages' text, and how many of it where."""
    empty = [number for number, sheet in enumerate(sheets, start=1) if not sheet.text.strip()]
    if empty:
        yield "pages that hold no text", _page_list(empty)
    if pictures:
        yield "pictures, which are not text", _counted(pictures, "picture")
    notes = attempt(lambda: _annotations(reader), dict[int, int]())
    if notes:
        yield "comments and other annotations", _counted(notes, "annotation")
    fields = attempt(lambda: len(_entry(reader, "/AcroForm", "/Fields")), 0)
    if fields:
        yield "form fields", f"{fields} field{'s' * (fields != 1)}"
    if attempt(lambda: bool(_entry(reader, "/Names", "/EmbeddedFiles")), False):
        names = attempt(lambda: [str(attached.name) for attached in reader.attachment_list], list[str]())
        yield "attached files", ", ".join(names) or "their names cannot be read"
    if attempt(lambda: bool(_entry(reader, "/Names", "/JavaScript")), False):
        yield "scripts, which are not run", "JavaScript of the document"


def _counted(found: Mapping[int, int], name: str) -> str:
    total = sum(found.values())
    return f"{total} {name}{'s' * (total != 1)} on {_page_list(list(found))}"


def _page_list(numbers: Sequence[int]) -> str:
    """Return the pages' numbers, in order, as a person writes them: `pages 1, 3-7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return f"page{'s' * (len(numbers) != 1)} {', '.join('-'.join(map(str, run)) for run in runs)}"


def _entry(reader: PdfReader, *steps: str) -> Any:
    """Return what a path of keys leads to from the catalog; an empty dictionary for nothing."""
    found: Any = reader.root_object
    for step in steps:
        found = found.get(step, DictionaryObject()).get_object()
    return found or {}


def _annotations(reader: PdfReader) -> dict[int, int]:
    """Return how many annotations each page has, by its number; links and form fields are not counted."""
    found: dict[int, int] = {}
    for number, page in enumerate(reader.pages, start=1):
        notes = [note.get_object() for note in page.get("/Annots", ArrayObject()).get_object() or ()]
        count = sum(note.get("/Subtype") not in ("/Link", "/Widget", "/Popup") for note in notes)
        if count:
            found[number] = count
    return found


def damage(reader: PdfReader, pages: int, meter: Meter) -> Iterator[str]:
    """Yield why words may be missing."""
    said = attempt(lambda: int(_entry(reader, "/Pages", "/Count")), 0)
    if said > pages:
        yield f"it says that it has {said:,} pages, and {pages:,} were found"
    if any(sign in warning for warning in meter.warnings for sign in MENDED):
        yield "its table of objects had to be made anew"
    if any(LOST_PART in warning for warning in meter.warnings):
        yield "parts of its pages cannot be read"
