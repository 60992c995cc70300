"""What the documentation says is true: its commands exist, its examples load, its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from glossator.annotate import load_notes
from glossator.cli import main
from glossator.contributed import find_problems
from glossator.frontmatter import load_yaml
from glossator.glossary import load_glossary
from glossator.options import options_table, read_options
from glossator.schemas import EntryFields, NoteFields, Sidecar
from helpers import ROOT, run

GUIDES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("guide/**/*.md"))]
NEW_ARCHIVE = ROOT / "build_tools" / "glossator" / "scaffold" / "files"
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def names(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def code_of(text: str) -> list[str]:
    """Return what stands in code, in lines and in blocks."""
    return re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL) + re.findall(r"`([^`\n]+)`", text)


def example(language: str, beginning: str) -> str:
    """Return the one block of code in CONTRIBUTING.md that begins so."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", CONTRIBUTING, re.MULTILINE | re.DOTALL)
    (found,) = [block for block in blocks if block.startswith(beginning)]
    return found


def test_the_documentation_is_there() -> None:
    assert {"README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md"} <= set(names(GUIDES))
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")


@pytest.mark.parametrize("guide", names(GUIDES))
def test_every_make_target_that_is_named_exists(guide: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"site", "serve", "test", "lint", "bench"} <= targets
    code = code_of((ROOT / guide).read_text(encoding="utf-8"))
    used = {name for words in code for name in re.findall(r"(?:^|\s)make ([a-z]+)", words)}
    assert used - targets == set()


def test_the_readme_names_the_commands_that_people_need() -> None:
    for command in ("make site", "make serve", "make test", "make lint", "make bench"):
        assert f"`{command}`" in README
    told = run("make", "help", cwd=ROOT).stdout
    for command in re.findall(r"^\| `(make [a-z]+)` \|", README, re.MULTILINE):
        assert command in told


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_of_the_program_is_documented(command: str) -> None:
    code = [words for path in GUIDES for words in code_of(path.read_text(encoding="utf-8"))]
    assert any(re.search(rf"\bglossator {command}\b", words) for words in code)


@pytest.mark.parametrize("guide", names(GUIDES))
def test_every_command_that_is_named_exists(guide: str) -> None:
    code = code_of((ROOT / guide).read_text(encoding="utf-8"))
    used = {
        name
        for words in code
        for name in re.findall(r"(?:^|[\s/])glossator (?:--root \S+ )?([a-z]+)", words, re.MULTILINE)
    }
    assert used - set(main.commands) == set()


@pytest.mark.parametrize("guide", names(GUIDES))
def test_every_relative_link_leads_to_a_file(guide: str) -> None:
    text = re.sub(r"^```.*?^```", "", (ROOT / guide).read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for link in re.findall(r"\]\(<?([^)\s>]+)>?(?: \"[^\"]*\")?\)", text):
        if not re.match(r"[a-z]+:|#", link):
            assert (ROOT / guide).parent.joinpath(unquote(link.split("#")[0])).exists(), link


@pytest.mark.parametrize("guide", names(GUIDES))
def test_every_path_that_is_named_is_there(guide: str) -> None:
    code = code_of((ROOT / guide).read_text(encoding="utf-8"))
    paths = {
        words
        for words in code
        if re.fullmatch(r"(?:build_tools|docs|glossary|seeds|tests|\.github)(?:/[\w.-]+)+/?", words)
    }
    made = {"docs/archive/"}
    standing = {path for path in paths if any((root / path).exists() for root in (ROOT, NEW_ARCHIVE))}
    assert [path for path in paths - made - standing if not is_example(path, code)] == []


def is_example(path: str, code: list[str]) -> bool:
    """Tell whether a path is that of a file which the same guide shows how to write."""
    examples = ("seeds/report", "seeds/letters-1944/", "seeds/2016-09-03-", "glossary/", "annotations/")
    return path.startswith(examples) and len(code) > 1


def test_the_example_of_an_entry_loads() -> None:
    entry = example("markdown", "---\nname:")
    glossary = load_glossary([("glossary/people/example.md", entry.encode())])
    assert glossary.problems == ()
    (entity,) = glossary.entities
    assert entity.name
    assert entity.aliases
    assert entity.false_friends
    assert entity.links
    assert find_problems("x.md", entity.body) == ()


def test_the_example_of_a_note_loads_and_quotes_a_seed_of_this_archive() -> None:
    note = example("markdown", "---\nquote:")
    ((loaded,), problems) = load_notes([("annotations/tsamto-2025-11-21/example.md", note.encode())])
    assert problems == ()
    assert loaded.see
    assert loaded.links
    seeds = [path.read_bytes().decode() for path in (ROOT / "seeds").glob("*.txt")]
    assert any(loaded.quote.prefix + loaded.quote.exact in seed for seed in seeds)


def test_the_example_of_a_sidecar_loads_and_names_every_key_that_is_usual() -> None:
    loaded, problems = load_yaml("seeds/report.yml", example("yaml", "id:").encode(), Sidecar)
    assert problems == ()
    assert loaded is not None
    assert loaded.fields.date
    assert set(loaded.fields.inferred) <= set(Sidecar.model_fields)


def test_the_fields_of_entries_and_notes_are_all_explained() -> None:
    code = code_of(CONTRIBUTING)
    for schema in (EntryFields, NoteFields):
        for name, field in schema.model_fields.items():
            assert (field.alias or name) in code, f"{schema.__name__}.{name}"


def blocks_of(guide: str, beginning: str) -> list[str]:
    """Return the blocks of YAML in a page of the guide that begin so."""
    text = (ROOT / "docs" / "guide" / guide).read_text(encoding="utf-8")
    return [
        block
        for block in re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        if block.startswith(beginning)
    ]


@pytest.mark.parametrize("guide", ["options.md", "sites.md"])
def test_the_guide_s_examples_of_options_are_taken(guide: str) -> None:
    blocks = blocks_of(guide, "plugins:")
    assert blocks
    for block in blocks:
        given = yaml.safe_load(block)["plugins"][-1]["glossator"]
        options, problems = read_options(given, block)
        assert problems == ()
        assert len(options.sites) == len(given.get("sites", ()))


def test_the_guide_s_examples_of_sidecars_load() -> None:
    blocks = blocks_of("documents.md", "title:")
    assert len(blocks) == 2
    for block in blocks:
        loaded, problems = load_yaml("seeds/report.yml", block.encode(), Sidecar)
        assert problems == ()
        assert loaded is not None
        assert loaded.fields.taken_from


OPTIONS = ROOT / "docs" / "guide" / "options.md"
MADE = re.compile(r"(?<=<!-- Made from build_tools/glossator/options\.py: -->\n\n).*?(?=\n\n<!-- End\. -->)", re.DOTALL)


def test_the_guide_tells_every_option_as_the_program_knows_it(request: pytest.FixtureRequest) -> None:
    text = OPTIONS.read_bytes().decode()
    assert len(MADE.findall(text)) == 1, "the tables stand between the two comments"
    written = MADE.sub(lambda _: options_table(), text)
    if request.config.getoption("--update-goldens"):
        OPTIONS.write_bytes(written.encode())
        text = written
    assert text == written, (
        'docs/guide/options.md differs from the options; this writes it anew: make test PYTEST_ARGS="-k every_option'
        ' --update-goldens"'
    )
