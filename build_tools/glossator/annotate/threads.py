"""Which note answers which: the first note that `see` names. Rings of answers are problems, and are opened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..model import Link, Note, Problem

NOTE = "note-"
"""Begins the part of an address that names a note: `DOCUMENT-ID#note-NAME`, as its permalink does."""


def answered(see: Iterable[Link]) -> str:
    """Return the id of the note that the first link to a note leads to, or an empty string."""
    return next((note for note in map(_note_of, see) if note), "")


def _note_of(link: Link) -> str:
    document, _, fragment = link.target.partition("#")
    return f"{document}/{fragment.removeprefix(NOTE)}" if fragment.startswith(NOTE) else ""


def without_rings(notes: Sequence[Note]) -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
    """Return the notes with no ring of answers among them, and a problem for each note of a ring."""
    rings = _in_rings({note.id: note.answers for note in notes if note.answers})
    if not rings:
        return tuple(notes), ()
    problems = tuple(_ring(note) for note in notes if note.id in rings)
    return tuple(replace(note, answers="") if note.id in rings else note for note in notes), problems


def _in_rings(answers: Mapping[str, str]) -> set[str]:
    """Return the ids of the notes from which the way along the answers leads back to them; in linear time."""
    rings: set[str] = set()
    seen_from: dict[str, str] = {}
    for start in answers:
        note = start
        while note in answers and note not in seen_from:
            seen_from[note] = start
            note = answers[note]
        if seen_from.get(note) == start:
            while note not in rings:
                rings.add(note)
                note = answers[note]
    return rings


def _ring(note: Note) -> Problem:
    if note.answers == note.id:
        message = "the note answers itself"
    else:
        message = f"the note answers {note.answers}, and that answers this one, by itself or by way of others"
    link = next(link for link in note.see if _note_of(link))
    remedy = "let `see` name only notes that were there before, and take the link out of the older note"
    return Problem("E206", "error", note.path, message, remedy, link.position.line, link.position.column)
