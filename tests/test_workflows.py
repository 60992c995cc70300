"""The workflows of this repository and of a new archive: what a request is, is data; and what comes of it is kept."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
import tomllib
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
import yaml

from glossator.cli import main as glossator_cli
from glossator.scaffold import make_archive_folder
from helpers import ROOT, TINY, Done, copy_archive, files_of, here, replace_in, run, write_files

BASH = shutil.which("bash") or ""
ARCHIVES = ["this repository", "a new archive"]
LOST = "---\nquote: stands nowhere\n---\n"


@pytest.fixture(params=ARCHIVES)
def workflows(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder of the workflows of each kind of archive."""
    if request.param == "this repository":
        return ROOT / ".github" / "workflows"
    make_archive_folder(tmp_path / "new")
    return tmp_path / "new" / ".github" / "workflows"


def check_steps(workflows: Path) -> dict[str, dict[str, Any]]:
    """Return the steps of the job that reads contributions."""
    loaded = yaml.safe_load((workflows / "check.yml").read_text(encoding="utf-8"))
    return {step["name"]: step for step in loaded["jobs"]["contributions"]["steps"]}


def run_steps(workflows: Path, folder: Path, env: dict[str, str] | None = None) -> Done:
    """Copy the request's files as the workflow does, and check them as it does."""
    steps = check_steps(workflows)
    take = steps["Take the contributed files, and nothing else of the request"]["run"]
    done = run(BASH, "-eo", "pipefail", "-c", take, cwd=folder)
    assert done.returncode == 0, done.stderr
    program, *arguments = shlex.split(steps["Check the contributed files"]["run"])
    assert program.endswith("glossator")
    return glossator_in(folder, *arguments, env=env)


def glossator_in(folder: Path, *arguments: str, env: Mapping[str, str] | None = None) -> Done:
    """Run the program as a step of a workflow does, in its folder, but in this process, which is quicker."""
    with chdir(folder), pytest.MonkeyPatch.context() as patch:
        for name, value in (env or {}).items():
            patch.setenv(name, value)
        return here(glossator_cli, *arguments)


def two_archives(folder: Path) -> Path:
    """Make what the workflow has before it: the base branch, and the request."""
    for name in ("base", "request"):
        copy_archive(folder / name, TINY)
    return folder


@pytest.mark.skipif(not BASH, reason="the step is bash")
def test_a_good_request_passes(workflows: Path, tmp_path: Path) -> None:
    root = two_archives(tmp_path)
    write_files(root / "request", {"annotations/diary/rain.md": "---\nquote: Rain\n---\nIn July.\n"})
    write_files(root / "base", {"annotations/diary/old.md": LOST})
    write_files(root / "request", {"annotations/diary/old.md": LOST})
    done = run_steps(workflows, root)
    assert (done.returncode, done.stderr) == (
        0,
        "no problems; 1 more was there before, in files that did not change\n",
    )
    assert done.stdout.startswith("::notice file=annotations/diary/old.md,")
    report = (root / "report.md").read_text(encoding="utf-8")
    assert "#### `annotations/diary/rain.md`" in report
    assert "<pre>- <b>Rain</b>; no visitors.</pre>" in report
    assert "#### `annotations/diary/old.md`" not in report


@pytest.mark.skipif(not BASH, reason="the step is bash")
def test_a_request_with_a_fault_fails_and_is_told_everywhere(workflows: Path, tmp_path: Path) -> None:
    root = two_archives(tmp_path)
    write_files(root / "request", {"annotations/diary/lost.md": LOST})
    done = run_steps(workflows, root, {"GITHUB_STEP_SUMMARY": str(root / "summary.md")})
    assert (done.returncode, done.stderr) == (1, "1 problem\n")
    assert done.stdout.startswith("::error file=annotations/diary/lost.md,line=2,col=8,title=E203::")
    report = (root / "report.md").read_text(encoding="utf-8")
    assert "annotations/diary/lost.md:2:8: E203" in report
    assert (root / "summary.md").read_text(encoding="utf-8") == report


