"""Nothing of ours stands in the way of a strict Content-Security-Policy."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page

from helpers import TINY, Built, build, chromium, copy_archive, pages_of, parse, replace_in, write_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("policy")]

THEME = "extra:\n  generator: false\n  scope: /\n"
"""With it the theme's own scripts are the same on every page."""
PLAIN = (
    f"site_name: Tiny\ntheme:\n  name: material\n  font: false\n  features: [content.action.edit]\n{THEME}plugins: []\n"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = copy_archive(tmp_path_factory.mktemp("policy"), TINY)
    replace_in(root / "mkdocs.yml", "plugins:\n", f"{THEME}plugins:\n")
    return Built(root, root / "site", build(root))


@pytest.fixture(scope="module")
def hashes(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The theme's own scripts, from a site that nothing of ours has touched."""
    root = tmp_path_factory.mktemp("theme")
    write_files(root, {"mkdocs.yml": PLAIN, "docs/index.md": "# Home\n", "docs/a/b.md": "# Page\n"})
    build(root)
    return frozenset(map(hash_of, scripts_of(root / "site")))


def scripts_of(site: Path) -> list[str]:
    """Return the scripts that stand in the pages themselves."""
    found = (element for text in pages_of(site).values() for element in parse(text).iter("script"))
    inline = (element for element in found if "src" not in element.attrib)
    return ["".join(element.itertext()) for element in inline if "json" not in element.get("type", "")]


def hash_of(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_every_script_in_a_page_is_the_themes(built: Built, hashes: frozenset[str]) -> None:
    assert "404.html" in pages_of(built.site)
    assert hashes
    assert {script for script in scripts_of(built.site) if hash_of(script) not in hashes} == set()


def test_no_element_has_a_style_or_a_script_of_its_own(built: Built) -> None:
    for page, text in pages_of(built.site).items():
        for element in parse(text).iter():
            assert element.tag != "style", page
            assert not [name for name in element.attrib if name == "style" or name.startswith("on")], page


@contextmanager
def served_under(policy: str, folder: Path) -> Iterator[str]:
    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", policy)
            super().end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


def policy(hashes: frozenset[str]) -> str:
    return (
        f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {' '.join(sorted(hashes))}; style-src 'self';"
        " img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self';"
        " base-uri 'none'; form-action 'none'; object-src 'none'"
    )


WATCH = (
    'addEventListener("securitypolicyviolation", (e) => broken(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`))'
)


@contextmanager
def page_that_tells() -> Iterator[tuple[Page, list[str]]]:
    broken: list[str] = []
    with chromium() as browser:
        page = browser.new_page()
        page.expose_function("broken", lambda what: broken.append(str(what)))
        page.add_init_script(WATCH)
        page.on("pageerror", lambda error: broken.append(str(error)))
        yield page, broken


def test_every_page_and_the_search_work_under_the_policy(built: Built, hashes: frozenset[str]) -> None:
    with served_under(policy(hashes), built.site) as root, page_that_tells() as (page, broken):
        for path in pages_of(built.site):
            page.goto(f"{root}{path}")
        page.goto(f"{root}archive/documents/letter-1843/")
        page.keyboard.press("/")
        page.keyboard.type("engine")
        page.get_by_role("dialog").get_by_role("list").first.get_by_role("link").first.wait_for(timeout=20_000)
        page.goto(f"{root}no/such/page")
        page.evaluate("0")
        assert broken == []


def test_the_policy_is_seen_to_be_broken(tmp_path: Path, hashes: frozenset[str]) -> None:
    write_files(tmp_path, {"index.html": "<p style='color:red'>x</p><script>1</script><b onclick='1'>x</b>"})
    with served_under(policy(hashes), tmp_path) as root, page_that_tells() as (page, broken):
        page.goto(root)
        page.locator("b").click()  # some versions of Chromium look at a handler only when it is to run
        page.evaluate("0")
        assert {each.split()[0] for each in broken} == {"style-src-attr", "script-src-elem", "script-src-attr"}
