"""Where to read on from a document: by date, in its collection, and by what it has in common with others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from glossator.calendar import in_time
from glossator.config import Config
from glossator.model import Archive, Comparison, Datum, Document, Parallel, Span
from glossator.render.addresses import Addresses, document_uri
from glossator.render.reading_order import NOWHERE, ReadingOrder, Stop, most_parallel, reading_orders, ways
from glossator.render.views import make_site


def document(id_: str, date: str = "", collection: str = "", title: str = "") -> Document:
    record = {"date": date, "collection": collection, "title": title}
    metadata = tuple(Datum(name, value, "sidecar") for name, value in record.items() if value)
    return Document(id_, f"seeds/{id_}.txt", "x", "", "", 1, "UTF-8", "LF", metadata=metadata)


def orders(*documents: Document, parallel: Mapping[str, Sequence[str]] | None = None) -> Mapping[str, ReadingOrder]:
    """Return the reading orders of an archive, whose documents stand by date and then by id."""
    in_order = tuple(sorted(documents, key=lambda each: (in_time(each.value("date")), each.id)))
    site = make_site(Config(Path(), Path()), Archive(in_order), lambda _: None, {})
    return reading_orders(site, parallel or {})


def ids(around: tuple[Stop | None, Stop | None]) -> tuple[str, str]:
    before, after = around
    return before.id if before else "", after.id if after else ""


def test_by_date_those_without_one_are_passed_over() -> None:
    found = orders(document("b", "1944-05"), document("a", "1944-05"), document("c"), document("d", "1940~"))
    assert {id_: ids(order.by_date) for id_, order in found.items()} == {
        "d": ("", "a"),
        "a": ("d", "b"),
        "b": ("a", ""),
        "c": ("", ""),
    }


def test_in_a_collection_by_date_then_by_title() -> None:
    found = orders(
        document("x", "1950", "Letters", "Éa"),
        document("y", "1950", "Letters", "Da"),
        document("z", "1949", "Letters", "Za"),
        document("u", "", "Letters", "Aa"),
        document("v", "1950", "Diaries"),
        document("w", "1950"),
    )
    assert {id_: ids(order.by_collection) for id_, order in found.items()} == {
        "z": ("", "y"),
        "y": ("z", "x"),
        "x": ("y", "u"),
        "u": ("x", ""),
        "v": ("", ""),
        "w": ("", ""),
    }


def test_in_a_collection_dates_are_in_the_order_of_time_whatever_they_look_like() -> None:
    dates = ["-0499", "-0043-03", "../1843", "1844?", "1844-05-06", "184X", "Y12000", "soon", ""]
    in_order = ["-0499", "-0043-03", "184X", "../1843", "1844?", "1844-05-06", "Y12000", "soon", ""]
    found = orders(*(document(f"d{n}", date, "Letters") for n, date in enumerate(dates)))
    first = next(id_ for id_, each in found.items() if each.by_collection[0] is None)
    way = [dates[int(first[1:])]]
    while stop := found[first].by_collection[1]:
        way.append(stop.date)
        first = stop.id
    assert way == in_order


def test_a_document_by_itself_leads_nowhere() -> None:
    assert orders(document("a")) == {"a": NOWHERE}
    assert orders() == {}
    assert list(ways(NOWHERE, document_uri("a"), Addresses())) == []


def test_those_with_most_words_in_common_come_first() -> None:
    def parallel(start: int, end: int) -> Parallel:
        return Parallel(Span(start, end), Span(0, 5), "reprint", 1.0)

    comparisons = [
        Comparison("a", "b", (parallel(0, 10),)),
        Comparison("a", "c", (parallel(0, 8), parallel(20, 28))),
        Comparison("b", "c", (parallel(0, 2),)),
    ]
    assert most_parallel(comparisons) == {"a": ["c", "b"], "b": ["a", "c"], "c": ["a", "b"]}
    again = Comparison("a", "b", tuple(parallel(0, end) for end in (10, 9, 8)))
    assert most_parallel([again, comparisons[1]])["a"] == ["c", "b"], "words in several parallels count once"
    found = orders(*map(document, "abc"), parallel=most_parallel(comparisons))
    assert [stop.id for stop in found["a"].by_parallel] == ["c", "b"]


def test_a_page_names_each_way_and_only_the_one_by_date_is_told_to_browsers() -> None:
    made = orders(*(document(id_, "1944", "Letters") for id_ in "abc"), parallel={"b": ["c"]})
    shown = [
        (name, [(step.label, step.rel, str(step.item.address), step.item.name) for step in steps])
        for name, steps in ways(made["b"], document_uri("b"), Addresses())
    ]
    assert shown == [
        ("By date", [("Before", "prev", "../a/", "a"), ("After", "next", "../c/", "c")]),
        ("In its collection", [("Before", "", "../a/", "a"), ("After", "", "../c/", "c")]),
        ("Most words in common", [("", "", "../c/", "c")]),
    ]


DATED = st.lists(
    st.builds(
        document,
        st.text("abcdefgh", min_size=1, max_size=4),
        st.sampled_from(["", "1944", "1944-05", "1950~", "2001-01-01"]),
        st.sampled_from(["", "Letters", "Diaries"]),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda each: each.id,
)


@given(DATED)
def test_another_document_changes_the_pages_of_its_neighbors_alone(documents: list[Document]) -> None:
    added, *others = documents
    before, after = orders(*others), orders(*documents)
    new = after[added.id]
    neighbors = {stop.id for stop in (*new.by_date, *new.by_collection) if stop}
    assert {id_ for id_, order in before.items() if order != after[id_]} <= neighbors


@given(DATED)
def test_who_goes_on_can_go_back(documents: list[Document]) -> None:
    found = orders(*documents)
    for id_, order in found.items():
        for way in ("by_date", "by_collection"):
            after = getattr(order, way)[1]
            assert after is None or ids(getattr(found[after.id], way))[0] == id_
