"""Word files (`.docx`): what mammoth makes of them as HTML, once the file is seen to be whole and of a sane size."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ...config import Options
from ...model import Block, LeftOut, Problem
from ..decoding import publishable
from ..extras import missing
from ..reading import Reading
from .package import RefusedError, packed, unpacked
from .record import PROPERTIES, docx_record, left_out
from .relations import dangling_left_out, with_all
from .scan import Scan, check, scan_part

BACK_LINK = re.compile(r' ?<a href="#(?:footnote|endnote)-ref-[^"<>]*">\u2191</a>')
"""mammoth's own way back from a note; an arrow that the document does not hold."""
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
br[type='page'] =>
"""
UNKNOWN = "An unrecognised element was ignored: "
"""How mammoth tells of what it does not read."""


def read_docx(path: str, data: bytes, _: Options) -> Reading | Problem:
    """Read a Word file's text with its headings, lists, tables and notes. Nothing is run, and nothing is fetched.

    Pictures, comments, deleted words, and what stands in the headers and footers of pages are left out.
    """
    try:
        import mammoth  # type: ignore[import-untyped]
    except ImportError:
        return missing(path, "Word", "mammoth", "docx")
    try:
        parts = unpacked(data)
        scans = {name: scan_part(name, part) for name, part in parts.items()}
        check(scans)
        html, pictures, unknown = _convert(mammoth, with_all(parts, scans))
    except RefusedError as error:
        return _refused(path, error)
    except (RecursionError, MemoryError):
        return _refused(path, RefusedError("E141", "its parts nest too deep, or are too large"))
    return _reading(path, html, scans, (*left_out(scans, pictures, unknown), *dangling_left_out(scans)))


def _reading(path: str, html: str, scans: Mapping[str, Scan], left_out: Iterable[LeftOut]) -> Reading | Problem:
    from importlib.metadata import version

    from ..html import read_fragment

    encoding = f"Office Open XML (DOCX), text taken by mammoth {version('mammoth')}"
    try:
        reading = read_fragment(BACK_LINK.sub("", html), encoding)
    except RecursionError:
        return _refused(path, RefusedError("E141", "its parts nest too deep"))
    if not reading.text.strip():
        return _problem("E142", path, "the Word file holds no text", "recognize the text of its pictures first, if any")
    return replace(
        reading,
        blocks=_with_title(reading.blocks),
        line_ends="between paragraphs, as Word shows them: the file has no lines of its own",
        metadata=tuple(docx_record(scans.get(PROPERTIES))),
        left_out=(*reading.left_out, *left_out),
    )


def _with_title(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks; a heading that stands before everything else is the document's title."""
    first = blocks[0] if blocks else None
    return (replace(first, kind="title"), *blocks[1:]) if first and first.kind == "heading" else blocks


def _convert(mammoth: Any, parts: Mapping[str, bytes]) -> tuple[str, list[str], Counter[str]]:
    """Return mammoth's HTML, what is said of each picture, and how often it met each element that it does not read."""
    pictures: list[str] = []

    def picture(image: Any) -> list[object]:
        pictures.append(image.alt_text or "")
        return []

    try:
        result = mammoth.convert_to_html(
            packed(parts),
            style_map=STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=picture,
        )
    except (RecursionError, MemoryError):
        raise
    except Exception as error:
        # mammoth lets out whatever a part that is not as it expects leads to.
        raise RefusedError("E140", f"mammoth says {type(error).__name__}: {str(error)[:200]}") from error
    unknown = (message.message.removeprefix(UNKNOWN) for message in result.messages if UNKNOWN in message.message)
    return publishable(result.value), pictures, Counter(unknown)


def _refused(path: str, error: RefusedError) -> Problem:
    if error.code == "E141":
        message = f"the Word file is too large when unpacked: {error.reason}"
        return _problem("E141", path, message, "split it, or save its text alone as .txt")
    message = f"the file is no Word file (.docx), as a ZIP of another kind is none, or it is damaged: {error.reason}"
    return _problem("E140", path, message, "open it in a word processor, and save it as .docx without a password")


def _problem(code: str, path: str, message: str, remedy: str) -> Problem:
    return Problem(code, "error", path, " ".join(message.split()), remedy)
