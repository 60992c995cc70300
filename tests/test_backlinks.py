"""What links to a page, a passage or a note, as it is shown there: newest first, with the words around each link."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from glossator.config import Config
from glossator.contributed import Target as Words
from glossator.contributed import find_links, find_words
from glossator.glossary import Glossary
from glossator.model import Archive, Block, Document, Entity, Note, Position, Quote, Retired, Span, Target
from glossator.relate import Targets, follow
from glossator.render.addresses import document_uri, entity_uri
from glossator.render.backlinks import (
    AROUND,
    LINK_WORDS,
    MOST_LINKS,
    MOST_PASSAGES,
    Linked,
    around_link,
    linked_documents,
    linked_to,
)
from glossator.render.views import Site, make_site
from helpers import write_files
from test_pipeline import build

ADA = Entity("people/ada", "person", "Ada", "glossary/people/ada.md")


def resolve(address: str) -> Words | None:
    return Words("../ada/", "Ada") if address == "people/ada" else None


@pytest.mark.parametrize(
    ("body", "number", "shown"),
    [
        ("So did [[people/ada]], later.", 0, ("So did ", "Ada", ", later.")),
        ("So did [[people/ada|she]].", 0, ("So did ", "she", ".")),
        ("[[people/ada]]", 0, ("", "Ada", "")),
        ("See [[people/ada]] and [[places/alba]] there.", 1, ("See Ada and ", "places/alba", " there.")),
        ("One.\n\n*Two*, [[people/ada]]\nthree <b>.", 0, ("One. Two, ", "Ada", " three <b>.")),
        ("- a [[people/ada]]\n- b", 0, ("a ", "Ada", " b")),
        ("It begins  so, and [[people/ada]] comes.", None, ("", "", "It begins so, and Ada comes.")),
        ("", None, ("", "", "")),
    ],
    ids=str,
)
def test_the_words_around_a_link(body: str, number: int | None, shown: tuple[str, str, str]) -> None:
    assert around_link(find_words(body), find_links(body), number, resolve) == shown


def test_far_words_are_left_out_at_a_word() -> None:
    body = f"{'before ' * 90}[[people/ada|{'x' * 399}]]{' behind' * 90}"
    before, words, after = around_link(find_words(body), find_links(body), 0, resolve)
    assert before.startswith("… before before")
    assert before.endswith("before ")
    assert after.startswith(" behind")
    assert after.endswith("behind …")
    assert words == f"{'x' * LINK_WORDS}…"


@given(st.lists(st.text("ab \n.", max_size=400), min_size=2, max_size=8), st.data())
def test_what_is_shown_stands_in_the_text_and_is_bounded(pieces: list[str], data: st.DataObject) -> None:
    links = find_links("[[people/ada|L]]" * (len(pieces) - 1))
    number = data.draw(st.integers(0, len(links) - 1))
    before, words, after = around_link(pieces, links, number, resolve)
    whole = " ".join("L".join(pieces).split())
    shown = before.removeprefix("… ") + words + after.removesuffix(" …")
    assert " ".join(shown.split()) in whole
    assert max(len(before), len(after)) <= AROUND + 2


DOCUMENT = Document(
    "letter",
    "seeds/letter.txt",
    "One.\n\nTwo.",
    "",
    "",
    10,
    "UTF-8",
    "LF",
    blocks=(Block("p1", "paragraph", Span(0, 4)), Block("p2", "paragraph", Span(6, 10))),
    retired=(Retired("p9", "p1", "into"),),
)


def note(name: str, body: str, date: str = "", document: str = "letter") -> Note:
    return Note(
        f"{document}/{name}",
        document,
        Quote("One"),
        body,
        f"annotations/{document}/{name}.md",
        Position(2, 8),
        4,
        date=date,
        links=find_links(body),
        words=find_words(body),
    )


def site(*notes: Note, entities: tuple[Entity, ...] = (ADA,), documents: tuple[Document, ...] = (DOCUMENT,)) -> Site:
    targets = Targets(documents, Glossary(entities), notes)
    backlinks, _ = follow((*notes, *entities), targets)
    archive = Archive(documents, entities, notes=notes, backlinks=backlinks)
    return make_site(Config(Path(), Path()), archive, targets.find, {})


def to_ada(*notes: Note) -> Linked:
    return linked_to(site(*notes), Target("entity", "people/ada"), entity_uri("people/ada"))


def test_the_newest_link_comes_first_and_what_has_no_date_last() -> None:
    dates = ("", "2024-05", "2025-01-01T23:00:00-05:00", "2025-01-02", "1990", "2025-01-02T09:00:00Z")
    made = [note(f"n{number}", "[[people/ada]]", date) for number, date in enumerate(dates)]
    eve = Entity("people/eve", "person", "Eve", "glossary/people/eve.md", links=find_links("[[people/ada]]"))
    linked = linked_to(site(*made, entities=(ADA, eve)), Target("entity", "people/ada"), "archive/people/ada/index.md")
    order = [str(link.address).rpartition("#")[2] for link in linked.links]
    assert order == ["note-n5", "note-n2", "note-n3", "note-n1", "note-n4", "note-n0", "../eve/"]
    assert linked.tally == "7 links"


def test_of_many_links_the_newest_are_shown_and_all_are_counted() -> None:
    notes = [note(f"n{number:04}", "[[people/ada]]", f"{1900 + number}") for number in range(MOST_LINKS + 7)]
    linked = to_ada(*notes)
    assert linked.tally == f"{MOST_LINKS + 7} links, of which the newest {MOST_LINKS} are shown"
    assert linked.links[0].facts == f"letter · {1900 + MOST_LINKS + 6}"
    assert len(linked.links) == MOST_LINKS


def test_a_note_that_stands_on_no_document_has_no_place_to_lead_from() -> None:
    assert to_ada(note("x", "[[people/ada]]", document="lost")).count == 0


def test_a_document_tells_what_links_to_it_and_to_its_passages_in_their_order() -> None:
    made = site(
        note("a", "[[letter#p2]] and [[letter]]"),
        note("b", "[[letter#p9]] and [[letter#p1|that]] and [[letter#note-a]]"),
    )
    places = linked_documents(made)["letter"].places
    assert [(place.passage, place.count) for place in places] == [("", 1), ("p1", 1), ("p2", 1)]
    assert places[1].links[0].address == "#note-b"
    to_note = linked_to(made, Target("document", "letter", "note-a"), document_uri("letter"))
    assert [(link.address, link.words) for link in to_note.links] == [("#note-b", "letter, note on “One”")]


def test_of_many_passages_that_are_linked_to_the_first_are_shown() -> None:
    blocks = tuple(Block(f"p{n}", "paragraph", Span(n, n + 1)) for n in range(MOST_PASSAGES + 5))
    long = replace(DOCUMENT, text="x" * len(blocks), blocks=blocks, retired=())
    body = " ".join(f"[[letter#{block.id}]]" for block in reversed(blocks))
    found = linked_documents(site(note("a", body), documents=(long,)))["letter"]
    assert [place.passage for place in found.places] == [block.id for block in blocks[:MOST_PASSAGES]]
    assert found.left_out == 5


def test_links_to_what_is_not_there_and_from_nowhere_leave_no_trace() -> None:
    assert linked_documents(site(note("a", "[[letters]]"))) == {}
    told = partial(linked_to, site(note("a", "[[people/ada]]")), Target("entity", "people/ada"), "archive/index.md")
    assert told(told=lambda source: False) == Linked("", (), 0)


HOSTILE = "<script>alert(1)</script> `&lt;` **[[letter#p2|<b>that</b> \x1b]]** <![ --8<-- [[letter]] " + "‮" * 3
PAGES = {
    "seeds/letter.txt": "One.\n\nTwo.\n",
    "seeds/letter.yml": 'date: "1843"\n',
    "seeds/reply.txt": "Three.\n",
    "seeds/reply.yml": 'date: "1844"\n',
    "annotations/letter/bad.md": f"---\nquote: One\n---\n{HOSTILE}\n",
    "glossary/people/ada.md": "---\nname: Ada Lovelace\n---\nShe wrote [[letter#note-bad]] and [[letter#p2]].\n",
}


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    """The page of a document."""
    root = write_files(tmp_path_factory.mktemp("linked"), PAGES)
    whole = build(root, root / "cache")
    (page,) = [page for page in whole.pages if page.uri == document_uri("letter")]
    return BeautifulSoup(page.body, "html.parser")


def test_beneath_a_passage_a_sign_leads_to_the_list_of_what_links_to_it(letter: BeautifulSoup) -> None:
    (sign,) = letter.select(".passage .words > .linked-sign")
    assert (sign["href"], sign["data-count"], sign.get_text()) == ("#linked-p2", "2", "")
    assert sign["aria-label"] == "What links here: 2 links to passage p2"
    (heading,) = letter.select("#linked-p2")
    assert heading.get_text() == "To passage p2"
    assert [link["href"] for link in heading.find_next("ul").select("a")] == ["#note-bad", "../../people/ada/"]


def test_the_words_of_strangers_stand_there_as_words(letter: BeautifulSoup) -> None:
    section = letter.select_one("section.links")
    assert section is not None
    assert {tag.name for tag in section.select("li *")} == {"a", "span", "mark"}
    shown = section.select("#linked-p2 ~ ul .more")[0].get_text()
    assert shown.startswith("<script>alert(1)</script> &lt; <b>that</b>")


def test_a_page_leads_to_the_one_after_it_by_date(letter: BeautifulSoup) -> None:
    (nav,) = letter.select("nav.reading-order")
    assert [(link["rel"], link["href"], link.get_text()) for link in nav.select("a")] == [
        (["next"], "../reply/", "reply")
    ]
