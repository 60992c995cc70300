"""Tables of data, told from tables that only lay a page out."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, NavigableString

CELLS = ("td", "th")
CELL_LENGTH = 300
"""Code points. In a table of data no cell holds more."""
CELL_ELEMENTS = 1000
"""Elements and strings; the same."""


def layout_rows(soup: BeautifulSoup) -> frozenset[int]:
    """Return the rows, by their id(), of tables that only lay a page out: what is in their cells is no row of data."""
    rows: set[int] = set()
    for table in soup.find_all("table"):
        inner = list(_near(table))
        cells = [tag for tag in inner if tag.name in ("td", "th")]
        own = [tag for tag in inner if tag.name == "tr"]
        if len(cells) <= len(own) or any(tag.name in LAYOUT for tag in inner) or any(map(_is_long, cells)):
            rows.update(id(row) for row in own)
    return frozenset(rows)


LAYOUT = frozenset("table h1 h2 h3 h4 h5 h6 ul ol blockquote article section form header footer nav".split())


def _near(table: Tag) -> Iterator[Tag]:
    """Yield the elements of a table, and tables in it, but not what is in those."""
    todo = [child for child in table.contents if isinstance(child, Tag)]
    while todo:
        tag = todo.pop()
        yield tag
        if tag.name != "table":
            todo.extend(child for child in tag.contents if isinstance(child, Tag))


def _is_long(cell: Tag) -> bool:
    length = 0
    for number, element in enumerate(cell.descendants):
        if isinstance(element, NavigableString) and type(element) in (NavigableString, CData):
            length += len(element.strip())
        if length > CELL_LENGTH or number > CELL_ELEMENTS:
            return True
    return False
