"""Every page has a strict Content-Security-Policy: it works under it, and nothing that is smuggled into it runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from glossator.plugin.policy import is_script, script_hash
from helpers import (
    TINY,
    Built,
    build,
    chromium,
    copy_archive,
    files_of,
    mkdocs,
    pages_of,
    parse,
    replace_in,
    served,
    words,
    write_files,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("own_site")]

PLAIN = (
    "site_name: Tiny\ntheme:\n  name: material\n  font: false\n  palette: [{scheme: slate}]\n"
    "extra:\n  generator: false\n  scope: /\nplugins: []\n"
)


@pytest.fixture(scope="module")
def theme_scripts(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The hashes of the theme's own scripts, from a site that nothing of ours has touched."""
    root = tmp_path_factory.mktemp("theme")
    write_files(root, {"mkdocs.yml": PLAIN, "docs/index.md": "# Home\n", "docs/a/b.md": "# Page\n"})
    build(root)
    return frozenset(map(script_hash, scripts_of(root / "site")))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = copy_archive(tmp_path_factory.mktemp("policy"), TINY)
    return Built(root, root / "site", build(root, "--strict"))


def scripts_of(site: Path) -> list[str]:
    """Return the scripts that stand in the pages themselves."""
    found = (element for text in pages_of(site).values() for element in parse(text).iter("script"))
    return [words(each) for each in found if "src" not in each.attrib and is_script(each.get("type"))]


def policies_of(page: str) -> list[str]:
    metas = parse(page).iter("meta")
    return [meta.attrib["content"] for meta in metas if meta.get("http-equiv") == "Content-Security-Policy"]


def policy_of(site: Path) -> dict[str, list[str]]:
    """Return the sources of each directive, of the policy that all pages of the site share."""
    found = {policy for page in pages_of(site).values() for policy in policies_of(page)}
    (policy,) = found
    return {name: sources for name, *sources in (each.split() for each in policy.split("; "))}


def test_every_page_has_one_policy_before_all_that_it_is_about(own_site: Built) -> None:
    pages = pages_of(own_site.site)
    assert "404.html" in pages
    for path, page in pages.items():
        assert len(policies_of(page)) == 1, path
        before, _, _ = page.partition("Content-Security-Policy")
        assert re.findall("<(script|link|style|base|img|title)", before) == [], path
        assert page.encode().index(b'charset="utf-8"') < 1024, path


def test_it_allows_what_the_site_brings_and_the_themes_scripts_alone(
    own_site: Built, theme_scripts: frozenset[str]
) -> None:
    assert len(theme_scripts) == 3
    assert policy_of(own_site.site) == {
        "default-src": ["'none'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'", *sorted(theme_scripts)],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "object-src": ["'none'"],
    }


def test_every_script_in_a_page_is_the_themes(own_site: Built, theme_scripts: frozenset[str]) -> None:
    found = scripts_of(own_site.site)
    assert len(found) > 100
    assert {script for script in found if script_hash(script) not in theme_scripts} == set()


def test_no_element_has_a_style_or_a_script_of_its_own(own_site: Built) -> None:
    for page, text in pages_of(own_site.site).items():
        for element in parse(text).iter():
            assert element.tag != "style", page
            assert not [name for name in element.attrib if name == "style" or name.startswith("on")], page


WATCH = (
    'addEventListener("securitypolicyviolation", (e) => broken(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`))'
)
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))"
"""Violations are told by tasks of their own, which are done before this one."""


