"""The archive's folders: what is read, what is passed over, and which names are ids."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.files import RESERVED, is_id_step, read_file, remove_folder, slug, walk
from helpers import GLOSSATOR, Done, WriteFiles, run

REMEDY = "    remedy: put the file itself here, as a plain copy"


WITHOUT_PRIVILEGES = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
"""What makes a program of root's keep to permissions as everybody's does."""
WALKED = """
import pathlib
from glossator.files import walk
paths, problems = walk(pathlib.Path(), "seeds")
print(*paths, *problems, sep="\\n")
"""


def as_anybody(*command: str | Path, cwd: Path) -> Done:
    """Run a program that may read only what permissions let its user read."""
    if os.geteuid() == 0 and not shutil.which(WITHOUT_PRIVILEGES[0]):
        pytest.skip("root may read everything, and there is no setpriv")
    return run(*(WITHOUT_PRIVILEGES if os.geteuid() == 0 else ()), *command, cwd=cwd)


def test_what_may_not_be_read_is_told_and_the_rest_is_read(write_files: WriteFiles) -> None:
    root = write_files({"seeds/a.txt": "", "seeds/b c.txt": "", "seeds/d/e.txt": "", "seeds/f/g.txt": ""})
    modes = {"seeds/b c.txt": 0o000, "seeds/d": 0o000, "seeds/f": 0o444}
    for path, mode in modes.items():
        (root / path).chmod(mode)
    done = as_anybody(sys.executable, "-c", WALKED, cwd=root)
    for path in modes:
        (root / path).chmod(0o755)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "seeds/a.txt\n"
        "seeds/b c.txt: E100 the file cannot be read: its permissions do not let you\n"
        "    remedy: let yourself read it: chmod u+r 'seeds/b c.txt'\n"
        "seeds/d: E100 the folder cannot be read: its permissions do not let you\n"
        "    remedy: let yourself read it: chmod u+rx seeds/d\n"
        "seeds/f: E100 the folder cannot be read: its permissions do not let you\n"
        "    remedy: let yourself read it: chmod u+rx seeds/f\n"
    )


def test_a_configuration_that_may_not_be_read_is_told(write_files: WriteFiles) -> None:
    root = write_files({"mkdocs.yml": "site_name: x\n"})
    (root / "mkdocs.yml").chmod(0o000)
    done = as_anybody(*GLOSSATOR, "check", cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: mkdocs.yml cannot be read: Permission denied. Let yourself read it\n"


def test_files_come_as_sorted_paths_from_the_root(write_files: WriteFiles) -> None:
    root = write_files({"seeds/b.txt": "", "seeds/a/z.txt": "", "seeds/A.txt": "", "other/c.txt": ""})
    assert walk(root, "seeds") == (("seeds/A.txt", "seeds/a/z.txt", "seeds/b.txt"), ())


def test_hidden_files_are_passed_over(write_files: WriteFiles) -> None:
    root = write_files({"seeds/.a.txt.swp": "", "seeds/.git/b.txt": "", "seeds/c.txt": ""})
    assert walk(root, "seeds") == (("seeds/c.txt",), ())


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert walk(tmp_path, "seeds") == ((), ())


def test_a_symbolic_link_to_a_file_is_refused(write_files: WriteFiles) -> None:
    root = write_files({"secret.txt": "secret", "seeds/a.txt": ""})
    (root / "seeds" / "b.txt").symlink_to(root / "secret.txt")
    paths, problems = walk(root, "seeds")
    assert paths == ("seeds/a.txt",)
    assert [str(problem) for problem in problems] == [
        "seeds/b.txt: E105 a symbolic link is not read: it could publish a file from outside the archive\n" + REMEDY
    ]


def test_symbolic_links_to_folders_and_to_nothing_are_refused(write_files: WriteFiles) -> None:
    root = write_files({"outside/secret.txt": "secret", "seeds/a.txt": ""})
    (root / "seeds" / "more").symlink_to(root / "outside")
    (root / "seeds" / "lost.txt").symlink_to(root / "nowhere")
    paths, problems = walk(root, "seeds")
    assert paths == ("seeds/a.txt",)
    assert [(problem.code, problem.path) for problem in problems] == [
        ("E105", "seeds/lost.txt"),
        ("E105", "seeds/more"),
    ]


def test_a_folder_that_is_a_symbolic_link_is_refused_whole(write_files: WriteFiles) -> None:
    root = write_files({"outside/secret.txt": "secret"})
    (root / "seeds").symlink_to(root / "outside")
    paths, problems = walk(root, "seeds")
    assert paths == ()
    assert [(problem.code, problem.path) for problem in problems] == [("E105", "seeds")]


def test_a_special_file_is_refused(write_files: WriteFiles) -> None:
    root = write_files({"seeds/a.txt": ""})
    os.mkfifo(root / "seeds" / "pipe.txt")
    paths, problems = walk(root, "seeds")
    assert paths == ("seeds/a.txt",)
    assert [str(problem) for problem in problems] == [
        "seeds/pipe.txt: E105 a special file is not read: it could publish a file from outside the archive\n" + REMEDY
    ]


def test_a_name_that_is_no_utf8_is_refused(write_files: WriteFiles) -> None:
    root = write_files({"seeds/a.txt": ""})
    Path(os.fsdecode(os.fsencode(root / "seeds") + b"/caf\xe9.txt")).write_bytes(b"")
    paths, problems = walk(root, "seeds")
    assert paths == ("seeds/a.txt",)
    assert [str(problem) for problem in problems] == [
        "seeds/caf\\xe9.txt: E109 the file's name is not UTF-8\n    remedy: give it another name, of a-z, 0-9 and -"
    ]


def test_of_a_large_file_only_one_byte_too_many_is_read(write_files: WriteFiles) -> None:
    root = write_files({"seeds/a.txt": "0123456789"})
    assert read_file(root, "seeds/a.txt", 4) == b"01234"
    assert read_file(root, "seeds/a.txt", 10) == b"0123456789"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("000_248293aa2be5afa6", "000-248293aa2be5afa6"),
        ("A Letter (1890)", "a-letter-1890"),
        ("--x--", "x"),
        ("été", "t"),
        ("Привет", "document"),
        ("", "document"),
        ("Search", "search-1"),
        ("404", "404-1"),
        ("COM1", "com1-1"),
        ("x" * 79 + " y", "x" * 79),
        ("x" * 100, "x" * 80),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text() | st.sampled_from(sorted(RESERVED)))
def test_a_slug_is_always_a_step_of_an_id(name: str) -> None:
    assert is_id_step(slug(name))
    assert slug(slug(name)) == slug(name)


@pytest.mark.parametrize("name", ["a", "0", "-", "a-b-1", "a" * 80])
def test_steps_of_an_id(name: str) -> None:
    assert is_id_step(name)


@pytest.mark.parametrize("name", ["", "A", "a_b", "a.b", "a/b", "..", "a\n", "é", "a" * 81, "assets", "nul", "lpt9"])
def test_names_that_are_no_step_of_an_id(name: str) -> None:
    assert not is_id_step(name)


def test_a_folder_is_removed_with_all_that_it_holds(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    for number in range(40):
        deep = folder / f"pages/{number}/{number}"
        deep.mkdir(parents=True)
        (deep / "index.html").write_bytes(b"x")
    (folder / "empty").mkdir()
    remove_folder(folder)
    assert list(tmp_path.iterdir()) == []


def test_what_links_lead_to_is_not_removed(write_files: WriteFiles) -> None:
    root = write_files({"kept/a.txt": "words", "site/b.txt": ""})
    (root / "site" / "folder").symlink_to(root / "kept", target_is_directory=True)
    (root / "site" / "file").symlink_to(root / "kept" / "a.txt")
    (root / "site" / "nothing").symlink_to(root / "nowhere")
    remove_folder(root / "site")
    assert [path.name for path in root.iterdir()] == ["kept"]
    assert (root / "kept" / "a.txt").read_bytes() == b"words"


def test_a_folder_that_is_not_there_cannot_be_removed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        remove_folder(tmp_path / "nowhere")
