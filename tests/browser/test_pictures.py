"""Pictures of each kind of page, to be looked at: kept in `test-results/pictures`, and by the workflow with its run."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from helpers import ROOT, Built, chromium, served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("own_site")]

FOLDER = ROOT / "test-results" / "pictures"
PAGES = {
    "home": "",
    "document": "archive/documents/realist-english-2025-11-21/",
    "entry": "archive/people/vladimir-putin/",
    "compare": "archive/compared/realist-english-2025-11-21/tsamto-2025-11-21/",
    "timeline": "archive/timeline/",
    "search": "archive/search/?q=Alaska",
    "notes": "archive/notes/",
}
LOOKS = [(width, scheme) for width in (1440, 768, 360) for scheme in ("light", "dark")]


@pytest.fixture(scope="module")
def address(own_site: Built) -> Iterator[str]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served(own_site.site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_each_kind_of_page_is_shown_whole_at_each_width(
    width: int, scheme: str, browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for name, path in PAGES.items():
        page.goto(f"{address}{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        if name == "search":
            expect(page.locator(".searching .search__result").first).to_be_visible(timeout=20_000)
        picture = FOLDER / f"{name}-{width}-{scheme}.png"
        page.screenshot(path=picture, full_page=True)
        shown, high = struct.unpack(">II", picture.read_bytes()[16:24])
        assert shown == width, "the page is wider than its window"
        assert high >= 900
    context.close()


def test_each_kind_of_page_is_printed(browser: Browser, address: str) -> None:
    from pypdf import PdfReader

    page = browser.new_page()
    for name, path in PAGES.items():
        page.goto(f"{address}{path}")
        title = page.get_by_role("heading", level=1).inner_text()
        printed = FOLDER / f"{name}.pdf"
        page.pdf(path=printed, format="A4", prefer_css_page_size=True)
        assert title.split()[0] in PdfReader(printed).pages[0].extract_text(), name
    page.close()
