"""Notes to anchors: each note is placed right, or reported; never guessed."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from ..model import Anchor, Document, Note, Problem
from .notes import FOLDER, load_notes
from .quotes import Match, describe_quote, match_quote, match_quotes

__all__ = ["FOLDER", "annotate", "check_notes", "describe_quote", "load_notes", "match_quote", "nearest"]

NEAREST_SCORE = 50
"""Percent. A passage less alike is no help to whoever looks for the words."""
LONGEST_SEARCHED = 200_000
"""Code points. In a longer text the most similar words are not looked for: it would take seconds a note."""
SHOWN_QUOTE = 60
"""Code points of a quote that a message shows."""


def annotate(document: Document, notes: Iterable[Note]) -> Document:
    """Return the document with an anchor for each of its notes, in the order of their places, the unplaced last."""
    own = [note for note in notes if note.document == document.id]
    matches = match_quotes(document.text, (note.quote for note in own))
    anchors = [_anchor(note, matches[note.quote]) for note in own]
    anchors.sort(key=lambda anchor: (anchor.span is None, anchor.span.start if anchor.span else 0, anchor.note))
    return replace(document, anchors=tuple(anchors))


def _anchor(note: Note, match: Match) -> Anchor:
    return Anchor(note.id, match.state, match.span, match.score)


def check_notes(documents: Sequence[Document], notes: Sequence[Note], *, failed: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each note that stands nowhere, or in several places, or whose document there is not.

    Documents that could not be read are problems already: `failed` has their ids, and their notes are passed over.
    """
    by_id = {document.id: document for document in documents}
    anchors = {anchor.note: anchor for document in documents for anchor in document.anchors}
    for note in notes:
        document = by_id.get(note.document)
        if document is None:
            if note.document not in failed:
                yield _no_document(note, by_id)
        elif anchors[note.id].state == "orphan":
            yield _orphan(note, document)
        elif anchors[note.id].state == "ambiguous":
            yield _ambiguous(note)


def nearest(document: Document, words: str) -> tuple[str, str, float] | None:
    """Return the text most like the words, the id of its passage, and how like it is in percent; None for nothing."""
    from rapidfuzz import fuzz  # only here, and only a misplaced note leads here

    best: tuple[str, str, float] | None = None
    if len(document.text) > LONGEST_SEARCHED:
        return None
    for block in document.blocks:
        passage = document.words_of(block.span)
        found = fuzz.partial_ratio_alignment(words, passage, score_cutoff=max(NEAREST_SCORE, best[2] if best else 0))
        if found is not None and (best is None or found.score > best[2]) and len(passage) >= len(words) / 2:
            best = (passage[found.dest_start : found.dest_end], block.id, found.score)
    return best


def _problem(note: Note, code: str, message: str, remedy: str) -> Problem:
    position = note.quote_position
    return Problem(code, "error", note.path, message, remedy, position.line, position.column)


def _orphan(note: Note, document: Document) -> Problem:
    message = f"the quote stands nowhere in {document.id}"
    remedy = "copy the words from the page"
    found = nearest(document, note.quote.exact)
    if found:
        words, passage, score = found
        message += f'; nearest: "{" ".join(words.split())}" ({passage}, {score:.0f} %)'
        remedy += ", or set `quote` to the nearest text"
    return _problem(note, "E203", message, remedy)


def _ambiguous(note: Note) -> Problem:
    shown = note.quote.exact[:SHOWN_QUOTE] + ("…" if len(note.quote.exact) > SHOWN_QUOTE else "")
    message = f'the quote "{" ".join(shown.split())}" stands in several places of {note.document}'
    return _problem(
        note, "E204", message, "quote more words, or give the words before it as `prefix`, after it as `suffix`"
    )


def _no_document(note: Note, known: Collection[str]) -> Problem:
    near = difflib.get_close_matches(note.document, known, n=1)
    message = f"there is no document {note.document}" + (f"; did you mean {near[0]}?" if near else "")
    remedy = "put the note in a folder that has the document's id as its name"
    return Problem("E202", "error", note.path, message, remedy)
