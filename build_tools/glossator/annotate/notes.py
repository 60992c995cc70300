"""`annotations/DOCUMENT-ID/NAME.md` to notes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..contributed import find_links, find_problems, find_words, parse_link
from ..files import is_id_step, reserved_in
from ..model import Link, Note, Problem, Quote
from .threads import answered, without_rings

if TYPE_CHECKING:
    from ..frontmatter import Loaded
    from ..schemas import NoteFields

FOLDER = "annotations"


def load_notes(sources: Iterable[tuple[str, bytes]]) -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
    """Return the notes that the files hold, (path from the archive's root, bytes) each, and what was wrong."""
    notes, problems = read_notes(sources)
    threaded, rings = without_rings(notes)
    return threaded, problems + rings


def read_notes(sources: Iterable[tuple[str, bytes]]) -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
    """Do the same for each file by itself: there may be rings of answers among the notes."""
    from ..frontmatter import load_markdown
    from ..schemas import NoteFields

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
    remedy = f"a note is {FOLDER}/DOCUMENT-ID/NAME.md, with names of a-z, 0-9 and -{reserved_in(steps)}"
    return (Problem("E201", "error", path, message, remedy),)


def _note(path: str, loaded: Loaded[NoteFields]) -> tuple[Note, tuple[Problem, ...]]:
    fields = loaded.fields
    document, name = PurePosixPath(path).with_suffix("").parts[1:]
    see, problems = _see(path, loaded)
    problems += _check_reading(path, loaded)
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
        words=find_words(loaded.body),
        reading=fields.reading,
        answers=answered(see),
        former_names=fields.former_names,
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
        remedy = "write people/vladimir-putin, DOCUMENT-ID, DOCUMENT-ID#p4 or DOCUMENT-ID#note-NAME"
        problems.append(Problem("E205", "error", path, message, remedy, position.line, position.column))
    return tuple(links), tuple(problems)


def _check_reading(path: str, loaded: Loaded[NoteFields]) -> tuple[Problem, ...]:
    """A correction proposes a reading, and no other note does. Either way the note is kept."""
    fields = loaded.fields
    corrects = fields.motivation == CORRECTING
    if corrects == (fields.reading is not None):
        return ()
    if corrects:
        message, remedy = "a note that corrects says nothing of what should stand there", REMEDY_NO_READING
    else:
        message = f"`reading` proposes a correction, and the note's motivation is `{fields.motivation}`"
        remedy = f"write `motivation: {CORRECTING}`, or take `reading` out"
    position = loaded.position("motivation" if corrects else "reading")
    return (Problem("E207", "error", path, message, remedy, position.line, position.column),)


CORRECTING = "editing"
"""The motivation of notes that propose another reading (W3C Web Annotation Vocabulary)."""
REMEDY_NO_READING = (
    'write the proposed words as `reading: ...`, or `reading: ""` where nothing should stand;'
    " for a remark, write `motivation: commenting`"
)
