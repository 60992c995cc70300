"""A file that may become a source: what kind it is, what it holds, and what can be said of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ..config import Options
from ..files import FILE_BYTES, is_web_address, slug
from ..model import Datum, Document, Problem
from ..read import BINARY, FOLDER, READERS, SidecarFile, default_language, ending_of, guess_from_name, kind_of, read
from ..read.sidecar import load_sidecar
from ..structure import structure
from .candidates import Candidate, shown, sidecar_beside, unreadable
from .likeness import Sketch, sketch

PLAIN = frozenset(["", ".text", ".asc", ".log", ".utf8"])
"""Endings of plain text besides `.txt`."""
SAME = {".markdown": ".md", ".mdown": ".md"}


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found out about a file. Its text and its bytes stay where they are."""

    path: Path
    name: str
    ending: str = ""
    """That its source gets: what its bytes say, where its name says otherwise."""
    id: str = ""
    """That the document gives itself, if it does."""
    metadata: tuple[Datum, ...] = ()
    taken_from: str = ""
    encoding: str = ""
    """What the sidecar has to say of the bytes, or an empty string."""
    sha256: str = ""
    text_sha256: str = ""
    sketch: Sketch | None = None
    """None where it cannot be taken in."""
    problems: tuple[Problem, ...] = ()


def examine(candidate: Candidate, options: Options) -> Examined:
    """Read a file as a source would be read. What is wrong with it is a problem under the name that it was given."""
    try:
        with candidate.path.open("rb") as file:
            data = file.read(options.max_source_bytes + 1)
        sidecar = _sidecar(candidate)
    except OSError as error:
        return Examined(candidate.path, candidate.name, problems=(unreadable(candidate.name, error),))
    ending = _ending(candidate.path.name, data)
    # Only for what follows from the file's name: no file of this name need be there.
    name = shown(candidate.path.name)
    stem = name[: len(name) - len(ending_of(name))]
    path = f"{FOLDER}/{stem}{ending}"
    document, problems = read(path, data, sidecar, options)
    told = tuple(replace(problem, path=candidate.name) if problem.path == path else problem for problem in problems)
    if document is None:
        return Examined(candidate.path, candidate.name, problems=told)
    told += _renamed(candidate, ending)
    gives_id = ending == ".md" and OWN_ID.search(data, 0, FILE_BYTES) is not None
    own = load_sidecar(sidecar).id or (document.id if gives_id or document.id != slug(stem) else "")
    return _examined(candidate, ending, own, guess_from_name(structure(default_language(document, options))), told)


OWN_ID = re.compile(rb"^id:", re.MULTILINE)
"""In Markdown, what may be the line of its front matter that gives it an id."""


def _examined(
    candidate: Candidate, ending: str, own: str, document: Document, problems: tuple[Problem, ...]
) -> Examined:
    bare = Document("", "", "", "", "", 0, "", "")
    folder = Datum("collection", candidate.collection, "the folder that it was in")
    given = bare.with_metadata(*_known(candidate))
    found = given.with_metadata(*(datum for datum in document.metadata if datum.origin != DEFAULT))
    found = found.with_metadata(folder) if candidate.collection else found
    return Examined(
        path=candidate.path,
        name=candidate.name,
        ending=ending,
        id=own,
        metadata=found.metadata,
        taken_from=candidate.name,
        encoding=document.encoding.removesuffix(SAID) if document.encoding.endswith(SAID) else "",
        sha256=document.source_sha256,
        text_sha256=document.sha256,
        sketch=sketch(document.text),
        problems=problems,
    )


SAID = ", as the sidecar says"
"""How it ends what a document was decoded as, where a sidecar tells it."""
DEFAULT = "the archive's default"
"""The origin of a value that no document needs to say."""


def _known(candidate: Candidate) -> tuple[Datum, ...]:
    """Return what is known of a document from where it was found."""
    known = (
        Datum("collection", candidate.collection if candidate.named else "", "named when it was taken in"),
        Datum("url", candidate.url if is_web_address(candidate.url) else "", "the web archive"),
        Datum("retrieved", candidate.retrieved, "the web archive"),
    )
    return tuple(datum for datum in known if datum.value)


def _sidecar(candidate: Candidate) -> SidecarFile | None:
    beside = sidecar_beside(candidate.path)
    if beside is None:
        told = f"encoding: {json.dumps(candidate.encoding)}\n".encode()
        return SidecarFile(f"{candidate.name}, as its server said", told) if candidate.encoding else None
    with beside.open("rb") as file:
        name = PurePosixPath(candidate.name).with_name(shown(beside.name)).as_posix()
        return SidecarFile(name, file.read(FILE_BYTES + 1))


def _ending(name: str, data: bytes) -> str:
    """Return the ending that a source gets: its own where a reader takes it, else what its bytes are."""
    named, found = ending_of(name), kind_of(data)
    named = SAME.get(named, named)
    if found in BINARY or named in BINARY or named not in READERS:
        return found if found or named not in BINARY | PLAIN else ".txt"
    return named


def _renamed(candidate: Candidate, ending: str) -> tuple[Problem, ...]:
    """Return what is told of a file whose bytes are not what its name says."""
    named = ending_of(candidate.path.name)
    if named == ending or named in PLAIN or named in SAME:
        return ()
    message = f"its name says {named}, and by its bytes it is {ending}: it is taken in as that"
    return (Problem("I164", "info", candidate.name, message, "look whether the document is what you meant"),)
