"""Where the theme changes pages without loading them, readers annotate on each document all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from annotating import Reader
from helpers import TINY, build, copy_archive, replace_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("annotating")]

HOME = "https://archive.example/"
"""The theme changes pages without loading them only where it is at the site's own address."""


def test_words_are_annotated_after_instant_navigation_and_after_going_back(browser: Browser, tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    replace_in(root / "mkdocs.yml", "features: [", "features: [navigation.instant, ")
    build(root, env={"SITE_URL": HOME})

    def answer(route: Route) -> None:
        url = route.request.url
        file = root / "site" / (f"{url}index.html" if url.endswith("/") else url).removeprefix(HOME)
        # The theme takes a feed for the page in another language, and looks for a sitemap beside it.
        route.fulfill(path=file) if file.is_file() else route.fulfill(status=404)

    page = browser.new_page()
    page.route(f"{HOME}**", answer)
    reader = Reader(page, HOME)
    page.on("pageerror", lambda error: reader.errors.append(str(error)))
    with page.expect_response("**/sitemap.xml"):
        page.goto(f"{HOME}archive/documents/")
    page.evaluate("window.isLoadedOnce = true")
    page.locator(".onward a[href*=notes]").click()
    page.wait_for_url("**/archive/notes/")
    assert page.evaluate("window.isLoadedOnce"), "the theme navigates without loading"
    for document in ("diary", "letter-1843"):
        page.locator(f".glossator a[href*='documents/{document}/']").first.click()
        expect(page.locator("p.annotating")).to_be_visible()
        reader.select("p1", 0, 5)
        reader.press("Annotate")
        expect(reader.form.locator("blockquote")).to_have_text(str(page.locator("#p1").text_content())[:5].strip())
        page.keyboard.press("Escape")
        page.locator("header a.md-logo").click()
        page.wait_for_function("() => !location.pathname.includes('/documents/')")
        page.go_back()
        expect(page.locator("p.annotating")).to_be_visible()
        reader.select("p1", 0, 5)
        page.goto(f"{HOME}archive/notes/")
    page.close()
    assert reader.errors == []
