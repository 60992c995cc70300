"""What is kept: found again under its key, made anew where it is damaged, dropped where nobody used it."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.cache import FOLDER_VARIABLE, Cache, key, program_fingerprint
from glossator.model import Block, Span

BLOCK = Block("p1", "paragraph", Span(0, 3))


def kept_files(cache: Cache) -> list[str]:
    return sorted(path.name for path in cache.folder.rglob("*") if path.is_file())


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    Cache(tmp_path).put(key("a"), BLOCK)
    assert Cache(tmp_path).get(key("a"), Block) == BLOCK
    assert Cache(tmp_path).get(key("b"), Block) is None


@pytest.mark.parametrize("damage", [b"", b"x", b"\x00" * 200])
def test_a_damaged_entry_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put(key("a"), BLOCK)
    cache.path(key("a")).write_bytes(damage)
    assert cache.get(key("a"), Block) is None
    assert cache.load(key("a")) is None
    cache.put(key("a"), BLOCK)
    assert cache.get(key("a"), Block) == BLOCK


def test_an_entry_that_lacks_its_end_is_made_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.store(key("a"), b"words")
    path = cache.path(key("a"))
    path.write_bytes(path.read_bytes()[:-1])
    assert cache.load(key("a")) is None


def test_an_entry_that_stands_under_the_name_of_another_is_made_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("one", (1, 2))
    cache.put("other", (3, 4))
    cache.path("one").replace(cache.path("other"))
    assert cache.get("other", tuple[int, int]) is None


def test_an_entry_of_another_type_is_made_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(key("a"), ["something", "else"])
    assert cache.get(key("a"), Block) is None


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file")
    cache.put(key("a"), BLOCK)
    assert cache.get(key("a"), Block) is None


def test_prune_drops_what_was_not_used(tmp_path: Path) -> None:
    old = Cache(tmp_path)
    for name in ("used", "unused"):
        old.put(key(name), BLOCK)
    new = Cache(tmp_path)
    new.get(key("used"), Block)
    new.put(key("new"), BLOCK)
    new.prune()
    assert kept_files(new) == sorted([key("used"), key("new")])


def test_prune_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    Cache(tmp_path / "nowhere").prune()
    assert not (tmp_path / "nowhere").exists()


@given(st.lists(st.text() | st.binary(), min_size=1, max_size=4), st.data())
def test_a_key_changes_with_each_part(parts: list[str | bytes], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(parts) - 1))
    part = parts[number]
    longer = part + "x" if isinstance(part, str) else part + b"x"
    assert key(*parts) == key(*parts)
    assert key(*parts) != key(*parts[:number], longer, *parts[number + 1 :])
    assert key(*parts) != key(*parts, "")


def test_a_key_tells_where_one_part_ends() -> None:
    assert key("ab", "c") != key("a", "bc") != key("abc")


def test_each_archive_has_a_cache_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    one, two = Cache.of(tmp_path / "one"), Cache.of(tmp_path / "two")
    assert one.folder != two.folder
    assert one.folder.parent == two.folder.parent == tmp_path
    assert Cache.of(tmp_path / "two" / ".." / "one").folder == one.folder


def test_the_cache_lies_outside_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER_VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    assert not Cache.of(tmp_path / "archive").folder.is_relative_to(tmp_path / "archive")


def test_another_version_of_a_package_gives_other_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    before = program_fingerprint.__wrapped__()
    monkeypatch.setattr("glossator.cache.version", lambda name: "0" if name == "pagefind" else version(name))
    assert program_fingerprint.__wrapped__() != before
