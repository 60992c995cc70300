"""`annotations/DOCUMENT-ID/NAME.md` to notes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import PurePosixPath

from pydantic import BaseModel, ConfigDict, field_validator

from ..contributed import find_links, find_problems, parse_link
from ..files import is_id_step
from ..frontmatter import Loaded, load_markdown
from ..model import Link, Note, Problem, Quote

FOLDER = "annotations"
LONGEST_QUOTE = 2000
"""Code points."""

MOTIVATIONS = (
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating"
    " questioning replying tagging"
).split()
"""W3C Web Annotation Vocabulary, 3.2: the motivations."""


class NoteFields(BaseModel):
    """The front matter of a note."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    quote: str
    prefix: str = ""
    suffix: str = ""
    motivation: str = "commenting"
    author: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    see: tuple[str, ...] = ()

    @field_validator("quote", "prefix", "suffix")
    @classmethod
    def _not_too_long(cls, value: str) -> str:
        if len(value) > LONGEST_QUOTE:
            raise ValueError(f"it has {len(value)} characters, more than {LONGEST_QUOTE}")
        return value

    @field_validator("quote")
    @classmethod
    def _not_blank(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("it quotes no words")
        return value

    @field_validator("motivation")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in MOTIVATIONS:
            near = difflib.get_close_matches(value, MOTIVATIONS, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise ValueError(f"it is none of {', '.join(MOTIVATIONS)}{hint}")
        return value


def load_notes(sources: Iterable[tuple[str, bytes]]) -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
    """Return the notes that the files hold, (path from the archive's root, bytes) each, and what was wrong."""
    notes: list[Note] = []
    problems: list[Problem] = []
    for path, data in sorted(sources):
        found = _check_place(path)
        if not found:
            loaded, found = load_markdown(path, data, NoteFields)
            if loaded is not None:
                note, found = _note(path, loaded)
                notes.append(note)
                problems += find_problems(path, note.body, first_line=note.body_line)
        problems += found
    return tuple(notes), tuple(problems)


def _check_place(path: str) -> tuple[Problem, ...]:
    steps = PurePosixPath(path).with_suffix("").parts[1:]
    if path.endswith(".md") and len(steps) == 2 and all(map(is_id_step, steps)):
        return ()
    message = "this is no place for a note"
    remedy = f"a note is {FOLDER}/DOCUMENT-ID/NAME.md, with names of a-z, 0-9 and -"
    return (Problem("E201", "error", path, message, remedy),)


def _note(path: str, loaded: Loaded[NoteFields]) -> tuple[Note, tuple[Problem, ...]]:
    fields = loaded.fields
    document, name = PurePosixPath(path).with_suffix("").parts[1:]
    see, problems = _see(path, loaded)
    note = Note(
        id=f"{document}/{name}",
        document=document,
        quote=Quote(fields.quote, fields.prefix, fields.suffix),
        body=loaded.body,
        path=path,
        quote_position=loaded.position("quote"),
        body_line=loaded.body_line,
        motivation=fields.motivation,
        author=fields.author,
        date=fields.date,
        tags=fields.tags,
        see=see,
        links=find_links(loaded.body, first_line=loaded.body_line),
    )
    return note, problems


def _see(path: str, loaded: Loaded[NoteFields]) -> tuple[tuple[Link, ...], tuple[Problem, ...]]:
    links, problems = [], []
    for number, target in enumerate(loaded.fields.see):
        position = loaded.position(f"see.{number}")
        link = parse_link(target, position)
        if link is not None:
            links.append(link)
            continue
        message = f"`see` names `{target}`, which is no address in the archive"
        remedy = "write people/vladimir-putin, DOCUMENT-ID or DOCUMENT-ID#p4"
        problems.append(Problem("E205", "error", path, message, remedy, position.line, position.column))
    return tuple(links), tuple(problems)
