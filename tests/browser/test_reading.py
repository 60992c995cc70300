"""A reader in Chromium: reads a document, follows a name and comes back, and searches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, ViewportSize, expect

from helpers import Built, chromium, served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("own_site")]

DOCUMENT = "archive/documents/realist-english-2025-11-21/"
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address(own_site: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site on a plain static server, below the root of its host, as a project's pages often are."""
    host = tmp_path_factory.mktemp("host")
    (host / "below").mkdir()
    (host / "below" / "archive-of-two").symlink_to(own_site.site)
    with served(host) as root:
        yield f"{root}below/archive-of-two/"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@dataclass
class Reader:
    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def open(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def in_view(self, element: Locator) -> bool:
        """Tell whether a reader sees where the element begins, below the header."""
        header = self.page.locator("header.md-header").bounding_box()
        box, size = element.bounding_box(), self.page.viewport_size
        return bool(header and box and size) and header["height"] - 1 <= box["y"] < size["height"]


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    """A reader on whose pages nothing goes wrong and nothing comes from elsewhere."""
    page = browser.new_page(viewport=DESKTOP)
    reader = Reader(page, address)

    def told(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            reader.errors.append(message.text)

    page.on("console", told)
    page.on("pageerror", lambda error: reader.errors.append(str(error)))
    page.on("request", lambda request: reader.hosts.add(urlsplit(request.url).netloc))
    page.on("requestfailed", lambda request: reader.errors.append(f"{request.url} {request.failure}"))
    page.on(
        "response",
        lambda answer: answer.ok or answer.status == 304 or reader.errors.append(f"{answer.status} {answer.url}"),
    )
    yield reader
    page.close()
    assert [error for error in reader.errors if "ERR_ABORTED" not in error] == []
    assert reader.hosts == {urlsplit(address).netloc}


def test_a_document_shows_its_names_as_links_and_its_notes(reader: Reader) -> None:
    reader.open(DOCUMENT)
    page = reader.page
    expect(page.get_by_role("heading", level=1)).to_contain_text("Putin says Russia ready for peace talks")
    mentions = page.locator("article.source a.mention")
    assert mentions.count() > 40
    expect(mentions.first).to_be_visible()
    notes = page.locator("article.source [id^=note-]")
    assert notes.count() >= 8
    for note in notes.all():
        expect(note).to_be_visible()
    expect(page.locator("article.source [data-start]").first).to_be_visible()


def test_a_name_leads_to_its_entry_and_the_entry_back_to_the_passage(reader: Reader) -> None:
    reader.open(DOCUMENT)
    page = reader.page
    named = page.locator("a.mention[data-entity='places/kupyansk']")
    passage = page.locator("article.source [data-start]").filter(has=named).first.get_attribute("id")
    named.first.click()
    page.wait_for_url("**/archive/places/kupyansk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kupyansk")
    link = page.locator(f"a[href*='realist-english-2025-11-21/#{passage}']").first
    link.click()
    page.wait_for_url(f"**/{DOCUMENT}#{passage}")
    target = page.locator(f"[id='{passage}']")
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text("Kupyansk")
    page.wait_for_function("() => document.querySelector(':target') !== null")
    assert reader.in_view(target)


@pytest.mark.parametrize("way", ["button", "slash", "control_k"])
def test_the_search_finds_a_name_and_leads_to_it(way: str, reader: Reader) -> None:
    reader.open("")
    page = reader.page
    if way == "button":
        page.get_by_role("button", name=re.compile("^Search")).click()
    else:
        page.keyboard.press("/" if way == "slash" else "Control+k")
    dialog = page.get_by_role("dialog")
    field = dialog.get_by_role("searchbox").or_(dialog.get_by_role("textbox"))
    expect(field).to_be_focused()
    field.press_sequentially("Kupyansk")
    results = dialog.get_by_role("list").first.get_by_role("link")
    expect(results.first).to_be_visible(timeout=20_000)
    expect(results.first).to_contain_text("Kupyansk")
    results.first.click()
    page.wait_for_url("**/archive/**")
    expect(dialog).to_be_hidden()
    expect(page.locator(".md-content")).to_contain_text("Kupyansk")


def test_a_result_leads_to_the_passage(reader: Reader) -> None:
    reader.open(DOCUMENT)
    page = reader.page
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog")
    page.keyboard.type("neocolonialism")
    link = dialog.locator("a[href*='/documents/tsamto-2025-11-21/'][href*='#p']").first
    link.wait_for(timeout=20_000)
    passage = (link.get_attribute("href") or "").split("#")[1]
    link.click()
    page.wait_for_url(f"**/tsamto-2025-11-21/#{passage}")
    target = page.locator(f"[id='{passage}']")
    expect(target).to_contain_text("neocolonialism")
    expect(target).to_be_in_viewport()


def test_a_search_without_results_says_so_and_escape_closes_it(reader: Reader) -> None:
    reader.open("")
    page = reader.page
    page.keyboard.press("/")
    page.keyboard.type("xyzzyplugh")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_contain_text("No results for “xyzzyplugh”", timeout=20_000)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    "path", ["", DOCUMENT, "archive/people/vladimir-putin/", "archive/notes/", "archive/provenance/", "about/"]
)
def test_no_page_is_wider_than_the_window(path: str, size: ViewportSize, reader: Reader) -> None:
    reader.page.set_viewport_size(size)
    reader.open(path)
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_on_a_phone_every_note_is_still_there_and_by_its_passage(reader: Reader) -> None:
    reader.page.set_viewport_size(PHONE)
    reader.open(DOCUMENT)
    for folded in reader.page.locator("article.source details.notes > summary").all():
        folded.click()
    for note in reader.page.locator("article.source [id^=note-]").all():
        expect(note).to_be_visible()
        box = note.bounding_box()
        assert box
        assert box["width"] > PHONE["width"] / 2


def test_the_text_can_be_read_without_scripts(browser: Browser, address: str, own_site: Built) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}{DOCUMENT}")
    said = page.locator("article.source [data-start]").all_text_contents()
    page.close()
    seed = (own_site.root / "seeds" / "000_248293aa2be5afa6.txt").read_bytes().decode()
    assert "".join("".join(said).split()) == "".join(seed.split())
