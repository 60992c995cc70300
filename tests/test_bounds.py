"""What bounds the work and the pages, and that each page says what it leaves out."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

from bs4 import BeautifulSoup

from glossator.config import Config
from glossator.model import MOST_OTHERS, MOST_UNITS, Archive, Comparison, Document, Parallel, Span
from glossator.relate.parallels.units import units
from glossator.render import Site, make_site
from glossator.render.also import MOST_COMPARED
from glossator.render.compare import render_comparisons
from glossator.render.indexes import MOST_PAIRS, render_indexes
from glossator.render.late import LatePage
from glossator.render.witnesses import render_witnesses
from glossator.structure import structure

TEXT = "The nets are mended. The boats are tarred.\n\nNobody came."


def document(id_: str, text: str = TEXT) -> Document:
    return structure(Document(id_, f"seeds/{id_}.txt", text, "0" * 64, "", 0, "utf-8", "LF"))


def site(tmp_path: Path, documents: tuple[Document, ...], comparisons: tuple[Comparison, ...]) -> Site:
    archive = Archive(documents, comparisons=comparisons)
    return make_site(Config(tmp_path, tmp_path / "docs"), archive, lambda _: None, {}, lambda *_: None)


def words(page: LatePage) -> str:
    return " ".join(BeautifulSoup(page.whole().body, "lxml").get_text().split())


def whole(text: str = TEXT) -> tuple[Parallel, ...]:
    return tuple(Parallel(block.span, block.span, "reprint", 1.0) for block in document("a", text).blocks)


def compared(site: Site) -> str:
    """Return the words of the list of all comparisons."""
    page = next(page for page in render_indexes(site) if page.title == "Compared")
    return " ".join(BeautifulSoup(page.body, "lxml").get_text(" ").split())


def test_a_page_of_two_documents_tells_where_the_comparing_ended(tmp_path: Path) -> None:
    said, until = whole()[:1], TEXT.index("\n\n")
    documents = (document("a"), document("b"))
    (page,) = render_comparisons(site(tmp_path, documents, (Comparison("a", "b", said, (until, None)),)))
    assert f"Of a, the first {MOST_UNITS:,} sentences were compared, and what follows was not." in words(page)
    assert "Of b, the first" not in words(page)
    rows = BeautifulSoup(page.whole().body, "lxml").select("tr.alone")
    told = [(row.th.get_text(), row.q.get_text()) for row in rows if row.th and row.q]
    assert told == [("not found in what was compared of the first", "Nobody came."), ("not compared", "Nobody came.")]


def test_units_tell_where_they_end_only_where_there_may_be_more() -> None:
    assert units(document("a")).until is None
    long = "Nets were mended. " * (MOST_UNITS + 5)
    assert units(document("a", long)).until == len("Nets were mended. ") * MOST_UNITS - 1


def test_a_table_of_witnesses_tells_that_there_may_be_more_of_them(tmp_path: Path) -> None:
    documents = tuple(document(id_) for id_ in "abc")
    pairs = tuple(Comparison(a, b, whole()) for a, b in combinations("abc", 2))
    (page,) = render_witnesses(site(tmp_path, documents, pairs))
    assert (
        f"A document is compared with {MOST_OTHERS} others at most, and of many copies with a few: a text that has more"
        " witnesses has several tables." in words(page)
    )


def test_the_list_of_comparisons_is_bounded_and_says_so(tmp_path: Path) -> None:
    count = MOST_PAIRS // (MOST_COMPARED // 2) + 8
    ids = [f"d{number:04}" for number in range(count)]
    pairs = tuple(
        Comparison(id_, other, whole())
        for number, id_ in enumerate(ids)
        for other in ids[number + 1 : number + 1 + MOST_COMPARED // 2]
    )
    shown = compared(site(tmp_path, tuple(map(document, ids)), pairs))
    assert f"{len(pairs):,} comparisons" in shown
    assert (
        f"{len(pairs) - MOST_PAIRS} more comparisons are not listed here: each document’s page leads to its own."
        in shown
    )
    assert f"A document is on {MOST_COMPARED} such pages at most" in shown
    few = compared(site(tmp_path, tuple(map(document, ids)), pairs[:3]))
    assert "not listed here" not in few


def test_where_no_two_documents_stand_side_by_side_there_is_no_list_of_them(tmp_path: Path) -> None:
    long = f"{TEXT}\n\n{'Other words stand here. ' * 50}"
    said = (Parallel(Span(0, 5), Span(0, 5), "edited", 0.9),)
    found = site(tmp_path, (document("a", long), document("b", long)), (Comparison("a", "b", said),))
    assert "Compared" not in [page.title for page in render_indexes(found)]