@pytest.mark.skipif(not BASH, reason="the step is bash")
def test_nothing_of_a_request_runs_and_no_link_of_it_is_followed(workflows: Path, tmp_path: Path) -> None:
    root = two_archives(tmp_path)
    write_files(root, {"secret/secret.txt": "a secret\n"})
    write_files(root / "request", {"hook.py": "raise SystemExit('the request ran')\n"})
    replace_in(root / "request" / "mkdocs.yml", "plugins:", "hooks: [hook.py]\nplugins:")
    shutil.rmtree(root / "request" / "glossary")
    (root / "request" / "glossary").symlink_to(root / "secret")
    (root / "request" / "seeds" / "link.txt").symlink_to(root / "secret" / "secret.txt")
    before = files_of(root / "base")
    done = run_steps(workflows, root)
    assert done.returncode == 1
    assert "file=seeds/link.txt" in done.stdout
    assert "a secret" not in done.stdout + (root / "report.md").read_text(encoding="utf-8")
    after = files_of(root / "base")
    assert {path for path in before if after.get(path) != before[path]} == {
        path for path in before if path.startswith("glossary/")
    }


@pytest.mark.skipif(not BASH, reason="the step is bash")
def test_an_archive_without_one_of_the_folders_can_be_checked(workflows: Path, tmp_path: Path) -> None:
    root = two_archives(tmp_path)
    for name in ("base", "request"):
        shutil.rmtree(root / name / "annotations")
    replace_in(root / "request" / "seeds" / "diary.md", "no visitors", "two visitors")
    done = run_steps(workflows, root)
    assert (done.returncode, done.stderr) == (0, "no problems\n")
    assert "- `seeds/diary.md`: `Diary`" in (root / "report.md").read_text(encoding="utf-8")


def test_the_report_and_the_site_are_kept_although_the_check_fails(workflows: Path) -> None:
    steps = check_steps(workflows)
    kept = {step["with"]["path"]: step["if"] for step in steps.values() if "upload-artifact" in step.get("uses", "")}
    assert kept == {"report.md": "success() || failure()", "base/site/": "success() || failure()"}
    assert steps["Build the site"]["if"] == "success() || failure()"
    assert steps["Build the site"]["run"].endswith("mkdocs build --config-file base/mkdocs.yml\n")


