"""Pages are for everyone: axe-core on every kind of page, narrow windows, zoom, forced colors, keyboards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from annotating import FILES
from helpers import REPOSITORY, build, chromium, copy_archive, served, write_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("everyone")]

SAID = "The assembly of the islands met in Karlshavn on 3 May 1950, and Ada Lovelace opened it with a long speech."
MORE = {
    **{f"seeds/copy-{n}.txt": f"{SAID}\n\nForty members had come by boat, {n} of them late.\n" for n in range(3)},
    "seeds/moved.txt": "It was called otherwise once.\n",
    "seeds/moved.yml": "former_ids: [called-otherwise]\n",
    "glossary/people/a-lovelace.md": "---\nname: A. Lovelace\nmerged_into: people/ada-lovelace\n---\n",
    "glossary/people/ada-lovelace.md": "---\nname: Ada Lovelace\n---\nShe wrote *notes*.\n",
    "annotations/long/lost.md": "---\nquote: nowhere to be found\n---\nLost.\n",
    "docs/table.md": "# Tables\n\n| " + " | ".join(f"col {n}" for n in range(5)) + " |\n" + "|---" * 5 + "|\n"
    "| " + " | ".join(f"some_words_{n}" for n in range(5)) + " |\n",
}
KINDS = (
    "",
    "404.html",
    "guide/publish/",
    "table/",
    "archive/",
    "archive/documents/",
    "archive/documents/realist-english-2025-11-21/",
    "archive/documents/tsamto-2025-11-21/",
    "archive/documents/hard/",
    "archive/documents/table/",
    "archive/documents/long/",
    "archive/people/vladimir-putin/",
    "archive/places/kupyansk/",
    "archive/people/",
    "archive/places/karlshavn/",
    "archive/witnesses/copy-0/",
    "archive/compared/",
    "archive/compared/realist-english-2025-11-21/tsamto-2025-11-21/",
    "archive/search/?q=Kupyansk",
    "archive/timeline/",
    "archive/network/",
    "archive/notes/",
    "archive/notes/tags/",
    "archive/provenance/",
)
"""One page of each kind, and documents that are hard to set."""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = copy_archive(tmp_path_factory.mktemp("everyone"))
    write_files(root, FILES | MORE)
    build(root, env=REPOSITORY)
    with served(root / "site") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def violations(page: Page) -> list[str]:
    """Return what axe-core finds, each with the element that it is about."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 360)])
def test_axe_finds_nothing_on_any_kind_of_page(scheme: str, width: int, browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for path in KINDS:
        answer = page.goto(f"{address}{path}", wait_until="load")
        assert answer
        assert answer.ok
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        found[path] = violations(page)
    context.close()
    assert {path: some for path, some in found.items() if some} == {}


def test_axe_finds_nothing_in_what_opens(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}archive/documents/tsamto-2025-11-21/")
    page.locator("article.source a.mention").first.hover()
    expect(page.locator("#glossator-card")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator("#p5").locator("xpath=ancestor::div[1]/..").locator(".passage-number").click()
    page.get_by_role("button", name="Annotate").click()
    expect(page.get_by_role("dialog", name="Annotate")).to_be_visible()
    assert violations(page) == []
    page.goto(f"{address}archive/people/")  # a page anew: the form of a note has the keys
    page.keyboard.press("/")
    expect(page.locator("dialog.search input")).to_be_focused()
    page.keyboard.type("Kupyansk")
    expect(page.locator("dialog .search__result").first).to_be_visible(timeout=20_000)
    assert violations(page) == []
    page.close()


def test_axe_sees_what_is_wrong(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}archive/")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><a href=y></a>')")
    assert {told.split(":")[0] for told in violations(page)} >= {"image-alt", "link-name"}
    page.close()


@pytest.mark.parametrize("path", KINDS)
def test_at_320_pixels_nothing_is_scrolled_sideways(path: str, browser: Browser, address: str) -> None:
    """So wide is a window of 1280 pixels at 400 % (WCAG 1.4.10). A picture or a table may scroll in its own box."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{address}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_at_twice_the_size_of_letters_no_words_are_cut(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}archive/documents/realist-english-2025-11-21/")
    page.evaluate("document.documentElement.style.setProperty('font-size', '250%')")
    cut = page.locator("article.source .block, .note-body, h1, h2:not(.section)").evaluate_all(
        "(all) => all.filter((each) => each.offsetParent && each.scrollWidth > each.clientWidth + 1"
        " && getComputedStyle(each).overflow !== 'visible').map((each) => each.textContent)"
    )
    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.close()


def test_a_keyboard_reaches_the_text_first_and_sees_where_it_is(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}archive/documents/tsamto-2025-11-21/")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#page-title")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        outlined = page.evaluate(
            """() => {
              const focused = document.activeElement;
              const seen = focused.matches(".marking input") ? focused.closest("label") : focused;
              const { outlineStyle, outlineWidth } = getComputedStyle(seen);
              return outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
            }"""
        )
        assert outlined, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    page.close()


def test_the_keyboard_reaches_a_table_that_is_wider_than_the_window(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{address}table/")
    expect(page.get_by_role("region", name="Table")).to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 1900, "height": 740})
    expect(page.get_by_role("region", name="Table")).to_have_count(0)
    page.close()


@pytest.mark.parametrize(
    "path", ["archive/documents/tsamto-2025-11-21/", "archive/people/vladimir-putin/", "archive/notes/"]
)
def test_headings_are_in_order_and_the_first_is_the_pages(path: str, browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}{path}")
    levels = page.locator("main :is(h1, h2, h3, h4, h5, h6)").evaluate_all("(all) => all.map((h) => +h.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    page.close()


def test_forced_colors_keep_marks_and_choices_visible(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{address}archive/documents/tsamto-2025-11-21/")
    line = page.locator("article.source a.mention").first.evaluate("(a) => getComputedStyle(a).textDecorationLine")
    assert line == "underline"
    chosen = page.locator(".marking label:has(:checked)").evaluate("(label) => getComputedStyle(label).borderTopColor")
    other = page.locator(".marking label:not(:has(:checked))").first.evaluate(
        "(l) => getComputedStyle(l).borderTopStyle"
    )
    assert chosen != "rgba(0, 0, 0, 0)"
    assert other == "none"
    context.close()
