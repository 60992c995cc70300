"""The built site of this repository's archive, walked as a reader's browser would: every promise of its pages holds."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest
from bs4 import BeautifulSoup, Tag
from markdown import Markdown

from glossator.cache import DIGEST
from helpers import (
    REPOSITORY,
    ROOT,
    TINY,
    Built,
    Shown,
    assert_same_files,
    build,
    copy_archive,
    documents_of,
    export,
    files_of,
    glossator,
    glossator_here,
    pages_of,
    replace_in,
    target_of,
    words,
    write_files,
)

pytestmark = pytest.mark.xdist_group("own_site")

EDIT = "https://example.org/o/r/edit/main/"

LOADING = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src", "srcdoc"),
    "image": ("href",),
    "img": ("src", "srcset"),
    "input": ("src",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href",),
    "video": ("src", "poster"),
}
"""What a browser fetches with a page, besides `link`."""
HARMLESS_RELATIONS = {"canonical", "prev", "next", "alternate", "edit", "license"}
"""Of `link` elements: they only tell, and fetch nothing."""


@pytest.fixture(scope="module")
def pages(own_site: Built) -> dict[str, BeautifulSoup]:
    return {path: BeautifulSoup(html, "html5lib") for path, html in pages_of(own_site.site).items()}


@pytest.fixture(scope="module")
def shown(own_site: Built) -> dict[str, Shown]:
    return documents_of(own_site.site)


@pytest.fixture(scope="module")
def bare_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same archive without the address of a repository, and with pages that are files: `people/x/index.html`."""
    root = copy_archive(tmp_path_factory.mktemp("bare"))
    replace_in(root / "mkdocs.yml", "site_name:", "use_directory_urls: false\nsite_name:")
    return Built(root, root / "site", build(root, "--strict"))


def links_of(page: BeautifulSoup) -> Iterator[str]:
    """Yield every address within the site that a page leads to or loads."""
    for tag, names in [*LOADING.items(), ("a", ("href",)), ("area", ("href",)), ("link", ("href",))]:
        for element in page.find_all(tag):
            for name in names:
                address = str(element.get(name, ""))
                if element.has_attr(name) and not urlsplit(address).scheme:
                    yield address


def broken_links(site: Path, pages: dict[str, BeautifulSoup]) -> list[str]:
    ids = {path: {element["id"] for element in page.find_all(id=True)} for path, page in pages.items()}
    broken = []
    for path, page in pages.items():
        for link in links_of(page):
            file, fragment = target_of(path, link)
            if not (site / file).is_file() or (fragment and file in ids and fragment not in ids[file]):
                broken.append(f"{path}: {link}")
    return broken


@pytest.mark.parametrize("fixture", ["own_site", "bare_site"])
def test_a_strict_build_prints_no_warning(fixture: str, request: pytest.FixtureRequest) -> None:
    built: Built = request.getfixturevalue(fixture)
    assert built.done.stdout == ""
    assert not re.search("WARN|ERROR|Traceback|Deprecat", built.done.stderr), built.done.stderr


@pytest.mark.parametrize("fixture", ["own_site", "bare_site"])
def test_check_finds_nothing_wrong_in_the_site(fixture: str, request: pytest.FixtureRequest) -> None:
    built: Built = request.getfixturevalue(fixture)
    done = glossator("check", "--site", "site", cwd=built.root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "no problems\n")


def test_every_link_and_anchor_leads_somewhere(own_site: Built, pages: dict[str, BeautifulSoup]) -> None:
    assert sum(1 for page in pages.values() for _ in links_of(page)) > 1000
    assert broken_links(own_site.site, pages) == []


def test_every_link_and_anchor_leads_somewhere_without_directory_urls(bare_site: Built) -> None:
    pages = {path: BeautifulSoup(html, "html5lib") for path, html in pages_of(bare_site.site).items()}
    assert broken_links(bare_site.site, pages) == []


