"""The home page shows the archive at once, and so does the page of all indexes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser

from glossator.plugin.front_page import shows_overview, with_overview
from helpers import (
    TINY,
    Built,
    assert_same_files,
    build,
    chromium,
    copy_archive,
    export,
    files_of,
    glossator_here,
    mkdocs_here,
    parse,
    replace_in,
    served,
    target_of,
    write_files,
)

pytestmark = pytest.mark.xdist_group("overview")

HOME, ARCHIVE = "index.html", "archive/index.html"
HOSTILE = "</a><script>hit(1)</script> \"' & <!-- archive overview --> {{ 7*7 }} &amp;"
FILES = {
    "seeds/old.txt": "Mr. Babbage wrote on 3 May 1840 to Ada Lovelace. In 1841 he wrote again.\n",
    "seeds/old.yml": "id: old\ntitle: The old one\ndate: 1840~\nsource: The Times\n",
    "seeds/saved.txt": "Ada Lovelace was named on 4 May 1844. Ada Lovelace was named again.\n",
    "seeds/saved.yml": "id: saved\ntitle: Saved last\ndate: 1844-05-05\nretrieved: 2025-02-03\n"
    "description: What it is about.\n",
    "seeds/hostile.txt": "Words without names.\n",
    "seeds/hostile.yml": f"id: hostile\ntitle: {json.dumps(HOSTILE)}\ndate: 1844-05-06\n"
    f"source: {json.dumps(HOSTILE)}\ndescription: {json.dumps(HOSTILE)}\n",
    "seeds/undated.txt": "No day is told here.\n",
    "glossary/people/hostile.md": f"---\nname: {json.dumps(HOSTILE)}\naliases: [without names]\n---\n",
    "annotations/saved/first.md": "---\nquote: was named on 4 May 1844\nauthor: A. Reader\ndate: 2025-03-01\n---\n\n"
    f"{'Long words follow. ' * 20}\n",
    "annotations/saved/last.md": f"---\nquote: was named again\nauthor: {json.dumps(HOSTILE)}\n"
    "date: 2025-03-02\n---\n\n"
    f"About [[people/ada-lovelace]] {HOSTILE}\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = write_files(copy_archive(tmp_path_factory.mktemp("overview"), TINY), FILES)
    return Built(root, root / "site", build(root))


def read(site: Path, page: str = HOME) -> BeautifulSoup:
    return BeautifulSoup((site / page).read_bytes(), "lxml")


def overview(site: Path, page: str = HOME) -> Tag:
    (found,) = read(site, page).select(".overview")
    return found


def said(element: Tag) -> str:
    return " ".join(element.get_text().split())


def figures(site: Path, page: str = HOME) -> dict[str, int]:
    """Return how many there are, by the unit."""
    items = overview(site, page).select(".overview-figures > li")
    counted = [
        tuple(said(item.select_one(f".overview-{part}") or item) for part in ("unit", "count")) for item in items
    ]
    return {unit: int(count.replace(",", "")) for unit, count in counted}


def section(site: Path, name: str) -> list[str]:
    """Return the lines of a section, by the id of its heading; none where there is no such section."""
    heading = overview(site).find(id=f"overview-{name}")
    parent = heading.parent if heading else None
    return [said(line) for line in parent.select("li")] if parent else []


def names(site: Path, name: str) -> list[str]:
    heading = overview(site).find(id=f"overview-{name}")
    parent = heading.parent if heading else None
    return [said(link) for link in parent.select("li > a:first-child")] if parent else []


def plain_archive(folder: Path, files: dict[str, str], home: str = "# Home\n\nOwn words.\n") -> Path:
    """Return an archive with nothing in it but these files."""
    write_files(folder, {"mkdocs.yml": (TINY / "mkdocs.yml").read_text(encoding="utf-8"), "docs/index.md": home})
    (folder / "seeds").mkdir(exist_ok=True)
    return write_files(folder, files)


def built_here(root: Path) -> Path:
    done = mkdocs_here(root, "build")
    assert done.returncode == 0, done.stderr
    return root / "site"


def test_figures_are_those_of_the_exports(built: Built) -> None:
    texts, mentions = export(built.root, "text"), export(built.root, "mentions")
    timeline = [row for row in export(built.root, "timeline") if not row["own"]]
    people = [path for path in (built.root / "glossary" / "people").iterdir() if path.suffix == ".md"]
    notes = list((built.root / "annotations").rglob("*.md"))
    found = figures(built.site)
    assert found["documents"] == len(texts) == 6
    assert found["words"] == sum(len(row["text"].split()) for row in texts)
    assert found["people"] == len(people) == 3
    assert found["notes"] == len(notes) == 4
    assert found["dates mentioned"] == len(timeline) > 3
    ada = [row for row in mentions if row["entity"] == "people/ada-lovelace"]
    expected = f"Ada Lovelace {len(ada)} in {len({row['document'] for row in ada})} documents"
    assert expected in section(built.site, "named")


def test_the_documents_dates_are_told_as_precisely_as_they_are_known(built: Built) -> None:
    since = overview(built.site).select_one(".overview-since")
    assert since is not None
    assert said(since) == "Documents dated 1840 (approximate) to 6 May 1844; 1 without a date"


def test_the_newest_documents_come_first_by_when_they_were_saved_else_by_their_dates(built: Built) -> None:
    shown = names(built.site, "documents")
    assert shown[:2] == ["Saved last", " ".join(HOSTILE.split())]
    assert "The old one" not in shown, "its date is no day"
    assert section(built.site, "documents")[0] == (
        "Saved last 5 May 1844 · saved 3 February 2025 · 2 notes What it is about."
    )


def test_the_newest_notes_come_first_each_with_its_document_and_how_it_begins(built: Built) -> None:
    last, first, *_ = section(built.site, "notes")
    assert last.startswith("was named again in Saved last · ")
    assert "About Ada Lovelace </a><script>" in last
    assert first.startswith("was named on 4 May 1844 in Saved last · A. Reader · 1 March 2025 Long words follow. Long")
    assert first.endswith(" …")
    assert len(first) < 250


def test_the_most_named_stand_in_the_order_of_documents_then_mentions(built: Built) -> None:
    counted = [re.fullmatch(r"(.+) ([\d,]+) in ([\d,]+) documents?", line) for line in section(built.site, "named")]
    order = [(-int(line[3]), -int(line[2])) for line in counted if line]
    assert len(order) == len(counted) > 2
    assert order == sorted(order)


def test_ways_in_say_what_singles_each_document_out(built: Built) -> None:
    lines = section(built.site, "ways")
    assert any("The old one" in line and "the earliest, 1840 (approximate)" in line for line in lines)
    assert any("Saved last" in line and "most notes, 2" in line for line in lines)
    named: dict[str, set[str]] = {}
    for row in export(built.root, "mentions"):
        if row["reviewed"]:
            named.setdefault(row["document"], set()).add(row["entity"])
    counts = sorted(map(len, named.values()), reverse=True)
    assert counts[0] > counts[1]
    assert any(f"names the most, {counts[0]} entries of the glossary" in line for line in lines)


@pytest.mark.parametrize(
    ("other", "claimed"), [("1840-03", False), ("1841", True), ("1840", False), ("../1845", False)]
)
def test_a_document_is_the_earliest_only_where_its_date_is_sure_to_be(
    other: str, claimed: bool, tmp_path: Path
) -> None:
    dates = {"one": "1840", "two": other, "three": "1850"}
    files = {f"seeds/{name}.txt": f"Words of {name}.\n" for name in dates}
    files |= {f"seeds/{name}.yml": f'id: {name}\ntitle: Of {name}\ndate: "{date}"\n' for name, date in dates.items()}
    root = plain_archive(tmp_path, files)
    assert glossator_here(root, "build").returncode == 0
    page = (root / "docs/archive/index.md").read_text(encoding="utf-8")
    assert ("the earliest" in page) is claimed


def test_hostile_words_are_only_words(built: Built) -> None:
    for page in (HOME, ARCHIVE):
        shown = overview(built.site, page)
        assert shown.find("script") is None
        assert "hit(1)" in said(shown)
        assert len(read(built.site, page).select(".overview")) == 1


@pytest.mark.parametrize("page", [HOME, ARCHIVE])
def test_links_lead_to_what_is_there(built: Built, page: str) -> None:
    hrefs = [str(link["href"]) for link in overview(built.site, page).select("a[href]")]
    assert len(hrefs) > 25
    for href in hrefs:
        file, fragment = target_of(page, href)
        assert (built.site / file).is_file(), href
        assert not fragment or read(built.site, file).find(id=fragment), href


def test_the_page_of_indexes_shows_the_same(built: Built) -> None:
    assert said(overview(built.site, ARCHIVE)) == said(overview(built.site, HOME))


def test_no_element_has_a_style_of_its_own(built: Built) -> None:
    tree = parse(str(overview(built.site)))
    assert [element.tag for element in tree.iter() if "style" in element.attrib] == []
    assert any(element.tag.endswith("svg") for element in tree.iter())


def test_what_the_overview_says_is_no_word_of_the_home_page_to_search(built: Built) -> None:
    shown = overview(built.site)
    assert shown["data-pagefind-ignore"] == "all"
    assert shown.has_attr("data-search-exclude")


def test_a_clean_and_a_warm_build_are_the_same_and_a_note_changes_the_home_page(tmp_path: Path) -> None:
    root = write_files(copy_archive(tmp_path / "a", TINY), FILES)
    built_here(root)
    replace_in(root / "annotations/saved/last.md", "About", "Corrected: about")
    warm = files_of(built_here(root))
    assert "Corrected: about Ada Lovelace" in section(root / "site", "notes")[0]
    again = files_of(built_here(root))
    clean = write_files(copy_archive(tmp_path / "b", TINY), FILES)
    replace_in(clean / "annotations/saved/last.md", "About", "Corrected: about")
    assert_same_files(warm, again)
    assert_same_files(warm, files_of(built_here(clean)))


def test_an_empty_archive_has_a_sensible_home_page(tmp_path: Path) -> None:
    site = built_here(plain_archive(tmp_path, {}))
    assert figures(site) == {"documents": 0}
    headings = [said(heading) for heading in overview(site).select("h2")]
    assert headings == ["How much", "All parts of the archive"]


def test_one_document_without_a_date_is_listed_and_nothing_is_claimed_of_it(tmp_path: Path) -> None:
    site = built_here(plain_archive(tmp_path, {"seeds/one.txt": "Five words and no more.\n"}))
    assert figures(site) == {"document": 1, "words": 5}
    headings = [said(heading) for heading in overview(site).select("h2")]
    assert headings == ["How much", "Documents", "All parts of the archive"]
    assert overview(site).select(".overview-since") == []


def test_names_that_nobody_reviewed_are_told_as_such(tmp_path: Path) -> None:
    text = "Angela Merkel met Emmanuel Macron in Berlin. Angela Merkel spoke, and Emmanuel Macron spoke.\n"
    files = {f"seeds/{name}.txt": text for name in ("one", "two")}
    root = plain_archive(tmp_path, files)
    site = built_here(root)
    assert "Angela Merkel 4 in 2 documents" in section(site, "named")
    assert "Most named, not reviewed" in said(overview(site))
    assert section(site, "much")[2] == "0 people 2 not reviewed"
    assert figures(site)["people"] == 0
    write_files(root, {"glossary/people/emmanuel-macron.md": "---\nname: Emmanuel Macron\n---\n"})
    built_here(root)
    assert section(site, "named") == ["Emmanuel Macron 4 in 2 documents"]
    assert "Most named, not reviewed" not in said(overview(site))


def own_and_made(site: Path) -> str:
    (home,) = read(site).select(".home")
    return said(home)


MARKED = "# Home\n\nBefore.\n\n<!-- archive overview -->\n\n## After\n\nWords.\n"


def test_the_overview_stands_at_its_marker_else_at_the_end(tmp_path: Path) -> None:
    root = plain_archive(tmp_path, {}, MARKED)
    page = own_and_made(built_here(root))
    assert page.index("Before.") < page.index("How much") < page.index("After")
    write_files(root, {"docs/index.md": MARKED.replace("<!-- archive overview -->\n", "")})
    page = own_and_made(built_here(root))
    assert page.index("Words.") < page.index("How much")


def test_the_home_page_can_do_without_and_another_page_can_have_it(tmp_path: Path) -> None:
    root = plain_archive(tmp_path, {"docs/sub/other.md": MARKED}, "---\noverview: false\n---\n\n# Home\n")
    site = built_here(root)
    assert read(site).select(".overview") == []
    link = overview(site, "sub/other/index.html").select_one(".overview-figures a")
    assert link is not None
    assert link["href"] == "../../archive/documents/"
    assert read(site, "sub/other/index.html").select('link[href$="styles/home.css"]')
    assert not read(site).select('link[href$="styles/home.css"]')


def test_an_archive_without_a_home_page_builds(tmp_path: Path) -> None:
    root = plain_archive(tmp_path, {})
    (root / "docs/index.md").unlink()
    replace_in(root / "mkdocs.yml", "  - index.md\n", "")
    site = built_here(root)
    assert figures(site, ARCHIVE) == {"documents": 0}


def test_other_builders_find_the_overview_in_the_page_of_indexes(tmp_path: Path) -> None:
    root = write_files(copy_archive(tmp_path, TINY), FILES)
    assert glossator_here(root, "build").returncode == 0
    page = (root / "docs/archive/index.md").read_text(encoding="utf-8")
    assert page.count('class="overview"') == 1


@pytest.mark.parametrize(
    ("html", "meta", "home", "shown"),
    [
        ("<p>a</p>", None, True, True),
        ("<p>a</p>", False, True, False),
        ("<p>a</p>", None, False, False),
        ("<!--archive overview-->", None, False, True),
        ("<p>a</p>\n<!-- archive overview -->", False, True, True),
    ],
)
def test_which_pages_show_it(html: str, meta: object, home: bool, shown: bool) -> None:
    assert shows_overview(html, meta, home=home) is shown


def test_a_person_s_words_are_all_kept() -> None:
    assert with_overview("<p>a</p>\n<p><!-- archive overview --></p>\n<p>b</p>", "X") == (
        '<div class="own-words">\n<p>a</p>\n</div>\nX\n<div class="own-words">\n<p>b</p>\n</div>'
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.mark.browser
@pytest.mark.parametrize("page", ["", "archive/"])
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_is_wider_than_the_screen(built: Built, browser: Browser, page: str, width: int) -> None:
    with served(built.site) as address:
        shown = browser.new_page(viewport={"width": width, "height": 800})
        shown.goto(f"{address}{page}")
        assert shown.locator(".overview").is_visible() or shown.locator(".overview-much").is_visible()
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
        sizes = shown.locator("svg.time text").evaluate_all("all => all.map(e => getComputedStyle(e).fontSize)")
        assert sizes
        assert set(sizes) == {"12px"}, "however wide the picture is"
        shown.close()
