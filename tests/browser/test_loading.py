"""What a document's page loads, and that nothing on it moves while it loads."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from annotating import Reader
from helpers import ROOT, Built, build, copy_archive, served, write_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("annotating")]

WORDS = 1000
MOST_OF_OURS = 20_000
"""Bytes of our scripts and style sheets that a document's page loads, as hosts send them (gzip)."""
MOST = 150_000
"""Bytes of all that the page of a document of so many words loads, itself and the theme included."""
SIZES = {"phone": (360, 740), "desk": (1440, 900)}
DOCUMENTS = ("plain", "noted")


def thousand_words() -> list[str]:
    """Return paragraphs of this repository's documents, cut after so many words."""
    lines = [line for seed in sorted((ROOT / "seeds").glob("*.txt")) for line in seed.read_text("utf-8").splitlines()]
    words = [(word, number) for number, line in enumerate(lines) for word in line.split()][:WORDS]
    assert len(words) == WORDS
    return [" ".join(word for word, line in words if line == number) for number in range(words[-1][1] + 1)]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an archive that has a document of so many words, and the same with ten notes on it."""
    root = copy_archive(tmp_path_factory.mktemp("loading"))
    paragraphs = [each for each in thousand_words() if each]
    write_files(root, {f"seeds/{name}.txt": "\n\n".join(paragraphs) for name in DOCUMENTS})
    quotes = [each for each in paragraphs if len(each) > 60][:10]
    assert len(quotes) == 10
    for number, quote in enumerate(quotes):
        note = (
            f"---\nquote: {json.dumps(quote)}\nauthor: Ada\n---\nWhat is said of it here is long enough for a line.\n"
        )
        write_files(root, {f"annotations/noted/n{number}.md": note})
    built = Built(root, root / "site", build(root))
    with served(built.site) as address:
        yield address


def weights(page: Page, url: str) -> dict[str, int]:
    """Return the bytes of all that the page loads, by address, as a host sends them."""
    found: dict[str, int] = {}

    page.on("requestfinished", lambda request: found.update({request.url: 0}))
    page.goto(url, wait_until="networkidle")
    return {each: len(gzip.compress(page.request.get(each).body(), 6)) for each in found}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_page_of_a_thousand_words_is_light(document: str, browser: Browser, loaded: str) -> None:
    page = browser.new_page()
    found = weights(page, f"{loaded}archive/documents/{document}/")
    page.close()
    ours = {url: size for url, size in found.items() if "/assets/glossator/" in url and not url.endswith(".svg")}
    assert all(url.startswith(loaded) for url in found), "nothing comes from another host"
    assert {url.rpartition(".")[2] for url in ours} == {"css", "js"}
    assert 5_000 < sum(ours.values()) <= MOST_OF_OURS, ours
    assert 50_000 < sum(found.values()) <= MOST, found


SHIFTS = """() => new Promise((done) => {
  const found = [];
  const observer = new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      const moved = sources.map(({ node }) => node?.className || node?.nodeName).join();
      if (!hadRecentInput) found.push(`${value.toFixed(4)} ${moved}`);
    }
  });
  observer.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(found), 500);
})"""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_nothing_moves_while_a_document_loads(document: str, size: str, browser: Browser, loaded: str) -> None:
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{loaded}archive/documents/{document}/", wait_until="networkidle")
    assert page.locator(".note").count() == (10 if document == "noted" else 0)
    assert page.evaluate(SHIFTS) == []
    page.evaluate("document.querySelector('.annotating').insertAdjacentHTML('beforebegin', '<h2>A heading</h2>')")
    assert page.evaluate(SHIFTS) != [], "what moves is seen"
    page.close()


def loads_of(reader: Reader) -> list[str]:
    """Return the files that are loaded, by name."""
    return [str(url).rpartition("/")[2] for url in reader.page.evaluate(LOADS)]


LOADS = "performance.getEntriesByType('resource').map(({ name }) => name)"
TOOLS = {"tools.js", "toolbar.js", "form.js", "desk.css"}


def test_what_annotates_loads_when_words_are_selected(reader: Reader) -> None:
    reader.open("long")
    assert "start.js" in loads_of(reader)
    assert TOOLS.isdisjoint(loads_of(reader))
    reader.select("p3", 0, 9)
    assert set(loads_of(reader)) >= TOOLS


def test_what_annotates_loads_when_a_number_is_pressed(reader: Reader) -> None:
    reader.open("long")
    reader.page.locator(".passage-number[href='#p3']").click()
    expect(reader.desk).to_be_visible()
    assert set(loads_of(reader)) >= TOOLS


def test_words_that_are_still_being_selected_bring_no_toolbar_although_it_loads(reader: Reader) -> None:
    reader.open("long")
    box = reader.page.locator("#p3").bounding_box()
    assert box
    reader.page.mouse.move(box["x"] + 5, box["y"] + 8)
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + 150, box["y"] + 9, steps=4)
    reader.page.wait_for_function(f"() => {LOADS}.some((name) => name.endsWith('desk.css'))")
    reader.page.wait_for_timeout(400)
    expect(reader.desk).to_be_hidden()
    reader.page.mouse.up()
    expect(reader.desk).to_be_visible()


def test_a_reader_is_told_where_the_tools_cannot_be_loaded(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/tools.js", lambda route: route.abort())
    reader = Reader(page, address)
    reader.open("long")
    page.locator(".passage-number[href='#p3']").click()
    expect(page.locator(".annotating")).to_contain_text("could not be loaded")
    page.wait_for_url("**#p3")
    page.close()
