"""The archive, the site and the reader of the tests of what readers do with words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route

from annotating import FILES, HOST, Reader
from helpers import TINY, Built, build, chromium, copy_archive, export, served, write_files


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = copy_archive(tmp_path_factory.mktemp("annotating"))
    for folder in ("seeds", "annotations"):
        shutil.copytree(TINY / folder, root / folder, dirs_exist_ok=True)
    write_files(root, FILES)
    return Built(root, root / "site", build(root, env=HOST))


@pytest.fixture(scope="session")
def texts(archive: Built) -> dict[str, str]:
    return {row["document"]: row["text"] for row in export(archive.root, "text")}


@pytest.fixture(scope="session")
def address(archive: Built) -> Iterator[str]:
    with served(archive.site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Reader]:
    """A reader whose browser lets pages copy, and who meets a code host that only says that it was asked."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    reader = Reader(context.new_page(), address)

    def answer(route: Route) -> None:
        reader.opened.append(route.request.url)
        route.fulfill(body="<title>New file</title>", content_type="text/html")

    context.route(lambda url: not url.startswith(address), answer)
    reader.page.on("pageerror", lambda error: reader.errors.append(str(error)))
    reader.page.on("console", lambda told: reader.errors.append(told.text) if told.type == "error" else None)
    yield reader
    context.close()
    assert reader.errors == []
