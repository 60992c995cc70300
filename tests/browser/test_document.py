"""How a document is set: its measure, the marks that a reader chooses, where one is, the margin, and print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from helpers import Built, chromium, served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("own_site")]

STORY = "archive/documents/realist-english-2025-11-21/"
REPORT = "archive/documents/tsamto-2025-11-21/"
WIDTHS = (320, 360, 768, 1024, 1280, 1440, 1920)


@pytest.fixture(scope="module")
def address(own_site: Built) -> Iterator[str]:
    with served(own_site.site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def line_color(name: Locator) -> str:
    return str(name.evaluate("(name) => getComputedStyle(name).textDecorationColor"))


UNMARKED = "rgba(0, 0, 0, 0)"


def test_names_of_one_type_are_marked_alone_and_the_next_document_remembers_it(page: Page, address: str) -> None:
    page.goto(f"{address}{STORY}")
    person = page.locator("article.source a.mention[data-type=person]").first
    place = page.locator("article.source a.mention[data-type=place]").first
    assert UNMARKED not in (line_color(person), line_color(place))
    page.get_by_role("radio", name="places").check()
    assert line_color(person) == UNMARKED
    assert line_color(place) != UNMARKED
    person.hover()
    assert line_color(person) != UNMARKED
    page.goto(f"{address}{REPORT}")
    expect(page.get_by_role("radio", name="places")).to_be_checked()
    assert line_color(page.locator("article.source a.mention[data-type=person]").first) == UNMARKED
    assert line_color(page.locator("article.source a.mention[data-type=place]").first) != UNMARKED


def test_no_name_and_no_date_is_marked_where_the_reader_wants_none_and_they_are_still_links(
    page: Page, address: str
) -> None:
    page.goto(f"{address}{STORY}")
    page.get_by_role("radio", name="all").focus()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("radio", name="none")).to_be_checked()
    marked = page.locator("article.source :is(a.mention, .date)")
    assert {line_color(each) for each in marked.all()} == {UNMARKED}
    assert all(link.get_attribute("href") for link in page.locator("article.source a.mention").all())


def test_the_choice_offers_the_types_that_the_document_names(page: Page, address: str) -> None:
    page.goto(f"{address}{STORY}")
    named = page.locator("article.source a.mention").evaluate_all(
        "(all) => [...new Set(all.map((a) => a.dataset.type))]"
    )
    offered = page.locator(".marking input").evaluate_all("(all) => all.map((input) => input.value)")
    assert set(offered) == {"all", "none", *named}


def test_without_scripts_there_is_no_choice_and_all_names_are_marked(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}{STORY}")
    expect(page.locator(".marking")).to_be_hidden()
    assert line_color(page.locator("article.source a.mention").first) != UNMARKED
    page.close()


def test_the_header_tells_which_passage_one_is_at(page: Page, address: str) -> None:
    page.goto(f"{address}{REPORT}")
    count = page.locator("article.source .block").count()
    topic = page.locator(".md-header__topic").last
    for passage in ("p9", "p13"):
        page.locator(f"#{passage}").evaluate("(block) => block.scrollIntoView()")
        expect(topic).to_have_attribute("data-place", f"{passage} of {count}")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", [STORY, REPORT])
def test_nothing_in_the_margin_lies_on_anything_at_any_width(path: str, width: int, page: Page, address: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}{path}")
    page.locator("article.source details").evaluate_all("(all) => all.forEach((each) => { each.open = true; })")
    laid = page.locator("article.source :is(.words, .margin, .also)").evaluate_all(
        "(all) => all.map((each) => each.getBoundingClientRect().toJSON())"
    )
    assert len(laid) > 20
    for number, a in enumerate(laid):
        assert a["left"] >= 0
        assert a["right"] <= width
        for b in laid[number + 1 :]:
            across = min(a["right"], b["right"]) - max(a["left"], b["left"])
            down = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
            assert across <= 1 or down <= 1, (a, b)


def test_beside_the_text_what_belongs_to_a_passage_begins_no_higher_than_it(page: Page, address: str) -> None:
    page.goto(f"{address}{REPORT}")
    for passage in page.locator("article.source .passage:has(> :is(.margin, .also))").all():
        words = passage.locator(".words").bounding_box()
        assert words
        for beside in passage.locator("> :is(.margin, .also)").all():
            box = beside.bounding_box()
            assert box
            assert box["x"] >= words["x"] + words["width"]
            assert box["y"] >= words["y"] - 1


@pytest.mark.parametrize("width", [768, 1440])
def test_lines_hold_sixty_to_seventy_five_characters(width: int, page: Page, address: str) -> None:
    """The fullest lines of the longest passage: the others end earlier, as no word is broken."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}{REPORT}")
    lines = page.evaluate(
        """() => {
          const blocks = [...document.querySelectorAll("article.source .block")];
          const block = blocks.reduce((a, b) => (b.textContent.length > a.textContent.length ? b : a));
          const lines = new Map();
          const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode()); ) {
            for (let at = 0; at < node.length; at += 1) {
              const range = document.createRange();
              range.setStart(node, at);
              range.setEnd(node, at + 1);
              const bottom = Math.round(range.getBoundingClientRect().bottom / 8);
              lines.set(bottom, (lines.get(bottom) ?? 0) + 1);
            }
          }
          return [...lines.values()];
        }"""
    )
    assert len(lines) > 5
    assert 60 <= max(lines) <= 75


def printed(page: Page, folder: Path) -> tuple[int, str]:
    from pypdf import PdfReader

    page.pdf(path=folder / "printed.pdf", format="A4", prefer_css_page_size=True)
    sheets = PdfReader(folder / "printed.pdf").pages
    return len(sheets), " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())


def test_a_document_is_printed_as_an_edition_its_text_its_notes_its_record(
    page: Page, address: str, tmp_path: Path
) -> None:
    page.goto(f"{address}{REPORT}")
    sheets, said = printed(page, tmp_path)
    assert sheets <= 6
    first, last = said.index("Russian President Vladimir Putin held"), said.index("And on the whole, we are")
    notes, record, provenance = said.index(" Notes "), said.index(" Record "), said.index(" Provenance ")
    assert first < last < notes < said.index("This sentence lists thirteen people") < record < provenance
    assert said.index("Proposed instead") > notes
    for only_on_screens in (
        "Named here",
        "Compared with",
        "What links here",
        "is also in",
        "Names marked",
        "Correct this",
    ):
        assert only_on_screens not in said


def test_a_printed_document_begins_below_its_head(page: Page, address: str, tmp_path: Path) -> None:
    from pypdf import PdfReader

    page.goto(f"{address}{STORY}")
    page.pdf(path=tmp_path / "printed.pdf", format="A4", prefer_css_page_size=True)
    first = " ".join(PdfReader(tmp_path / "printed.pdf").pages[0].extract_text().split())
    assert "President Vladimir Putin convened a video-link meeting" in first
