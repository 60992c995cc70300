"""What speakers say by turns in a transcript: from behind the label to the next one, over all paragraphs between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ...model import Document, Quotation, Span
from .labels import ANYBODY, Label, labels_of
from .marks import CLOSERS, SINGLE_CLOSERS
from .people import People

ENDING = frozenset({"separator", "title", "heading", "byline", "dateline"})
"""The kinds of passages that no speech goes on over."""
ASIDE = frozenset({"furniture", "page", "row"})
"""The kinds of passages that a turn goes on over, and does not end with."""
STAGE = re.compile(r"[(\[][^()\[\]\n]{0,300}[)\]]\.?\Z")
"""A passage that tells what happens and not what is said: "(Applause.)"."""
SURE, FEW = 0.95, 0.8
"""The evidence where many labels stand, and where one or two do."""


def turn_quotations(document: Document, people: People) -> Iterator[Quotation]:
    """Yield what each label's speaker says."""
    labels = labels_of(document, people)
    marked = 2 * sum(bool(_closer(document.text, label.speech)) for label in labels) >= len(labels)
    known = _by_last_word(document, people, labels)
    for index, label in enumerate(labels):
        following = labels[index + 1].block if index + 1 < len(labels) else len(document.blocks)
        span = _speech(document, label, following, marked=marked)
        if span is not None:
            mention = people.named_in(label.span)
            speaker = mention.entity if mention else known.get(_last_word(document, label), "")
            yield Quotation(span, speaker, label.span, None, "turn", SURE if len(labels) > 2 else FEW)


def _by_last_word(document: Document, people: People, labels: Sequence[Label]) -> Mapping[str, str]:
    """Return the person of each last word that a label ends in, as far as only one is named with it."""
    wanted = {_last_word(document, label) for label in labels}
    found: dict[str, str] = {}
    for mention in people.persons:
        last = document.text[mention.span.start : mention.span.end].split()[-1].lower()
        if last in wanted:
            found[last] = mention.entity if found.setdefault(last, mention.entity) == mention.entity else ""
    return found


def _last_word(document: Document, label: Label) -> str:
    word = document.words_of(label.span).split()[-1].lower()
    return "" if word in ANYBODY else word


def _speech(document: Document, label: Label, following: int, *, marked: bool) -> Span | None:
    """Return what is said: to the next label, or to a passage that ends all speech.

    Where the document marks its speech, to the mark that closes it.
    """
    blocks = document.blocks
    end = blocks[label.block].span.end
    if label.speech >= end and following == label.block + 1:
        return None
    closer = _closer(document.text, label.speech) if marked else ()
    if closer:
        return _marked_speech(document, label, following, closer)
    for block in blocks[label.block + 1 : following]:
        if block.kind in ENDING:
            break
        if block.kind not in ASIDE and not STAGE.match(document.text, block.span.start, block.span.end):
            end = block.span.end
    return Span(label.speech, end) if label.speech < end else None


def _closer(text: str, start: int) -> tuple[str, ...]:
    """Return the marks that close what the one at a place opens; none where there is none."""
    sign = text[start : start + 1]
    return CLOSERS.get(sign, ()) or (tuple(SINGLE_CLOSERS[sign]) if sign == "‘" else ())


def _marked_speech(document: Document, label: Label, following: int, closer: tuple[str, ...]) -> Span:
    """Return what is said in quotation marks: to the first passage that ends in the mark that closes."""
    text = document.text
    first = document.blocks[label.block]
    for block in document.blocks[label.block : following]:
        if block.kind in ENDING:
            break
        if text[block.span.start : block.span.end].rstrip(" .,;").endswith(closer):
            return Span(label.speech, block.span.end)
    return Span(label.speech, first.span.end)
