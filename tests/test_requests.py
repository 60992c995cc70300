"""What a request has to mend: its own files, and what it broke elsewhere; known by git, or from a copy as it was."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.check import Changes, RevisionError, compare, judge, write_revision
from glossator.check.revision import parse_tree
from glossator.model import Problem
from helpers import TINY, Done, copy_archive, files_of, glossator_here, replace_in, run, write_files

NOTE = '---\nquote: "{}"\n---\nA note.\n'
LOST = {"annotations/diary/lost.md": NOTE.format("stands nowhere")}
IDENTITY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def git(root: Path, *arguments: str) -> Done:
    done = run("git", *arguments, cwd=root, env=IDENTITY)
    assert done.returncode == 0, done.stderr
    return done


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "x")


def repository(folder: Path, *options: str) -> Path:
    """Return an archive of which git has everything, on the branch `main`."""
    root = copy_archive(folder, TINY)
    git(root, "init", "--quiet", "--initial-branch", "main", *options)
    commit(root)
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repository(tmp_path / "archive")


def check(root: Path, *arguments: str | Path) -> Done:
    return glossator_here(root, "check", *arguments)


def told(done: Done) -> list[str]:
    """Return file and code of each problem."""
    return [" ".join(found) for found in re.findall(r"^(\S[^:]*)(?::\d+)*: ([EI]\d{3}) ", done.stdout, re.MULTILINE)]


def remove(*paths: str) -> Callable[[Path], None]:
    return lambda root: [(root / path).unlink() for path in paths] and None


def write(files: Mapping[str, str]) -> Callable[[Path], None]:
    return lambda root: write_files(root, files) and None


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: replace_in(root / path, old, new)


REQUESTS: dict[str, tuple[Mapping[str, str], Callable[[Path], None], list[str], str]] = {
    "a good note": ({}, write({"annotations/diary/good.md": NOTE.format("no visitors")}), [], "no problems\n"),
    "a note whose words stand nowhere": ({}, write(LOST), ["annotations/diary/lost.md E203"], "1 problem\n"),
    "an old fault elsewhere": (
        LOST,
        write({"annotations/diary/good.md": NOTE.format("no visitors")}),
        ["annotations/diary/lost.md E203"],
        "no problems; 1 more was there before, in files that did not change\n",
    ),
    "an old fault in a file that is edited": (
        LOST,
        edit("annotations/diary/lost.md", "A note.", "Another note."),
        ["annotations/diary/lost.md E203"],
        "1 problem\n",
    ),
    "a text that changes under a note": (
        {},
        edit("seeds/diary.md", "<engine>", "<machine>"),
        ["annotations/diary/engine.md E203"],
        "1 problem\n",
    ),
    "an entry that goes and that a note links to": (
        {},
        remove("glossary/terms/bernoulli-numbers.md"),
        ["annotations/letter-1843/numbers.md E501"],
        "1 problem\n",
    ),
    "a document that goes with notes on it": (
        {},
        remove("seeds/diary.md"),
        ["annotations/diary/engine.md E202", "annotations/letter-1843/numbers.md E501"],
        "2 problems\n",
    ),
    "a fault that is mended": (LOST, remove("annotations/diary/lost.md"), [], "no problems\n"),
    "its own faults come before older ones": (
        {"annotations/diary/a.md": NOTE.format("stands nowhere"), "annotations/diary/b.md": "no front matter\n"},
        write({"annotations/diary/z.md": NOTE.format("nowhere, too")}),
        ["annotations/diary/z.md E203", "annotations/diary/a.md E203", "annotations/diary/b.md E403"],
        "1 problem; 2 more were there before, in files that did not change\n",
    ),
}


@pytest.mark.parametrize("case", REQUESTS)
def test_a_request_has_to_mend_its_files_and_what_it_broke(case: str, tmp_path: Path) -> None:
    before, change, problems, verdict = REQUESTS[case]
    root = repository(tmp_path / "archive")
    write_files(root, before)
    commit(root)
    shutil.copytree(root, tmp_path / "before")
    change(root)
    by_git = check(root, "--changed-since", "HEAD")
    assert (told(by_git), by_git.stderr) == (problems, verdict)
    assert by_git.returncode == ("no problems" not in verdict)
    by_copy = check(root, "--before", tmp_path / "before")
    assert (by_copy.returncode, by_copy.stdout, by_copy.stderr) == (by_git.returncode, by_git.stdout, by_git.stderr)


def test_without_git_and_without_a_copy_everything_counts(root: Path) -> None:
    write_files(root, LOST)
    commit(root)
    assert (check(root).returncode, check(root, "--changed-since", "HEAD").returncode) == (1, 0)


def test_before_the_first_commit_everything_is_new(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    git(root, "init", "--quiet")
    assert check(root, "--changed-since", "HEAD").returncode == 0
    write_files(root, LOST)
    assert told(check(root, "--changed-since", "HEAD")) == ["annotations/diary/lost.md E203"]
    assert check(root, "--changed-since", "main").returncode == 2


@pytest.mark.parametrize("state", ["untracked", "ignored", "staged", "committed"])
def test_a_file_counts_whatever_git_knows_of_it(state: str, root: Path) -> None:
    write_files(root, LOST | ({".gitignore": "lost.md\n"} if state == "ignored" else {}))
    if state in ("staged", "committed"):
        git(root, "add", "--all")
    if state == "committed":
        git(root, "commit", "--quiet", "--message", "x")
    revision = "HEAD~1" if state == "committed" else "HEAD"
    assert told(check(root, "--changed-since", revision)) == ["annotations/diary/lost.md E203"]
    assert check(root, "--changed-since", revision).returncode == 1


def part_ways(root: Path) -> None:
    """Let a branch `request` bring a note while `main` loses another."""
    git(root, "switch", "--quiet", "--create", "request")
    write_files(root, {"annotations/diary/good.md": NOTE.format("no visitors")})
    commit(root)
    git(root, "switch", "--quiet", "main")
    (root / "annotations/diary/engine.md").unlink()
    commit(root)


def test_what_the_other_branch_did_meanwhile_is_not_the_request_s(root: Path) -> None:
    part_ways(root)
    git(root, "switch", "--quiet", "request")
    done = check(root, "--changed-since", "main", "--format", "json")
    assert (done.returncode, done.stdout) == (0, "")
    write_revision(root, "main", root.parent / "before")
    changes = compare(root.parent / "before", root)
    assert (changes.added, changes.edited, changes.removed) == ({"annotations/diary/good.md"}, set(), set())


@pytest.mark.parametrize("options", [[], ["--object-format", "sha256"]], ids=["sha1", "sha256"])
def test_a_revision_is_written_out_byte_for_byte(options: list[str], tmp_path: Path) -> None:
    root = repository(tmp_path / "archive", *options)
    files = {
        "seeds/with space, 'quotes' and \\n.txt": "x",
        "seeds/naïve – ファイル.txt": "a\r\nb\n\0c\u2028",
        "seeds/deep/er/a.txt": "",
        "annotations/diary/run.md": NOTE.format("Rain"),
    }
    write_files(root, files)
    (root / "annotations/diary/run.md").chmod(0o755)
    commit(root)
    then = {
        path: data
        for path, data in files_of(root).items()
        if path.split("/")[0] in ("seeds", "glossary", "annotations")
    }
    for path in files:
        (root / path).write_bytes(b"changed")
    write_revision(root, "main", tmp_path / "before")
    assert files_of(tmp_path / "before") == then
    assert compare(tmp_path / "before", root).edited == set(files)


def test_an_archive_may_be_a_folder_of_its_repository(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "top" / "an archive", TINY)
    write_files(tmp_path / "top", {"seeds/other.txt": "of another archive"})
    git(tmp_path / "top", "init", "--quiet")
    commit(tmp_path / "top")
    write_files(root, LOST)
    assert told(check(root, "--changed-since", "HEAD")) == ["annotations/diary/lost.md E203"]
    write_revision(root, "HEAD", tmp_path / "before")
    assert "seeds/other.txt" not in files_of(tmp_path / "before")
    assert "seeds/letter.txt" in files_of(tmp_path / "before")


def test_a_link_is_refused_before_and_after_and_never_followed(root: Path) -> None:
    (root / "seeds" / "link.txt").symlink_to("/etc/passwd")
    assert check(root, "--changed-since", "HEAD").returncode == 1
    commit(root)
    done = check(root, "--changed-since", "HEAD")
    assert (done.returncode, told(done)) == (0, ["seeds/link.txt E105"])
    write_revision(root, "HEAD", root.parent / "before")
    assert "root:" not in "".join(map(str, files_of(root.parent / "before").values()))


# What goes wrong.


WRONG_REVISIONS = [
    "nowhere",
    "-x",
    "--output=stolen",
    "",
    "HEAD:seeds/letter.txt",
    "HEAD^{tree}",
    "a b\x1b[31m",
    "@{-1}",
]


@pytest.mark.parametrize("revision", WRONG_REVISIONS)
def test_a_revision_that_is_none_is_wrong_use(revision: str, root: Path) -> None:
    before = files_of(root)
    done = check(root, f"--changed-since={revision}")
    assert (done.returncode, done.stdout) == (2, "")
    shown = revision.replace("\x1b", "\\x1b")
    assert done.stderr == (
        f"Error: `{shown}` is no revision that the repository knows. Name a branch, a tag or a commit; in a shallow"
        " clone, fetch it first: git fetch origin NAME\n"
    )
    assert files_of(root) == before


def test_where_there_is_no_repository_git_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    root = copy_archive(tmp_path / "archive", TINY)
    done = check(root, "--changed-since", "HEAD")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: git cannot tell what changed: fatal: not a git repository")
    assert done.stderr.endswith("name a copy of the archive as it was: --before FOLDER\n")


def test_where_there_is_no_git_it_is_told(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    done = check(root, "--changed-since", "HEAD")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: git is not installed, and --changed-since asks it what changed. Install it, or name a copy of the"
        " archive as it was: --before FOLDER\n"
    )


def test_an_object_that_is_missing_is_told(root: Path) -> None:
    name = git(root, "rev-parse", "HEAD:seeds/letter.txt").stdout.strip()
    (root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    replace_in(root / "seeds/letter.txt", "Numbers", "Figures")
    done = check(root, "--changed-since", "HEAD")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: git does not have seeds/letter.txt as it was. Fetch the repository whole: git fetch --unshallow, or of"
        " a partial clone, git fetch --refetch --no-filter\n"
    )


def test_a_partial_clone_is_helped_by_what_it_is_told(root: Path) -> None:
    replace_in(root / "seeds/letter.txt", "Numbers", "Figures")
    commit(root)
    git(root, "config", "uploadpack.allowFilter", "true")
    clone = root.parent / "clone"
    git(root.parent, "clone", "--quiet", "--filter=blob:none", f"file://{root}", str(clone))
    with pytest.raises(RevisionError) as told:
        write_revision(clone, "HEAD~1", root.parent / "nothing")
    git(clone, *str(told.value).rpartition("of a partial clone, git ")[2].split())
    write_revision(clone, "HEAD~1", root.parent / "before")
    assert compare(root.parent / "before", clone).edited == {"seeds/letter.txt"}


def test_a_shallow_clone_is_not_compared_with_what_others_did_meanwhile(root: Path) -> None:
    part_ways(root)
    clone = root.parent / "clone"
    git(root.parent, "clone", "--quiet", "--depth", "1", "--no-single-branch", f"file://{root}", str(clone))
    git(clone, "switch", "--quiet", "request")
    with pytest.raises(RevisionError) as told:
        write_revision(clone, "origin/main", root.parent / "nothing")
    assert str(told.value) == (
        "the clone is shallow, and does not show where this state left `origin/main`. Fetch the repository whole:"
        " git fetch --unshallow"
    )
    git(clone, "fetch", "--quiet", "--unshallow")
    write_revision(clone, "origin/main", root.parent / "before")
    changes = compare(root.parent / "before", clone)
    assert (changes.present, changes.removed) == ({"annotations/diary/good.md"}, set())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--changed-since", "HEAD", "--before", "seeds"], "--changed-since, --before and --site exclude one another"),
        (["--before", "seeds", "--site", "seeds"], "--changed-since, --before and --site exclude one another"),
        (["--site", "seeds", "--report", "r.md"], "--report tells of contributions, not of a built site"),
        (["--report", "seeds"], "is a directory"),
        (["--report", "nowhere/r.md"], "the report cannot be written to nowhere/r.md: No such file or directory"),
        (["--before", "nowhere"], "does not exist"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_use(
    arguments: list[str], message: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    done = check(root, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


# A repository, and an environment, that would run programs or lead elsewhere.


def test_nothing_that_a_repository_configures_is_run(root: Path, tmp_path: Path) -> None:
    """The same configuration runs the canary when git is called without care."""
    canary = tmp_path / "canary.sh"
    canary.write_text(f'#!/bin/sh\necho ran >> "{tmp_path}/ran"\ncat\n', encoding="utf-8")
    canary.chmod(0o755)
    for name in ("core.fsmonitor", "diff.external", "core.pager", "diff.evil.textconv", "diff.evil.command"):
        git(root, "config", name, str(canary))
    for name in ("filter.evil.clean", "filter.evil.smudge", "core.sshCommand", "core.alternateRefsCommand"):
        git(root, "config", name, str(canary))
    write_files(root, {".gitattributes": "* filter=evil diff=evil\n"})
    hooks = root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    shutil.copy(canary, hooks / "post-index-change")
    replace_in(root / "seeds/letter.txt", "Numbers", "Figures")
    run("git", "diff", "HEAD", cwd=root, env=IDENTITY)
    assert (tmp_path / "ran").exists(), "the canary sings where git is called without care"
    (tmp_path / "ran").unlink()
    index = (root / ".git" / "index").read_bytes()
    assert check(root, "--changed-since", "HEAD").returncode == 1
    assert not (tmp_path / "ran").exists()
    assert (root / ".git" / "index").read_bytes() == index


def test_variables_that_lead_git_elsewhere_are_passed_over(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook of git's runs with some of them set."""
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    for name, value in {
        "GIT_DIR": f"{other}/.git",
        "GIT_WORK_TREE": f"{other}",
        "GIT_INDEX_FILE": f"{other}/index",
        "GIT_OBJECT_DIRECTORY": f"{other}/.git/objects",
        "GIT_NAMESPACE": "other",
        "GIT_EXTERNAL_DIFF": "false",
    }.items():
        monkeypatch.setenv(name, value)
    write_files(root, LOST)
    done = check(root, "--changed-since", "HEAD")
    assert (done.returncode, told(done)) == (1, ["annotations/diary/lost.md E203"])


