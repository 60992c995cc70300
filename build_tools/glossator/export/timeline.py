"""The timeline as data: a row a date, in the order of time; as JSON Lines, and as the files beside its page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from ..config import TIMELINE_FOLDER
from ..json_lines import as_line
from ..model import Archive, Dated, Day, Document

COLUMNS = (
    "value first last precision own document path block start end text sentence_start sentence_end found_by entities"
).split()
KEPT = 1 << 14
"""Days whose writing is remembered: an archive mentions the same ones again and again."""
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""With these, a cell begins that spreadsheets compute (OWASP, "CSV Injection")."""
AS_TEXT = "'"
"""Before such a cell: spreadsheets then show it as it is."""
FREE_COLUMNS = frozenset(["text", "path", "found_by"])
"""Those whose words are the documents' or their files'. Values of EDTF are kept as they are, `-0043` too: they are made
of figures and marks that no formula can be made of."""


def export_timeline(archive: Archive) -> Iterator[Mapping[str, Any]]:
    """One row a date that could be resolved, those that the texts mention and the documents' own, by its first day."""
    documents = {document.id: document for document in archive.documents}
    for dated in archive.timeline:
        yield _row(dated, documents[dated.document])


def timeline_files(archive: Archive) -> Mapping[str, bytes]:
    """Return the files beside the timeline's page, by where they are published; none where it has no date."""
    rows = list(export_timeline(archive))
    if not rows:
        return {}
    as_json = "[\n" + ",\n".join(map(as_line, rows)) + "\n]\n"
    return {
        f"{TIMELINE_FOLDER}/timeline.json": as_json.encode(),
        f"{TIMELINE_FOLDER}/timeline.csv": _csv(rows).encode(),
    }


def _row(dated: Dated, document: Document) -> Mapping[str, Any]:
    span, sentence = (None, None) if dated.own else (dated.span, dated.sentence)
    return {
        "value": dated.edtf,
        "first": _iso(dated.first),
        "last": _iso(dated.last),
        "precision": dated.precision,
        "own": dated.own,
        "document": document.id,
        "path": document.path,
        "block": dated.block or None,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "text": document.words_of(span) if span else None,
        "sentence_start": sentence.start if sentence else None,
        "sentence_end": sentence.end if sentence else None,
        "found_by": dated.found_by,
        "entities": list(dated.entities),
    }


@lru_cache(maxsize=KEPT)
def _iso(day: Day | None) -> str | None:
    """Return the day in ISO 8601; of a year with more than four figures with EDTF's Y before it."""
    if day is None:
        return None
    year, month, date = day
    figures = f"{'-' if year < 0 else ''}{abs(year):04d}"
    return f"{figures if len(figures.lstrip('-')) == len('1941') else f'Y{figures}'}-{month:02d}-{date:02d}"


def _csv(rows: list[Mapping[str, Any]]) -> str:
    """Return the rows as RFC 4180 has it, in UTF-8; entities are parted by blanks."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(map(_cells, rows))
    return out.getvalue()


def _cells(row: Mapping[str, Any]) -> Sequence[Any]:
    """Return the row's cells; the writer leaves those empty that have no value."""
    free = {name: f"{AS_TEXT}{row[name]}" for name in FREE_COLUMNS if (row[name] or "").startswith(FORMULA_SIGNS)}
    own, entities = "true" if row["own"] else "false", " ".join(row["entities"])
    cells: Sequence[Any] = itemgetter(*COLUMNS)({**row, **free, "own": own, "entities": entities})
    return cells
