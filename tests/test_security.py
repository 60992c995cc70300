"""Sources and contributions are hostile: what they bring is shown, and nothing of it runs."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Dialog, Page

from helpers import (
    TINY,
    Built,
    build,
    chromium,
    copy_archive,
    documents_of,
    files_of,
    glossator_here,
    mkdocs,
    pages_of,
    parse,
    served,
    write_files,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("security")]

SCRIPT = "<script>hit('script')</script>"
IMAGE = "<img src=x onerror=hit('image')>"
BREAKOUT = """'"><svg onload=hit('svg')> " onmouseover="hit('attribute')" x=' onfocus='hit(1)"""
JINJA = "{{ 7*7 }}{% set x = config.update({'site_name': 'pwned'}) %}{{ lipsum.__globals__ }}"
MARKDOWN = (
    "[x](javascript:hit('link')) ![x](x){onerror=hit('attr_list')} {: #__config onclick=hit(1) }"
    " <javascript:hit('auto')>"
)
ENTITY = "&lt;script&gt;hit('entity')&lt;/script&gt;"
HOSTILE = f"Hostile </title></textarea>--> {SCRIPT} {IMAGE} {BREAKOUT} {JINJA} {MARKDOWN} {ENTITY}"
QUOTED = HOSTILE.replace("'", "''")

BODY = f"""\
{SCRIPT} {IMAGE}

<iframe srcdoc="<script>parent.hit('frame')</script>"></iframe>

{MARKDOWN}

[a]: javascript:hit('reference')
[link][a] [data](data:text/html,<script>hit('data')</script>) [slashes](//evil.example/)
[back](/\\evil.example) [up](../../../)
<a href="javascript:hit('raw')">raw</a> [vb](vbscript:hit) [tab](java&#9;script:hit('tab')) [[people/hostile|{SCRIPT}]]

# Heading {{: #__config onclick=hit('heading') }}

```{{.x onload=hit('fence')}}
{SCRIPT}
```

| a {{onclick=hit(1)}} | {IMAGE} |
|---|---|
| {SCRIPT} | [x](javascript:hit('cell')) |

--8<-- "mkdocs.yml"

*[HTML]: {IMAGE}
"""

SEED = f"""\
{HOSTILE}

{BODY}

Ada Lovelace: {SCRIPT}

Charles Babbage: {IMAGE}

Ada Lovelace: {BREAKOUT}
"""

FILES: dict[str, str] = {
    "seeds/hostile.txt": SEED,
    "seeds/hostile.yml": "".join(
        f"{name}: '{QUOTED}'\n"
        for name in ("title", "author", "source", "license", "collection", "description", "language")
    )
    + f"tags: ['{QUOTED}']\nurl: https://example.org/?{html.escape('a=1&b=2')}\n",
    f"seeds/{BREAKOUT.replace('/', '')}.txt": f"In a file with a hostile name. {SCRIPT}\n",
    "seeds/template.md": "---\ntemplate: redirect.html\nlocation: javascript:hit('redirect')\nicon: ../..\n---\n"
    + BODY,
    "seeds/title.md": f"---\ntitle: '{QUOTED}'\n---\n{BODY}",
    "glossary/people/hostile.md": f"---\nname: '{QUOTED}'\naliases: ['{QUOTED[:60]}', hostile name]\n"
    f"description: '{QUOTED}'\ntags: ['{QUOTED}']\nsame_as: [\"https://example.org/{{{{7*7}}}}\"]\n---\n{BODY}",
    "glossary/terms/script.md": f"---\nname: '{SCRIPT.replace(chr(39), chr(39) * 2)}'\n---\n",
    "annotations/hostile/note.md": f"---\nquote: '{IMAGE.replace(chr(39), chr(39) * 2)}'\nprefix: '{QUOTED[:40]}'\n"
    f"author: '{QUOTED}'\nmotivation: editing\nreading: '{QUOTED}'\ntags: ['{QUOTED}']\n---\n{BODY}",
    "annotations/hostile/orphan.md": f"---\nquote: '{QUOTED}{' and stands nowhere' * 10}'\n---\n{BODY}",
}

REFUSED = {
    "glossary/people/yaml.md": '---\nname: !!python/object/apply:os.system ["touch pwned"]\n---\n',
    "glossary/people/merge.md": "---\na: &a [x]\n<<: *a\nname: y\n---\n",
    "glossary/people/address.md": "---\nname: Address\nsame_as: [\"javascript:hit('same_as')\"]\n---\n",
    "seeds/address.txt": "A text with a hostile address.\n",
    "seeds/address.yml": "url: javascript:hit('url')\n",
    "seeds/traversal.txt": "A text with a hostile id.\n",
    "seeds/traversal.yml": "id: ../../index\n",
    "annotations/hostile/date.md": f"---\nquote: Hostile\ndate: '{QUOTED}'\n---\n",
    "annotations/hostile/motivation.md": "---\nquote: Hostile\nmotivation: \"x' onclick='hit(1)\"\n---\n",
}

