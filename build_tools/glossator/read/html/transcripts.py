"""Definition lists that are transcripts: their terms are the speakers, and what follows is what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...model import Span
from .pieces import Piece


def with_turns(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces; a definition list that is a transcript becomes turns, with its terms as their speakers."""
    terms = [piece.text.rstrip(": ") for piece in pieces if piece.tag == "dt" and not piece.reason]
    spoken = len(set(terms)) < len(terms) and all(map(_is_name, terms))
    number = 0
    while number < len(pieces):
        piece = pieces[number]
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        answered = following is not None and following.tag == "dd" and not following.reason
        if spoken and piece.tag == "dt" and not piece.reason and following is not None and answered:
            yield _turn(piece, following)
            number += 2
        else:
            spoken_on = spoken and piece.tag == "dd" and not piece.reason
            yield replace(piece, kind="paragraph", level=0) if spoken_on else piece
            number += 1


def _is_name(term: str) -> bool:
    return 0 < len(term) <= 100 and len(term.split()) <= 10 and term[0].isupper() and term[-1] not in ".!?"


def _turn(term: Piece, speech: Piece) -> Piece:
    offset = len(term.text) + 1
    marks = (*term.marks, *(replace(m, span=Span(m.span.start + offset, m.span.end + offset)) for m in speech.marks))
    label = Span(0, len(term.text.rstrip(": ")))
    return Piece("turn", f"{term.text}\n{speech.text}", marks, label=label, tag="dt", root=term.root)
