"""What the program finds by itself, on the pages of a site: never shown as what people decided."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from helpers import build, chromium, export, glossator_here, served, write_files

pytestmark = pytest.mark.xdist_group("found")

HARBOR = """The harbor

Maria Lindqvist, the harbor master, met Per Axelsson on 3 March 1890. "The ice is gone," said Lindqvist.

Maria Lindqvist left. Per Axelsson stayed in Karlskrona.
"""
STORM = """The storm

Maria Lindqvist of the Baltic Pilots Association wrote to Sweden. "We wait," she said.
"""
FILES = {
    "mkdocs.yml": (
        "site_name: Harbor\nrepo_url: https://github.com/o/r\nedit_uri: edit/main/docs/\n"
        "theme: {name: material, font: false}\nplugins: [glossator]\n"
    ),
    "docs/index.md": "# Harbor\n",
    "seeds/harbor.txt": HARBOR,
    "seeds/storm.txt": STORM,
    "seeds/meeting.txt": "The meeting\n\nPer Axelsson met Olga Brandt on 4 March 1890. Axelsson left.\n",
    "glossary/people/per-axelsson.md": "---\nname: Per Axelsson\n---\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_files(tmp_path_factory.mktemp("found"), FILES)
    assert build(root).returncode == 0
    return root


def page(root: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((root / "site" / path / "index.html").read_bytes(), "lxml")


def texts(soup: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(element.get_text().split()) for element in soup.select(selector)]


def test_a_found_name_is_marked_as_not_reviewed_and_an_entry_is_not(root: Path) -> None:
    mentions = page(root, "archive/documents/harbor").select("a.mention")
    reviewed = {(mention["data-entity"], mention.get("data-reviewed")) for mention in mentions}
    assert ("people/per-axelsson", None) in reviewed
    assert ("people/maria-lindqvist", "false") in reviewed
    assert ("people/maria-lindqvist", None) not in reviewed


def test_who_cannot_see_how_a_name_is_underlined_is_told_in_words(root: Path) -> None:
    mentions = page(root, "archive/documents/harbor").select("a.mention")
    said = {(mention["data-entity"], mention.get("title")) for mention in mentions}
    assert {("people/per-axelsson", None), ("people/maria-lindqvist", "not reviewed")} <= said


def test_an_index_tells_how_often_and_in_how_many_documents_a_name_stands(root: Path) -> None:
    line = "Per Axelsson {} mentions in 2 documents".format(
        sum(row["entity"] == "people/per-axelsson" for row in export(root, "mentions"))
    )
    assert line in texts(page(root, "archive/people"), ".entries li")
    assert "No file says these names" in texts(page(root, "archive/found/people"), ".correct p")[0]
    assert "No file says these names" not in texts(page(root, "archive/people"), ".correct p")[0]


def test_an_entry_tells_that_rules_found_some_of_its_sentences(root: Path) -> None:
    told = "a form that a rule takes for it"
    assert any(told in words for words in texts(page(root, "archive/people/per-axelsson"), ".mentions p"))
    assert not any(told in words for words in texts(page(root, "archive/people/maria-lindqvist"), ".mentions p"))


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_button_that_begins_an_entry_can_be_seen(root: Path, scheme: str) -> None:
    with served(root / "site") as address, chromium() as browser:
        reader = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
        reader.goto(f"{address}archive/people/maria-lindqvist/")
        ink = reader.eval_on_selector("a.md-button", "each => getComputedStyle(each).color")
        paper = reader.eval_on_selector("body", "each => getComputedStyle(each).backgroundColor")
        link = reader.eval_on_selector(".group-link a", "each => getComputedStyle(each).color")
        assert ink == link != paper


STYLES = {"Per Axelsson": "solid", "Axelsson": "dotted", "Olga Brandt": "dashed"}
"""How names are underlined: as a person decided, as a rule takes it for an entry, as nobody reviewed it."""


@pytest.mark.browser
def test_what_nobody_reviewed_looks_different_on_screen_and_paper(root: Path) -> None:
    with served(root / "site") as address, chromium() as browser:
        reader = browser.new_page()
        reader.goto(f"{address}archive/documents/meeting/")
        for media in ("screen", "print"):
            reader.emulate_media(media=media)  # type: ignore[arg-type]
            seen = reader.eval_on_selector_all(
                "article a.mention", "all => all.map(a => [a.textContent, getComputedStyle(a).textDecorationStyle])"
            )
            assert dict(seen) == STYLES, media


def test_the_documents_page_lists_found_names_apart(root: Path) -> None:
    soup = page(root, "archive/documents/harbor")
    assert "Maria Lindqvist" in texts(soup, "section:has(> #found) .names a")
    assert "Maria Lindqvist" not in texts(soup, "section:has(> #named) .names a")
    assert texts(soup, "section:has(> #named) .names a") == ["Per Axelsson"]


def test_its_page_says_that_nobody_reviewed_it_and_has_every_sentence(root: Path) -> None:
    soup = page(root, "archive/people/maria-lindqvist")
    assert soup.select_one('.glossator[data-reviewed="false"]')
    assert "not reviewed" in soup.select_one(".standfirst").get_text()  # type: ignore[union-attr]
    rows = [row for row in export(root, "mentions") if row["entity"] == "people/maria-lindqvist"]
    assert len(soup.select("section:has(> #mentions) mark")) == len(rows) >= 4
    assert {row["document"] for row in rows} == {"harbor", "storm"}


def test_its_page_begins_the_entrys_file_on_the_code_host(root: Path) -> None:
    soup = page(root, "archive/people/maria-lindqvist")
    button: Any = soup.select_one("a.md-button")
    assert button["href"].startswith(
        "https://github.com/o/r/new/main?filename=glossary%2Fpeople%2Fmaria-lindqvist.md&value="
    )
    draft: Any = soup.select_one(".draft")
    assert draft.get_text().startswith('---\nname: "Maria Lindqvist"\n')


def test_found_names_have_indexes_of_their_own(root: Path) -> None:
    assert texts(page(root, "archive/people"), ".entry-name") == ["Per Axelsson"]
    assert "Maria Lindqvist" in texts(page(root, "archive/found/people"), ".entry-name")
    assert "People, not reviewed" in texts(page(root, "archive"), ".overview a")


def test_what_a_person_said_stands_on_their_page(root: Path) -> None:
    soup = page(root, "archive/people/maria-lindqvist")
    assert '"The ice is gone,"' in texts(soup, "section:has(> #said) q")


def test_a_documents_page_lists_its_quotations_and_dates(root: Path) -> None:
    soup = page(root, "archive/documents/harbor")
    assert texts(soup, ".understood td code") == ["1890-03-03"]
    assert texts(soup, ".understood q") == ['"The ice is gone,"']
    assert [date["data-edtf"] for date in soup.select("article .date")] == ["1890-03-03"]


def test_the_site_passes_its_check(root: Path) -> None:
    done = glossator_here(root, "check", "--site", root / "site")
    assert (done.returncode, done.stdout) == (0, "")


def test_what_people_decide_takes_its_place(root: Path, tmp_path: Path) -> None:
    entry = "---\nname: Maria Lindqvist\ndescription: The harbor master.\n---\n"
    other = write_files(tmp_path / "archive", {**FILES, "glossary/people/maria-lindqvist.md": entry})
    assert build(other).returncode == 0
    soup = page(other, "archive/people/maria-lindqvist")
    assert not soup.select('.glossator[data-reviewed="false"]')
    assert "Maria Lindqvist" in texts(page(other, "archive/people"), ".entry-name")


def test_a_merged_entry_leads_its_readers_on(tmp_path: Path) -> None:
    merged = "---\nname: P. Axelsson\nmerged_into: people/per-axelsson\n---\n"
    root = write_files(tmp_path / "archive", {**FILES, "glossary/people/p-axelsson.md": merged})
    build(root)
    soup = page(root, "archive/people/p-axelsson")
    refresh: Any = soup.select_one('head meta[http-equiv="refresh"]')
    assert refresh["content"] == "0; url=../per-axelsson/"
    assert not page(root, "archive/people/per-axelsson").select('meta[http-equiv="refresh"]')


def test_a_month_in_a_persons_name_is_no_date(tmp_path: Path) -> None:
    text = "The songs\n\nIn 1950 June Carter sang. June Carter was heard in June 1951.\n"
    root = write_files(tmp_path / "archive", {**FILES, "seeds/songs.txt": text})
    dates = [row["text"] for row in export(root, "dates") if row["document"] == "songs"]
    assert dates == ["1950", "June 1951"]


def test_a_recognizer_that_is_switched_off_finds_nothing(tmp_path: Path) -> None:
    config = FILES["mkdocs.yml"].replace("[glossator]", "\n  - glossator:\n      recognizers: [gazetteer]")
    root = write_files(tmp_path / "archive", {**FILES, "mkdocs.yml": config})
    assert {row["reviewed"] for row in export(root, "mentions")} == {True}
    assert export(root, "quotes") == export(root, "dates") == []
