"""What programs take from the pages: linked data, citations, link previews, the feed of documents, robots.txt."""

from __future__ import annotations

import json
import re
import struct
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from glossator.config import Config
from glossator.glossary import Glossary
from glossator.model import Archive, Datum, Document, Mention, Span
from glossator.relate import Targets
from glossator.render import make_site, render_files
from glossator.render.linked_data import as_json
from glossator.render.moments import iso_date
from glossator.render.picture import archive_picture
from helpers import TINY, Built, assert_same_files, build, copy_archive, files_of, replace_in, target_of, write_files

pytestmark = pytest.mark.xdist_group("machines")

ADDRESS = "https://letters.example/"
ATOM = {"atom": "http://www.w3.org/2005/Atom"}
HOSTILE = "</script><script>hit(1)</script> \"' & <!-- {{ 7*7 }} \u2028]]>"
PORT = "archive/documents/port-closed/index.html"
FILES = {
    "seeds/port.txt": "The port is closed\n\nBEIRUT, November 21 (TASS). Ada Lovelace saw it. So did Ada Lovelace.\n",
    "seeds/port.yml": f"id: port-closed\ntitle: The port is closed\nauthor: Ada Lovelace\nsource: TASS\n"
    f"date: 2025-11-21\nretrieved: 2026-01-02\nlanguage: en\nlicense: CC BY 4.0\ntags: [port, sea]\n"
    f"url: https://news.example/port?a=1&b=2\ncollection: Ports\ndescription: {json.dumps('What <TASS> said')}\n",
    "seeds/hostile.txt": "Words.\n",
    "seeds/hostile.yml": "\n".join(
        f"{name}: {json.dumps(HOSTILE)}" for name in ("title", "author", "source", "license", "description")
    )
    + f"\ndate: 1890~\ntags: [{json.dumps(HOSTILE)}]\n",
    "glossary/people/hostile.md": f"---\nname: {json.dumps(HOSTILE)}\n---\n",
    "glossary/people/charles-babbage.md": "---\nname: Charles Babbage\naliases: [Mr. Babbage]\n"
    "same_as: [https://www.wikidata.org/entity/Q46633]\ndescription: Made engines.\n---\n",
    "glossary/organizations/navy.md": "---\nname: Navy\n---\n",
    "glossary/events/war.md": "---\nname: War\n---\n",
    "glossary/works/notes.md": "---\nname: Sketch\n---\n",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An archive whose site knows its address, at the root of a host."""
    root = copy_archive(tmp_path_factory.mktemp("told"), TINY)
    write_files(root, FILES)
    return Built(root, root / "site", build(root, env={"SITE_URL": ADDRESS}))


def read(site: Path, page: str) -> BeautifulSoup:
    return BeautifulSoup((site / page).read_bytes(), "lxml")


def data_of(site: Path, page: str) -> dict[str, Any]:
    (script,) = read(site, page).select("head script[type='application/ld+json']")
    found: dict[str, Any] = json.loads(script.get_text())
    assert found["@context"] == "https://schema.org"
    return found


def meta_of(site: Path, page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in read(site, page).select("head meta[content]"):
        found.setdefault(str(element.get("name") or element.get("property")), []).append(str(element["content"]))
    return found


def test_a_document_with_a_dateline_is_a_news_article_with_its_record(told: Built) -> None:
    data = data_of(told.site, PORT)
    page = f"{ADDRESS}archive/documents/port-closed/"
    ada = {"@type": "Person", "@id": f"{ADDRESS}archive/people/ada-lovelace/", "name": "Ada Lovelace"}
    (address, file) = data.pop("isBasedOn")
    assert address == "https://news.example/port?a=1&b=2"
    assert file["contentUrl"] == f"{ADDRESS}archive/files/port-closed.txt"
    assert (told.site / "archive/files/port-closed.txt").stat().st_size == int(file["contentSize"])
    assert ada in data.pop("mentions")
    assert data == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": page,
        "url": page,
        "headline": "The port is closed",
        "description": "What <TASS> said",
        "author": ada,
        "datePublished": "2025-11-21",
        "publisher": {"@type": "Organization", "name": "TASS"},
        "inLanguage": "en",
        "license": {"@type": "CreativeWork", "name": "CC BY 4.0"},
        "keywords": ["port", "sea"],
        "isPartOf": {"@type": "Collection", "name": "Ports", "url": f"{ADDRESS}archive/collections/ports/"},
    }


def test_only_entries_that_a_person_wrote_are_told_as_mentions(told: Built) -> None:
    for page in (told.site / "archive" / "documents").glob("*/index.html"):
        for each in data_of(told.site, page.relative_to(told.site).as_posix()).get("mentions", []):
            path = each["@id"].removeprefix(f"{ADDRESS}archive/")
            assert (told.root / "glossary" / f"{path.rstrip('/')}.md").is_file()


def test_an_uncertain_date_is_not_told_as_a_certain_one(told: Built) -> None:
    data = data_of(told.site, "archive/documents/hostile/index.html")
    assert not {"datePublished", "dateCreated"} & set(data)
    names = meta_of(told.site, "archive/documents/hostile/index.html")
    assert not {"citation_publication_date", "DC.date", "DCTERMS.issued", "article:published_time"} & set(names)


@pytest.mark.parametrize(
    ("page", "type_"),
    {
        "people/charles-babbage": "Person",
        "organizations/navy": "Organization",
        "places/ockham-park": "Place",
        "events/war": "Event",
        "works/notes": "CreativeWork",
        "terms/bernoulli-numbers": "DefinedTerm",
        "documents": "CollectionPage",
        "notes": "CollectionPage",
        "provenance": "WebPage",
        "documents/diary": "CreativeWork",
        "documents/letter-1843": "CreativeWork",
    }.items(),
)
def test_each_kind_of_page_tells_what_it_is_about(told: Built, page: str, type_: str) -> None:
    assert data_of(told.site, f"archive/{page}/index.html")["@type"] == type_


def test_an_entry_is_the_same_as_what_authorities_know(told: Built) -> None:
    data = data_of(told.site, "archive/people/charles-babbage/index.html")
    assert data["sameAs"] == ["https://www.wikidata.org/entity/Q46633"]
    assert (data["name"], data["alternateName"]) == ("Charles Babbage", ["Mr. Babbage"])
    assert (data["@id"], data["description"]) == (f"{ADDRESS}archive/people/charles-babbage/", "Made engines.")


def test_reference_managers_find_a_document_s_record(told: Built) -> None:
    meta = meta_of(told.site, PORT)
    page = f"{ADDRESS}archive/documents/port-closed/"
    expected = {
        "z:itemType": ["newspaperArticle"],
        "citation_title": ["The port is closed"],
        "citation_author": ["Ada Lovelace"],
        "citation_publication_date": ["2025/11/21"],
        "citation_publisher": ["TASS"],
        "prism.publicationName": ["TASS"],
        "citation_language": ["en"],
        "citation_public_url": [page],
        "citation_keywords": ["port", "sea"],
        "DC.title": ["The port is closed"],
        "DC.creator": ["Ada Lovelace"],
        "DC.date": ["2025-11-21"],
        "DC.rights": ["CC BY 4.0"],
        "DC.subject": ["port", "sea"],
        "DCTERMS.isFormatOf": ["https://news.example/port?a=1&b=2"],
        "article:published_time": ["2025-11-21"],
    }
    assert {name: meta.get(name) for name in expected} == expected
    assert not [name for name in meta_of(told.site, "archive/people/charles-babbage/index.html") if "citation" in name]


@pytest.mark.parametrize(
    "page", [PORT, "archive/people/charles-babbage/index.html", "archive/notes/index.html", "index.html"]
)
def test_a_link_to_a_page_is_shown_with_its_title_and_the_archive_s_picture(told: Built, page: str) -> None:
    meta, soup = meta_of(told.site, page), read(told.site, page)
    assert len(meta["og:title"]) == len(meta["og:type"]) == 1
    assert meta["og:title"][0] in soup.select_one("title").get_text()  # type: ignore[union-attr]
    assert meta["og:site_name"] == ["Tiny"]
    address = f"{ADDRESS}{page.removesuffix('index.html')}"
    assert meta["og:url"] == [address]
    assert [link["href"] for link in soup.select("link[rel=canonical]")] == [address]
    assert (told.site / meta["og:image"][0].removeprefix(ADDRESS)).is_file()


def test_hostile_words_are_only_words(told: Built) -> None:
    words = " ".join(HOSTILE.split())
    for page in ("archive/documents/hostile/index.html", "archive/people/hostile/index.html"):
        soup = read(told.site, page)
        assert not [
            each
            for each in soup.select("script")
            if "hit(1)" in each.get_text() and "json" not in str(each.get("type"))
        ]
        raw = (told.site / page).read_text(encoding="utf-8")
        assert "<script>hit" not in raw
        assert meta_of(told.site, page)["og:title"] == [words]
    data = data_of(told.site, "archive/documents/hostile/index.html")
    assert data["headline"] == data["author"] == data["publisher"]["name"] == data["keywords"][0] == HOSTILE
    assert meta_of(told.site, "archive/documents/hostile/index.html")["citation_title"] == [words]
    assert data_of(told.site, "archive/people/hostile/index.html")["name"] == HOSTILE


@given(
    st.recursive(st.text(), lambda inner: st.lists(inner, min_size=1) | st.dictionaries(st.text(), inner, min_size=1))
)
def test_data_says_the_same_wherever_in_html_it_stands(value: Any) -> None:
    written = as_json({"v": value})
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written).get("v", value or "") == (value or "")


@pytest.mark.parametrize("date", ["2025", "2025-11", "2025-11-21", "2025-11-21T10:00:00Z", "2024-02-29"])
def test_dates_that_iso_8601_can_say(date: str) -> None:
    assert iso_date(date) == date


@pytest.mark.parametrize(
    "date",
    [
        "",
        "1890~",
        "2025?",
        "1914/1918",
        "2025-21",
        "2025-02-30",
        "199X",
        "-0043",
        "1066",
        "Y17000",
        "[2025,2026]",
        "../2025",
    ],
)
def test_dates_that_it_cannot(date: str) -> None:
    assert iso_date(date) == ""


# The picture


def test_the_picture_is_a_png_and_the_same_for_the_same_documents() -> None:
    named = (Mention(Span(0, 1), "people/a", "person", "", 1),)
    documents = [Document(f"d{n}", "", "x" * n * 40, "", "", 0, "", "", mentions=named) for n in range(40)]
    for some in ([], documents[:1], documents):
        data = archive_picture(some)
        assert data == archive_picture(some)
        assert data.startswith(b"\x89PNG\r\n\x1a\n")
        chunks, at = {}, 8
        while at < len(data):
            (length,) = struct.unpack(">I", data[at : at + 4])
            name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
            assert struct.unpack(">I", data[at + 8 + length : at + 12 + length]) == (zlib.crc32(name + body),)
            chunks[name], at = body, at + 12 + length
        assert struct.unpack(">II", chunks[b"IHDR"][:8]) == (1200, 630)
        assert len(zlib.decompress(chunks[b"IDAT"])) == 1201 * 630
        assert len(data) < 50_000


# The feed of documents


def of(element: ElementTree.Element, name: str) -> list[str]:
    return [found.text or "" for found in element.findall(f"atom:{name}", ATOM)]


def check_atom(feed: ElementTree.Element) -> None:
    """Raise AssertionError where a feed is not what RFC 4287 asks for in 4.1.1 and 4.1.2."""
    assert feed.tag == f"{{{ATOM['atom']}}}feed"
    entries = feed.findall("atom:entry", ATOM)
    for element in (feed, *entries):
        (id_,), (title,), (updated,) = of(element, "id"), of(element, "title"), of(element, "updated")
        assert urlsplit(id_).scheme
        assert title
        for when in (updated, *of(element, "published")):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", when)
        assert all(name for author in element.findall("atom:author", ATOM) for name in of(author, "name"))
    assert feed.findall("atom:author", ATOM)
    assert any(link.attrib["rel"] == "self" for link in feed.findall("atom:link", ATOM))
    assert len({id_ for entry in entries for id_ in of(entry, "id")}) == len(entries)
    for entry in entries:
        assert entry.find("atom:link[@rel='alternate']", ATOM) is not None
        assert len(of(entry, "summary")) == 1


def test_the_feed_of_documents_holds_those_with_a_day_the_newest_first(told: Built) -> None:
    feed = ElementTree.fromstring((told.site / "archive/documents/feed.xml").read_bytes())
    check_atom(feed)
    entries = feed.findall("atom:entry", ATOM)
    places = [id_.removeprefix(f"{ADDRESS}archive/documents/") for entry in entries for id_ in of(entry, "id")]
    assert places == ["port-closed/", "diary/", "letter-1843/"]
    assert (of(entries[0], "updated"), of(entries[0], "published")) == (
        ["2026-01-02T00:00:00Z"],
        ["2025-11-21T00:00:00Z"],
    )
    links = {link.attrib["rel"]: link.attrib["href"] for link in entries[0].findall("atom:link", ATOM)}
    assert links == {
        "alternate": f"{ADDRESS}archive/documents/port-closed/",
        "via": "https://news.example/port?a=1&b=2",
    }
    assert of(entries[0], "summary") == ["What <TASS> said"]
    assert of(feed, "title") == ["Documents – Tiny"]


def test_the_index_of_documents_leads_to_the_feed(told: Built) -> None:
    page = "archive/documents/index.html"
    links = read(told.site, page).select("[type='application/atom+xml']")
    assert [link.name for link in links] == ["link", "a"]
    assert {target_of(page, str(link["href"]))[0] for link in links} == {"archive/documents/feed.xml"}
    assert links[0]["title"] == "Documents"


def record(title: str, author: str, date: str) -> tuple[Datum, ...]:
    values = {"title": title, "author": author, "tag": author, "url": author, "date": date}
    return tuple(Datum(name, value, "sidecar") for name, value in values.items())


@given(st.lists(st.tuples(st.text(), st.text(), st.dates()), min_size=1, max_size=25))
def test_whatever_documents_say_the_feed_is_well_formed(said: list[tuple[str, str, object]]) -> None:
    documents = [
        Document(f"d{number}", f"seeds/{number}.txt", text, "", "", 0, "UTF-8", "LF", record(text, author, str(day)))
        for number, (text, author, day) in enumerate(said)
    ]
    config = Config(Path(), Path("docs"), site_url=ADDRESS)
    site = make_site(config, Archive(documents=tuple(documents)), Targets(documents, Glossary(()), ()).find, {})
    feed = ElementTree.fromstring(render_files(site)["archive/documents/feed.xml"])
    check_atom(feed)
    assert len(feed.findall("atom:entry", ATOM)) == min(len(documents), 20)


# The site as a whole


def test_the_sitemap_names_the_archive_s_pages_without_dates_of_the_build(told: Built) -> None:
    sitemap = (told.site / "sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>{ADDRESS}archive/documents/port-closed/</loc>" in sitemap
    assert f"<loc>{ADDRESS}archive/people/charles-babbage/</loc>" in sitemap
    assert "<lastmod>" not in sitemap


def test_robots_are_told_of_the_sitemap(told: Built) -> None:
    robots = (told.site / "robots.txt").read_text(encoding="utf-8")
    assert robots == f"User-agent: *\nAllow: /\n\nSitemap: {ADDRESS}sitemap.xml\n"


def test_without_an_address_nothing_is_told_that_needs_one_and_warm_builds_equal_clean_ones(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    write_files(root, {**FILES, "docs/robots.txt": "User-agent: *\nDisallow: /\n"})
    env = {"GLOSSATOR_CACHE": str(tmp_path / "cache")}
    build(root, env=env)
    site = root / "site"
    assert not [path for path in site.rglob("*") if path.name in ("feed.xml", "picture.png")]
    assert not {"og:url", "og:image", "citation_public_url", "DC.identifier"} & set(meta_of(site, PORT))
    data = data_of(site, PORT)
    assert data["@id"] == "./"
    assert target_of(PORT, data["author"]["@id"])[0] == "archive/people/ada-lovelace/index.html"
    build(root, env={**env, "SITE_URL": ADDRESS})
    assert (site / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nDisallow: /\n"
    (root / "docs" / "robots.txt").unlink()
    replace_in(root / "seeds" / "port.yml", "source: TASS", "source: Reuters")
    replace_in(root / "glossary" / "people" / "charles-babbage.md", "Q46633", "Q1")
    build(root, env={**env, "SITE_URL": ADDRESS})
    assert data_of(site, PORT)["publisher"]["name"] == "Reuters"
    warm = files_of(site)
    build(root, env={**env, "SITE_URL": ADDRESS})
    assert_same_files(files_of(site), warm)
    build(root, env={"GLOSSATOR_CACHE": str(tmp_path / "other"), "SITE_URL": ADDRESS})
    assert_same_files(files_of(site), warm)
    build(root, env={**env, "SITE_URL": f"{ADDRESS}below/"})
    assert not (site / "robots.txt").exists()
