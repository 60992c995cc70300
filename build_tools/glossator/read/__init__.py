"""Sources to documents: which reader takes which file, and what is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from ..config import Options
from ..files import slug
from ..model import Datum, Document, Problem
from .file_name import guess_from_name
from .folder import FOLDER, LedgerFile, Seed, is_source, load_seeds, unclear_ledger
from .kinds import BINARY, ending_of, kind_of
from .reading import Reader, Reading
from .sidecar import RECORD, SidecarFile, load_sidecar
from .text import read_markdown, read_text

__all__ = [
    "BINARY",
    "FOLDER",
    "READERS",
    "RECORD",
    "LedgerFile",
    "Seed",
    "SidecarFile",
    "default_language",
    "document_id",
    "ending_of",
    "guess_from_name",
    "is_source",
    "kind_of",
    "load_seeds",
    "read",
    "unclear_ledger",
]


def _read_html(path: str, data: bytes, options: Options) -> Reading | Problem:
    from .html import read_html

    return read_html(path, data, options)


def _read_pdf(path: str, data: bytes, options: Options) -> Reading | Problem:
    from .pdf import read_pdf

    return read_pdf(path, data, options)


def _read_docx(path: str, data: bytes, options: Options) -> Reading | Problem:
    from .docx import read_docx

    return read_docx(path, data, options)


def _read_mail(path: str, data: bytes, options: Options) -> Reading | Problem:
    from .mail import read_mail

    return read_mail(path, data, options)


READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".pdf": _read_pdf,
    ".docx": _read_docx,
    ".eml": _read_mail,
    ".mhtml": _read_mail,
    ".mht": _read_mail,
}
"""The reader of each kind of file, by its ending. What few archives hold is loaded where it is read."""


def read(
    path: str, data: bytes, sidecar: SidecarFile | None, options: Options
) -> tuple[Document | None, tuple[Problem, ...]]:
    """Return the document that a seed holds, without blocks yet, and the problems found.

    A sidecar that cannot be read is a problem, and the document stands without it.
    """
    reader = READERS.get(ending_of(path))
    refused = _refuse(path, data, reader, options)
    if refused or reader is None:
        return None, refused
    said = load_sidecar(sidecar)
    reading = _read_as(said.encoding, reader, path, data, options)
    if isinstance(reading, Problem):
        return None, (reading,)
    if not reading.text.strip():
        return None, (_empty(path),)
    document = Document(
        id=said.id or reading.id or slug(PurePosixPath(path).stem),
        path=path,
        text=reading.text,
        sha256=hashlib.sha256(reading.text.encode()).hexdigest(),
        source_sha256=hashlib.sha256(data).hexdigest(),
        source_bytes=len(data),
        encoding=reading.encoding,
        line_ends=reading.line_ends,
        metadata=tuple(_as_found(datum, reading.metadata) for datum in said.record),
        left_out=reading.left_out,
        visible=reading.visible,
        blocks=reading.blocks,
        marks=reading.marks,
        decisions=said.decisions,
    )
    return document.with_metadata(*reading.metadata, *_by_folder(path)), said.problems + reading.problems


def _read_as(encoding: str, reader: Reader, path: str, data: bytes, options: Options) -> Reading | Problem:
    """Read a source, and if its sidecar says how its characters are encoded, then as that."""
    if not encoding or ending_of(path) in BINARY:
        return _read_safely(reader, path, data, options)
    try:
        marked = data.decode(encoding).encode("utf-8-sig")
    except (UnicodeDecodeError, UnicodeEncodeError) as error:
        message = f"the source is no text in {encoding}, as its sidecar says, at byte {error.start}"
        return _problem("E114", path, message, "correct or remove `encoding` in the sidecar")
    reading = _read_safely(reader, path, marked, options)
    return reading if isinstance(reading, Problem) else replace(reading, encoding=f"{encoding}, as the sidecar says")


def _read_safely(reader: Reader, path: str, data: bytes, options: Options) -> Reading | Problem:
    """Read a source; a reader that fails is that source's problem, and never the end of the rest."""
    try:
        reading = reader(path, data, options)
        if not isinstance(reading, Problem):
            reading.text.encode()
    except Exception as error:
        message = f"the reader failed: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        remedy = "save the document in another form; and please tell the makers of Glossator, with the file if you may"
        return _problem("E117", path, message, remedy)
    return reading


def _as_found(said: Datum, found: Sequence[Datum]) -> Datum:
    """Return what a sidecar says, with where it stands in the document if the document says the same."""
    same = (each.origin for each in found if (each.name, each.value) == (said.name, said.value))
    return replace(said, origin=next(same, said.origin))


def _by_folder(path: str) -> tuple[Datum, ...]:
    """Return the collection that a source belongs to by the folder that it lies in."""
    steps = PurePosixPath(path).parent.relative_to(FOLDER).parts
    return (Datum("collection", " / ".join(steps), "folder"),) if steps else ()


def document_id(seed: Seed) -> str:
    """Return the id that a seed's document has, or would have if it could be read."""
    return load_sidecar(seed.sidecar).id or slug(PurePosixPath(seed.path).stem)


def default_language(document: Document, options: Options) -> Document:
    """Return the document with a language in its record: its own, else the archive's."""
    return document.with_metadata(Datum("language", options.language, "the archive's default"))


def _refuse(path: str, data: bytes, reader: Reader | None, options: Options) -> tuple[Problem, ...]:
    if ending_of(path) in (".warc", ".warc.gz"):
        message = "a web archive is no document: each page that it holds is one"
        return (_problem("E115", path, message, "take its pages in with `glossator add`, and remove it here"),)
    if reader is None:
        kinds = ", ".join(READERS)
        return (
            _problem("E106", path, f"no reader takes this kind of file; known are {kinds}", "convert or remove it"),
        )
    if not data.strip():
        return (_empty(path),)
    if len(data) > options.max_source_bytes:
        size = f"the source has more than the {options.max_source_bytes:,} bytes that are read"
        return (_problem("E107", path, size, "split it, or raise `max_source_bytes` in mkdocs.yml"),)
    named, found = ending_of(path), kind_of(data)
    if named != found and (found in BINARY or named in BINARY):
        message = f"its name says {named}, and by its bytes it is {found or 'text'}"
        remedy = f"give it the ending {found}" if found in READERS else "convert or remove it"
        return (_problem("E113", path, message, remedy),)
    if named in BINARY or READERS[named] is _read_html:
        return ()  # their lines are none of the text's
    longest = max(len(line) for line in data.split(b"\n"))
    if longest > options.max_line_bytes:
        size = f"a line has {longest:,} bytes, more than the {options.max_line_bytes:,} that are read"
        return (_problem("E108", path, size, "break the line, or raise `max_line_bytes` in mkdocs.yml"),)
    return ()


def _empty(path: str) -> Problem:
    return _problem("E103", path, "the source is empty", "put the document's text in it, or remove it")


def _problem(code: str, path: str, message: str, remedy: str) -> Problem:
    return Problem(code, "error", path, message, remedy)
