"""Cards in Chromium: by mouse, keyboard and touch, without scripts, and without anything that moves."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from glossator.render.cards import card_file
from helpers import TINY, Built, build, chromium, copy_archive, replace_in, served, write_files

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
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a host with the same archive at `tree/` and, without folders in addresses, at `flat/`."""
    host = tmp_path_factory.mktemp("host")
    for name in ("tree", "flat"):
        root = copy_archive(tmp_path_factory.mktemp(name), TINY)
        write_files(root, {"seeds/harbor.txt": "Harbor\n\nMarta Quillfeather came. Marta Quillfeather left.\n"})
        if name == "flat":
            with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
                config.write("\nuse_directory_urls: false\n")
        build(root, "--site-dir", host / name)
    with served(host) as address:
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


def test_the_next_card_opens_though_it_comes_after_the_last_one_has_closed(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route(f"**/{card_file('people/donald-trump')}", lambda route: held.append(route))
    page.goto(f"{address}{REPORT}")
    page.locator(NAME).first.hover()
    card = page.locator(CARD)
    expect(card).to_contain_text("Vladimir Putin")
    with page.expect_request(f"**/{card_file('people/donald-trump')}"):
        page.locator("#p5 a.mention[data-entity='people/donald-trump']").hover()
    expect(card).to_be_hidden()
    held[0].continue_()
    expect(card).to_contain_text("Donald Trump")


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
    expect(page.get_by_role("dialog", name="What the link leads to")).to_be_visible()
    expect(name).to_have_attribute("aria-details", "glossator-card")
    page.keyboard.press("Alt+ArrowDown")
    expect(card.locator("a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(name).to_be_focused()
    page.wait_for_timeout(600)  # longer than a link is rested on before its card opens
    expect(card).to_be_hidden()
    page.keyboard.press("Tab")
    expect(name).not_to_be_focused()


def test_what_a_card_says_is_announced_once_and_how_to_enter_it_only_the_first_time(page: Page, address: str) -> None:
    page.goto(f"{address}{REPORT}")
    announced = page.locator(".card-told[role=status]")
    page.keyboard.press("Tab")
    page.locator("#p5 a.mention").first.focus()
    expect(announced).to_contain_text("Event. ")
    expect(announced).to_contain_text("Alt and Down to enter the card, Escape to close it.")
    said = (announced.text_content() or "").split(". ")
    page.keyboard.press("Tab")
    expect(announced).to_contain_text("Work. Strategy against neocolonialism. ")
    assert said[1] not in (announced.text_content() or "")
    expect(announced).not_to_contain_text("Escape")
    page.mouse.move(5, 5)
    page.locator(NAME).first.hover()
    expect(page.locator(CARD)).to_contain_text("Vladimir Putin")
    expect(announced).to_be_empty()


def test_tab_leads_through_a_card_and_on_to_the_next_link_of_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}{REPORT}")
    page.keyboard.press("Tab")
    links = page.locator("#p5 a.mention")
    links.first.focus()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    page.keyboard.press("Alt+ArrowDown")
    expect(card.locator("a").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(links.first).to_be_focused()
    expect(card).to_be_visible()
    page.keyboard.press("Alt+ArrowDown")
    for number in range(1, card.locator("a").count()):
        page.keyboard.press("Tab")
        expect(card.locator("a").nth(number)).to_be_focused()
    page.keyboard.press("Tab")
    expect(links.nth(1)).to_be_focused()


def test_a_card_says_who_decided_what_a_mark_means(page: Page, address: str, small: str) -> None:
    page.goto(f"{address}{REPORT}")
    card = page.locator(CARD)
    border = "(card) => getComputedStyle(card).borderTopStyle"
    page.locator(NAME).first.hover()
    expect(card).to_contain_text("Vladimir Putin")
    assert card.evaluate(border) == "solid"
    expect(card).not_to_contain_text("no person")
    page.locator("#p5 a.mention[data-found-by=last-name]").hover()
    expect(card).to_contain_text("A rule takes “Trump” for this entry; no person decided it here.")
    assert card.evaluate(border) == "dotted"
    page.goto(f"{small}tree/archive/documents/harbor/")
    name = page.locator("a.mention[data-reviewed=false]").first
    expect(name).to_have_attribute("title", "not reviewed")
    name.hover()
    expect(card.locator(".card__kind")).to_have_text("Person, found by the program and not reviewed")
    assert card.evaluate(border) == "dashed"
    expect(name).not_to_have_attribute("title", "not reviewed")  # it would stand over the card
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()
    expect(name).to_have_attribute("title", "not reviewed")


@pytest.mark.parametrize("height", [260, 420, 700])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_card_never_covers_its_link(height: int, share: float, page: Page, address: str) -> None:
    page.set_viewport_size({"width": 960, "height": height})
    page.goto(f"{address}{REPORT}")
    name = page.locator("#p5 a.mention").nth(4)
    name.evaluate(
        "(name, at) => scrollTo(0, name.getBoundingClientRect().top + scrollY - at)", max(80, share * height - 20)
    )
    name.hover()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    shown = card.bounding_box()
    assert shown
    assert shown["y"] >= 0
    assert shown["y"] + shown["height"] <= height
    for line in name.evaluate("(name) => [...name.getClientRects()].map((line) => line.toJSON())"):
        beside = shown["x"] >= line["right"] or shown["x"] + shown["width"] <= line["left"]
        assert beside or shown["y"] >= line["bottom"] or shown["y"] + shown["height"] <= line["top"]


def test_cards_work_below_a_path_without_directory_urls_and_under_a_strict_policy(browser: Browser, small: str) -> None:
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers=response.headers | {"content-security-policy": policy})

    page = browser.new_page()
    page.route("**/*", answer)
    page.add_init_script("addEventListener('securitypolicyviolation', (told) => (window.violated ??= []).push(told))")
    page.goto(f"{small}flat/archive/documents/harbor/index.html")
    assert page.evaluate("window.violated.length") > 0, "the policy is in force: the theme's own scripts break it"
    page.evaluate("window.violated = []")
    page.locator("a.mention").first.hover()
    card = page.locator(CARD)
    expect(card).to_contain_text("Marta Quillfeather")
    assert card.evaluate("(card) => parseFloat(card.style.left)") > 0, "it is placed"
    assert page.evaluate("window.violated.length") == 0
    card.get_by_role("link", name="Open the page").click()
    page.wait_for_url("**/flat/archive/people/marta-quillfeather/index.html")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_card(scheme: str, browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}{REPORT}")
    page.locator("#p5 a.mention[data-found-by=last-name]").hover()
    expect(page.locator(CARD)).to_be_visible()
    found = Axe().run(page, context=CARD).response
    context.close()
    assert found["passes"]
    assert [(each["id"], node["html"]) for each in found["violations"] for node in each["nodes"]] == []


def test_taps_show_cards_where_the_theme_changes_pages_without_loading_them(browser: Browser, tmp_path: Path) -> None:
    home = "https://archive.example/"  # the theme does so only at the site's own address
    root = copy_archive(tmp_path / "archive", TINY)
    replace_in(root / "mkdocs.yml", "features: [", "features: [navigation.instant, ")
    build(root, env={"SITE_URL": home})

    def answer(route: Route) -> None:
        url = route.request.url
        path = root / "site" / (f"{url}index.html" if url.endswith("/") else url).removeprefix(home)
        route.fulfill(path=path) if path.is_file() else route.fulfill(status=404)

    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.route(f"{home}**", answer)
    with page.expect_response(f"{home}sitemap.xml"):
        page.goto(f"{home}archive/documents/")
    page.evaluate("window.isLoadedOnce = true")
    link = page.locator(".md-content a[href*='letter-1843/']").first
    link.tap()
    card = page.locator(CARD)
    expect(card).to_contain_text("A letter from Ockham Park")
    assert page.url == f"{home}archive/documents/"
    card.locator(".card__items a").first.tap()
    page.wait_for_url("**/archive/people/ada-lovelace/")
    assert page.evaluate("window.isLoadedOnce"), "the theme navigates without loading"
    expect(card).to_be_hidden()
    page.locator(".md-content a[href*='documents/letter-1843/']").first.tap()
    expect(card).to_be_visible()
    context.close()


def test_a_tap_shows_the_card_and_a_second_one_follows(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}{REPORT}")
    name = page.locator(NAME).first
    name.tap()
    card = page.locator(CARD)
    expect(card).to_contain_text("President of Russia")
    assert page.url.endswith(REPORT)
    expect(card).to_be_focused()
    for target in (card.get_by_role("link", name="Open the page"), card.get_by_role("button", name="Close")):
        box = target.bounding_box()
        assert box
        assert box["height"] >= 44
    card.get_by_role("button", name="Close").tap()
    expect(card).to_be_hidden()
    expect(name).to_be_focused()
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


def test_what_every_page_loads_for_cards_is_small(own_site: Built) -> None:
    script = (own_site.site / "assets" / "glossator" / "cards" / "start.js").read_bytes()
    assert b"import(" in script
    assert len(gzip.compress(script)) < 1536