def test_check_knows_a_site_that_is_published_below_its_host(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    build(root, env={"SITE_URL": "https://example.org/archive-of-ours/"})
    assert 'href="/archive-of-ours/' in (root / "site" / "404.html").read_text()
    done = glossator("check", "--site", root / "site", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")


def test_check_and_this_walk_find_the_same_broken_links(own_site: Built, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(own_site.site, site)
    entry = site / "archive" / "places" / "moscow" / "index.html"
    replace_in(entry, "<h1", '<a href="../nowhere/">a</a><a href="../kyiv/#nothing">b</a><h1')
    done = glossator("check", "--site", site, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == (
        "archive/places/moscow/index.html: E701 the link `../nowhere/` leads to nothing\n"
        "    remedy: mend the address\n"
        "archive/places/moscow/index.html: E702 the link `../kyiv/#nothing` leads to an anchor that"
        " archive/places/kyiv/index.html does not have\n"
        "    remedy: mend the part after #\n"
    )
    pages = {path: BeautifulSoup(html, "html5lib") for path, html in pages_of(site).items()}
    assert broken_links(site, pages) == [
        "archive/places/moscow/index.html: ../nowhere/",
        "archive/places/moscow/index.html: ../kyiv/#nothing",
    ]


@pytest.fixture(scope="module")
def tiny_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny archive with its site, to be copied."""
    root = copy_archive(tmp_path_factory.mktemp("tiny"), TINY)
    build(root)
    return root


def test_check_finds_other_words_than_the_sources_and_texts_that_are_missing(tiny_site: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(tiny_site, tmp_path / "archive"))
    letter = root / "site" / "archive" / "documents" / "letter-1843" / "index.html"
    replace_in(letter, "pleased", "displeased")
    (root / "site" / "archive" / "documents" / "diary" / "index.html").write_text("<h1>Diary</h1>", encoding="utf-8")
    done = glossator("check", "--site", "site", cwd=root)
    assert done.returncode == 1
    place = (root / "seeds" / "letter.txt").read_bytes().decode().index("pleased")
    assert f"archive/documents/letter-1843/index.html: E706 at {place} it says 'displeased.', but" in done.stdout
    assert "seeds/diary.md: E707 the text of diary stands on 0 pages of the site, not on one\n" in done.stdout
    assert "    remedy: remove the site and build it again" in done.stdout
    assert "compared with nothing" not in done.stderr


def test_check_finds_sentences_that_an_entry_no_longer_shows(tiny_site: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(tiny_site, tmp_path / "archive"))
    people = (root / "site" / "archive" / "people").glob("*/index.html")
    page = next(path for path in people if b"<q " in path.read_bytes())
    page.write_bytes(re.sub(rb'<q data-start="\d+" data-end="\d+">', b"<q>", page.read_bytes()))
    done = glossator("check", "--site", "site", cwd=root)
    assert done.returncode == 1
    person = page.parent.name
    message = f"glossary/people/{person}.md: E707 the page of people/{person} does not show each sentence that names it"
    assert message in done.stdout


def test_check_of_a_site_trusts_nothing_that_is_kept(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    env = {"GLOSSATOR_CACHE": str(tmp_path / "cache")}
    build(root, env=env)
    forged = 0
    for path in (tmp_path / "cache").rglob("*"):
        kept = path.read_bytes()[DIGEST:] if path.is_file() else b""
        if b"pleased" in kept:
            other = kept.replace(b"pleased", b"annoyed")
            path.write_bytes(hashlib.sha256(other).digest() + other)
            forged += 1
    assert forged
    replace_in(root / "site/archive/documents/letter-1843/index.html", "pleased", "annoyed")
    done = glossator("check", "--site", "site", cwd=root, env=env)
    assert done.returncode == 1
    assert "letter-1843/index.html: E706 at " in done.stdout


def test_check_says_where_it_has_no_sources_to_compare_words_with(own_site: Built, tmp_path: Path) -> None:
    done = glossator("check", "--site", own_site.site, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "no problems; the words were compared with nothing, as there is no mkdocs.yml here\n"


def test_check_tells_of_headings_ids_and_other_hosts(tmp_path: Path) -> None:
    page = '<h1>a</h1><h1>b</h1><p id="x"><i id="x"></i><img src="//example.org/a.png"><script src="https://b.example/c.js">'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    done = glossator("check", "--site", ".", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == (
        "index.html: E703 the page has 2 h1 headings\n"
        "    remedy: give it exactly one\n"
        "index.html: E704 the id `x` stands several times on the page\n"
        "    remedy: give each its own\n"
        "index.html: E705 the page loads `https://b.example/c.js` from another host\n"
        "    remedy: bring the file into the site, or leave it out\n"
        "index.html: E705 the page loads `//example.org/a.png` from another host\n"
        "    remedy: bring the file into the site, or leave it out\n"
    )


def test_every_page_has_exactly_one_h1(pages: dict[str, BeautifulSoup]) -> None:
    assert {path: len(page.find_all("h1")) for path, page in pages.items() if len(page.find_all("h1")) != 1} == {}


def test_no_id_stands_twice_on_a_page(pages: dict[str, BeautifulSoup]) -> None:
    for path, page in pages.items():
        counts = Counter(str(element["id"]) for element in page.find_all(id=True))
        assert [name for name, count in counts.items() if count > 1] == [], path


def test_no_page_loads_anything_from_another_host(own_site: Built, pages: dict[str, BeautifulSoup]) -> None:
    for path, page in pages.items():
        for tag, names in LOADING.items():
            for element in page.find_all(tag):
                for name in names:
                    assert not urlsplit(str(element.get(name, ""))).netloc, f"{path}: {element}"
        for link in page.find_all("link", href=True):
            if not set(link["rel"]) <= HARMLESS_RELATIONS:
                assert not urlsplit(str(link["href"])).netloc, f"{path}: {link}"
        assert not page.find("base"), path
        assert not page.find("meta", attrs={"http-equiv": re.compile("refresh", re.IGNORECASE)}), path
    for sheet in own_site.site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"""url\(\s*["']?(?:https?:)?//|@import\s+["'](?:https?:)?//""", text), sheet


def test_the_code_host_is_asked_nothing(pages: dict[str, BeautifulSoup]) -> None:
    """The theme's script asks GitHub and GitLab for a repository's stars where a link says that it is its `source`."""
    for path, page in pages.items():
        assert page.select(".md-source"), path
        assert page.select('[data-md-component="source"]') == [], path


def test_no_element_has_a_style_or_an_event_handler_of_its_own(pages: dict[str, BeautifulSoup]) -> None:
    for path, page in pages.items():
        for element in page.find_all(True):
            own = [name for name in element.attrs if name == "style" or name.startswith("on")]
            assert own == [], f"{path}: {element.name} {own}"


def test_every_page_has_a_title_and_a_language(pages: dict[str, BeautifulSoup]) -> None:
    titles = Counter(str(page.title.string) for page in pages.values() if page.title)
    assert sum(titles.values()) == len(pages)
    assert all(page.html is not None and page.html.get("lang") == "en" for page in pages.values())


def test_every_page_of_the_archive_is_reached_from_the_home_page(pages: dict[str, BeautifulSoup]) -> None:
    reached, todo = {"index.html"}, ["index.html"]
    while todo:
        path = todo.pop()
        for link in pages[path].find_all("a", href=True):
            if not urlsplit(str(link["href"])).scheme:
                file, _ = target_of(path, str(link["href"]))
                if file in pages and file not in reached:
                    reached.add(file)
                    todo.append(file)
    assert sorted(set(pages) - reached) == ["404.html"]


def mentions_of(shown: Shown) -> Iterator[tuple[int, Element]]:
    """Yield each mention on a document's page with where in the document's text it begins."""
    for passage in shown.passages:
        position = passage.start
        for element, text in walk(passage.element):
            if element is not None and "mention" in element.get("class", "").split():
                yield position, element
            position += len(text)
        assert position == passage.end


def walk(element: Element) -> Iterator[tuple[Element | None, str]]:
    """Yield the elements below and every piece of text, in the order of the page."""
    yield None, element.text or ""
    for child in element:
        yield child, ""
        yield from walk(child)
        yield None, child.tail or ""


def test_the_marked_mentions_are_the_exported_ones(own_site: Built, shown: dict[str, Shown]) -> None:
    rows = export(own_site.root, "mentions")
    assert len(rows) > 100
    for document, page in shown.items():
        exported = [
            (row["start"], row["end"], row["text"], row["entity"], row["type"], row["found_by"])
            for row in rows
            if row["document"] == document
        ]
        marked = [
            (
                start,
                start + len(words(element)),
                words(element),
                element.get("data-entity"),
                element.get("data-type"),
                element.get("data-found-by"),
            )
            for start, element in mentions_of(page)
        ]
        assert marked == exported


def test_every_mention_leads_to_its_entry(
    own_site: Built, shown: dict[str, Shown], pages: dict[str, BeautifulSoup]
) -> None:
    names = {row["entity"]: row["name"] for row in export(own_site.root, "mentions")}
    for page in shown.values():
        for _, element in mentions_of(page):
            target, _ = target_of(page.page, element.attrib["href"])
            heading = pages[target].h1
            assert heading is not None
            assert heading.get_text() == names[element.attrib["data-entity"]]


def marks_of(sentence: Tag) -> Iterator[tuple[int, str]]:
    """Yield where in its document's text each marked name of a sentence begins, and its words."""
    position = int(str(sentence["data-start"]))
    for node in sentence.children:
        text = node.get_text()
        if isinstance(node, Tag) and node.name == "mark":
            yield position, text
        position += len(text)


def test_every_entry_leads_back_to_every_passage_that_names_it(
    own_site: Built, shown: dict[str, Shown], pages: dict[str, BeautifulSoup]
) -> None:
    expected = defaultdict(set)
    for row in export(own_site.root, "mentions"):
        if row["reviewed"] or f"archive/{row['entity']}/index.html" in pages:
            expected[row["entity"]].add((row["document"], row["start"], row["text"]))
    for entity, places in expected.items():
        path = f"archive/{entity}/index.html"
        found = set()
        for sentence in pages[path].select("section:has(> #mentions) [data-document] [data-start]"):
            around = sentence.find_parent(attrs={"data-document": True})
            assert around is not None
            document = str(around["data-document"])
            item = sentence.find_parent("li")
            assert item is not None
            link = next(a for a in item.find_all("a", href=True) if "#" in str(a["href"]))
            target, fragment = target_of(path, str(link["href"]))
            assert target == shown[document].page
            passage = next(p for p in shown[document].passages if p.element.get("id") == fragment)
            marked = {(document, start, text) for start, text in marks_of(sentence)}
            assert marked
            assert all(passage.start <= start < passage.end for _, start, _ in marked)
            found |= marked
        assert found == places, entity


def passages_beside(note: Tag) -> list[Tag]:
    """Return the passages within the smallest element that holds the note and any passage."""
    for ancestor in note.parents:
        if passages := ancestor.select("[data-start]"):
            return list(passages)
    return []


def test_every_note_stands_beside_its_passage_and_on_the_notes_page(
    own_site: Built, shown: dict[str, Shown], pages: dict[str, BeautifulSoup]
) -> None:
    anchors = export(own_site.root, "anchors")
    assert len(anchors) == len(list((ROOT / "annotations").rglob("*.md"))) >= 8
    notes = "archive/notes/index.html"
    links = [str(link["href"]) for link in pages[notes].select("a[href]")]
    listed = {target_of(notes, link) for link in links if not urlsplit(link).scheme}
    for row in anchors:
        page = pages[shown[row["document"]].page]
        note = page.find(id=f"note-{row['note'].split('/')[1]}")
        assert isinstance(note, Tag)
        assert note.has_attr("data-state")
        (passage,) = passages_beside(note)
        assert int(str(passage["data-start"])) <= row["start"] < int(str(passage["data-end"]))
        assert (shown[row["document"]].page, str(note["id"])) in listed


def test_the_words_of_each_note_are_marked(own_site: Built, shown: dict[str, Shown]) -> None:
    texts = {row["document"]: row["text"] for row in export(own_site.root, "text")}
    marked = defaultdict(str)
    for document, page in shown.items():
        for element in page.article.iter("mark"):
            for name in element.get("data-notes", "").split():
                marked[f"{document}/{name}"] += words(element)
    anchors = export(own_site.root, "anchors")
    assert {row["note"]: texts[row["document"]][row["start"] : row["end"]] for row in anchors} == marked


def edit_button(page: BeautifulSoup) -> str:
    """Return where the theme's own button leads, above the page's content."""
    content = page.select_one(".md-content")
    assert content is not None
    button = content.select_one("a.md-content__button[rel~=edit]")
    assert button is not None
    return str(button["href"])


def test_edit_buttons_lead_to_the_files_that_pages_come_from(
    own_site: Built, shown: dict[str, Shown], pages: dict[str, BeautifulSoup]
) -> None:
    for row in export(own_site.root, "text"):
        assert edit_button(pages[shown[row["document"]].page]) == f"{EDIT}{row['path']}"
    for path in sorted((ROOT / "glossary").rglob("*.md")):
        entity = path.relative_to(ROOT / "glossary").with_suffix("").as_posix()
        assert edit_button(pages[f"archive/{entity}/index.html"]) == f"{EDIT}glossary/{entity}.md"
    assert edit_button(pages["index.html"]) == f"{EDIT}docs/index.md"
    assert edit_button(pages["about.html" if "about.html" in pages else "about/index.html"]) == f"{EDIT}docs/about.md"


def test_every_note_has_an_edit_link_to_its_file(
    own_site: Built, shown: dict[str, Shown], pages: dict[str, BeautifulSoup]
) -> None:
    for row in export(own_site.root, "anchors"):
        note = pages[shown[row["document"]].page].find(id=f"note-{row['note'].split('/')[1]}")
        assert isinstance(note, Tag)
        assert [a["href"] for a in note.select("a[rel~=edit]")] == [f"{EDIT}annotations/{row['note']}.md"]


def test_every_edit_link_leads_to_a_file_of_the_repository(pages: dict[str, BeautifulSoup]) -> None:
    links = {str(a["href"]) for page in pages.values() for a in page.select("a[rel~=edit]")}
    assert len(links) > 80
    for link in links:
        assert link.startswith(EDIT)
        assert (ROOT / link.removeprefix(EDIT)).is_file(), link


def test_without_a_repository_pages_still_say_which_file_to_edit(bare_site: Built) -> None:
    pages = pages_of(bare_site.site)
    for row in export(bare_site.root, "text"):
        page = BeautifulSoup(pages[f"archive/documents/{row['document']}/index.html"], "html5lib")
        assert row["path"] in page.select_one("#correct, [aria-labelledby=correct]").find_parent().get_text()
    for path in sorted((ROOT / "glossary").rglob("*.md")):
        entity = path.relative_to(ROOT / "glossary").with_suffix("").as_posix()
        page = BeautifulSoup(pages[f"archive/{entity}/index.html"], "html5lib")
        assert f"glossary/{entity}.md" in page.get_text()
    assert "example.org" not in "".join(pages.values())


def test_the_download_is_the_source_byte_for_byte_as_plain_text(
    own_site: Built, shown: dict[str, Shown], pages: dict[str, BeautifulSoup]
) -> None:
    for row in export(own_site.root, "text"):
        page = pages[shown[row["document"]].page]
        (link,) = page.select("a[download]")
        target, _ = target_of(shown[row["document"]].page, str(link["href"]))
        assert target.endswith(".txt")
        assert (own_site.site / target).read_bytes() == (ROOT / row["path"]).read_bytes()
        assert link["download"] == Path(row["path"]).name


def test_provenance_tells_the_hashes_that_anyone_gets(
    own_site: Built, shown: dict[str, Shown], pages: dict[str, BeautifulSoup]
) -> None:
    everything = pages["archive/provenance/index.html"].get_text()
    for row in export(own_site.root, "text"):
        page = shown[row["document"]]
        of_file = hashlib.sha256((ROOT / row["path"]).read_bytes()).hexdigest()
        of_text = hashlib.sha256((ROOT / row["path"]).read_bytes().decode().replace("\r\n", "\n").encode()).hexdigest()
        assert (row["source_sha256"], row["sha256"], page.sha256) == (of_file, of_text, of_text)
        for told in (of_file, of_text):
            assert told in pages[page.page].get_text()
            assert told in everything
        assert row["path"] in everything


def test_python_markdown_makes_the_published_page_of_the_file_on_disk(own_site: Built) -> None:
    """The plugin passes Python-Markdown by; whoever builds `docs/` without it gets the same pages."""
    found = 0
    for path, html in pages_of(own_site.site).items():
        source = own_site.root / "docs" / Path(path).with_suffix(".md")
        if path.startswith("archive/"):
            body = source.read_bytes().decode().split("\n---\n", 1)[1]
            assert Markdown(extensions=["toc", "tables", "fenced_code"]).convert(body).strip() in html, path
            found += 1
    assert found == len(list((own_site.root / "docs" / "archive").rglob("*.md")))


def test_the_sitemap_names_every_page_where_the_address_is_known(tmp_path: Path) -> None:
    root = copy_archive(tmp_path)
    address = "https://example.org/archive-of-two/"
    build(root, "--strict", env={"SITE_URL": address})
    locations = re.findall("<loc>([^<]*)</loc>", (root / "site" / "sitemap.xml").read_text(encoding="utf-8"))
    expected = [f"{address}{path.removesuffix('index.html')}" for path in pages_of(root / "site") if path != "404.html"]
    assert sorted(locations) == sorted(expected)
    canonical = re.compile('<link rel="canonical" href="([^"]*)"')
    for path, html in pages_of(root / "site").items():
        if path != "404.html":
            assert canonical.findall(html) == [f"{address}{path.removesuffix('index.html')}"]


def test_a_second_build_and_one_with_a_fresh_cache_make_the_same_site(own_site: Built, tmp_path: Path) -> None:
    first = files_of(own_site.site)
    build(own_site.root, "--site-dir", tmp_path / "second", env=REPOSITORY)
    build(
        own_site.root, "--site-dir", tmp_path / "fresh", env=REPOSITORY | {"GLOSSATOR_CACHE": str(tmp_path / "cache")}
    )
    assert_same_files(files_of(tmp_path / "second"), first)
    assert_same_files(files_of(tmp_path / "fresh"), first)


def test_a_kept_page_changes_with_what_it_is_made_from(own_site: Built, tmp_path: Path) -> None:
    """An entry's new description stands on its own page and in the index; the site's new name on every page."""
    root = copy_archive(tmp_path / "archive")
    build(root)
    entry = root / "glossary" / "places" / "alaska.md"
    entry.write_text(re.sub("description: .*", "description: A peninsula of tests.", entry.read_text("utf-8")), "utf-8")
    build(root)
    for page in ("archive/places/alaska/index.html", "archive/places/index.html"):
        assert "A peninsula of tests&#46;" in (root / "site" / page).read_text("utf-8")
    replace_in(root / "mkdocs.yml", "site_name: ", "site_name: Renamed ")
    build(root)
    assert [path for path, html in pages_of(root / "site").items() if "Renamed" not in html] == []


def test_notes_of_one_name_in_two_documents_have_ids_of_their_own(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    write_files(
        root,
        {
            "seeds/one.txt": "One document.\n",
            "seeds/two.txt": "Two documents.\n",
            "annotations/one/a-note.md": '---\nquote: "One"\n---\n',
            "annotations/two/a-note.md": '---\nquote: "Two"\n---\n',
        },
    )
    build(root, "--strict")
    done = glossator_here(root, "check", "--site", root / "site")
    assert done.returncode == 0, done.stdout


def test_a_renamed_entry_in_the_navigation_changes_every_page(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive")
    replace_in(root / "mkdocs.yml", "  - About: about.md", "  - About: about.md\n  - archive/places/alaska/index.md")
    build(root)
    replace_in(root / "glossary" / "places" / "alaska.md", "name: Alaska\n", "name: Alyaska\naliases:\n  - Alaska\n")
    build(root)
    assert [
        path for path, html in pages_of(root / "site").items() if "Alyaska" not in html and path != "404.html"
    ] == []


def test_every_page_of_the_archive_says_what_it_comes_from(pages: dict[str, BeautifulSoup]) -> None:
    silent = [path for path, page in pages.items() if path.startswith("archive/") and not page.select("#correct + *")]
    assert silent == []


def test_each_page_loads_the_styles_of_whatever_stands_on_it(own_site: Built) -> None:
    folder = own_site.site / "assets" / "glossator" / "styles"
    styled: dict[str, set[str]] = {}
    for sheet in folder.glob("*.css"):
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        for name in re.findall(r"\.([a-z][\w-]*)", rules):
            styled.setdefault(name, set()).add(sheet.stem)
    assert len(styled) > 100
    for path, text in pages_of(own_site.site).items():
        loaded = set(re.findall(r"/styles/(\w+)\.css", text))
        ours = BeautifulSoup(text, "lxml").select(".glossator *, .overview *")
        shown = {name for element in ours for name in element.get_attribute_list("class") if name}
        assert {name for name in shown & styled.keys() if not styled[name] & loaded} == set(), path
