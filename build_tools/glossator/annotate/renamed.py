"""Notes whose files had other names: links with those lead to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..model import Note, Problem


def by_former_names(notes: Sequence[Note]) -> tuple[tuple[Note, ...], Mapping[str, str], tuple[Problem, ...]]:
    """Return the notes; by each id that one had once the id that it has now; and a problem for each that leads nowhere.

    The notes have those of their former names that lead to them, and answer what has another id now. An id that a note
    has stays that note's; one that two notes had leads to neither.
    """
    claims = _claims(notes)
    if not claims:
        return tuple(notes), {}, ()
    paths = {note.id: note.path for note in notes}
    leads = {former: some[0].id for former, some in claims.items() if len(some) == 1 and former not in paths}
    clashes = ((former, some) for former, some in claims.items() if former not in leads)
    problems = (_taken(note, former, some, paths) for former, some in clashes for note in some)
    return tuple(_now(note, leads) for note in notes), leads, tuple(problems)


def _claims(notes: Sequence[Note]) -> Mapping[str, Sequence[Note]]:
    """Return, by each id that a note had once, the notes that had it."""
    found: dict[str, list[Note]] = {}
    for note in notes:
        for former in dict.fromkeys(_former_ids(note)):
            found.setdefault(former, []).append(note)
    return found


def _former_ids(note: Note) -> Iterator[str]:
    yield from (f"{note.document}/{name}" for name in note.former_names)


def _now(note: Note, leads: Mapping[str, str]) -> Note:
    names = tuple(name for name in dict.fromkeys(note.former_names) if f"{note.document}/{name}" in leads)
    answers = leads.get(note.answers, note.answers)
    same = (names, answers) == (note.former_names, note.answers)
    return note if same else replace(note, former_names=names, answers=answers)


def _taken(note: Note, former: str, claimed_by: Sequence[Note], paths: Mapping[str, str]) -> Problem:
    name = former.partition("/")[2]
    if former == note.id:
        message, remedy = f"`former_names` has {name}, the name that the note has", "take it out"
    elif former in paths:
        message = f"`former_names` has {name}, which is the name of {paths[former]}"
        remedy = "take it out, or give the other note another name"
    else:
        other = next(other for other in claimed_by if other is not note)
        message = f"`former_names` has {name}, and so has that of {other.path}: it leads to neither"
        remedy = "take it out of one of the two"
    return Problem("E209", "error", note.path, message, remedy)
