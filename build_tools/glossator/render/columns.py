"""Tables with a column for each document: how rows and cells are written.

Their elements have their roles, as on narrow screens the style lays them out as blocks, and browsers then forget them.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Document
from .verbatim import encode
from .views import many

NOTHING = '<td role="cell"></td>'
"""The cell of a document that has nothing there."""


def table(name: str, corner: str, heads: Sequence[tuple[Document, str]], lines: Sequence[str], left: int) -> str:
    """Return the table as HTML: `name` is its class, `corner` the head of the rows' heads; each of the other heads is a
    document with its address. So many rows are `left` out.
    """
    columns = (f'<a href="{address}">{encode(document.title)}</a>' for document, address in heads)
    cells = "".join(f'<th role="columnheader" scope="col">{each}</th>' for each in (corner, *columns))
    more = f'<td role="cell" colspan="{len(heads) + 1}">{many(left, "more row")} not shown</td>'
    body = "\n".join([*lines, f'<tr role="row">{more}</tr>'] if left > 0 else lines)
    return (
        f'<table role="table" class="{name}">\n<thead role="rowgroup"><tr role="row">{cells}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{body}\n</tbody>\n</table>'
    )


def line(head: str, cells: str, attribute: str = "") -> str:
    """Return a row as HTML; `attribute` is one of its element."""
    return f'<tr role="row"{attribute and " "}{attribute}><th role="rowheader" scope="row">{head}</th>{cells}</tr>'


def cell(document: Document, html: str) -> str:
    """Return a cell that holds words of a document, or nothing."""
    label = encode(document.title)
    return f'<td role="cell" data-document="{document.id}" data-label="{label}">{html}</td>' if html else NOTHING