@pytest.mark.skipif(not BASH, reason="the step is bash")
def test_a_request_is_compared_with_what_it_was_merged_into(workflows: Path, tmp_path: Path) -> None:
    root = tmp_path / "request"
    root.mkdir()

    def git(*arguments: str) -> str:
        done = run("git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments, cwd=root)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    git("init", "--quiet", "--initial-branch", "main")
    git("commit", "--quiet", "--allow-empty", "--message", "before")
    git("switch", "--quiet", "--create", "request")
    git("commit", "--quiet", "--allow-empty", "--message", "the request")
    find = check_steps(workflows)["Find what the request is compared with"]
    output = {"GITHUB_OUTPUT": str(tmp_path / "output")}
    assert run(BASH, "-e", "-c", find["run"], cwd=tmp_path, env=output).returncode != 0, "no merge, and so no base"
    assert not (tmp_path / "output").exists()
    base = git("rev-parse", "main")
    git("switch", "--quiet", "--detach", "main")
    git("merge", "--quiet", "--no-ff", "--message", "as GitHub does", "request")
    git("branch", "--force", "main", "request")
    assert run(BASH, "-e", "-c", find["run"], cwd=tmp_path, env=output).returncode == 0
    assert (tmp_path / "output").read_text(encoding="utf-8") == f"commit={base}\n"
    checkouts = [step["with"] for step in check_steps(workflows).values() if "checkout" in step.get("uses", "")]
    assert [(each["path"], each.get("ref"), each.get("fetch-depth")) for each in checkouts] == [
        ("request", None, 2),
        ("base", f"${{{{ steps.{find['id']}.outputs.commit }}}}", None),
    ]


@pytest.mark.skipif(not BASH, reason="the step is bash")
def test_what_a_build_prints_is_no_command_of_the_workflow(workflows: Path, tmp_path: Path) -> None:
    first, build = check_steps(workflows)["Build the site"]["run"].strip().split("\n")
    assert "mkdocs" in build
    path = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    printed = {run(BASH, "-e", "-c", first, cwd=tmp_path, env=path).stdout for _ in range(2)}
    assert len(printed) == 2, "nobody can know the word that ends it"
    assert all(re.fullmatch(r"::stop-commands::[0-9a-f]{32}\n", each) for each in printed)


def test_requests_have_no_secrets_and_write_nothing(workflows: Path) -> None:
    text = (workflows / "check.yml").read_text(encoding="utf-8")
    loaded = yaml.safe_load(text)
    assert loaded[True] == {"pull_request": None}, "`on` is a boolean of YAML 1.1"
    assert loaded["permissions"] == {}
    assert {str(job["permissions"]) for job in loaded["jobs"].values()} == {"{'contents': 'read'}"}
    assert "secrets" not in text
    steps = [step for job in loaded["jobs"].values() for step in job["steps"]]
    assert all("${{" not in step.get("run", "") for step in steps)
    checkouts = [step for step in steps if "actions/checkout" in step.get("uses", "")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"]) for step in steps if "uses" in step)


def test_zizmor_finds_nothing(workflows: Path) -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    if not zizmor.exists():
        pytest.skip("zizmor is not installed")
    done = run(zizmor, "--offline", "--no-progress", "--pedantic", workflows, cwd=workflows)
    assert done.returncode == 0, done.stdout


# The hook for pre-commit.


def hook() -> dict[str, Any]:
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return dict(found)


def test_the_hook_looks_at_contributions_alone() -> None:
    pattern = re.compile(hook()["files"])
    assert all(pattern.search(path) for path in ("seeds/a.txt", "glossary/people/a.md", "annotations/a/b.md"))
    assert not any(pattern.search(path) for path in ("docs/seeds/a.md", "seeds.txt", "README.md"))
    assert hook()["pass_filenames"] is False


def test_the_hook_brings_what_reads_every_format() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    assert sorted(hook()["additional_dependencies"]) == sorted(extras["docx"] + extras["pdf"] + extras["warc"])
    assert extras["all"] == ["glossator[docx,pdf,warc]"]


def test_the_hook_stops_a_commit_with_a_fault_and_no_other(tmp_path: Path) -> None:
    root = copy_archive(tmp_path, TINY)
    program, *arguments = shlex.split(hook()["entry"])
    assert (program, glossator_in(root, *arguments).returncode) == ("glossator", 0)
    write_files(root, {"annotations/diary/lost.md": LOST})
    assert glossator_in(root, *arguments).returncode == 1


# The pages that tell how to contribute.


@pytest.mark.parametrize(
    "page", ["docs/guide/contribute.md", "build_tools/glossator/scaffold/files/docs/contribute.md"]
)
def test_the_page_tells_a_reader_every_step_and_what_is_published(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for step in ("*Annotate*", "*fork*", "*Create pull request*", "*Propose changes*", "pencil"):
        assert step in text
    form = (ROOT / "build_tools/glossator/theme/partials/annotating.html").read_text(encoding="utf-8")
    for kind in ("Comment", "Question", "Correction"):
        assert f"*{kind}*" in text
        assert f">{kind}</option>" in form
    published = text.partition("## What is published about you")[2]
    for what in ("e-mail address", "name of your account", "name", "day", "history"):
        assert what in published


@pytest.mark.parametrize(
    ("config", "page"),
    [("mkdocs.yml", "guide/contribute.md"), ("build_tools/glossator/scaffold/files/mkdocs.yml", "contribute.md")],
)
def test_the_page_stands_in_the_navigation(config: str, page: str) -> None:
    path = ROOT / config
    assert f"  - Contribute: {page}\n" in path.read_text(encoding="utf-8")
    assert (path.parent / "docs" / page).is_file()