SHA = "a" * 40
TREES = {
    "an ordinary file": (f"100644 blob {SHA}\tseeds/a.txt\0", ["seeds/a.txt"]),
    "a file that can be run": (f"100755 blob {SHA}\tseeds/a.txt\0", ["seeds/a.txt"]),
    "a link": (f"120000 blob {SHA}\tseeds/a.txt\0", ["seeds/a.txt"]),
    "another repository": (f"160000 commit {SHA}\tseeds/a\0", []),
    "a way out": (f"100644 blob {SHA}\tseeds/../../a\0", []),
    "a way out by an empty step": (f"100644 blob {SHA}\tseeds//etc/passwd\0", []),
    "the folder itself": (f"100644 blob {SHA}\tseeds/.\0", []),
    "another folder": (f"100644 blob {SHA}\tdocs/a.md\0100644 blob {SHA}\t/etc/passwd\0", []),
    "tabs and lines in a name": (f"100644 blob {SHA}\tseeds/a\tb\nc\0", ["seeds/a\tb\nc"]),
    "nothing": ("", []),
    "what git never says": ("seeds/a.txt\0", []),
}


@pytest.mark.parametrize("case", TREES)
def test_only_files_within_the_folders_are_taken_from_a_tree(case: str) -> None:
    listed, paths = TREES[case]
    assert [entry.path for entry in parse_tree(listed.encode())] == paths


