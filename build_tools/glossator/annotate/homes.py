"""Notes whose folder has a document's former id: they belong to the document, and their files should be moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..model import Note, Problem


def at_home(notes: Sequence[Note], former: Mapping[str, str]) -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
    """Return the notes, those in the folder of a former id with the document that has another one now.

    `former` has, by each id that a document had once, the one that it has now. A note whose name another note of the
    document has is left out, as two notes cannot have one address.
    """
    if not former:
        return tuple(notes), ()
    taken = {note.id for note in notes if note.document not in former}
    kept, problems = [], []
    for note in notes:
        moved = replace(note, answers=_now(note.answers, former)) if note.answers else note
        if note.document in former:
            id_ = _now(note.id, former)
            problems.append(_clash(note, id_) if id_ in taken else _moved(note, former[note.document]))
            if id_ in taken:
                continue
            taken.add(id_)
            moved = replace(moved, id=id_, document=former[note.document])
        kept.append(moved)
    return tuple(sorted(kept, key=lambda note: note.id)), tuple(problems)


def _now(note: str, former: Mapping[str, str]) -> str:
    """Return the id that a note has now."""
    document, _, name = note.partition("/")
    return f"{former.get(document, document)}/{name}"


def _moved(note: Note, document: str) -> Problem:
    message = f"the document {note.document} is {document} now, and the note stands there"
    return Problem("I208", "info", note.path, message, f"move the file to annotations/{document}/")


def _clash(note: Note, id_: str) -> Problem:
    message = f"the document {note.document} is {id_.split('/')[0]} now, where another note has this one's name"
    return Problem("E208", "error", note.path, message, f"give the file another name, beside annotations/{id_}.md")
