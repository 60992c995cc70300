"""Pages that several documents make: two side by side, witnesses in a table, what is said in several."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.cache import Cache
from glossator.config import Config
from glossator.making import Work
from glossator.model import Archive, Comparison, Datum, Document, Parallel, Quotation, Span, Wording
from glossator.pipeline import gather
from glossator.relate.statements import statements
from glossator.relate.wordings import Wordings
from glossator.render.also import MOST_COMPARED, UNSURE, compared
from glossator.render.compare import render_comparisons
from glossator.render.late import LatePage
from glossator.render.rows import Elsewhere, in_order, rows
from glossator.render.statements import stated
from glossator.render.views import Site, make_site
from glossator.render.witness_groups import witness_groups
from glossator.render.witnesses import render_witnesses, row_spans
from glossator.render.wording import wordings
from glossator.structure import structure
from helpers import WriteFiles, glossator_here, mkdocs_here

MARIA = (
    "“The sea belongs to whoever mends the nets on its shore, and to nobody who only looks at it from a tower with many"
    " windows,” Maria Lindqvist said on Friday."
)
FIRST = f"""The assembly of the islands met in Karlshavn.

{MARIA} Forty members had come by boat through the storm.

The budget of 3 million crowns was passed without debate. It holds nothing for the harbor."""
SECOND = f"""Without debate the budget of 3 million crowns was passed in Karlshavn last week.

Our readers ask why. The harbor has waited since 1950, and its cranes are rusting.