@contextmanager
def page_that_tells(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """Open a page, and list what breaks on it: what its policy blocks, and the errors of scripts."""
    broken: list[str] = []
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.expose_function("broken", lambda what: broken.append(str(what)))
    page.add_init_script(WATCH)
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page, broken
    page.evaluate(SETTLED)
    context.close()


def wait_for(page: Page, happened: Callable[[], bool]) -> None:
    for _ in range(200):
        if happened():
            return
        page.wait_for_timeout(50)
    assert happened()


def search(page: Page, query: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(query)
    page.get_by_role("dialog").get_by_role("list").first.get_by_role("link").first.wait_for(timeout=20_000)
    page.keyboard.press("Escape")


def annotate(page: Page) -> None:
    """Use all that a reader has on a document's page."""
    number = page.locator(".passage-number").nth(2)
    number.click()
    page.get_by_role("button", name="Annotate").click()
    form = page.get_by_role("dialog", name="Annotate")
    form.get_by_label("Your note", exact=True).fill("*One* [word](https://example.org).")
    form.get_by_text("Preview", exact=True).click()
    expect(form.locator("em")).to_have_text("One")
    with page.expect_download():
        form.get_by_role("button", name="Download").first.click()
    page.keyboard.press("Escape")
    number.click()
    page.get_by_role("button", name="Cite").click()
    dialog = page.get_by_role("dialog", name="Cite")
    dialog.get_by_label("Form").select_option("bibtex")
    dialog.get_by_role("button", name="Copy").click()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    number.click()
    page.get_by_role("button", name="Copy link").click()


def test_every_page_and_all_that_readers_do_work_under_it(own_site: Built, browser: Browser) -> None:
    pages = pages_of(own_site.site)
    kinds = ("documents", "people", "compared", "timeline", "network", "notes", "provenance")
    assert all(any(path.startswith(f"archive/{kind}/") for path in pages) for kind in kinds)
    assert {"index.html", "404.html", "guide/index.html"} <= set(pages)
    with served(own_site.site) as root, page_that_tells(browser) as (page, broken):
        for path in pages:
            page.goto(f"{root}{path}")
        page.goto(f"{root}archive/documents/tsamto-2025-11-21/")
        search(page, "peace")
        annotate(page)
        page.locator("label[for='__palette_1']").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.reload()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        page.goto(f"{root}archive/documents/tsamto-2025-11-21/#p4:3-20")
        page.goto(f"{root}no/such/page")
        page.evaluate(SETTLED)
        assert broken == []


SMUGGLED = """
<script>window.hit = "an element"</script>
<script src="data:text/javascript,window.hit='data'"></script>
<script src="http://localhost:1/x.js"></script>
<img src="x.png" onerror="window.hit='a handler'" alt="">
<a id="smuggled" href="javascript:window.hit='a link'">press</a>
<iframe srcdoc="<script>parent.hit='a frame'</script>"></iframe>
<p style="color: red">styled</p>
<form action="http://localhost:1/"><button id="sent">send</button></form>
"""
BLOCKED = {"script-src-elem", "script-src-attr", "style-src-attr", "form-action"}


@pytest.mark.parametrize("path", ["index.html", "archive/documents/letter-1843/index.html", "404.html"])
def test_what_is_smuggled_into_a_page_does_not_run(path: str, tiny: Built, browser: Browser, tmp_path: Path) -> None:
    page_as_built = (tiny.site / path).read_text(encoding="utf-8")
    smuggled = page_as_built.replace("</article>", f"{SMUGGLED}</article>", 1)
    assert smuggled != page_as_built
    without = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", smuggled)
    assert without != smuggled
    write_files(tmp_path, {"with.html": smuggled, "without.html": without})
    with served(tmp_path) as root, page_that_tells(browser) as (page, broken):
        page.goto(f"{root}without.html")
        page.wait_for_function("window.hit")
        broken.clear()
        page.goto(f"{root}with.html")
        for what in ("smuggled", "sent"):
            # Later, since Playwright would wait for a navigation that never comes to be.
            page.evaluate("(id) => void setTimeout(() => document.getElementById(id).click())", what)
        wait_for(page, lambda: {each.split()[0] for each in broken} >= BLOCKED)
        assert page.evaluate("window.hit") is None
        assert page.url == f"{root}with.html"


def set_options(root: Path, *lines: str) -> None:
    options = "".join(f"      {line}\n" for line in lines)
    replace_in(root / "mkdocs.yml", "  - glossator\n", f"  - glossator:\n{options}")


def test_a_changed_policy_changes_the_pages_that_are_kept(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    build(root)
    first = files_of(root / "site")
    strict = policy_of(root / "site")
    set_options(root, 'policy_also: ["img-src https://example.org", "frame-src https://example.com"]')
    build(root)
    more = policy_of(root / "site")
    assert more["img-src"] == [*strict["img-src"], "https://example.org"]
    assert more["frame-src"] == ["https://example.com"]
    assert all(policies_of(page) for page in pages_of(root / "site").values())
    replace_in(root / "mkdocs.yml", "policy_also:", "policy: false\n      policy_also:")
    build(root)
    assert [page for page in pages_of(root / "site").values() if policies_of(page)] == []
    (root / "mkdocs.yml").write_bytes((TINY / "mkdocs.yml").read_bytes())
    build(root)
    assert files_of(root / "site") == first


FEATURES = """\
site_name: Features
use_directory_urls: false
theme:
  name: material
  font: false
  features: [navigation.tabs, content.tabs.link, content.code.copy, announce.dismiss, search.suggest]
  palette:
    - scheme: default
      toggle: {icon: material/weather-night, name: Dark}
    - scheme: slate
      toggle: {icon: material/weather-sunny, name: Light}
extra:
  consent: {title: Cookies, description: We ask first.}
markdown_extensions: [tables, admonition, pymdownx.superfences, pymdownx.tabbed: {alternate_style: true}]
plugins:
  - search
  - glossator:
      search: material
nav: [index.md, more/page.md]
not_in_nav: /archive/
"""
BY_HAND = """\
# Page

=== "One"

    First words.

=== "Two"

    Second words.

```python
print("code")
```

| Right | Centered |
|------:|:--------:|
| 1     | 2        |
"""


def test_the_themes_features_work_under_it(browser: Browser, tmp_path: Path) -> None:
    root = copy_archive(tmp_path, TINY)
    write_files(root, {"mkdocs.yml": FEATURES, "docs/more/page.md": BY_HAND})
    build(root, "--strict")
    with served(root / "site") as address, page_that_tells(browser) as (page, broken):
        page.goto(f"{address}more/page.html")
        page.get_by_role("button", name="Accept").click()
        page.wait_for_load_state()
        page.get_by_text("Two", exact=True).click()
        expect(page.get_by_text("Second words.")).to_be_visible()
        for name, side in (("1", "right"), ("2", "center")):
            expect(page.get_by_role("cell", name=name, exact=True)).to_have_css("text-align", side)
        page.keyboard.press("/")
        page.keyboard.type("engine")
        page.locator(".md-search-result__link").first.wait_for()
        for path in pages_of(root / "site"):
            page.goto(f"{address}{path}")
        page.evaluate(SETTLED)
        assert broken == []


TOLD = {
    "a script": ("<script>count()</script>", "`count()`", "script-src 'sha256-"),
    "a picture": ("![x](https://example.org/a.png)", "`https://example.org/a.png`", "img-src https://example.org"),
    "a frame": ('<iframe src="https://example.org/v"></iframe>', "`https://example.org/v`", "frame-src https://exam"),
    "a style": ('<p style="color: red">x</p>', '`style="color: red"`', "style-src-attr 'unsafe-inline'"),
}


@pytest.mark.parametrize("kind", TOLD)
def test_what_it_blocks_of_pages_by_hand_is_told_until_it_is_allowed(kind: str, tmp_path: Path) -> None:
    given, what, source = TOLD[kind]
    root = copy_archive(tmp_path, TINY)
    write_files(root, {"docs/index.md": f"# Home\n\n{given}\n", "docs/more.md": f"# More\n\n{given}\n"})
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 1
    assert f"docs/index.md: E005 the site's policy blocks {what} (so on 2 pages)" in done.stderr
    remedy = re.search(r'(policy_also: \["[^"\]]*"\])', done.stderr)
    assert remedy
    assert source in remedy[1]
    set_options(root, remedy[1])
    assert "E005" not in build(root, "--strict").stderr


def test_what_the_theme_would_load_from_other_hosts_is_told(tmp_path: Path) -> None:
    root = copy_archive(tmp_path, TINY)
    replace_in(root / "mkdocs.yml", "  font: false\n", "")
    analytics = "extra:\n  analytics: {provider: google, property: G-1}\nextra_javascript: [https://example.org/x.js]\n"
    replace_in(root / "mkdocs.yml", "plugins:\n", f"{analytics}plugins:\n")
    told = mkdocs("build", cwd=root).stderr
    for address in (
        "https://fonts.googleapis.com/css",
        "https://www.googletagmanager.com/gtag",
        "https://example.org/x.js",
    ):
        assert f"E005 the site's policy blocks `{address}" in told
    assert "set `font: false` under `theme`" in told
    assert 'policy_also: ["script-src https://www.googletagmanager.com"]' in told


def test_the_policy_is_seen_to_be_broken(tiny: Built, browser: Browser, tmp_path: Path) -> None:
    """Else the tests that find nothing broken would say nothing."""
    (policy,) = policies_of((tiny.site / "index.html").read_text(encoding="utf-8"))
    meta = f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{policy}">'
    write_files(tmp_path, {"index.html": f"{meta}<p style='color:red'>x</p><script>1</script><b onclick='1'>x</b>"})
    with served(tmp_path) as root, page_that_tells(browser) as (page, broken):
        page.goto(root)
        page.locator("b").click()  # some versions of Chromium look at a handler only when it is to run
        expected = {"style-src-attr", "script-src-elem", "script-src-attr"}
        wait_for(page, lambda: {each.split()[0] for each in broken} == expected)
