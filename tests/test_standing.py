"""What stands as it was written is left alone; whatever was changed by anybody else is written again."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from glossator.cache import Cache
from glossator.standing import Standing, source_key, take_over
from helpers import TINY, assert_same_files, build, copy_archive, files_of, mkdocs, replace_in, write_files


def standing(tmp_path: Path) -> Standing:
    return Standing(Cache(tmp_path / "cache"), tmp_path / "site")


CLOCK_STEP = 0.05
"""Seconds, more than a step of a file system's clock."""


def rewrite(path: Path) -> None:
    path.write_bytes(path.read_bytes())


def rewrite_with_its_old_times(path: Path) -> None:
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"e", b"a"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def put_another_in_its_place(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(path.read_bytes())
    other.replace(path)


CHANGES: dict[str, Callable[[Path], None]] = {
    "written_again": rewrite,
    "changed_and_dated_back": rewrite_with_its_old_times,
    "replaced": put_another_in_its_place,
    "removed": Path.unlink,
}


def test_a_file_stands_as_it_was_remembered(tmp_path: Path) -> None:
    write_files(tmp_path, {"site/a": "one", "site/b/c": "two", "site/d": "three"})
    assert not standing(tmp_path).holds("a", "A")
    standing(tmp_path).remember({"a": "A", "b/c": "C", "gone": "G"})
    assert standing(tmp_path).holds("a", "A")
    assert standing(tmp_path).holds("b/c", "C")
    assert not standing(tmp_path).holds("a", "another key")
    assert not standing(tmp_path).holds("gone", "G")
    assert not standing(tmp_path).holds("d", "D")
    standing(tmp_path).remember({"d": "D"})
    assert not standing(tmp_path).holds("a", "A")


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_anybody_changed_does_not_stand(change: str, tmp_path: Path) -> None:
    path = write_files(tmp_path, {"site/a": "one"}) / "site" / "a"
    standing(tmp_path).remember({"a": "A"})
    before = source_key(str(path))
    time.sleep(CLOCK_STEP)
    CHANGES[change](path)
    assert not standing(tmp_path).holds("a", "A")
    assert source_key(str(path)) != before


def test_a_file_that_is_taken_over_is_the_same_file(tmp_path: Path) -> None:
    path = write_files(tmp_path, {"old/a": "one"}) / "old" / "a"
    take_over(path, tmp_path / "new" / "b" / "a")
    assert (tmp_path / "new" / "b" / "a").samefile(path)


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="there is no second file system to be had")
def test_a_file_of_another_file_system_is_copied(tmp_path: Path) -> None:
    path = Path("/dev/shm") / f"glossator-{os.getpid()}"
    path.write_bytes(b"one")
    try:
        take_over(path, tmp_path / "new" / "a")
        assert (tmp_path / "new" / "a").read_bytes() == b"one"
        assert not (tmp_path / "new" / "a").samefile(path)
    finally:
        path.unlink()


def test_a_page_that_nothing_changed_is_the_same_file_in_the_next_site(tmp_path: Path) -> None:
    root = copy_archive(tmp_path, TINY)
    build(root)
    pages = {path: path.stat().st_ino for path in (root / "site" / "archive").rglob("*") if path.is_file()}
    replace_in(root / "seeds" / "letter.txt", "pleased", "displeased")
    build(root)
    changed = {
        path.relative_to(root / "site").as_posix() for path, inode in pages.items() if path.stat().st_ino != inode
    }
    assert "archive/documents/letter-1843/index.html" in changed
    assert "archive/documents/diary/index.html" not in changed
    assert len(changed) < len(pages) / 2


WRITTEN = {
    "docs": ("docs/archive/documents/diary/index.md", "docs/archive/files/letter-1843.txt"),
    "site": (
        "site/archive/documents/diary/index.html",
        "site/archive/files/letter-1843.txt",
        "site/assets/glossator/styles/base.css",
    ),
}
"""Files that a build writes, none of which is made from another of the same folder."""

Files = dict[str, dict[str, bytes]]


def written(root: Path) -> Files:
    return {folder: files_of(root / folder) for folder in ("site", "docs/archive")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Files]:
    """An archive, with what the first build of it wrote."""
    root = copy_archive(tmp_path_factory.mktemp("built"), TINY)
    build(root)
    return root, written(root)


@pytest.mark.xdist_group("standing")
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("folder", WRITTEN)
def test_what_anybody_changed_is_as_it_was_after_the_next_build(
    folder: str, change: str, built: tuple[Path, Files]
) -> None:
    root, before = built
    time.sleep(CLOCK_STEP)
    for path in WRITTEN[folder]:
        CHANGES[change](root / path)
    build(root)
    for name, files in written(root).items():
        assert_same_files(files, before[name])


def test_a_clock_of_whole_seconds_tells_too_little(tmp_path: Path) -> None:
    path = write_files(tmp_path, {"site/a": "one"}) / "site" / "a"
    os.utime(path, (1_700_000_000, 1_700_000_000))
    standing(tmp_path).remember({"a": "A"})
    assert not standing(tmp_path).holds("a", "A")


def fresh(root: Path, tmp_path: Path) -> dict[str, bytes]:
    """Return the site that the same files give where nothing was built before."""
    other = copy_archive(tmp_path / "fresh", root)
    build(other)
    return files_of(other / "site")


def test_a_failed_build_changes_nothing_in_the_site_that_stands(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    write_files(root, {"docs/feed.txt": "{{ config.site_name }}", "docs/404.html": "mine", "docs/a/index.html": "mine"})
    replace_in(root / "mkdocs.yml", "plugins:", "extra_templates: [feed.txt]\nplugins:")
    build(root)
    build(root)
    before = files_of(root / "site")
    replace_in(root / "mkdocs.yml", "site_name: ", "site_name: Other ")
    write_files(root, {"docs/a.md": "[nowhere](nowhere.md)\n"})
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode != 0
    assert files_of(root / "site") == before


def test_what_mkdocs_wrote_over_a_file_goes_with_it(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    write_files(
        root, {"docs/a/index.html": "mine", "docs/a.md": "# A page\n", "docs/feed.txt": "{{ config.site_name }}"}
    )
    replace_in(root / "mkdocs.yml", "plugins:", "extra_templates: [feed.txt]\nplugins:")
    build(root)
    build(root)
    (root / "docs" / "a.md").unlink()
    replace_in(root / "mkdocs.yml", "extra_templates: [feed.txt]\n", "")
    build(root)
    assert (root / "site" / "a" / "index.html").read_bytes() == b"mine"
    assert_same_files(files_of(root / "site"), fresh(root, tmp_path))


def test_a_page_of_ours_and_one_by_hand_at_one_address_are_built_alike_each_time(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    write_files(root, {"docs/archive.md": "# By hand\n"})
    build(root)
    first = files_of(root / "site")
    build(root)
    assert_same_files(files_of(root / "site"), first)


def test_what_a_link_of_the_theme_leads_to_is_published_as_it_is_now(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    write_files(root, {"brand/logo.css": "/* old */"})
    (root / "overrides" / "assets").mkdir(parents=True)
    (root / "overrides" / "assets" / "logo.css").symlink_to(root / "brand" / "logo.css")
    replace_in(root / "mkdocs.yml", "  name: material", "  name: material\n  custom_dir: overrides")
    build(root)
    time.sleep(CLOCK_STEP)
    write_files(root, {"brand/logo.css": "/* new */"})
    build(root)
    assert (root / "site" / "assets" / "logo.css").read_bytes() == b"/* new */"
