"""What the build writes for cards: one for each entry, found name and document, and only words in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from glossator.render.cards import FILES, card_file
from helpers import TINY, Built, build, copy_archive, files_of, pages_of, write_files

HOSTILE = '<img src=x onerror=hit(1)> & "quotes" \'; {{ 7*7 }}'
FILES_WRITTEN = {
    "seeds/harbor.txt": "Harbor news\n\nMarta Quillfeather met Ada Lovelace. Marta Quillfeather was pleased.\n",
    "seeds/harbor.yml": f"title: {json.dumps(HOSTILE)}\nsource: Ravel Times\ndate: 1843-10-02\n",
    "seeds/long.txt": "Lang\n\nHeute waren " + "wir " * 60 + "da.\n",
    "seeds/long.yml": "language: de\n",
    "seeds/told.txt": "Notes\n\nSomebody was in town.\n",
    "seeds/told.yml": "description: What somebody noted in town.\n",
    "glossary/people/old-name.md": "---\nname: Old Name\nmerged_into: people/ada-lovelace\n---\n",
    "glossary/people/nobody.md": f"---\nname: {json.dumps(HOSTILE)}\ndescription: {json.dumps(HOSTILE)}\n---\n",
    "annotations/harbor/pleased.md": "---\nquote: was pleased\n---\nWhy?\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = copy_archive(tmp_path_factory.mktemp("cards"), TINY)
    write_files(root, FILES_WRITTEN)
    return Built(root, root / "site", build(root))


def card(built: Built, id_: str) -> BeautifulSoup:
    data = (built.site / card_file(id_)).read_text(encoding="utf-8")
    (found,) = BeautifulSoup(data, "lxml").select(f'article[data-card="{id_}"]')
    return found  # type: ignore[return-value]


def said(built: Built, id_: str, part: str) -> str:
    return " ".join(card(built, id_).select_one(f".card__{part}").get_text().split())  # type: ignore[union-attr]


def test_every_page_that_a_mention_leads_to_has_a_card(built: Built) -> None:
    named = {
        str(mention["data-entity"])
        for page in pages_of(built.site).values()
        for mention in BeautifulSoup(page, "lxml").select("a.mention")
    }
    assert "people/ada-lovelace" in named
    for id_ in named:
        assert said(built, id_, "name")


def test_a_card_of_an_entry_says_what_it_is_how_often_and_where_it_is_named(built: Built) -> None:
    assert said(built, "people/ada-lovelace", "kind") == "Person"
    assert said(built, "people/ada-lovelace", "name") == "Ada Lovelace"
    facts = said(built, "people/ada-lovelace", "facts")
    assert facts.startswith("Named: ")
    counts = card(built, "people/ada-lovelace").select(".card__items .card__count")
    assert sum(int(count.get_text()) for count in counts) == int(facts.split()[1])
    assert said(built, "people/nobody", "facts") == "Named in no document yet"


def test_a_card_of_a_found_name_says_that_nobody_reviewed_it(built: Built) -> None:
    assert said(built, "people/marta-quillfeather", "kind") == "Person, found by the program and not reviewed"
    assert card(built, "people/marta-quillfeather").select(".card__line") == []


def test_a_card_of_a_document_says_whose_it_is_and_how_it_begins(built: Built) -> None:
    assert said(built, "documents/harbor", "kind") == "Document"
    assert said(built, "documents/harbor", "facts") == "Ravel Times · 1843-10-02 · 11 words · 1 note"


def test_a_card_of_a_document_lists_whom_it_names_most_and_says_who_was_not_reviewed(built: Built) -> None:
    listed = [" ".join(item.get_text().split()) for item in card(built, "documents/harbor").select(".card__items li")]
    assert listed == ["Marta Quillfeather not reviewed 2", "Ada Lovelace 1"]


def test_words_of_a_source_are_quoted_in_its_language_and_cut_where_one_sees_it(built: Built) -> None:
    (words,) = card(built, "documents/harbor").select("blockquote.card__words")
    assert words.get_text() == "Marta Quillfeather met Ada Lovelace. Marta Quillfeather was pleased."
    (cut,) = card(built, "documents/long").select("blockquote.card__words")
    assert cut["lang"] == "de"
    assert cut.get_text().endswith("wir …")
    assert ("Heute waren " + "wir " * 60).startswith(cut.get_text().removesuffix("…"))


def test_what_we_say_of_a_document_is_no_quotation(built: Built) -> None:
    assert said(built, "documents/told", "line") == "What somebody noted in town."
    assert card(built, "documents/told").select("blockquote") == []


def test_a_card_of_an_entry_without_a_description_follows_the_notes_that_its_body_links_to(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "linked", TINY)
    files = {"glossary/people/nobody.md": "---\nname: Nobody\n---\nSee [[harbor#note-pleased]].\n"}
    write_files(root, FILES_WRITTEN | files)
    found = Built(root, root / "site", build(root))
    assert "“was pleased”" in said(found, "people/nobody", "line")
    write_files(root, {"annotations/harbor/pleased.md": "---\nquote: met Ada\n---\nWhy?\n"})
    build(root)
    assert "“met Ada”" in said(found, "people/nobody", "line")


def test_what_was_merged_has_no_card_of_its_own(built: Built) -> None:
    cards = "".join(path.read_text() for path in (built.site / "archive" / "cards").iterdir())
    assert "old-name" not in cards
    assert "Old Name" not in cards


def test_hostile_words_are_only_words(built: Built) -> None:
    assert said(built, "people/nobody", "name") == HOSTILE
    assert said(built, "people/nobody", "line") == HOSTILE
    assert said(built, "documents/harbor", "name") == HOSTILE
    for path in (built.site / "archive" / "cards").iterdir():
        found = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        elements = found.select("article *")
        assert {element.name for element in elements} <= {"p", "a", "ul", "li", "span", "blockquote"}
        attributes = {name for element in elements for name in element.attrs}
        assert attributes <= {"class", "href", "lang", "dir"}


def test_links_of_cards_lead_to_pages(built: Built) -> None:
    for path in (built.site / "archive" / "cards").iterdir():
        for link in BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").select("a"):
            assert (path.parent / str(link["href"]) / "index.html").is_file(), link


def test_cards_lead_to_pages_without_directory_urls_too(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "flat", TINY)
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("\nuse_directory_urls: false\n")
    build(root)
    links = [
        (path.parent / str(link["href"]))
        for path in (root / "site" / "archive" / "cards").iterdir()
        for link in BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").select("a")
    ]
    assert links
    assert all(link.is_file() for link in links)


def test_cards_change_with_what_they_tell_and_only_their_files(built: Built, tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "changed", TINY)
    write_files(root, FILES_WRITTEN)
    build(root)
    before = files_of(root / "site" / "archive" / "cards")
    entry = root / "glossary" / "people" / "nobody.md"
    entry.write_text("---\nname: Nobody\ndescription: Known to none.\n---\n", encoding="utf-8")
    build(root)
    after = files_of(root / "site" / "archive" / "cards")
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == {card_file("people/nobody").rsplit("/", 1)[1]}


def test_the_names_of_files_are_spread_evenly() -> None:
    counted: dict[str, int] = {}
    for number in range(20_000):
        name = card_file(f"people/person-{number}")
        counted[name] = counted.get(name, 0) + 1
    assert len(counted) == FILES
    assert max(counted.values()) < 60
