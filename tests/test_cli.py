"""The command line, as a new user meets it: its help, its exit codes, what goes to which stream."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

import click
import pytest

from glossator.check import judge
from glossator.cli import main
from glossator.cli.formats import as_github
from glossator.model import Problem
from helpers import (
    TINY,
    copy_archive,
    files_of,
    glossator,
    glossator_here,
    here,
    mkdocs,
    mkdocs_here,
    replace_in,
    run,
    write_files,
)

COMMANDS = sorted(main.commands)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that no test changes."""
    return copy_archive(tmp_path_factory.mktemp("cli"), TINY)


@pytest.fixture
def spoiled(tmp_path: Path) -> Path:
    root = copy_archive(tmp_path / "archive", TINY)
    return write_files(root, {"seeds/empty.txt": "", "annotations/diary/lost.md": "---\nquote: nowhere\n---\n"})


def test_the_commands_are_these() -> None:
    assert {"init", "build", "check", "export"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_and_each_option_what_it_is_for(name: str) -> None:
    command = main.commands[name]
    done = here(main, name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: main {name} ") or done.stdout.startswith(f"Usage: glossator {name} ")
    assert command.help
    assert command.help.strip().split("\n")[0].endswith((".", "itself."))
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            assert option.help.endswith("."), option.help


def test_the_program_says_what_it_is_and_which_version(tmp_path: Path) -> None:
    done = glossator("--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\w", done.stdout, re.MULTILINE)
    assert "Exit codes: 0 well, 1 problems found, 2 wrong use." in done.stdout
    assert re.fullmatch(r"glossator, version \d+\.\d+\.\d+\n", glossator("--version", cwd=tmp_path).stdout)


def test_the_module_is_the_program(tmp_path: Path) -> None:
    done = run(sys.executable, "-m", "glossator", "export", "nothing", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("Usage: glossator export [OPTIONS] ")


def test_without_a_command_it_shows_its_help_as_wrong_use(tmp_path: Path) -> None:
    done = glossator(cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Usage: glossator" in done.stderr


def test_a_new_archive_passes_every_check_and_builds_strictly(tmp_path: Path) -> None:
    made = glossator("init", "my archive", cwd=tmp_path)
    root = tmp_path / "my archive"
    assert made.returncode == 0
    assert sorted(made.stdout.splitlines()) == sorted(f"my archive/{name}" for name in files_of(root))
    assert made.stderr == "my archive is an archive now; next: cd 'my archive' && mkdocs serve\n"
    assert {"mkdocs.yml", "docs/index.md", ".gitignore", ".gitattributes"} <= set(files_of(root))
    assert sorted(path.name for path in (root / "glossary").iterdir()) == sorted(
        ["events", "organizations", "people", "places", "terms", "works"]
    )
    checked = glossator("check", cwd=root)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "no problems\n")
    built = mkdocs("build", "--strict", cwd=root)
    assert built.returncode == 0, built.stderr
    site = glossator("check", "--site", "site", cwd=root)
    assert (site.returncode, site.stdout) == (0, "")


def test_init_takes_an_empty_folder_and_names_the_next_step_plainly(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    done = here(main, "init", tmp_path / "new")
    assert done.returncode == 0
    assert done.stderr == f"{tmp_path}/new is an archive now; next: cd {tmp_path}/new && mkdocs serve\n"


def test_init_leaves_a_folder_that_holds_something_as_it_is(archive: Path) -> None:
    before = files_of(archive)
    done = glossator("init", ".", cwd=archive)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: . is not empty. Name a new folder: glossator init my-archive\n"
    assert files_of(archive) == before


def test_init_does_not_take_a_file_for_a_folder(archive: Path) -> None:
    done = glossator_here(archive, "init", archive / "mkdocs.yml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "is a file" in done.stderr


@pytest.mark.parametrize("command", [["build"], ["check"], ["export", "text"]])
def test_a_folder_without_mkdocs_yml_is_no_archive(command: list[str], tmp_path: Path) -> None:
    done = glossator(*command, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: . is no archive: it has no mkdocs.yml. Name one with --root, or make one: glossator init DIR\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--root", "nowhere", "check"], "nowhere is no archive: it has no mkdocs.yml."),
        (["--root", "mkdocs.yml", "check"], "is a file"),
        (
            ["export", "everything"],
            "'everything' is not one of 'text', 'blocks', 'mentions', 'quotes', 'dates', 'passages', 'anchors'",
        ),
        (["export"], "Missing argument"),
        (["check", "--format", "xml"], "'xml' is not one of 'text', 'json', 'github'"),
        (["check", "--site", "nowhere"], "'nowhere' does not exist"),
        (["build", "--jobs", "-1"], "-1 is not in the range"),
        (["biuld"], "No such command 'biuld'"),
        (["init"], "Missing argument 'DIRECTORY'"),
    ],
)
def test_wrong_use_is_told_on_stderr_with_code_2(arguments: list[str], message: str, archive: Path) -> None:
    done = glossator(*arguments, cwd=archive)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (("site_name: Tiny", "site_name: [Tiny"), "mkdocs.yml"),
        (("plugins:\n  - glossator", "plugins:\n  - no-such-plugin\n  - glossator"), "no-such-plugin"),
        (("site_name: Tiny", "nothing: x"), "site_name"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_wrong_use(spoil: tuple[str, str], message: str, tmp_path: Path) -> None:
    root = copy_archive(tmp_path, TINY)
    replace_in(root / "mkdocs.yml", *spoil)
    done = glossator("check", cwd=root)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_build_writes_the_pages_and_tells_what_it_did(tmp_path: Path) -> None:
    root = copy_archive(tmp_path, TINY)
    done = glossator("build", cwd=root)
    assert (done.returncode, done.stdout) == (0, "")
    assert re.fullmatch(
        r"2 documents, (\d+) pages in \S+/docs/archive: \d+ files written, 0 unchanged, 0 removed\n", done.stderr
    )
    pages = int(done.stderr.split()[2])
    assert len(list((root / "docs" / "archive").rglob("*.md"))) == pages
    again = glossator("build", "--jobs", "1", cwd=root)
    sources, schemas, data = 2, 3, 4
    cards = len(list((root / "docs" / "archive" / "cards").iterdir()))
    unchanged = pages + sources + schemas + data + cards
    assert again.stderr.endswith(f"/docs/archive: 0 files written, {unchanged} unchanged, 0 removed\n")
    assert not (root / "site").exists()


def test_build_counts_one_document_as_one(tmp_path: Path) -> None:
    files = {"mkdocs.yml": "site_name: A\nplugins: [glossator]\n", "docs/index.md": "", "seeds/a.txt": "Words.\n"}
    write_files(tmp_path, files)
    done = glossator_here(tmp_path, "build")
    assert re.match(r"1 document, \d+ pages in ", done.stderr), done.stderr


def test_build_removes_pages_of_what_is_gone(tmp_path: Path) -> None:
    root = copy_archive(tmp_path, TINY)
    assert glossator_here(root, "build").returncode == 0
    write_files(root, {"docs/archive/stray/file.txt": "x"})
    (root / "glossary" / "terms" / "bernoulli-numbers.md").unlink()
    replace_in(root / "annotations" / "letter-1843" / "numbers.md", 'see: ["terms/bernoulli-numbers"]\n', "")
    done = glossator_here(root, "build", "--strict")
    assert done.returncode == 0, done.stderr
    left = {path.relative_to(root / "docs").as_posix() for path in (root / "docs" / "archive").rglob("*")}
    assert not {"archive/stray", "archive/terms", "archive/terms/bernoulli-numbers"} & left
    assert (root / "docs" / "index.md").exists()


def test_build_goes_on_over_mistakes_unless_it_is_strict(spoiled: Path) -> None:
    done = glossator_here(spoiled, "build")
    assert (done.returncode, done.stdout) == (0, "")
    assert "error: seeds/empty.txt: E103 the source is empty\n" in done.stderr
    assert glossator_here(spoiled, "build", "--strict").returncode == 1


def test_build_does_not_write_through_a_link(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    (tmp_path / "elsewhere").mkdir()
    (root / "docs" / "archive").symlink_to(tmp_path / "elsewhere")
    done = glossator_here(root, "build")
    assert (done.returncode, done.stdout) == (1, "")
    assert "is a symbolic link; remove it: the build writes its pages there" in done.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_check_finds_nothing_in_a_good_archive(archive: Path) -> None:
    for style in ("text", "json", "github"):
        done = glossator_here(archive, "check", "--format", style)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "no problems\n")


def test_check_needs_no_build_and_leaves_nothing(tmp_path: Path) -> None:
    root = copy_archive(tmp_path, TINY)
    before = files_of(root)
    assert glossator_here(root, "check").returncode == 0
    assert files_of(root) == before


def test_check_tells_problems_as_json(spoiled: Path) -> None:
    done = glossator("check", "--format", "json", cwd=spoiled)
    assert (done.returncode, done.stderr) == (1, "2 problems\n")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {
            "code": "E203",
            "severity": "error",
            "path": "annotations/diary/lost.md",
            "message": "the quote stands nowhere in diary",
            "remedy": "copy the words from the page",
            "line": 2,
            "column": 8,
            "fails": True,
        },
        {
            "code": "E103",
            "severity": "error",
            "path": "seeds/empty.txt",
            "message": "the source is empty",
            "remedy": "put the document's text in it, or remove it",
            "line": 0,
            "column": 0,
            "fails": True,
        },
    ]


def test_check_tells_problems_as_annotations_of_a_workflow(spoiled: Path) -> None:
    done = glossator("check", "--format", "github", cwd=spoiled)
    assert (done.returncode, done.stderr) == (1, "2 problems\n")
    assert done.stdout == (
        "::error file=annotations/diary/lost.md,line=2,col=8,title=E203::the quote stands nowhere in diary — copy the"
        " words from the page\n"
        "::error file=seeds/empty.txt,line=1,col=1,title=E103::the source is empty — put the document's text in it, or"
        " remove it\n"
    )


def test_an_annotation_holds_nothing_that_is_a_command() -> None:
    problem = Problem("E1", "warning", "a,b:c%\n::d.md", "50 %\r\n::set-output name=a::b\x1b[31m", "##[x]::::y", 3, 4)
    assert list(as_github(judge([problem]))) == [
        "::warning file=a%2Cb%3Ac%25%0A%3A%3Ad.md,line=3,col=4,title=E1::"
        "50 %25%0D%0A%3A%3Aset-output name=a%3A%3Ab%1B[31m — %23%23[x]%3A%3A%3A%3Ay"
    ]


@pytest.mark.parametrize("has_summary", [False, True])
def test_ten_annotations_of_each_level_are_shown_where_the_summary_has_the_rest(has_summary: bool) -> None:
    """GitHub shows no more than ten of each, and says nothing of the others."""
    problems = [
        Problem("E1", severity, f"{number}.md", "x", "y")
        for severity in ("info", "error", "warning")
        for number in range(12)
    ]
    lines = list(as_github(judge(problems), has_summary))
    shown = 10 if has_summary else 12
    counts = Counter(line.split(" ")[0] for line in lines[: 3 * shown])
    assert counts == {"::error": shown, "::warning": shown, "::notice": shown}
    assert lines[3 * shown :] == ["6 more: see the summary of this job"] * has_summary


def test_the_summary_of_a_step_tells_all_that_annotations_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = {f"annotations/diary/lost-{n:02}.md": f"---\nquote: nowhere at all {n:02}\n---\n" for n in range(12)}
    root = write_files(copy_archive(tmp_path / "archive", TINY), lost)
    (tmp_path / "summary.md").write_text("An earlier part.\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    done = glossator_here(root, "check", "--format", "github")
    assert (done.returncode, done.stderr) == (1, "12 problems\n")
    assert done.stdout.count("::error ") == 10
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert summary.startswith("An earlier part.\n## What the check found\n")
    assert all(f"{path}:2:8: E203" in summary for path in lost)
    glossator_here(root, "check", "--format", "text")
    assert (tmp_path / "summary.md").read_text(encoding="utf-8") == summary, "only a workflow has one"


def test_information_is_told_and_is_no_problem(tmp_path: Path) -> None:
    root = write_files(
        copy_archive(tmp_path, TINY), {"glossary/works/unnamed.md": "---\nname: Sketch of the Engine\n---\n"}
    )
    done = glossator_here(root, "check", "--format", "github")
    assert (done.returncode, done.stderr) == (0, "no problems\n")
    assert done.stdout.startswith("::notice file=glossary/works/unnamed.md,line=1,col=1,title=I602::")


ROWS = {
    "text": "document path text sha256 source_sha256 title date left_out",
    "blocks": "document path id kind start end",
    "mentions": "document path start end text entity type name found_by reviewed evidence",
    "anchors": "note path document state start end score",
}


@pytest.mark.parametrize("kind", ROWS)
def test_export_prints_one_json_object_a_line_and_nothing_else(kind: str, archive: Path) -> None:
    done = glossator("export", kind, cwd=archive)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [json.loads(line) for line in done.stdout.removesuffix("\n").split("\n")]
    assert len(rows) >= 2
    assert all(list(row) == ROWS[kind].split() for row in rows)
    assert {row["path"] for row in rows} == {"seeds/letter.txt", "seeds/diary.md"}


def test_exported_offsets_are_code_points_of_the_exported_text(archive: Path) -> None:
    rows = {
        kind: [json.loads(line) for line in glossator_here(archive, "export", kind).stdout.split("\n") if line]
        for kind in ROWS
    }
    texts = {row["document"]: row["text"] for row in rows["text"]}
    assert [row["text"] for row in rows["mentions"]] == [
        texts[r["document"]][r["start"] : r["end"]] for r in rows["mentions"]
    ]
    assert {texts[r["document"]][r["start"] : r["end"]] for r in rows["anchors"]} == {
        "something about Bernoulli’s Numbers",
        "the <engine> & stayed",
    }


def test_problems_are_told_beside_an_export_and_do_not_stand_in_it(spoiled: Path) -> None:
    done = glossator("export", "anchors", cwd=spoiled)
    assert done.returncode == 0
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == 3
    assert done.stderr.count("E103 the source is empty") == 1


def test_no_progress_is_shown_in_a_pipe(tmp_path: Path) -> None:
    root = copy_archive(tmp_path, TINY)
    for command in (["build"], ["check"], ["export", "text"]):
        done = glossator(*command, cwd=root, env={"TERM": "xterm-256color"})
        assert not re.search(r"[\r\x1b]|%|reading|rendering", done.stderr)


def test_root_names_the_archive_from_anywhere(archive: Path, tmp_path: Path) -> None:
    done = glossator("--root", archive, "check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_mkdocs_builds_without_the_command_having_been_run(tmp_path: Path) -> None:
    root = copy_archive(tmp_path, TINY)
    assert mkdocs_here(root, "build", "--strict").returncode == 0
    assert (root / "docs" / "archive" / "documents" / "letter-1843" / "index.md").is_file()
