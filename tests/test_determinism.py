"""Two builds of the same input make the same bytes, whatever the machine and the moment."""

from __future__ import annotations

import gzip
import os
import shutil
import sys
from pathlib import Path

import pytest

from helpers import ROOT, assert_same_files, build, copy_archive, files_of, replace_in, run

pytestmark = pytest.mark.xdist_group("determinism")

DAY = 86_400
ADDRESS = {"SITE_URL": "https://example.org/"}
"""With it the site has a sitemap, and `sitemap.xml.gz` beside it."""


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = copy_archive(tmp_path_factory.mktemp("reference") / "archive")
    cache = str(tmp_path_factory.mktemp("cold"))
    build(root, env=ADDRESS | {"GLOSSATOR_CACHE": cache, "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"})
    return files_of(root / "site")


def test_the_compared_site_has_everything_that_could_hold_a_time_or_an_order(reference: dict[str, bytes]) -> None:
    assert {"sitemap.xml", "sitemap.xml.gz", "404.html", "pagefind/pagefind-entry.json"} <= set(reference)
    assert any(name.endswith(".pf_fragment") for name in reference)


@pytest.mark.parametrize(
    "surroundings",
    [
        pytest.param({"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, id="far_east_in_the_c_locale"),
        pytest.param({"TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4294967295"}, id="far_west"),
    ],
)
def test_time_zone_locale_hash_seed_and_path_change_nothing(
    surroundings: dict[str, str], reference: dict[str, bytes], tmp_path: Path
) -> None:
    root = copy_archive(tmp_path / "a path with spaces, ümlauts" / "and depth")
    build(root, env=ADDRESS | surroundings | {"GLOSSATOR_CACHE": str(tmp_path / "cache")})
    assert_same_files(files_of(root / "site"), reference)


def test_the_order_in_which_files_were_made_and_their_times_change_nothing(
    reference: dict[str, bytes], tmp_path: Path
) -> None:
    files = sorted(files_of(copy_archive(tmp_path / "first")).items(), reverse=True)
    root = tmp_path / "backwards"
    for number, (name, data) in enumerate(files):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (1_000_000_000 + DAY * number,) * 2)
    build(root, env=ADDRESS | {"GLOSSATOR_CACHE": str(tmp_path / "cache")})
    assert_same_files(files_of(root / "site"), reference)


def test_a_warm_cache_changes_nothing(reference: dict[str, bytes], tmp_path: Path) -> None:
    """Neither one that holds everything, nor one that holds what an edited archive needed."""
    root = copy_archive(tmp_path / "archive")
    env = ADDRESS | {"GLOSSATOR_CACHE": str(tmp_path / "cache")}
    entry = root / "glossary" / "people" / "vladimir-putin.md"
    kept = entry.read_bytes()
    replace_in(entry, "name: Vladimir Putin", "name: Wladimir Putin")
    build(root, env=env)
    entry.write_bytes(kept)
    build(root, env=env)
    assert_same_files(files_of(root / "site"), reference)
    build(root, env=env)
    assert_same_files(files_of(root / "site"), reference)


POOL = """
import sys
import glossator.making as making
from mkdocs.__main__ import cli
assert making.PARALLEL_BYTES > 0
making.PARALLEL_BYTES, making.CHUNK_BYTES = 0, 1
if __name__ == "__main__":
    cli(["build"], standalone_mode=False)
"""
"""Builds with the pool of processes, which so small an archive would not use."""


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_number_of_jobs_changes_nothing(jobs: int, reference: dict[str, bytes], tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive")
    replace_in(root / "mkdocs.yml", "  - glossator", f"  - glossator:\n      jobs: {jobs}")
    (tmp_path / "pool.py").write_text(POOL, encoding="utf-8")
    env = ADDRESS | {"GLOSSATOR_CACHE": str(tmp_path / "cache")}
    done = run(sys.executable, tmp_path / "pool.py", cwd=root, env=env)
    assert done.returncode == 0, done.stderr
    assert_same_files(files_of(root / "site"), reference)


def test_the_files_in_docs_archive_are_the_same_too(tmp_path: Path) -> None:
    """Other builders begin with them."""
    made = []
    for name, env in (
        ("a", {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"}),
        ("b", {"PYTHONHASHSEED": "2", "LC_ALL": "C"}),
    ):
        root = copy_archive(tmp_path / name)
        done = run(
            sys.executable, "-m", "mkdocs", "build", cwd=root, env=env | {"GLOSSATOR_CACHE": str(tmp_path / f"{name}c")}
        )
        assert done.returncode == 0
        made.append(files_of(root / "docs" / "archive"))
    assert_same_files(*made)


def test_source_date_epoch_is_the_only_date_in_the_site(reference: dict[str, bytes], tmp_path: Path) -> None:
    epoch = 1_000_000_000  # 2001-09-09
    root = copy_archive(tmp_path / "archive")
    env = ADDRESS | {"GLOSSATOR_CACHE": str(tmp_path / "cache")}
    sites = []
    for moment in (epoch, epoch, epoch + 400 * DAY):
        build(root, env=env | {"SOURCE_DATE_EPOCH": str(moment)})
        sites.append(files_of(root / "site"))
    assert_same_files(sites[0], sites[1])
    for site, moment in zip(sites, (epoch, epoch, epoch + 400 * DAY), strict=True):
        assert int.from_bytes(site["sitemap.xml.gz"][4:8], "little") == moment - moment % DAY
        assert {name for name in site if site[name] != reference[name]} <= {"sitemap.xml", "sitemap.xml.gz"}
    assert gzip.decompress(sites[0]["sitemap.xml.gz"]) == sites[0]["sitemap.xml"]


def test_pages_that_did_not_change_are_not_written_again(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive")
    build(root)
    before = {path: path.stat().st_mtime_ns for path in (root / "docs" / "archive").rglob("*") if path.is_file()}
    os.utime(root / "seeds" / "000_248293aa2be5afa6.txt")
    replace_in(root / "glossary" / "places" / "alaska.md", "description: ", "description: Changed. ")
    build(root)
    after = {path: path.stat().st_mtime_ns for path in (root / "docs" / "archive").rglob("*") if path.is_file()}
    changed = {
        path.relative_to(root / "docs" / "archive").as_posix() for path in after if after[path] != before.get(path)
    }
    assert sorted(before) == sorted(after)
    assert {"places/alaska/index.md", "places/index.md"} <= changed
    assert len(changed) < 8
    assert not changed & {"documents/index.md", "provenance/index.md", "people/vladimir-putin/index.md"}


def test_what_is_removed_from_the_archive_is_removed_from_the_site(reference: dict[str, bytes], tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive")
    (root / "seeds" / "more.txt").write_text("Alaska, once more.\n", encoding="utf-8")
    shutil.copyfile(ROOT / "glossary" / "places" / "alaska.md", root / "glossary" / "places" / "new.md")
    replace_in(root / "glossary" / "places" / "new.md", "name: Alaska", "name: Nova")
    build(root, env=ADDRESS)
    assert "archive/documents/more/index.html" in files_of(root / "site")
    (root / "seeds" / "more.txt").unlink()
    (root / "glossary" / "places" / "new.md").unlink()
    build(root, env=ADDRESS)
    assert_same_files(files_of(root / "site"), reference)
