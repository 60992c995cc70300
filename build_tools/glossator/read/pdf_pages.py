"""What pypdf finds in a PDF. With `pdf_meter`, all that imports pypdf, which need not be installed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pypdf import PdfReader, apply_configuration
from pypdf.generic import ArrayObject, DictionaryObject

from .pdf_lines import Place, Sheet
from .pdf_meter import (
    LIMITS,
    LOST_PART,
    MAX_CHARACTERS,
    MAX_PAGES,
    RUN_BYTES,
    Meter,
    MeteredReader,
    TooMuchError,
    listening,
)

T = TypeVar("T")

OPERATOR_WORK, PART_WORK = 8, 500
"""What pypdf does for an operator, and for a part of a page that is shown, beside reading their bytes."""
INFORMATION = ("/Title", "/Author", "/CreationDate")
MENDED = ("parsing for Object Streams", "EOF marker", "Invalid Root object")
"""What pypdf's warnings say of a file whose table of objects is wrong or missing: some objects may be, too."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What is taken from a PDF, as it stands there."""

    sheets: tuple[Sheet, ...]
    version: str
    information: tuple[tuple[str, str], ...]
    """Of the document information dictionary: (`/Title`, value) and so on."""
    language: str
    left_out: tuple[tuple[str, str], ...]
    """(what and why, how many and where) each."""
    damage: tuple[str, ...]


def extract(data: bytes) -> Extract:
    """Return what the PDF holds.

    Raises `TooMuchError`, and whatever pypdf raises: on a damaged file that may be anything.
    """
    meter = Meter(len(data))
    with apply_configuration(**LIMITS), listening(meter):
        reader = MeteredReader(data, meter)
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise TooMuchError(f"it has {count:,} pages, more than the {MAX_PAGES:,} that are read")
        labels: list[str] = _attempt(lambda: _labels(reader), list[str]())
        sheets, pictures = _sheets(reader, labels, meter)
        return Extract(
            sheets,
            _version(reader, data),
            tuple(_attempt(lambda: _information(reader), list[tuple[str, str]]())),
            _attempt(lambda: str(reader.root_object.get("/Lang", "")), ""),
            (*_pictures_left_out(pictures), *_left_out(reader)),
            tuple(_damage(reader, meter)),
        )


def _attempt(take: Callable[[], T], instead: T) -> T:
    """Return what is taken, or something else where it cannot be: nobody refuses a text for what stands beside it."""
    try:
        return take()
    except TooMuchError:
        raise
    except Exception:
        return instead


def _labels(reader: PdfReader) -> list[str]:
    return reader.page_labels if "/PageLabels" in reader.root_object else []


def _version(reader: PdfReader, data: bytes) -> str:
    said = _attempt(lambda: str(reader.root_object.get("/Version", "")), "")
    found = re.search(r"\d\.\d", said) or re.search(r"(?<=%PDF-)\d\.\d", data[:1024].decode("latin-1"))
    return found[0] if found else ""


def _information(reader: PdfReader) -> list[tuple[str, str]]:
    information: Any = reader.metadata or {}
    # A value may be any kind of object, or a reference that leads nowhere.
    values = [information.get(name) for name in INFORMATION]
    return [(name, str(value)) for name, value in zip(INFORMATION, values, strict=True) if isinstance(value, str)]


def _sheets(reader: PdfReader, labels: list[str], meter: Meter) -> tuple[tuple[Sheet, ...], dict[int, int]]:
    """Return the pages' text, and how many pictures stand on each page, by the page's number."""
    sheets: list[Sheet] = []
    pictures: dict[int, int] = {}
    characters = 0
    for number, page in enumerate(reader.pages, start=1):
        before = meter.pictures
        hearer = _Hearer(meter)
        text = page.extract_text(visitor_text=hearer.hear, visitor_operand_before=hearer.before)
        meter.settle()
        characters += len(text)
        if characters > MAX_CHARACTERS:
            raise TooMuchError(f"it has more than the {MAX_CHARACTERS:,} characters that are read")
        label = labels[number - 1] if number <= len(labels) else ""
        sheets.append(Sheet(text, label or str(number), hearer.places(text)))
        if meter.pictures > before:
            pictures[number] = meter.pictures - before
    return tuple(sheets), pictures