# What changed, and what of it counts.


STEPS = st.sampled_from(["a", "b", "c.md"])
CONTRIBUTIONS = st.dictionaries(
    st.builds("{}/{}/{}.txt".format, st.sampled_from(["seeds", "glossary", "annotations", "docs"]), STEPS, STEPS),
    st.sampled_from([b"", b"x", b"y", b"x\n"]),
    max_size=5,
)


@given(CONTRIBUTIONS, CONTRIBUTIONS)
def test_what_changed_is_what_differs_in_the_three_folders(old: dict[str, bytes], new: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, files in (("old", old), ("new", new)):
            (Path(folder) / name).mkdir()
            write_files(Path(folder) / name, files)
        changes = compare(Path(folder) / "old", Path(folder) / "new")
    expected = {path for path in {*old, *new} if old.get(path) != new.get(path) and not path.startswith("docs/")}
    assert changes.added | changes.edited | changes.removed == expected
    assert changes.present == expected & set(new)
    assert changes.added == changes.present - set(old)


def problem(path: str, line: int = 0, severity: str = "error") -> Problem:
    return Problem("E1", severity, path, "x", "y", line)  # type: ignore[arg-type]


@given(st.lists(st.builds(problem, STEPS, st.integers(0, 2), st.sampled_from(["error", "warning", "info"]))))
def test_nothing_is_lost_and_only_what_was_there_before_is_excused(problems: list[Problem]) -> None:
    assert sorted(map(str, problems)) == sorted(str(each.problem) for each in judge(problems))
    assert [each.fails for each in judge(problems)] == [each.severity != "info" for each in problems]
    same = judge(problems, Changes(), problems)
    assert not any(each.fails for each in same)
    assert all(each.fails for each in judge(problems, Changes()) if each.problem.severity != "info")
    doubled = judge([*problems, *problems], Changes(), problems)
    assert sum(each.fails for each in doubled) == sum(each.severity != "info" for each in problems)


def test_rows_for_programs_tell_what_counts(root: Path) -> None:
    write_files(root, LOST)
    commit(root)
    write_files(root, {"annotations/diary/new.md": NOTE.format("nowhere, too")})
    rows = [json.loads(row) for row in check(root, "--changed-since", "HEAD", "--format", "json").stdout.splitlines()]
    assert [(row["path"], row["fails"]) for row in rows] == [
        ("annotations/diary/new.md", True),
        ("annotations/diary/lost.md", False),
    ]
    notices = check(root, "--changed-since", "HEAD", "--format", "github").stdout.splitlines()
    assert [line.split(",")[0] for line in notices] == [
        "::error file=annotations/diary/new.md",
        "::notice file=annotations/diary/lost.md",
    ]


def test_the_report_tells_what_became_of_the_notes_on_a_text_that_changed(root: Path) -> None:
    replace_in(root / "seeds/diary.md", "<engine>", "<machine>")
    (root / "annotations/letter-1843/numbers.md").unlink()
    write_files(root, {"annotations/diary/rain.md": NOTE.format("Rain")})
    done = check(root, "--changed-since", "HEAD", "--report", root / "report.md")
    report = (root / "report.md").read_text(encoding="utf-8")
    assert done.returncode == 1
    assert "Notes: 1 · entries: 0 · documents: 1 · removed files: 1\n" in report
    assert re.search(
        r"- `seeds/diary.md`: `Diary`, \d+ characters \(before: \d+\); notes: 1 exact, 1 orphan \(before: 1 exact\)",
        report,
    )
    assert "### Removed files\n\n<pre>annotations/letter-1843/numbers.md</pre>\n" in report
    assert "<pre>- <b>Rain</b>; no visitors.</pre>" in report
    assert not list(root.glob("**/.glossator*")), "what is written out for a while lies elsewhere"