TAMPERED = """
document.querySelectorAll("*").forEach((element) => {
  for (const type of ["mouseover", "focus", "click", "load", "error", "toggle", "animationend"])
    element.dispatchEvent(new Event(type));
});
"""
"""What a reader's hand could set off. A synthetic `Event` follows no link."""

FOUND = """
[...document.querySelectorAll("*")].flatMap((element) => [
  ...[...element.attributes].map(({ name }) => `${element.localName} ${name}`).filter((name) => / on/.test(name)),
  ...["javascript:", "data:", "vbscript:"].filter((scheme) => element.protocol === scheme),
])
"""


@dataclass
class Detector:
    """Opens pages, and tells what ran or could run on them."""

    page: Page
    hits: list[str] = field(default_factory=list)

    def open(self, address: str) -> list[str]:
        """Return everything hostile that the page at the address did, or would do when it is touched."""
        self.hits.clear()
        self.page.goto(address)
        self.page.evaluate(TAMPERED)
        return [*self.hits, *self.page.evaluate(FOUND)]


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = copy_archive(tmp_path_factory.mktemp("hostile"), TINY)
    write_files(root, FILES)
    return Built(root, root / "site", build(root))


@pytest.fixture(scope="module")
def context() -> Iterator[BrowserContext]:
    """A browser that ignores the site's own Content-Security-Policy: it is the second wall, not the first."""
    with chromium() as browser:
        yield browser.new_context(bypass_csp=True)


@pytest.fixture
def detector(context: BrowserContext) -> Iterator[Detector]:
    page = context.new_page()
    detector = Detector(page)

    def dismiss(dialog: Dialog) -> None:
        detector.hits.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.expose_function("hit", lambda what: detector.hits.append(str(what)))
    yield detector
    page.close()


CONTROL = f"""<!doctype html><title>{SCRIPT}</title><h1>{BREAKOUT}</h1>
{SCRIPT}{IMAGE}<svg onload=hit('svg')></svg><p onmouseover="hit('attribute')">p</p>
<iframe srcdoc="<script>parent.hit('frame')</script>"></iframe>
<a href="javascript:hit('link')">a</a><script>alert('box')</script>"""


def test_the_detector_sees_what_runs(detector: Detector, tmp_path: Path) -> None:
    """Without this the tests below would prove nothing."""
    write_files(tmp_path, {"index.html": CONTROL, "harmless.html": "<title>x</title><p>x</p>"})
    with served(tmp_path) as address:
        found = detector.open(address)
        assert {"script", "image", "svg", "attribute", "frame", "dialog box", "javascript:", "p onmouseover"} <= set(
            found
        )
        assert detector.open(f"{address}harmless.html") == []


def test_nothing_hostile_runs_on_any_page(hostile_site: Built, detector: Detector) -> None:
    pages = sorted(pages_of(hostile_site.site))
    assert len(pages) > 20
    with served(hostile_site.site) as address:
        assert {page: found for page in pages if (found := detector.open(f"{address}{page}"))} == {}


def test_hostile_words_are_shown_as_they_are(hostile_site: Built, detector: Detector) -> None:
    with served(hostile_site.site) as address:
        for page in ("archive/documents/hostile/", "archive/documents/title/", "archive/people/hostile/"):
            assert detector.open(f"{address}{page}") == []
            assert detector.page.locator("h1").text_content() == HOSTILE
            assert detector.page.title() == f"{HOSTILE} - Tiny"
            assert detector.page.locator("#__config").evaluate_all("all => all.map(e => e.localName)") == ["script"]


def test_hostile_titles_do_nothing_among_search_results(hostile_site: Built, detector: Detector) -> None:
    with served(hostile_site.site) as address:
        detector.open(address)
        detector.page.get_by_role("button", name=re.compile("^Search")).first.click()
        dialog = detector.page.get_by_role("dialog")
        dialog.get_by_role("searchbox").or_(dialog.get_by_role("textbox")).fill("hostile")
        dialog.get_by_role("link").filter(has_text="Hostile </title>").first.wait_for()
        detector.page.evaluate(TAMPERED)
        assert detector.hits == []
        assert detector.page.evaluate(FOUND) == []


def test_the_text_of_hostile_sources_is_whole(hostile_site: Built) -> None:
    shown = documents_of(hostile_site.site)
    assert "".join("".join(passage.words.split()) for passage in shown["hostile"].passages) == "".join(SEED.split())
    template = next(hostile_site.site.glob("archive/documents/template/index.html")).read_text(encoding="utf-8")
    assert "location: javascript:hit('redirect')" in unescape(template), "front matter that is left out is shown"


