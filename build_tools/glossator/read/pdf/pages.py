"""What pypdf finds in a PDF. This, `meter`, `hearer` and `beside` import pypdf, which need not be installed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader, apply_configuration

from .beside import attempt, damage, left_out
from .hearer import Hearer
from .lines import Sheet
from .meter import LIMITS, MAX_CHARACTERS, MAX_PAGES, Meter, MeteredReader, TooMuchError, listening

INFORMATION = ("/Title", "/Author", "/CreationDate")


class UnreadableError(Exception):
    """pypdf gave up; its own error is the cause."""


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
    """Return what the PDF holds. Raises `TooMuchError` and `UnreadableError`."""
    meter = Meter(len(data))
    with apply_configuration(**LIMITS), listening(meter):
        with _in_pypdf():
            reader = MeteredReader(data, meter)
            count = len(reader.pages)
        if count > MAX_PAGES:
            raise TooMuchError(f"it has {count:,} pages, more than the {MAX_PAGES:,} that are read")
        with _in_pypdf():
            pages = list(reader.pages)
        labels: list[str] = attempt(lambda: _labels(reader), list[str]())
        sheets, pictures = _sheets(pages, labels, meter)
        return Extract(
            sheets,
            _version(reader, data),
            tuple(attempt(lambda: _information(reader), list[tuple[str, str]]())),
            attempt(lambda: str(reader.root_object.get("/Lang", "")), ""),
            tuple(left_out(reader, sheets, pictures)),
            tuple(damage(reader, len(pages), meter)),
        )


@contextmanager
def _in_pypdf() -> Iterator[None]:
    """Raise `UnreadableError` for whatever pypdf raises: on a damaged file that may be anything."""
    try:
        yield
    except TooMuchError:
        raise
    except Exception as error:
        raise UnreadableError from error


def _labels(reader: PdfReader) -> list[str]:
    return reader.page_labels if "/PageLabels" in reader.root_object else []


def _version(reader: PdfReader, data: bytes) -> str:
    said = attempt(lambda: str(reader.root_object.get("/Version", "")), "")
    found = re.search(r"\d\.\d", said) or re.search(r"(?<=%PDF-)\d\.\d", data[:1024].decode("latin-1"))
    return found[0] if found else ""


def _information(reader: PdfReader) -> list[tuple[str, str]]:
    information: Any = reader.metadata or {}
    # A value may be any kind of object, or a reference that leads nowhere.
    values = [(name, information.get(name)) for name in INFORMATION]
    return [(name, str(value)) for name, value in values if isinstance(value, str)]


def _sheets(
    pages: Sequence[PageObject], labels: Sequence[str], meter: Meter
) -> tuple[tuple[Sheet, ...], dict[int, int]]:
    """Return the pages' text, and how many pictures stand on each page, by the page's number."""
    sheets: list[Sheet] = []
    pictures: dict[int, int] = {}
    characters = 0
    for number, page in enumerate(pages, start=1):
        before = meter.pictures
        hearer = Hearer(meter)
        with _in_pypdf():
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
