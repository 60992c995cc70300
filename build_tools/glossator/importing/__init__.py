"""What other programs' annotations become: bytes to the files of new notes, and what was not taken in.

Nothing is written here. A file that comes out of it passes the strict loader, and the same annotation always gets the
same name, so that who takes a file in twice has its notes once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .hypothesis import import_hypothesis
from .known import Known, know
from .notes import Draft, Imported, note_file, refuse, slug_of
from .rows import MOST_BYTES
from .w3c import import_w3c

__all__ = [
    "IMPORTERS",
    "MOST_BYTES",
    "Draft",
    "Imported",
    "Importer",
    "Known",
    "know",
    "note_file",
    "refuse",
    "slug_of",
]

Importer = Callable[[str, bytes, Known], Imported]

IMPORTERS: Mapping[str, Importer] = {"hypothesis": import_hypothesis, "w3c": import_w3c}
"""By whose annotations they are: (the file's name for messages, its bytes, what the archive has) to new notes."""