{MARIA} She has sat in the assembly of the islands for thirty years."""
THIRD = FIRST.replace("Forty", "Some forty").replace("holds", "has")


def document(text: str, id_: str = "a") -> Document:
    return structure(Document(id_, f"seeds/{id_}.txt", text, "0" * 64, "", 0, "utf-8", "LF"))


def parallel(a: str, b: str, ours: str, theirs: str) -> Parallel:
    at, there = a.index(ours), b.index(theirs)
    return Parallel(Span(at, at + len(ours)), Span(there, there + len(theirs)), "edited", 0.9)


A, B = "One. Two two. Three three.\n\nFour four.", "Three three! New. Four four!"
MOVED = (
    parallel(A, B, "One.", "New."),
    parallel(A, B, "Three three.", "Three three!"),
    parallel(A, B, "Four four.", "Four four!"),
)


def test_rows_have_both_texts_whole_once_and_in_order() -> None:
    found = rows(Comparison("a", "b", MOVED), document(A), document(B, "b"))
    for text, side in ((A, "a"), (B, "b")):
        spans = [piece.span for row in found for piece in getattr(row, side)]
        assert spans == sorted(spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))
        assert "".join("".join(text[span.start : span.end] for span in spans).split()) == "".join(text.split())


def test_what_stands_elsewhere_is_beside_nothing_and_leads_there() -> None:
    found = rows(Comparison("a", "b", MOVED), document(A), document(B, "b"))
    assert [row.parallel for row in found if row.parallel] == list(MOVED[1:])
    assert [piece.elsewhere for row in found for piece in row.a if piece.elsewhere] == [Elsewhere("p1", MOVED[0])]
    assert [piece.elsewhere for row in found for piece in row.b if piece.elsewhere] == [Elsewhere("p1", MOVED[0])]
    assert all(len({piece.elsewhere is None for piece in row.a + row.b}) == 1 for row in found)


def test_what_stands_elsewhere_across_passages_leads_there_from_each() -> None:
    a, b = "One one. Two two.\n\nThree three. Four four.", "Zero. Four four. Two two. Three three."
    moved = (
        parallel(a, b, "Two two.\n\nThree three.", "Two two. Three three."),
        parallel(a, b, "Four four.", "Four four."),
    )
    heavy = tuple(replace(each, score=score) for each, score in zip(moved, (0.5, 1.0), strict=True))
    found = rows(Comparison("a", "b", (heavy[0], replace(heavy[1], b=Span(0, 16)))), document(a), document(b, "b"))
    told = [
        (piece.passage, a[piece.span.start : piece.span.end], piece.elsewhere and piece.elsewhere.passage)
        for row in found
        for piece in row.a
    ]
    assert told == [
        ("p1", "One one.", None),
        ("p1", "Two two.", "p1"),
        ("p2", "Three three.", "p1"),
        ("p2", "Four four.", None),
    ]


def test_what_was_not_compared_is_told_apart_from_what_only_one_has() -> None:
    text = "One one. Two two.\n\nThree three. Four four. Five five."
    said = (parallel(text, "One one.", "One one.", "One one."),)
    until = text.index(" Four")
    found = rows(Comparison("a", "b", said, (until, None)), document(text), document("One one. Six six.", "b"))
    told = [(row.compared, [text[piece.span.start : piece.span.end] for piece in row.a], bool(row.b)) for row in found]
    assert told == [
        (True, ["One one."], True),
        (True, ["Two two.", "Three three."], False),
        (True, [], True),
        (False, ["Four four. Five five."], False),
    ]


LONG = "\n\n".join(["A b. C d. E f.", "G h.", "I j. K l."])
SENTENCES = [Span(match.start(), match.end()) for match in re.finditer(r"\w \w\.", LONG)]
STRETCHES = st.tuples(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES)).map(
    lambda ends: Span(min(ends).start, max(ends).end)
)
PARALLELS = st.builds(Parallel, STRETCHES, STRETCHES, st.just("edited"), st.sampled_from([0.5, 0.9]))
ENDS = st.sampled_from([None, *(span.end for span in SENTENCES)])


def test_no_row_ends_in_white_space() -> None:
    whole = Parallel(Span(0, A.index("Three")), Span(0, A.index("Three")), "reprint", 1.0)
    (first, *_) = rows(Comparison("a", "b", (whole,)), document(A), document(A, "b"))
    assert [A[piece.span.start : piece.span.end] for piece in first.a + first.b] == ["One. Two two."] * 2


@given(st.sets(PARALLELS, max_size=8), ENDS, ENDS)
@settings(deadline=None)
def test_rows_have_every_word_once_whatever_was_found(
    found: set[Parallel], until: int | None, there: int | None
) -> None:
    said = tuple(sorted(found, key=lambda each: (each.a, each.b)))
    shown = rows(Comparison("a", "b", said, (until, there)), document(LONG), document(LONG, "b"))
    for side in ("a", "b"):
        words = [LONG[piece.span.start : piece.span.end] for row in shown for piece in getattr(row, side)]
        assert "".join("".join(words).split()) == "".join(LONG.split())


PLACES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 4), st.integers(1, 4)), max_size=12)


@given(PLACES)
@settings(max_examples=200, deadline=None)
def test_chosen_rows_are_in_order_and_weigh_as_much_as_any(places: list[tuple[int, int, int, int]]) -> None:
    some = [Parallel(Span(a, a + m), Span(b, b + n), "edited", 1.0) for a, b, m, n in places]
    chosen = in_order(some)
    assert all(one.a.end <= two.a.start and one.b.end <= two.b.start for one, two in pairwise(chosen))
    weight = sum(len(each.a) + len(each.b) for each in chosen)
    assert weight >= max((len(each.a) + len(each.b) for each in some), default=0)
    assert set(chosen) <= set(some)


@pytest.mark.parametrize(
    ("kind", "a", "b", "ours", "theirs"),
    [
        ("reprint", "It rained.", "It rained.", [], []),
        ("edited", "It rained hard.", "It rained.", [("hard", "only")], []),
        ("edited", "It rained.", "It snowed.", [("rained", "other")], [("snowed", "other")]),
        ("edited", "He came, at last.", "He came.", [("at last", "only")], []),
        ("edited", "On Monday he left Oslo by rail.", "He left Oslo on Monday.", [("by rail", "only")], []),
        (
            "paraphrase",
            "It was there that it rained",
            "That it rained there",
            [("rained", "same")],
            [("rained", "same")],
        ),
        ("paraphrase", "On 4 May it rained", "Rain: 4 May", [("4", "same")], [("4", "same")]),
        (
            "paraphrase",
            "The harbor waits",
            "Why waits the Harbor?",
            [("harbor", "same"), ("waits", "same")],
            [("waits", "same"), ("Harbor", "same")],
        ),
    ],
)
def test_wordings(kind: str, a: str, b: str, ours: list[tuple[str, str]], theirs: list[tuple[str, str]]) -> None:
    found = wordings(a, b, kind, 0, 0, {"that", "there", "why"})  # type: ignore[arg-type]
    told = [
        [(text[each.span.start : each.span.end], each.change) for each in side]
        for text, side in zip((a, b), found, strict=True)
    ]
    assert told == [ours, theirs]


def test_a_document_is_on_a_bounded_number_of_compare_pages() -> None:
    documents = {f"d{n:02}": document(A, f"d{n:02}") for n in range(30)}
    whole = tuple(Parallel(block.span, block.span, "reprint", 1.0) for block in document(A).blocks)
    pairs = [Comparison(a, b, whole) for a in documents for b in documents if a < b]
    found = compared(pairs, documents)
    assert max(sum(each.page is not None for each in some) for some in found.values()) == MOST_COMPARED


def test_witnesses_are_three_or_more_of_one_text() -> None:
    documents = {id_: document(A, id_) for id_ in ("a", "b", "c", "x")}
    whole = tuple(Parallel(block.span, block.span, "reprint", 1.0) for block in documents["a"].blocks)
    pairs = [Comparison("a", "b", whole), Comparison("a", "c", whole), Comparison("a", "x", whole[1:])]
    (group,) = witness_groups(pairs, documents)
    assert group.ids == ("a", "b", "c")
    assert witness_groups(pairs[:1], documents) == ()
    assert [A[span.start : span.end] for span in row_spans(documents["a"], group.others)] == [
        "One. Two two. Three three.",
        "Four four.",
    ]


def quoting(text: str, id_: str, quoted: str, speaker: str) -> Document:
    made = document(text, id_)
    at = text.index(quoted)
    quotation = Quotation(Span(at, at + len(quoted)), speaker, None, None, "cue-after", 0.9)
    return Document(**{name: getattr(made, name) for name in made.__dataclass_fields__} | {"quotations": (quotation,)})


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        ("people/m", "people/m", [("people/m", [("a", True), ("b", True)])]),
        ("people/m", "", []),
        ("people/m", "people/n", []),
        ("", "", []),
    ],
)
def test_quotations_of_one_person_are_one_statement(ours: str, theirs: str, said: list[object]) -> None:
    documents = (quoting(A, "a", "Three three.", ours), quoting(B, "b", "Three three!", theirs))
    found = statements([Comparison("a", "b", MOVED)], documents)
    assert [(each.speaker, [(one.document, one.quoted) for one in each.wordings]) for each in found] == said


def test_a_wording_is_as_surely_of_a_statement_as_the_likeliest_parallel_that_joins_it() -> None:
    documents = (quoting(A, "a", "Three three.", "people/m"), quoting(B, "b", "Three three!", "people/m"))
    (sure,) = (parallel for parallel in MOVED if A[parallel.a.start : parallel.a.end] == "Three three.")
    unsure = (replace(sure, score=0.6), replace(sure, score=0.5))
    for some, alike in ((unsure, 0.6), ((*unsure, sure), sure.score)):
        (found,) = statements([Comparison("a", "b", some)], documents)
        assert [one.alike for one in found.wordings] == [alike, alike]
        archive = Archive(documents, statements=(found,))
        shown = stated(make_site(Config(Path(), Path()), archive, lambda _: None, {}, lambda *_: None), "people/m")
        assert shown is not None
        assert shown.html().count("not sure that it says the same") == (2 if alike < UNSURE else 0)


def said(document: str, start: int, end: int) -> Wording:
    return Wording(document, Span(start, end), True)


def grouped(*pairs: tuple[Wording, Wording, float]) -> list[list[tuple[str, int, int]]]:
    """Return each statement as (document, start, end) of its wordings, whatever the order of the pairs."""
    forward, backward = Wordings(), Wordings()
    for pair, other in zip(pairs, reversed(pairs), strict=True):
        forward.join(*pair)
        backward.join(*other)
    assert forward.groups() == backward.groups()
    return [[(each.document, each.span.start, each.span.end) for each in some] for some in forward.groups()]


def test_a_speech_of_which_two_papers_quote_other_sentences_together_is_not_one_statement() -> None:
    """Its sentences are 100 long; one paper has the first and second in one quotation, the other second and third."""
    first = [(said("speech", n * 200, n * 200 + 200), said("one", n * 300, n * 300 + 200), 1.0) for n in range(4)]
    other = [(said("speech", n * 200 + 100, n * 200 + 300), said("two", n * 300, n * 300 + 200), 0.9) for n in range(4)]
    between = [(said("one", n * 300, n * 300 + 200), said("two", n * 300, n * 300 + 200), 0.8) for n in range(4)]
    across = [(said("one", n * 300 + 300, n * 300 + 500), said("two", n * 300, n * 300 + 200), 0.8) for n in range(3)]
    groups = grouped(*first, *other, *between, *across)
    documents = sorted(sorted(document for document, *_ in some) for some in groups)
    assert documents == [["one", "speech"]] * 4 + [["speech", "two"]] * 4


def test_a_document_may_have_a_statement_twice() -> None:
    pairs = [(said("a", 0, 100), said("b", start, start + 100), 0.9) for start in (0, 500)]
    assert grouped(*pairs) == [[("a", 0, 100), ("b", 0, 100), ("b", 500, 600)]]


def test_wordings_that_are_about_the_same_words_are_of_one_statement() -> None:
    about, within = (said("a", 10, 100), said("c", 0, 90), 0.9), (said("a", 0, 40), said("d", 0, 40), 0.9)
    whole = (said("a", 0, 100), said("b", 0, 100), 1.0)
    assert grouped(whole, about) == [[("a", 0, 100), ("b", 0, 100), ("c", 0, 90)]]
    assert grouped(whole, within) == [[("a", 0, 40), ("d", 0, 40)], [("a", 0, 100), ("b", 0, 100)]]


def test_what_one_document_quotes_and_another_tells_is_one_statement() -> None:
    documents = (quoting(A, "a", "Three three.", "people/m"), document(B, "b"))
    (found,) = statements([Comparison("a", "b", MOVED)], documents)
    assert [(one.document, one.quoted) for one in found.wordings] == [("a", True), ("b", False)]


@pytest.mark.parametrize("render", [render_comparisons, render_witnesses])
def test_pages_of_several_documents_are_made_anew_where_one_has_another_language(
    render: Callable[[Site], Iterable[LatePage]],
) -> None:
    def made_from(third: Document) -> list[tuple[str, ...]]:
        whole = tuple(Parallel(block.span, block.span, "paraphrase", 1.0) for block in third.blocks)
        comparisons = tuple(Comparison("a", id_, whole) for id_ in ("b", "c"))
        archive = Archive((document(A), document(A, "b"), third), comparisons=comparisons)
        site = make_site(Config(Path(), Path()), archive, lambda _: None, {})
        return [page.made_from for page in render(site)]

    third = document(A, "c")
    german = replace(third, metadata=(*third.metadata, Datum("language", "de", "sidecar")))
    assert made_from(third)[-1] != made_from(german)[-1]


def test_the_table_of_witnesses_is_made_anew_where_a_passage_has_another_number(tmp_path: Path) -> None:
    def made_from(numbered: Document) -> tuple[str, ...]:
        whole = tuple(Parallel(block.span, block.span, "reprint", 1.0) for block in numbered.blocks)
        documents = (numbered, document(A, "b"), document(A, "c"))
        archive = Archive(documents, comparisons=tuple(Comparison("a", id_, whole) for id_ in ("b", "c")))
        (page,) = render_witnesses(make_site(Config(tmp_path, tmp_path / "docs"), archive, lambda _: None, {}))
        return page.made_from

    first = document(A)
    blocks = tuple(replace(block, id=f"{block.id}a") for block in first.blocks)
    assert made_from(first) == made_from(document(A))
    assert made_from(replace(first, blocks=blocks)) != made_from(first)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("connected") / "archive"
    for name, text in (("first", FIRST), ("second", SECOND), ("third", THIRD)):
        path = root / "seeds" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "glossary" / "people").mkdir(parents=True)
    (root / "glossary" / "people" / "maria-lindqvist.md").write_text(
        "---\nname: Maria Lindqvist\n---\n", encoding="utf-8"
    )
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# Islands\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        "site_name: Islands\ntheme: {name: material, font: false}\nplugins: [glossator]\nnot_in_nav: /archive/\n",
        encoding="utf-8",
    )
    assert mkdocs_here(root, "build", "--strict").returncode == 0
    assert glossator_here(root, "check", "--site", root / "site").returncode == 0
    return root / "site" / "archive"


def page(site: Path, *steps: str) -> BeautifulSoup:
    return BeautifulSoup(site.joinpath(*steps, "index.html").read_bytes(), "lxml")


def test_two_documents_stand_side_by_side(site: Path) -> None:
    shown = page(site, "compared", "first", "second")
    lines = [
        [cell.get_text().strip() for cell in row.select("th, td")] for row in shown.select(".side-by-side tbody tr")
    ]
    (quoted,) = [line for line in lines if "mends the nets" in line[1] and "mends the nets" in line[2]]
    assert quoted[0].startswith("word for word")
    assert any(line[0] == "found only in the second" and "Our readers ask" in line[2] and not line[1] for line in lines)
    assert shown.select("#correct")


def test_the_comparison_of_copies_marks_what_differs(site: Path) -> None:
    shown = page(site, "compared", "first", "third")
    marked = [each.get_text() for each in shown.select(".side-by-side mark")]
    assert sorted(marked) == ["Some", "has", "holds"]
    heard = [each.get_text() for each in shown.select(".side-by-side .heard")]
    assert heard == [
        ". Only the second has: Some",
        ". Other words in the first: holds",
        ". Other words in the second: has",
    ]


def test_a_passage_tells_where_else_it_stands(site: Path) -> None:
    shown = page(site, "documents", "second")
    assert {link["href"] for link in shown.select(".also a")} >= {"../first/#p2", "../third/#p2"}
    assert shown.select_one("#compared")
    bounds = shown.select_one(".compared p")
    assert bounds
    assert (
        "A document is compared with the 16 that share most with it, at most, and of many copies of one text each"
        " with a few; a sentence that stands in more than 16 documents, or nearly does, counts between copies only. It"
        " stands on 8 pages side by side, at most." in bounds.get_text()
    )


def test_a_statement_has_all_its_wordings(site: Path) -> None:
    shown = page(site, "people", "maria-lindqvist")
    (statement,) = shown.select(".statements > li")
    assert [item["data-document"] for item in statement.select("li[data-document]")] == ["first", "second", "third"]
    assert all("mends the nets" in item.get_text() for item in statement.select("q"))


def test_the_index_lists_the_pairs(site: Path) -> None:
    shown = page(site, "compared")
    assert {link["href"] for link in shown.select(".entries a")} >= {"first/second/", "first/third/"}


def test_what_is_compared_is_kept(write_files: WriteFiles, tmp_path: Path) -> None:
    root = write_files({"seeds/first.txt": FIRST, "seeds/second.txt": SECOND, "seeds/third.txt": THIRD})

    def compare(told: list[tuple[str, int]]) -> list[tuple[str, str]]:
        with ThreadPoolExecutor(1) as executor:
            work = Work(executor, Cache(tmp_path / "cache"), lambda what, done, total: told.append((what, total)))
            archive = gather(Config(root, root / "docs"), work).archive
        return [(each.a, each.b) for each in archive.comparisons]

    first: list[tuple[str, int]] = []
    again: list[tuple[str, int]] = []
    pairs = [("first", "second"), ("first", "third"), ("second", "third")]
    assert compare(first) == pairs
    assert {"preparing", "comparing"} <= {what for what, _ in first}
    assert compare(again) == pairs
    assert not {"preparing", "comparing"} & {what for what, total in again if total}
    (root / "seeds" / "third.txt").write_text(f"{THIRD} It snowed on Sunday.", encoding="utf-8")
    changed: list[tuple[str, int]] = []
    assert compare(changed) == pairs
    assert ("preparing", 1) in changed
