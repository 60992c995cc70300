"""The same `docs/` builds with the programs that continue MkDocs, and says the same."""

from __future__ import annotations

import json
import shutil
import sys
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import pytest

from helpers import (
    TINY,
    Built,
    build,
    copy_archive,
    documents_of,
    files_of,
    glossator,
    replace_in,
    run,
    target_of,
    write_files,
)

pytestmark = pytest.mark.xdist_group("own_site")


def needs(module: str, requirement: str) -> pytest.MarkDecorator:
    reason = f"{module} is not installed; to run this test: .venv/bin/python -m pip install '{requirement}'"
    return pytest.mark.skipif(find_spec(module) is None, reason=reason)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What MkDocs makes of this repository's archive."""
    root = copy_archive(tmp_path_factory.mktemp("plain"))
    return Built(root, root / "site", build(root))


Said = dict[str, tuple[list[tuple[int, int, str]], list[tuple[str, str]]]]


def said(site: Path) -> Said:
    """Return, by document, the words of every passage, and where every link among them leads."""
    found = {}
    for document, shown in documents_of(site).items():
        links = [
            target_of(shown.page, a.attrib["href"]) for a in shown.article.iter("a") if "://" not in a.get("href", "")
        ]
        found[document] = ([(p.start, p.end, p.words) for p in shown.passages], links)
    return found


def assert_says_the_same(site: Path, plain: Built) -> None:
    expected = said(plain.site)
    assert len(expected) == 2
    assert all(len(passages) > 10 and len(links) > 50 for passages, links in expected.values())
    assert said(site) == expected


@needs("properdocs", "properdocs>=1.6,<2")
def test_properdocs_builds_the_same_pages_strictly_with_the_plugin(plain: Built, tmp_path: Path) -> None:
    root = copy_archive(tmp_path)
    done = run(sys.executable, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml", cwd=root)
    assert done.returncode == 0, done.stderr
    assert_says_the_same(root / "site", plain)
    assert (root / "site" / "pagefind" / "pagefind-entry.json").is_file()
    checked = glossator("check", "--site", "site", cwd=root)
    assert (checked.returncode, checked.stdout) == (0, "")


@needs("properdocs", "properdocs>=1.6,<2")
def test_properdocs_tells_of_mistakes_and_fails_where_it_is_strict(tmp_path: Path) -> None:
    root = write_files(copy_archive(tmp_path, TINY), {"seeds/empty.txt": ""})
    for arguments, code in (((), 0), (("--strict",), 1)):
        done = run(sys.executable, "-m", "properdocs", "build", *arguments, "-f", "mkdocs.yml", cwd=root)
        assert done.returncode == code
        assert done.stderr.count("seeds/empty.txt: E103 the source is empty") == 1


@needs("zensical", "zensical>=0.0.73")
def test_zensical_builds_the_same_pages_from_the_files_on_disk(plain: Built, tmp_path: Path) -> None:
    """It runs no plugins of MkDocs: the pages are those that `glossator build` wrote, the overrides are a folder."""
    root = copy_archive(tmp_path)
    assert glossator("build", cwd=root).returncode == 0
    shutil.copytree(Path(str(files("glossator") / "theme")), root / "theme")
    replace_in(root / "mkdocs.yml", "plugins:\n  - glossator\n", "plugins: []\n")
    replace_in(root / "mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: theme\n")
    done = run(sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml", cwd=root)
    assert done.returncode == 0, json.dumps(done.stdout + done.stderr)
    assert_says_the_same(root / "site", plain)
    page = (root / "site" / "archive" / "documents" / "tsamto-2025-11-21" / "index.html").read_text(encoding="utf-8")
    assert "assets/glossator/" in page, "the theme's overrides are used"
    assert "assets/glossator/cards/start.js" in page
    cards = files_of(plain.site / "archive" / "cards")
    assert cards
    assert files_of(root / "site" / "archive" / "cards") == cards
