"""What people changed of an archive: its folders of contributions beside the same folders as they were before."""

from __future__ import annotations

import filecmp
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..annotate import FOLDER as NOTES_FOLDER
from ..files import walk
from ..glossary import FOLDER as GLOSSARY_FOLDER
from ..model import Problem
from ..read import FOLDER as SEEDS_FOLDER

FOLDERS = (SEEDS_FOLDER, GLOSSARY_FOLDER, NOTES_FOLDER)
"""What people contribute to; nothing else of an archive is compared."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The files of a request, as paths from the archive's root."""

    added: frozenset[str] = frozenset()
    edited: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()

    @property
    def present(self) -> frozenset[str]:
        """The changed files that are there now."""
        return self.added | self.edited


@dataclass(frozen=True, slots=True)
class Judged:
    """A problem, and whether the request has to mend it."""

    problem: Problem
    changed: bool
    """It is told of a file that the request adds or edits."""
    fails: bool


def compare(before: Path, now: Path) -> Changes:
    """Return what differs between the contributions of two folders. Links are told as problems, and never followed."""
    old, new = (frozenset(path for folder in FOLDERS for path in walk(root, folder)[0]) for root in (before, now))
    edited = (path for path in old & new if not filecmp.cmp(before / path, now / path, shallow=False))
    return Changes(added=new - old, edited=frozenset(edited), removed=old - new)


def judge(
    problems: Iterable[Problem], changes: Changes | None = None, before: Iterable[Problem] = ()
) -> tuple[Judged, ...]:
    """Tell which problems a request has to mend; those of its files, and those that it made, come first.

    It has to mend every problem of a file that it adds or edits, and every one that was not there before it: whoever
    changes a text must see to the notes on it, and whoever removes an entry to the links that led there. What else was
    wrong before is told, and does not fail it. Where no changes are known, everything has to be mended.
    """
    known = Counter(map(_place, before))
    judged = []
    for problem in problems:
        changed = changes is None or problem.path in changes.present
        was_there = not changed and known[_place(problem)] > 0
        known[_place(problem)] -= was_there
        judged.append(Judged(problem, changed, problem.severity != "info" and not was_there))
    return tuple(sorted(judged, key=lambda each: not (each.changed or each.fails)))


def _place(problem: Problem) -> tuple[str, str, int, int]:
    """Return what stays the same of a problem in a file that did not change, whatever its words are now."""
    return problem.code, problem.path, problem.line, problem.column


def failing(judged: Sequence[Judged]) -> int:
    """Return how many problems have to be mended."""
    return sum(each.fails for each in judged)
