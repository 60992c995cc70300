"""Notes to anchors: each note is placed right, or reported; never guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..model import Anchor, Document, Note
from .homes import at_home
from .notes import FOLDER, load_notes, read_notes
from .problems import check_notes, nearest
from .quotes import describe_quote, match_quote, match_quotes
from .renamed import by_former_names
from .threads import without_rings

__all__ = [
    "FOLDER",
    "annotate",
    "at_home",
    "by_former_names",
    "check_notes",
    "describe_quote",
    "load_notes",
    "match_quote",
    "nearest",
    "read_notes",
    "without_rings",
]


def annotate(document: Document, notes: Iterable[Note]) -> Document:
    """Return the document with an anchor for each of its notes, in the order of their places, the unplaced last."""
    own = [note for note in notes if note.document == document.id]
    matches = match_quotes(document.text, (note.quote for note in own))
    found = ((note, matches[note.quote]) for note in own)
    anchors = [Anchor(note.id, match.state, match.span, match.score, match.sought) for note, match in found]
    anchors.sort(key=lambda anchor: (anchor.span is None, anchor.span.start if anchor.span else 0, anchor.note))
    return replace(document, anchors=tuple(anchors))
