"""The table of three or more witnesses of one text: a column each, a row for each passage of the earliest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import takewhile

from markupsafe import Markup

from ..common_words import common_words
from ..model import MOST_OTHERS, Document, Page, Parallel, Span
from ..spans import block_at, trimmed
from .addresses import COMPARED, document_uri, index_uri, witnesses_uri
from .columns import cell, line, table
from .late import LatePage, Words, late
from .marked import marked
from .onward import others, sources_of
from .page import fill
from .verbatim import Encoded
from .views import Site, many
from .witness_groups import Witness, Witnesses
from .wording import Worded, wordings

MOST_WITNESSES = 8
"""Columns of a table besides the first; what more there are is told, and stands side by side with the first."""
MOST_ROWS = 3_000
"""Rows of a table: a book has more, and its beginning is shown."""
TABLE = Markup("<!-- the table -->")
"""Where the words of the documents go once the template is filled: they are the piece that is verified."""


def render_witnesses(site: Site) -> Iterator[LatePage]:
    """Yield a page for each group of witnesses."""
    for group in site.witnesses:
        yield _render(site, group)


def _render(site: Site, group: Witnesses) -> LatePage:
    uri = witnesses_uri(group.first)
    link = site.addresses.seen_from(uri)
    shown = group.others[:MOST_WITNESSES]
    documents = [site.documents[id_] for id_ in (group.first, *(each.document for each in shown))]
    told = {
        "sides": [
            {
                "title": document.title,
                "facts": " · ".join(filter(None, (document.value("source"), document.value("date")))),
                "address": Markup(link(document_uri(document.id))),
            }
            for document in documents
        ],
        "count": many(len(group.others) + 1, "witness", "witnesses"),
        "most_others": MOST_OTHERS,
        "left": len(group.others) - len(shown),
        "index_address": Markup(link(index_uri(COMPARED))),
        "sources": sources_of(site, *(document.path for document in documents)),
        "others": others(site, uri),
    }
    title = f"Witnesses of {documents[0].title}"
    page = Page(uri, title, "compare", "", f"{told['count']} of one text, in a table: {documents[0].title}.")

    def words() -> Words:
        table = _table(documents, shown, [link(document_uri(document.id)) for document in documents])
        site.verify(uri, [table])
        return fill("witnesses.jinja", title=title, kind="compare", table=TABLE, **told).replace(TABLE, table, 1), (
            table,
        )

    first = documents[0]
    words_of = [(document.sha256, document.value("language")) for document in documents]
    made_from = (shown, words_of, first.blocks, first.sentences)
    digest = sha256(repr(made_from).encode()).hexdigest()
    return late(page, (repr(told), digest), words)


def _table(documents: Sequence[Document], witnesses: Sequence[Witness], addresses: Sequence[str]) -> str:
    """Return the table as HTML."""
    encoded = [Encoded(document) for document in documents]
    spans = row_spans(documents[0], witnesses)
    lines = [_line(span, encoded, witnesses, addresses) for span in spans[:MOST_ROWS]]
    heads = list(zip(documents, addresses, strict=True))
    return table("witnesses", "Passage", heads, lines, len(spans) - MOST_ROWS)


def row_spans(first: Document, witnesses: Sequence[Witness]) -> list[Span]:
    """Return the rows of the table: what of the first document witnesses have, and between that what none has."""
    rows: list[Span] = []
    for span in sorted(span for witness in witnesses for span, _ in witness.parallels):
        if rows and span.start < rows[-1].end:
            rows[-1] = Span(rows[-1].start, max(rows[-1].end, span.end))
        else:
            rows.append(span)
    return sorted([*rows, *_between(first, rows)])


def _between(first: Document, rows: Sequence[Span]) -> Iterator[Span]:
    """Yield the words of each sentence that are in no row."""
    for sentence in first.sentences:
        start = sentence.start
        near = rows[bisect_right(rows, start, key=lambda row: row.end) :]
        for row in takewhile(lambda row: row.start < sentence.end, near):  # noqa: B023 - used at once
            yield from _told(first, Span(start, max(start, row.start)))
            start = max(start, row.end)
        yield from _told(first, Span(start, max(start, sentence.end)))


def _told(document: Document, span: Span) -> Iterator[Span]:
    """Yield the span without the white space around it, if it has any letter."""
    if any(character.isalnum() for character in document.words_of(span)):
        yield trimmed(document, span)


def _line(row: Span, encoded: Sequence[Encoded], witnesses: Sequence[Witness], addresses: Sequence[str]) -> str:
    first, address = encoded[0], addresses[0]
    passage = block_at(first.document, row.start).id
    cells = [cell(first.document, marked(first, trimmed(first.document, row), ()))]
    for side, witness in zip(encoded[1:], witnesses, strict=True):
        here = [(span, parallel) for span, parallel in witness.parallels if row.contains(span)]
        cells.append(cell(side.document, "".join(_witness(first, side, *each) for each in here)))
    place = f'<a class="passage-link" href="{address}#{passage}" aria-label="Passage {passage}">{passage}</a>'
    return line(place, "".join(cells))


def _witness(first: Encoded, side: Encoded, span: Span, parallel: Parallel) -> str:
    """Return the words of a witness, marked where they differ from those of the first document."""
    there = trimmed(side.document, parallel.b if span == parallel.a else parallel.a)
    ours, theirs = first.document.words_of(span), side.document.words_of(there)
    common = common_words(first.document.value("language")) | common_words(side.document.value("language"))
    marks: Sequence[Worded] = wordings(ours, theirs, parallel.kind, span.start, there.start, common)[1]
    return f"<p>{marked(side, there, marks)}</p>"