class _Hearer:
    """Hears of each string that pypdf takes from a page: where it stands, and how large it is."""

    def __init__(self, meter: Meter) -> None:
        self.meter = meter
        self.run = 0
        """Bytes shown since pypdf last handed on what it has: it copies all of them for each further string."""
        self.pieces: list[tuple[str, Place]] = []
        self.heard = 0

    def before(self, operator: bytes, operands: Any, *_: Any) -> None:
        self.meter.pictures += operator == b"INLINE IMAGE"
        self.meter.charge(PART_WORK if operator == b"Do" else OPERATOR_WORK)
        if operator in (b"Tj", b"TJ", b"'", b'"'):
            shown = sum(_string_bytes(operand) for operand in operands)
            self.run += shown
            self.meter.charge(self.run // 4)
            if self.run > RUN_BYTES:
                self.meter.refuse(f"a line has more than {RUN_BYTES:,} bytes")

    def hear(self, text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        self.run = 0
        self.heard += len(text)
        if self.heard > MAX_CHARACTERS:
            self.meter.refuse(f"it has more than the {MAX_CHARACTERS:,} characters that are read")
        if text:
            scale = ((tm[2] * cm[0] + tm[3] * cm[2]) ** 2 + (tm[2] * cm[1] + tm[3] * cm[3]) ** 2) ** 0.5
            x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            self.pieces.append((text, Place(x, y, abs(size * scale), _is_bold(font))))

    def places(self, text: str) -> tuple[Place | None, ...]:
        """Return where each line of the text stands; nothing where the pieces heard are not the text."""
        if "".join(piece for piece, _ in self.pieces) != text:
            return ()
        lines: list[list[tuple[str, Place]]] = [[]]
        for piece, place in self.pieces:
            first, *others = piece.split("\n")
            lines[-1].append((first, place))
            lines += ([(line, place)] for line in others)
        return tuple(map(_place, lines))


def _string_bytes(operand: Any) -> int:
    if isinstance(operand, ArrayObject):
        return sum(len(item) for item in operand if isinstance(item, (str, bytes)))
    return len(operand) if isinstance(operand, (str, bytes)) else 0


def _is_bold(font: Any) -> bool:
    name = dict.get(font, "/BaseFont") if isinstance(font, dict) else None
    return isinstance(name, str) and bool(re.search(r"bold|black|heavy|semibold|\bcmbx|-CMBX", name, re.IGNORECASE))


def _place(pieces: list[tuple[str, Place]]) -> Place | None:
    """Return where a line begins, with the size that most of its characters have."""
    shown = [(len(piece.strip()), place) for piece, place in pieces if piece.strip()]
    if not shown:
        return None
    most = max(shown, key=lambda one: one[0])[1]
    bold = sum(count for count, place in shown if place.bold) * 2 > sum(count for count, _ in shown)
    return Place(shown[0][1].x, shown[0][1].y, most.size, bold)


def _pictures_left_out(pictures: dict[int, int]) -> Iterator[tuple[str, str]]:
    if pictures:
        yield "pictures, which are not text", _counted(pictures, "picture")


def _counted(found: dict[int, int], name: str) -> str:
    total = sum(found.values())
    return f"{total} {name}{'s' * (total != 1)} on {page_list(list(found))}"


def page_list(numbers: Sequence[int]) -> str:
    """Return the pages' numbers, in order, as a person writes them: `pages 1, 3-7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return f"page{'s' * (len(numbers) != 1)} {', '.join('-'.join(map(str, run)) for run in runs)}"


def _left_out(reader: PdfReader) -> Iterator[tuple[str, str]]:
    """Yield what else the document holds beside its pages' text."""
    notes = _attempt(lambda: _annotations(reader), dict[int, int]())
    if notes:
        yield "comments and other annotations", _counted(notes, "annotation")
    fields = _attempt(lambda: len(_entry(reader, "/AcroForm", "/Fields")), 0)
    if fields:
        yield "form fields", f"{fields} field{'s' * (fields != 1)}"
    if _attempt(lambda: bool(_entry(reader, "/Names", "/EmbeddedFiles")), False):
        names = _attempt(lambda: [str(attached.name) for attached in reader.attachment_list], list[str]())
        yield "attached files", ", ".join(names) or "their names cannot be read"
    if _attempt(lambda: bool(_entry(reader, "/Names", "/JavaScript")), False):
        yield "scripts, which are not run", "JavaScript of the document"


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


def _damage(reader: PdfReader, meter: Meter) -> Iterator[str]:
    """Yield why words may be missing."""
    said = _attempt(lambda: int(_entry(reader, "/Pages", "/Count")), 0)
    if said > len(reader.pages):
        yield f"it says that it has {said:,} pages, and {len(reader.pages):,} were found"
    if any(sign in warning for warning in meter.warnings for sign in MENDED):
        yield "its table of objects had to be made anew"
    if any(LOST_PART in warning for warning in meter.warnings):
        yield "parts of its pages cannot be read"
