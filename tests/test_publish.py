"""The site that stands is whole at every moment: a new one replaces it in one step, or not at all."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from glossator.build import replace_folder
from helpers import (
    MKDOCS,
    TINY,
    assert_same_files,
    build,
    copy_archive,
    files_of,
    glossator_here,
    mkdocs,
    replace_in,
    run,
    write_files,
)

pytestmark = pytest.mark.xdist_group("publish")

KILLER = '''"""Ends the build where KILL_AT says, as a machine that loses its power would."""
import os
import signal

from mkdocs.plugins import event_priority

WHERE = os.environ.get("KILL_AT", "")
left = int(os.environ.get("KILL_AFTER", "0"))


def end_at(event):
    def hook(*args, **kwargs):
        global left
        if event == WHERE:
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
    return event_priority(-1)(hook)


for event in ("config", "pre_build", "files", "nav", "env", "page_markdown", "page_content", "post_page", "post_build"):
    globals()[f"on_{event}"] = end_at(event)
'''


OTHER_BUILD = '''"""Has another build begin and end while this one is about to write its pages."""
import os
import subprocess
import sys


def on_env(env, **_):
    if "WITHIN" not in os.environ:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        subprocess.run(command, env=os.environ | {"WITHIN": "1"}, check=True)
    return env
'''


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a built site, and an edit that has not been built yet."""
    root = copy_archive(tmp_path_factory.mktemp("built") / "archive", TINY)
    write_files(root, {"hooks/hook.py": KILLER})
    replace_in(root / "mkdocs.yml", "plugins:", "hooks: [hooks/hook.py]\nplugins:")
    build(root)
    replace_in(root / "seeds" / "letter.txt", "The rest of the letter is lost.", "The rest of the letter was found.")
    return root


