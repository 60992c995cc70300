"""`glossator init`: what a new archive holds is right, safe and explained, and the errors say what to do."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from glossator import __version__
from glossator.annotate import load_notes
from glossator.cli import main
from glossator.config import Options, SiteRule
from glossator.frontmatter import load_yaml
from glossator.glossary import load_glossary
from glossator.model import TYPE_FOLDERS
from glossator.options import read_options
from glossator.scaffold import ScaffoldError, make_archive_folder
from glossator.schemas import Sidecar
from helpers import ROOT, files_of, glossator_here, here, mkdocs_here, replace_in, run, write_files

BASH = shutil.which("bash") or ""


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new archive that no test changes."""
    root = tmp_path_factory.mktemp("init") / "archive"
    make_archive_folder(root)
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A new archive to change."""
    make_archive_folder(tmp_path / "archive")
    return tmp_path / "archive"


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(guide: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text(guide), re.MULTILINE | re.DOTALL)


def without_signs(source: str, first: str) -> str:
    """Return mkdocs.yml with the commented lines in use that begin with the given one and go on without a gap."""
    before, begin, after = source.partition(f"  # {first}")
    lines, rest = re.match(r"((?:[^\n]*\n  # )*[^\n]*\n)(.*)", begin + after, re.DOTALL).groups()  # type: ignore[union-attr]
    return before + re.sub(r"^  # ", "  ", lines, flags=re.MULTILINE) + rest


# What is in it.


def test_a_new_archive_holds_what_a_maintainer_needs(new: Path) -> None:
    assert {
        "mkdocs.yml",
        "README.md",
        "requirements.txt",
        ".gitignore",
        ".gitattributes",
        ".github/workflows/check.yml",
        ".github/workflows/publish.yml",
        "docs/index.md",
        "seeds/welcome.txt",
        "seeds/welcome.yml",
    } <= set(files_of(new))


def test_git_keeps_every_folder_that_entries_go_into(new: Path) -> None:
    """Git keeps no empty folders, and the README leads to each of these."""
    for folder in (*(f"glossary/{kind}" for kind in TYPE_FOLDERS), "annotations", "seeds"):
        assert any(path.is_file() for path in (new / folder).iterdir()), folder


def test_git_leaves_out_what_the_build_makes(root: Path) -> None:
    assert mkdocs_here(root, "build").returncode == 0
    write_files(root, {".site.building/x": "x", ".glossator-add-x/x": "x", ".venv/x": "x"})
    assert run("git", "init", "--quiet", cwd=root).returncode == 0
    listed = run("git", "ls-files", "--others", "--exclude-standard", cwd=root).stdout.splitlines()
    assert sorted(listed) == sorted(make_archive_folder(root.parent / "another"))


def test_git_keeps_sources_byte_for_byte(new: Path) -> None:
    assert "/seeds/** -text" in text(new / ".gitattributes").splitlines()


def test_the_requirements_pin_this_very_version_with_every_extra(new: Path) -> None:
    lines = [line for line in text(new / "requirements.txt").splitlines() if not line.startswith("#")]
    assert lines == [f"glossator[all]=={__version__}"]


# mkdocs.yml.


def test_every_option_is_shown_with_its_default_and_works_without_the_signs(new: Path) -> None:
    source = without_signs(text(new / "mkdocs.yml").replace("\n  - glossator\n", "\n"), "- glossator:")
    (given,) = [each["glossator"] for each in yaml.load(source, _AnyTag)["plugins"]]
    assert set(given) == {option.name for option in fields(Options)}
    options, problems = read_options(given, source)
    assert problems == ()
    assert [rule.host for rule in options.sites] == ["example.org"]
    assert set(given["sites"][0]) == {key.name for key in fields(SiteRule)}
    for option in fields(Options):
        if option.name != "sites":
            assert getattr(options, option.name) == option.default, option.name


def test_the_options_that_are_shown_build_a_site(root: Path) -> None:
    source = text(root / "mkdocs.yml").replace("\n  - glossator\n", "\n")
    (root / "mkdocs.yml").write_text(without_signs(source, "- glossator:"), encoding="utf-8")
    done = mkdocs_here(root, "build", "--strict")
    assert done.returncode == 0, done.stderr


def test_the_pages_that_nav_shows_exist_once_there_is_an_entry_of_each_kind(root: Path) -> None:
    write_files(root, {f"glossary/{kind}/sample.md": f"---\nname: Sample of {kind}\n---\n" for kind in TYPE_FOLDERS})
    (root / "mkdocs.yml").write_text(without_signs(text(root / "mkdocs.yml"), "- People:"), encoding="utf-8")
    done = mkdocs_here(root, "build", "--strict")
    assert done.returncode == 0, done.stderr
    for kind in TYPE_FOLDERS:
        assert f": archive/{kind}/index.md" in text(root / "mkdocs.yml")


def test_without_the_samples_it_still_builds(root: Path) -> None:
    for path in ("seeds/welcome.txt", "seeds/welcome.yml", "glossary/people/ada-lovelace.md"):
        (root / path).unlink()
    shutil.rmtree(root / "annotations" / "welcome")
    assert glossator_here(root, "check").returncode == 0
    done = mkdocs_here(root, "build", "--strict")
    assert done.returncode == 0, done.stderr


# README.md.


def test_every_link_of_the_readme_leads_to_something_of_the_archive(new: Path) -> None:
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text(new / "README.md")) if "://" not in link]
    assert len(links) > 10
    assert [link for link in links if not (new / link).exists()] == []


def test_the_readme_shows_an_entry_a_note_and_a_sidecar_that_load(new: Path) -> None:
    entry, note = blocks(new / "README.md", "markdown")
    sidecars = blocks(new / "README.md", "yaml")
    assert load_glossary([("glossary/people/ada-lovelace.md", entry.encode())]).problems == ()
    ((loaded,), problems) = load_notes([("annotations/welcome/my-note.md", note.encode())])
    assert problems == ()
    assert loaded.quote.exact in text(new / "seeds/welcome.txt")
    assert [load_yaml("seeds/x.yml", sidecar.encode(), Sidecar)[1] for sidecar in sidecars] == [(), ()]


def test_the_readme_names_only_commands_that_exist(new: Path) -> None:
    named = re.findall(r"\bglossator ([a-z]+)\b", text(new / "README.md"))
    assert "check" in named
    assert set(named) <= set(main.commands)


# The workflows.


class _AnyTag(yaml.SafeLoader):
    """Reads mkdocs.yml without looking at the environment."""


_AnyTag.add_constructor("!ENV", lambda loader, node: "")


def workflow(root: Path, name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(text(root / ".github" / "workflows" / name))
    return loaded


def steps(root: Path, name: str) -> dict[str, dict[str, Any]]:
    return {step["name"]: step for job in workflow(root, name)["jobs"].values() for step in job["steps"]}


@pytest.mark.parametrize("name", ["check.yml", "publish.yml"])
def test_the_workflows_use_the_same_pinned_actions_as_this_repository(name: str, new: Path) -> None:
    used = set(re.findall(r"uses: (.+)", text(new / ".github" / "workflows" / name)))
    ours = set(re.findall(r"uses: (.+)", text(ROOT / ".github" / "workflows" / name)))
    assert used
    assert used <= ours
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", use) for use in used)


@pytest.mark.parametrize("name", ["check.yml", "publish.yml"])
def test_the_workflows_may_read_and_nothing_else_but_to_deploy(name: str, new: Path) -> None:
    found = workflow(new, name)
    assert found["permissions"] == {}
    for job_name, job in found["jobs"].items():
        allowed = {"pages": "write", "id-token": "write"} if job_name == "deploy" else {"contents": "read"}
        assert job["permissions"] == allowed
    assert "secrets" not in text(new / ".github" / "workflows" / name)
    assert all("${{" not in step.get("run", "") for step in steps(new, name).values())


def test_zizmor_finds_nothing_in_the_workflows(new: Path) -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    if not zizmor.exists():
        pytest.skip("zizmor is not installed")
    done = run(zizmor, "--offline", "--no-progress", "--pedantic", new / ".github" / "workflows", cwd=new)
    assert done.returncode == 0, done.stdout


def take(folder: Path, new: Path) -> subprocess.CompletedProcess[str]:
    step = steps(new, "check.yml")["Take the contributed files, and nothing else of the request"]
    return run(BASH, "-eo", "pipefail", "-c", step["run"], cwd=folder)


@pytest.mark.skipif(not BASH, reason="the step is bash")
def test_a_request_is_data_for_the_base_branch_s_configuration(new: Path, tmp_path: Path) -> None:
    shutil.copytree(new, tmp_path / "base")
    shutil.copytree(new, tmp_path / "request")
    write_files(
        tmp_path / "request",
        {
            "seeds/letter.txt": "Dear Ada,\n\nyours is here.\n",
            "hook.py": "raise SystemExit('the request ran')\n",
            "docs/more.md": "# More\n",
        },
    )
    (tmp_path / "request" / "seeds" / "welcome.yml").unlink()
    replace_in(tmp_path / "request" / "mkdocs.yml", "plugins:", "hooks: [hook.py]\nplugins:")
    assert take(tmp_path, new).returncode == 0
    changed = {n for n, d in files_of(tmp_path / "base").items() if files_of(new).get(n) != d}
    assert changed == {"seeds/letter.txt"}
    assert not (tmp_path / "base" / "seeds" / "welcome.yml").exists()
    assert glossator_here(tmp_path / "base", "check", "--format", "github").returncode == 0


@pytest.mark.skipif(not BASH, reason="the step is bash")
def test_a_request_that_links_out_of_itself_is_refused(new: Path, tmp_path: Path) -> None:
    shutil.copytree(new, tmp_path / "base")
    shutil.copytree(new, tmp_path / "request")
    write_files(tmp_path, {"secret/secret.txt": "secret\n"})
    shutil.rmtree(tmp_path / "request" / "annotations")
    (tmp_path / "request" / "annotations").symlink_to(tmp_path / "secret")
    (tmp_path / "request" / "seeds" / "link.txt").symlink_to(tmp_path / "secret" / "secret.txt")
    assert take(tmp_path, new).returncode == 0
    assert not (tmp_path / "base" / "annotations").exists()
    done = glossator_here(tmp_path / "base", "check", "--format", "github")
    assert done.returncode == 1
    assert "file=seeds/link.txt" in done.stdout
    assert "secret\n" not in done.stdout


# Where it cannot be made.


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    write_files(tmp_path, {"taken": "x"})
    for folder in (tmp_path / "taken", tmp_path / "taken" / "archive"):
        with pytest.raises(ScaffoldError) as caught:
            make_archive_folder(folder)
        assert str(caught.value) == (
            f"{tmp_path}/taken is a file, not a folder. Name a new folder: glossator init my-archive"
        )
    assert files_of(tmp_path) == {"taken": b"x"}


def test_a_place_in_a_file_is_told_at_the_command_line(tmp_path: Path) -> None:
    write_files(tmp_path, {"taken": "x"})
    done = here(main, "init", tmp_path / "taken" / "archive")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Error: {tmp_path}/taken is a file, not a folder. ")


def test_a_link_that_leads_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ScaffoldError, match="is a file, not a folder"):
        make_archive_folder(tmp_path / "link")
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(ScaffoldError) as caught:
        make_archive_folder(tmp_path / "archive")
    assert str(caught.value) == (
        f"{tmp_path}/archive cannot be written: Permission denied."
        " Name a folder where you may make files: glossator init my-archive"
    )


def test_an_empty_repository_that_was_cloned_becomes_an_archive(tmp_path: Path) -> None:
    assert run("git", "init", "--quiet", cwd=tmp_path).returncode == 0
    done = here(main, "init", tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "mkdocs.yml").is_file()
    with pytest.raises(ScaffoldError, match="is not empty"):
        make_archive_folder(tmp_path)
