"""What other programs read: one exporter a kind, each a row a thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..json_lines import as_line
from ..model import Anchor, Archive, Block, Document, Mention, Note, Span
from .network import export_network
from .timeline import export_timeline

Row = Mapping[str, Any]
Exporter = Callable[[Archive], Iterator[Row]]


EVIDENCE_DIGITS = 4
"""More would tell of the machine's arithmetic and not of the text."""


def export_text(archive: Archive) -> Iterator[Row]:
    """One row a document: its text, the hashes of text and source, and what was left out."""
    for document in archive.documents:
        yield {
            **_where(document),
            "text": document.text,
            "sha256": document.sha256,
            "source_sha256": document.source_sha256,
            "title": document.title,
            "date": document.value("date") or None,
            "left_out": [{"reason": part.reason, "text": part.text} for part in document.left_out],
        }


def export_blocks(archive: Archive) -> Iterator[Row]:
    """One row a passage, in reading order."""
    for document in archive.documents:
        yield from (_block(document, block) for block in document.blocks)


def export_mentions(archive: Archive) -> Iterator[Row]:
    """One row a mention, in the order of the text. `reviewed`: a person wrote the entry that it names."""
    names, reviewed = _names(archive), {entity.id for entity in archive.entities}
    for document in archive.documents:
        for mention in document.mentions:
            yield _mention(document, mention, names[mention.entity], mention.entity in reviewed)


def export_quotes(archive: Archive) -> Iterator[Row]:
    """One row a quotation, in the order of the text. `speaker_text` and `cue` are the text's words."""
    names = _names(archive)
    for document in archive.documents:
        for quotation in document.quotations:
            yield {
                **_words(document, quotation.span),
                "speaker": quotation.speaker or None,
                "speaker_name": names.get(quotation.speaker),
                "speaker_text": document.words_of(quotation.named) if quotation.named else None,
                "cue": document.words_of(quotation.cue) if quotation.cue else None,
                "found_by": quotation.found_by,
                "evidence": _rounded(quotation.evidence),
            }


def export_dates(archive: Archive) -> Iterator[Row]:
    """One row a date in a text. `value` is EDTF, and null where the words cannot be resolved."""
    for document in archive.documents:
        for date in document.dates:
            row = {"value": date.edtf or None, "found_by": date.found_by, "evidence": _rounded(date.evidence)}
            yield {**_words(document, date.span), **row}


def export_anchors(archive: Archive) -> Iterator[Row]:
    """One row a note, placed or not; `start` and `end` are null where it stands nowhere.

    A note whose document there is not has the state `orphan`, and no path.
    """
    found = {anchor.note: (document, anchor) for document in archive.documents for anchor in document.anchors}
    for note in archive.notes:
        yield _anchor(note, *found.get(note.id, (None, Anchor(note.id, "orphan", None, 0.0))))


def export_passages(archive: Archive) -> Iterator[Row]:
    """One row a parallel: words of two documents that say the same. `score` is how likely it is that they do."""
    documents = {document.id: document for document in archive.documents}
    for comparison in archive.comparisons:
        for parallel in comparison.parallels:
            yield {
                "a": _place(documents[comparison.a], parallel.a),
                "b": _place(documents[comparison.b], parallel.b),
                "kind": parallel.kind,
                "score": parallel.score,
            }


EXPORTERS: Mapping[str, Exporter] = {
    "text": export_text,
    "blocks": export_blocks,
    "mentions": export_mentions,
    "quotes": export_quotes,
    "dates": export_dates,
    "passages": export_passages,
    "anchors": export_anchors,
    "timeline": export_timeline,
    "network": export_network,
}


def rows(archive: Archive, kind: str) -> Iterator[str]:
    """Yield the rows of that kind as JSON, a line each without its end; raises KeyError for an unknown kind."""
    for row in EXPORTERS[kind](archive):
        yield as_line(row)


def _where(document: Document) -> Row:
    return {"document": document.id, "path": document.path}


def _place(document: Document, span: Span) -> Row:
    return {**_where(document), "start": span.start, "end": span.end}


def _block(document: Document, block: Block) -> Row:
    span = {"start": block.span.start, "end": block.span.end}
    return {**_where(document), "id": block.id, "kind": block.kind, **span}


def _names(archive: Archive) -> Mapping[str, str]:
    return {entity.id: entity.name for entity in archive.entities} | {found.id: found.name for found in archive.found}


def _words(document: Document, span: Span) -> Row:
    return {**_where(document), "start": span.start, "end": span.end, "text": document.words_of(span)}


def _mention(document: Document, mention: Mention, name: str, reviewed: bool) -> Row:
    return {
        **_words(document, mention.span),
        "entity": mention.entity,
        "type": mention.type,
        "name": name,
        "found_by": mention.found_by,
        "reviewed": reviewed,
        "evidence": _rounded(mention.evidence),
    }


def _rounded(evidence: float) -> float:
    return round(evidence, EVIDENCE_DIGITS)


def _anchor(note: Note, document: Document | None, anchor: Anchor) -> Row:
    return {
        "note": note.id,
        "path": document.path if document else None,
        "document": note.document,
        "state": anchor.state,
        "start": anchor.span.start if anchor.span else None,
        "end": anchor.span.end if anchor.span else None,
        "score": anchor.score,
    }
