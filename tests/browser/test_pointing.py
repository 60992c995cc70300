"""Cards in Chromium: by mouse, keyboard and touch, without scripts, and without anything that moves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from helpers import Built, chromium, served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("own_site")]

STORY = "archive/documents/realist-english-2025-11-21/"
REPORT = "archive/documents/tsamto-2025-11-21/"
CARD = "#glossator-card"
NAME = "#p5 a.mention[data-entity='people/vladimir-putin']"


@pytest.fixture(scope="module")
def address(own_site: Built) -> Iterator[str]:
    with served(own_site.site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    yield page
    assert errors == []


def laid(page: Page) -> object:
    return page.locator("article.source :is(.block, .margin)").evaluate_all(
        "(all) => all.map((each) => JSON.stringify(each.getBoundingClientRect()))"
    )


def test_pointing_at_a_name_shows_what_it_is_and_nothing_moves(page: Page, address: str) -> None:
    page.goto(f"{address}{REPORT}")
    name = page.locator(NAME).first
    name.scroll_into_view_if_needed()
    before = laid(page)
    name.hover()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    expect(card).to_contain_text("President of Russia in November 2025")
    expect(card.locator(".card__facts")).to_contain_text("mentions in 2 documents")
    assert laid(page) == before
    box, block = card.bounding_box(), page.locator("#p5").bounding_box()
    assert box
    assert block
    assert box["x"] >= block["x"] + block["width"]


def test_a_card_stays_while_the_pointer_is_on_it_and_goes_when_it_has_left(page: Page, address: str) -> None:
    page.goto(f"{address}{REPORT}")
    page.locator(NAME).first.hover()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    card.hover()
    page.wait_for_timeout(700)  # longer than a pointer may take from the link to the card
    expect(card).to_be_visible()
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()


def test_escape_closes_a_card_that_is_pointed_at(page: Page, address: str) -> None:
    page.goto(f"{address}{REPORT}")
    page.locator(NAME).first.hover()
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_be_hidden()


@pytest.mark.parametrize("width", [768, 1024, 1440])
def test_a_card_does_not_cover_the_passage_where_there_is_room_elsewhere(width: int, page: Page, address: str) -> None:
    page.set_viewport_size({"width": width, "height": 1000})
    page.goto(f"{address}{REPORT}")
    name = page.locator(NAME).first
    name.evaluate("(name) => scrollTo(0, name.getBoundingClientRect().top + scrollY - 500)")
    name.hover()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    a, b = card.bounding_box(), page.locator("#p5").bounding_box()
    assert a
    assert b
    across = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
    down = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
    assert across <= 0 or down <= 0
    assert a["x"] >= 0
    assert a["x"] + a["width"] <= width


def test_a_link_to_a_passage_of_another_document_shows_its_words_as_they_stand_there(page: Page, address: str) -> None:
    page.goto(f"{address}{REPORT}")
    page.locator("details.also summary").first.click()
    link = page.locator("details.also a").first
    link.hover()
    card = page.locator(CARD)
    expect(card.locator(".card__kind")).to_have_text("Passage p4")
    quoted = card.locator("blockquote").inner_text().removesuffix(" …")
    page.goto(f"{address}{STORY}")
    assert quoted in page.locator("#p4").inner_text()
    assert len(quoted) > 100


def test_a_mark_shows_its_note_where_the_note_is_not_in_sight(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 768, "height": 900})
    page.goto(f"{address}{REPORT}")
    page.locator("#words-attendance").hover()
    expect(page.locator(CARD)).to_contain_text("This sentence lists thirteen people")
    page.mouse.move(5, 5)
    page.set_viewport_size({"width": 1440, "height": 1200})
    page.goto(f"{address}{REPORT}")
    expect(page.locator("#note-attendance")).to_be_in_viewport(ratio=1)
    page.locator("#words-attendance").hover()
    page.wait_for_timeout(800)
    assert page.locator(f"{CARD}:popover-open").count() == 0


def test_the_keyboard_opens_a_card_enters_it_and_comes_back(page: Page, address: str) -> None:
    page.goto(f"{address}{REPORT}")
    name = page.locator(NAME).first
    page.locator("#p5 a.mention").first.focus()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.locator(f"{NAME}:focus").count():
            break
    expect(name).to_be_focused()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Vladimir Putin")).to_contain_text("Escape to close")
    expect(name).to_have_accessible_description("Person. Vladimir Putin. " + _rest(page))
    page.keyboard.press("Alt+ArrowDown")
    expect(card.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(name).to_be_focused()
    page.keyboard.press("Tab")
    expect(name).not_to_be_focused()


def _rest(page: Page) -> str:
    told = page.locator(".card-told").text_content() or ""
    return told.removeprefix("Person. Vladimir Putin. ")


def test_a_tap_shows_the_card_and_a_second_one_follows(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}{REPORT}")
    name = page.locator(NAME).first
    name.tap()
    card = page.locator(CARD)
    expect(card).to_contain_text("President of Russia")
    assert page.url.endswith(REPORT)
    on = card.get_by_role("link", name="Open the page").bounding_box()
    assert on
    assert on["height"] >= 44
    card.get_by_role("button", name="Close").tap()
    expect(card).to_be_hidden()
    name.tap()
    expect(card).to_be_visible()
    name.tap()
    page.wait_for_url("**/archive/people/vladimir-putin/")
    context.close()


def test_a_tap_follows_at_once_where_no_card_can_be_had(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.route("**/archive/cards/**", lambda route: route.abort())
    page.goto(f"{address}{REPORT}")
    page.locator(NAME).first.tap()
    page.wait_for_url("**/archive/people/vladimir-putin/")
    context.close()


def test_a_card_is_fetched_once_and_only_when_it_is_asked_for(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}{REPORT}")
    assert not [url for url in asked if "/cards/" in url and url.endswith((".txt", "card.js", "cards.css"))]
    for _ in range(2):
        page.locator(NAME).first.hover()
        expect(page.locator(CARD)).to_be_visible()
        page.mouse.move(5, 5)
        expect(page.locator(CARD)).to_be_hidden()
    assert len([url for url in asked if url.endswith(".txt")]) == 1


def test_without_scripts_a_name_is_a_link(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}{REPORT}")
    page.locator(NAME).first.click()
    page.wait_for_url("**/archive/people/vladimir-putin/")
    page.close()


def test_read_from_disk_a_tap_follows_at_once(browser: Browser, own_site: Built) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto((own_site.site / REPORT / "index.html").as_uri())
    with page.expect_navigation():
        page.locator(NAME).first.tap()
    assert "/people/vladimir-putin" in page.url
    context.close()


def test_a_card_lies_on_paper_nowhere_and_in_forced_colors_has_an_edge(page: Page, address: str) -> None:
    page.goto(f"{address}{REPORT}")
    page.emulate_media(forced_colors="active")
    page.locator(NAME).first.hover()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    assert card.evaluate("(card) => getComputedStyle(card).borderTopStyle") == "solid"
    page.emulate_media(media="print")
    expect(card).to_be_hidden()


def test_the_links_of_the_sites_frame_have_no_cards(page: Page, address: str) -> None:
    page.goto(f"{address}{REPORT}")
    page.get_by_role("link", name="People").first.hover()
    page.wait_for_timeout(800)
    assert page.locator(CARD).count() == 0