@pytest.fixture(scope="module")
def new(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site that the edit makes."""
    root = tmp_path_factory.mktemp("new") / "archive"
    shutil.copytree(built, root, ignore=lambda _, names: {"site", "archive", "__pycache__"} & set(names))
    build(root)
    return files_of(root / "site")


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A copy of the archive, to build in."""
    return Path(shutil.copytree(built, tmp_path / "archive"))


def folders(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir())


@pytest.mark.parametrize(
    ("event", "after"),
    [("config", 0), ("files", 0), ("page_content", 0), ("post_page", 0), ("post_page", 7), ("post_build", 0)],
)
def test_a_killed_build_leaves_the_old_site_and_the_next_one_cleans_up(
    event: str, after: int, root: Path, new: dict[str, bytes]
) -> None:
    old, clean = files_of(root / "site"), folders(root)
    done = mkdocs("build", cwd=root, env={"KILL_AT": event, "KILL_AFTER": str(after)})
    assert done.returncode == -signal.SIGKILL
    assert_same_files(files_of(root / "site"), old)
    build(root)
    assert folders(root) == clean
    assert_same_files(files_of(root / "site"), new)


@pytest.mark.parametrize("line", ["Cleaning site directory", "Reading:", "Building page"])
def test_a_build_killed_from_outside_leaves_a_whole_site(line: str, root: Path, new: dict[str, bytes]) -> None:
    """Wherever it was when the signal came, the site is the old one or the new one, and never a part of one."""
    old = files_of(root / "site")
    with subprocess.Popen(
        [*MKDOCS, "build", "--verbose"], cwd=root, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stderr is not None
        assert any(line in written for written in process.stderr)
        process.kill()
    assert files_of(root / "site") in (old, new)


def test_a_first_build_that_is_killed_leaves_no_site(root: Path) -> None:
    done = mkdocs("build", "--site-dir", "other", cwd=root, env={"KILL_AT": "post_build"})
    assert done.returncode == -signal.SIGKILL
    assert not (root / "other").exists()


@pytest.mark.parametrize("event", ["page_content", "post_page", "post_build"])
def test_a_failed_build_leaves_the_old_site_and_nothing_else(event: str, root: Path) -> None:
    old, clean = files_of(root / "site"), folders(root)
    fail = f"def on_{event}(*args, **kwargs):\n    raise ValueError('as told')\n"
    write_files(root, {"hooks/hook.py": fail})
    done = mkdocs("build", cwd=root)
    assert done.returncode == 1
    assert "as told" in done.stderr
    assert_same_files(files_of(root / "site"), old)
    assert folders(root) == clean


def test_e004_of_two_builds_at_once_none_publishes_a_part_of_a_site(root: Path, new: dict[str, bytes]) -> None:
    write_files(root, {"hooks/hook.py": OTHER_BUILD})
    done = mkdocs("build", cwd=root)
    assert done.returncode == 1
    assert "E004 another build of this archive wrote its site at the same time; this one's is not publ" in done.stderr
    assert_same_files(files_of(root / "site"), new)


def test_a_strict_build_that_fails_leaves_the_old_site(root: Path) -> None:
    old, clean = files_of(root / "site"), folders(root)
    write_files(root, {"seeds/empty.txt": ""})
    done = mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 1
    assert_same_files(files_of(root / "site"), old)
    assert folders(root) == clean


WITNESS = '''"""Tells of every change to the site that stands, but for its exchange as a whole."""
import os
import sys
from pathlib import Path

SITE = str(Path(os.environ["WITNESS"]))
CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "os.link", "os.symlink", "shutil.rmtree"}


def watch(event, args):
    if event.startswith("os.") and args and args[-1] != -1:
        return  # the paths are those of another folder that was opened
    paths = [os.fspath(a) for a in args if isinstance(a, (str, os.PathLike))]
    if event in CHANGES or (event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")):
        for path in paths:
            if os.path.abspath(path) == SITE or os.path.abspath(path).startswith(SITE + os.sep):
                print("CHANGED", event, path, file=sys.stderr)


sys.addaudithook(watch)
'''


def test_a_build_never_writes_into_the_site_that_stands(root: Path, new: dict[str, bytes]) -> None:
    write_files(root, {"hooks/hook.py": WITNESS})
    done = build(root, env={"WITNESS": str(root / "site")})
    assert "CHANGED" not in done.stderr
    assert_same_files(files_of(root / "site"), new)


def test_the_witness_sees_a_site_that_is_written_into(root: Path) -> None:
    write_files(root, {"hooks/hook.py": WITNESS + "\nPath(SITE, 'x').write_text('x')\nPath(SITE, 'x').unlink()\n"})
    done = build(root, env={"WITNESS": str(root / "site")})
    assert done.stderr.count("CHANGED") == 2


STEPS = """
import os, sys
from pathlib import Path
from glossator.build import replace_folder

root = Path(sys.argv[1])

def look(event, args):
    if event.startswith(("os.", "shutil.", "ctypes.call")) and event not in ("os.listdir", "os.scandir"):
        sys.stdout.write(f"{sorted(os.listdir(root / 'site'))}\\n")  # at once: many threads remove

sys.addaudithook(look)
replace_folder(root / "new", root / "site")
look("os.end", ())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two folders in one step")
def test_two_steps_never_show_a_part_of_a_site(tmp_path: Path) -> None:
    """Before every change of the disk, and at the end, the folder lists the whole old site or the whole new one."""
    write_files(tmp_path, {f"site/old{n}.html": "" for n in range(9)} | {f"new/new{n}.html": "" for n in range(9)})
    done = run(sys.executable, "-c", STEPS, tmp_path, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    seen = done.stdout.splitlines()
    old, new = (str([f"{name}{n}.html" for n in range(9)]) for name in ("old", "new"))
    assert set(seen) <= {old, new}
    assert seen[-1] == new
    assert len(seen) > 9, "the removal of the old site was watched, file by file"
    assert folders(tmp_path) == ["site"]


def test_a_folder_is_put_where_none_was(tmp_path: Path) -> None:
    write_files(tmp_path, {"new/a": "a"})
    replace_folder(tmp_path / "new", tmp_path / "site")
    assert files_of(tmp_path) == {"site/a": b"a"}


def test_a_folder_replaces_another_with_all_that_it_held(tmp_path: Path) -> None:
    write_files(tmp_path, {"new/a": "a", "new/b/c": "c", "site/a": "old", "site/d/e": "old", "other/f": "f"})
    replace_folder(tmp_path / "new", tmp_path / "site")
    assert files_of(tmp_path) == {"other/f": b"f", "site/a": b"a", "site/b/c": b"c"}


def test_where_folders_cannot_be_exchanged_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on systems other than Linux."""
    monkeypatch.setattr("glossator.build._exchange", lambda new, old: False)
    write_files(tmp_path, {"new/a": "a", "site/a": "old", ".site.old/x": "left by a build that was killed"})
    replace_folder(tmp_path / "new", tmp_path / "site")
    assert files_of(tmp_path) == {"site/a": b"a"}


def test_a_build_of_pages_alone_leaves_the_site(root: Path) -> None:
    old = files_of(root / "site")
    assert glossator_here(root, "build").returncode == 0
    assert_same_files(files_of(root / "site"), old)


def test_a_site_that_is_a_link_stays_one_and_leads_to_the_new_site(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    (tmp_path / "elsewhere").mkdir()
    (root / "site").symlink_to(tmp_path / "elsewhere")
    build(root)
    build(root)
    assert (root / "site").is_symlink()
    assert (tmp_path / "elsewhere" / "index.html").is_file()