def test_no_template_language_and_no_snippet_is_obeyed(hostile_site: Built) -> None:
    pages = pages_of(hostile_site.site)
    titles = [html.unescape(re.findall("<title>(.*?)</title>", text, re.DOTALL)[0]).strip() for text in pages.values()]
    assert [title for title in titles if not title.endswith("Tiny")] == []
    assert not [page for page, text in pages.items() if "not_in_nav" in text], "a file of the archive was published"
    assert not [page for page, text in pages.items() if re.search(r"\b49\b", text)], "7*7 was computed"


def test_refused_files_bring_nothing_to_the_site(hostile_site: Built, tmp_path: Path) -> None:
    root = copy_archive(tmp_path, TINY)
    write_files(root, FILES | REFUSED)
    done = mkdocs("build", cwd=root)
    assert done.returncode == 0
    assert not (root / "pwned").exists()
    assert all(f"{name}:" in done.stderr for name in REFUSED if not name.endswith(".txt"))
    pages = pages_of(root / "site")
    more = {page for page in set(pages) - set(pages_of(hostile_site.site)) if not page.startswith("archive/compared/")}
    assert more == {
        "archive/documents/address/index.html",
        "archive/documents/traversal/index.html",
    }
    values = (value for text in pages.values() for element in parse(text).iter() for value in element.attrib.values())
    assert [value for value in values if value.strip().lower().startswith("javascript")] == []


def test_what_workflows_print_holds_no_command_of_a_stranger(tmp_path: Path) -> None:
    root = copy_archive(tmp_path, TINY)
    quote = "%0A::set-output name=x::y\\r\\n::warning file=a,line=1::b \\e[31m"
    write_files(root, {"annotations/letter-1843/x.md": f'---\nquote: "{quote}"\nmotivation: "a\\n::error::b"\n---\n'})
    write_files(root, {"seeds/a,b::c%0A.txt": ""})
    done = glossator_here(root, "check", "--format", "github")
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert all(
        re.fullmatch(r"::(error|warning|notice) file=[^:,]*,line=\d+,col=\d+,title=[A-Z]\d+::[^\x1b]*", x)
        for x in lines
    )
    assert not any("::" in line.split("::", 2)[2] for line in lines)


def test_nothing_is_written_through_a_link_in_the_folder_of_the_build(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    victim = write_files(tmp_path, {"victim.txt": "mine", "outside/x.txt": "mine"}) / "victim.txt"
    folder = root / "docs" / "archive"
    folder.mkdir()
    (folder / "index.md").symlink_to(victim)
    (folder / "documents").symlink_to(tmp_path / "outside")
    assert glossator_here(root, "build").returncode == 0
    assert victim.read_text("utf-8") == "mine"
    assert [path.name for path in (tmp_path / "outside").iterdir()] == ["x.txt"]
    assert "# " not in (folder / "index.md").read_text("utf-8")[:3]
    assert not any(path.is_symlink() for path in folder.rglob("*"))


def test_links_among_the_pages_by_hand_are_refused(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    write_files(tmp_path, {"secret.txt": "a secret", "secret.md": "# A secret"})
    for name in ("secret.txt", "secret.md"):
        (root / "docs" / name).symlink_to(tmp_path / name)
    done = mkdocs("build", cwd=root)
    assert done.returncode == 0, done.stderr
    for name in ("secret.md", "secret.txt"):
        assert f"docs/{name}: E105 a symbolic link is not read" in done.stderr
    assert not any("secret" in path for path in files_of(root / "site"))
    assert not any(b"a secret" in data for data in files_of(root / "site").values())


@pytest.mark.parametrize("address", ["http://[x", "https://", "javascript:alert(1)", "http://a b", "http://a\x85b"])
def test_an_address_that_is_none_is_one_error_and_no_traceback(address: str, tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    entry = f"---\nname: Someone\nsame_as: [{json.dumps(address)}]\n---\n"
    write_files(root, {"glossary/people/someone.md": entry})
    done = glossator_here(root, "check")
    assert done.returncode == 1
    assert done.stdout.count("glossary/people/someone.md:3:") == 1
    assert "E409 `same_as` is wrong: one of them is no address that begins with http:// or https://" in done.stdout


def test_folders_without_end_are_refused(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    deep = root / "seeds" / Path(*["a"] * 40)
    write_files(deep, {"b.txt": "Deep."})
    done = glossator_here(root, "check")
    assert done.returncode == 1
    assert "E105 a folder this deep is not read" in done.stdout


def test_the_address_of_a_source_that_is_none_is_one_error(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    write_files(root, {"seeds/one.txt": "One.", "seeds/one.yml": "url: http://[z\n"})
    done = glossator_here(root, "check")
    assert done.returncode == 1
    place = "seeds/one.yml:1:6: E409 `url` is wrong"
    assert f"{place}: it is no address that begins with http:// or https://" in done.stdout
