"""What is told of notes that stand nowhere, in several places, or by words that changed."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from ..model import Anchor, Document, Note, Problem, Severity, Span
from ..spans import block_at
from .folding import fold_words
from .quotes import occurrences
from .searched import EXACT_SCORE, FOLDED_SCORE, Searched

NEAREST_SCORE = 50
"""Percent. A passage less alike is no help to whoever looks for the words."""
SHOWN_QUOTE = 60
"""Code points of a quote that a message shows, if they are not to be copied from it."""


def check_notes(documents: Sequence[Document], notes: Sequence[Note], *, failed: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each note that does not stand by its exact words, or whose document there is not.

    Documents that could not be read are problems already: `failed` has their ids, and their notes are passed over.
    """
    by_id = {document.id: document for document in documents}
    anchors = {anchor.note: anchor for document in documents for anchor in document.anchors}
    for name, some in groupby(notes, key=lambda note: note.document):
        document = by_id.get(name)
        if document is not None:
            searched = Searched(document.text)
            yield from (found for note in some for found in _check(note, anchors[note.id], document, searched))
        elif name not in failed:
            yield from (_no_document(note, by_id) for note in some)


def _check(note: Note, anchor: Anchor, document: Document, searched: Searched) -> Iterator[Problem]:
    if anchor.state == "orphan":
        yield _orphan(note, document, searched, sought=anchor.sought)
    elif anchor.state == "ambiguous":
        yield _ambiguous(note, anchor)
    elif anchor.span is not None and anchor.state == "near":
        yield _near(note, document, anchor.span)
    elif anchor.span is not None and anchor.state == "moved":
        yield _moved(note, document, anchor.span)


def nearest(document: Document, words: str, searched: Searched | None = None) -> tuple[str, str, float] | None:
    """Return the text most like the words, the id of its passage, and how like it is in percent; None for nothing.

    `searched` is the document's text, if it was searched before: what that costs is limited.
    """
    from .near import find_near, work_of  # only a misplaced note leads here

    searched, words = searched or Searched(document.text), fold_words(words)
    if not searched.affords(work_of(searched.windows, words)):
        return None
    best = next(iter(find_near(searched.windows, words)), None)
    if best is None or 100 * (1 - best.errors) < NEAREST_SCORE:
        return None
    span = searched.folded.back(best.span)
    return document.words_of(span), block_at(document, span.start).id, 100 * (1 - best.errors)


def _problem(note: Note, code: str, message: str, remedy: str, severity: Severity = "error") -> Problem:
    position = note.quote_position
    return Problem(code, severity, note.path, message, remedy, position.line, position.column)


def _orphan(note: Note, document: Document, searched: Searched, *, sought: bool) -> Problem:
    if occurrences(searched.folded.text, fold_words(note.quote.exact)):
        message = f'the quote "{_shown(note.quote.exact)}" stands in {document.id}, but with other words around it'
        remedy = "if that is the place, set `prefix` and `suffix` to what stands around it, or remove both"
        return _problem(note, "E203", message, remedy)
    if not sought:
        message = f"the quote does not stand as it is in {document.id}, and the most similar words were not looked for:"
        message += " too many of its notes have changed words"
        return _problem(note, "E203", message, "copy the words from the page, or mend the other notes first")
    message = f"the quote stands nowhere in {document.id}"
    remedy = "copy the words from the page"
    found = nearest(document, note.quote.exact, searched)
    if found:
        words, passage, score = found
        message += f'; nearest: "{" ".join(words.split())}" ({passage}, {score:.0f} %)'
        remedy += ", or set `quote` to the nearest text"
    return _problem(note, "E203", message, remedy)


def _ambiguous(note: Note, anchor: Anchor) -> Problem:
    shown = f'"{_shown(note.quote.exact)}"'
    remedy = "quote more words, or give the words before it as `prefix`, after it as `suffix`"
    message = f"the quote {shown} stands in several places of {note.document}"
    if anchor.score not in (EXACT_SCORE, FOLDED_SCORE):
        message = f"words like the quote {shown} stand in several places of {note.document}, and none is surely meant"
        remedy = "copy the words from the page, with those before it as `prefix`, and after it as `suffix`"
    return _problem(note, "E204", message, remedy)


def _near(note: Note, document: Document, span: Span) -> Problem:
    words, passage = " ".join(document.words_of(span).split()), block_at(document, span.start).id
    message = f'the quote has changed in {document.id}; the note stands by "{words}" ({passage})'
    return _problem(note, "I203", message, "if that is right, set `quote` to these words", "info")


def _moved(note: Note, document: Document, span: Span) -> Problem:
    passage = block_at(document, span.start).id
    message = f"the quote stands in {document.id} ({passage}), but what stands around it is not what stood there"
    return _problem(
        note, "I204", message, "if that is right, set `prefix` and `suffix` to what stands around it", "info"
    )


def _shown(words: str) -> str:
    return " ".join(words[:SHOWN_QUOTE].split()) + ("…" if len(words) > SHOWN_QUOTE else "")


def _no_document(note: Note, known: Collection[str]) -> Problem:
    near = difflib.get_close_matches(note.document, known, n=1)
    message = f"there is no document {note.document}" + (f"; did you mean {near[0]}?" if near else "")
    remedy = "put the note in a folder that has the document's id as its name"
    return Problem("E202", "error", note.path, message, remedy)
