"""What an entry would help most: `glossator suggest`, the file that it writes, and the address that begins one."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from glossator.config import LONGEST_ADDRESS, Config
from glossator.drafts import claimed_forms, entry_file
from glossator.frontmatter import load_markdown
from glossator.model import Archive, FoundEntity
from glossator.schemas import EntryFields
from glossator.suggest import as_row, named_as_last, namesakes, score, suggest
from helpers import WriteFiles, glossator_here, write_files
from test_export import gather_at

HARBOR = """The harbor

Maria Lindqvist, the harbor master, met Per Axelsson on Friday. "The ice is gone," said Lindqvist.

Maria Lindqvist left. Per Axelsson stayed in Karlskrona.
"""
STORM = """The storm

Maria Lindqvist of the Baltic Pilots Association wrote to Sweden.
"""


@pytest.fixture
def root(write_files: WriteFiles) -> Path:
    return write_files(
        {
            "mkdocs.yml": "site_name: Harbor\nplugins: [glossator]\n",
            "docs/index.md": "# Harbor\n",
            "seeds/harbor.txt": HARBOR,
            "seeds/storm.txt": STORM,
        }
    )


def found(name: str, **values: object) -> FoundEntity:
    defaults = {"type": "person", "forms": ((name, 2),), "documents": 1, "mentions": 2, "evidence": 0.9}
    id_ = f"people/{name.lower().replace(' ', '-')}"
    return FoundEntity(**{"id": id_, "name": name, **defaults, **values})  # type: ignore[arg-type]


def test_those_come_first_whom_most_documents_name_most_often_and_most_surely() -> None:
    rare, doubted = found("Rare Name", mentions=1), found("Doubted Name", mentions=9, evidence=0.2)
    often, everywhere = found("Often Named", mentions=9), found("Everywhere Named", mentions=9, documents=5)
    ranked = suggest(Archive(found=(rare, doubted, often, everywhere)))
    assert [each.entity for each in ranked] == [everywhere, often, rare, doubted]


def test_every_found_name_is_named_somewhere_in_the_end(root: Path, tmp_path: Path) -> None:
    archive = gather_at(root, tmp_path / "cache")
    assert archive.found
    assert all(entity.documents and entity.mentions for entity in archive.found)
    assert {entity.id for entity in archive.found} <= set(archive.named_in)


def test_the_program_is_never_wholly_sure() -> None:
    assert found("A Person", evidence=1.0).sure == "99%"
    assert found("A Person", evidence=0.5).sure == "50%"


def test_types_and_a_limit_choose() -> None:
    place = found("Far Place", type="place")
    archive = Archive(found=(found("A Person"), found("B Person"), place))
    assert [each.entity for each in suggest(archive, ["place"])] == [place]
    assert len(suggest(archive, limit=2)) == 2


def test_a_name_found_once_scores_above_nothing() -> None:
    assert score(found("Once", mentions=1)) > 0


def test_suggest_shows_each_with_its_places_best_first(root: Path) -> None:
    done = glossator_here(root, "suggest", "--type", "person")
    assert done.returncode == 0
    first, *rest = done.stdout.splitlines()
    assert first.startswith("Maria Lindqvist  (person; mentions: ")
    assert first.endswith("people/maria-lindqvist")
    assert "    harbor#p2: [Maria Lindqvist], the harbor master, met Per Axelsson on Friday." in rest[1]
    assert any(line.startswith("Per Axelsson  (person; ") for line in rest)
    assert "found names; --write NAME makes an entry's file" in done.stderr


def test_suggest_has_rows_for_programs(root: Path) -> None:
    rows = [json.loads(line) for line in glossator_here(root, "suggest", "--format", "json").stdout.splitlines()]
    first = rows[0]
    assert list(first) == (
        "entity type name forms documents mentions evidence score has_page likely places file".split()
    )
    assert (first["name"], first["documents"]) == ("Maria Lindqvist", 2)
    texts = {"seeds/harbor.txt": HARBOR, "seeds/storm.txt": STORM}
    assert all(
        texts[place["path"]][place["start"] : place["end"]] == place["text"] for row in rows for place in row["places"]
    )


def test_write_makes_the_file_and_the_build_then_knows_the_entry(root: Path) -> None:
    done = glossator_here(root, "suggest", "--write", "Maria Lindqvist")
    assert (done.returncode, done.stdout) == (0, "glossary/people/maria-lindqvist.md\n")
    assert glossator_here(root, "check").returncode == 0
    rows = [json.loads(line) for line in glossator_here(root, "export", "mentions").stdout.splitlines()]
    reviewed = {row["text"] for row in rows if row["reviewed"]}
    assert {"Maria Lindqvist", "Lindqvist"} <= reviewed
    again = glossator_here(root, "suggest", "--write", "people/per-axelsson")
    assert again.stdout == "glossary/people/per-axelsson.md\n"


def test_what_stands_is_never_overwritten(root: Path) -> None:
    entry = root / "glossary/people/maria-lindqvist.md"
    entry.parent.mkdir(parents=True)
    entry.write_text("mine")
    done = glossator_here(root, "suggest", "--write", "Maria Lindqvist")
    assert done.returncode == 1
    assert "is there already, and nothing is overwritten. Edit it" in done.stderr
    assert entry.read_text() == "mine"


def test_a_name_that_was_not_found_is_wrong_use(root: Path) -> None:
    done = glossator_here(root, "suggest", "--write", "Maria Lindkvist")
    assert done.returncode == 2
    assert "no such name was found: Maria Lindkvist; did you mean Maria Lindqvist?" in done.stderr
    unlike = glossator_here(root, "suggest", "--write", "Xyz")
    assert "no such name was found: Xyz; all that were found: glossator suggest --limit 0" in unlike.stderr


def test_an_entry_is_what_was_meant_too(root: Path) -> None:
    write_files(root, {"glossary/people/per-axelsson.md": "---\nname: Per Axelsson\n---\n"})
    done = glossator_here(root, "suggest", "--write", "Pär Axelsson")
    assert "no such name was found: Pär Axelsson; did you mean Per Axelsson?" in done.stderr


REGATTA = """The regatta

Elsa Norling met Gustav Norling at the pier. Both sailed. The prize went to Norling.
"""


def test_no_entry_is_written_of_a_last_name_that_several_bear(root: Path) -> None:
    write_files(root, {"seeds/regatta.txt": REGATTA})
    told = (
        "several bear the name Norling (people/elsa-norling, people/gustav-norling): write entries of their full names,"
        " and say who is meant under `names` in the document's sidecar"
    )
    done = glossator_here(root, "suggest", "--write", "Norling")
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    lines = glossator_here(root, "suggest", "--limit", "0").stdout.splitlines()
    begun = next(number for number, line in enumerate(lines) if line.startswith("Elsa Norling"))
    assert "perhaps the same" not in lines[begun + 1]
    begun = next(number for number, line in enumerate(lines) if line.startswith("Norling"))
    assert lines[begun + 1].startswith("    several bear this name (people/elsa-norling, people/gustav-norling): write")


def test_a_row_of_a_name_that_several_bear_names_no_file() -> None:
    (shared,) = suggest(Archive(found=(found("Norling", shared=True),)))
    (single,) = suggest(Archive(found=(found("Elsa Norling"),)))
    assert (as_row(shared)["file"], as_row(single)["file"]) == (None, "glossary/people/elsa-norling.md")


ODD = 'A\u2028\u00adB\ufeff \\ "C": #D \U000e0001'


def test_a_file_says_every_sign_of_a_name() -> None:
    path, text = entry_file(found(ODD))
    loaded, problems = load_markdown(path, text.encode(), EntryFields)
    assert (problems, loaded and loaded.fields.name) == ((), " ".join(ODD.split()))
    assert text.isascii()


def test_where_nothing_is_found_it_is_told(root: Path) -> None:
    for name in ("harbor", "storm"):
        (root / f"seeds/{name}.txt").write_text("there was nothing to see\n")
    done = glossator_here(root, "suggest")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "no name was found in the documents that the glossary does not have\n"


def test_what_is_an_entry_already_is_told(root: Path) -> None:
    write_files(root, {"glossary/people/per-axelsson.md": "---\nname: Per Axelsson\n---\n"})
    done = glossator_here(root, "suggest", "--write", "Per Axelsson")
    assert done.returncode == 2
    assert (
        "Per Axelsson is a name of the entry glossary/people/per-axelsson.md already: write there what is new"
        in done.stderr
    )


def test_an_entry_is_written_by_any_of_its_forms(root: Path) -> None:
    assert glossator_here(root, "suggest", "--write", "Lindqvist").stdout == "glossary/people/maria-lindqvist.md\n"


def test_no_name_at_all_is_wrong_use(root: Path) -> None:
    assert glossator_here(root, "suggest", "--write", "").returncode == 2


def test_nothing_is_written_through_a_symbolic_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "glossary").mkdir()
    (root / "glossary/people").symlink_to(tmp_path / "elsewhere")
    done = glossator_here(root, "suggest", "--write", "Maria Lindqvist")
    assert done.returncode == 1
    assert "symbolic link" in done.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


NAMES = ["Ada Lee", 'Ada "The Book" Lee', "Ada\nLee", "O'Neil: the \\ one", "Åsa Žižek", "# no comment", "- item"]


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_passes_the_strict_loader(name: str) -> None:
    entity = replace(found("Ada Lee", forms=((name, 2), ("Lee", 3), ("A. Lee", 1))), name=name)
    path, text = entry_file(entity)
    loaded, problems = load_markdown(path, text.encode(), EntryFields)
    assert problems == ()
    assert loaded is not None
    assert loaded.fields.name == " ".join(name.split())
    assert "A. Lee" in loaded.fields.aliases


def test_a_persons_first_or_last_name_is_left_to_the_rules_that_know_who_else_bears_it() -> None:
    _, text = entry_file(found("Ada Lee", forms=(("A. Lee", 1), ("Ada", 2), ("Ada Lee", 2), ("Lee", 3))))
    assert text.split("description")[0] == '---\nname: "Ada Lee"\naliases:\n  - "A. Lee"\n'


def test_a_form_that_others_have_too_is_left_to_people() -> None:
    board = found("Baltic Board", type="organization", forms=(("BB", 2), ("Baltic Board", 3), ("Baltic Pilots", 1)))
    bank = found("Baltic Bank", type="organization", forms=(("BB", 2), ("Baltic Bank", 3)))
    _, text = entry_file(board, claimed_forms(Archive(found=(board, bank))))
    assert text.split("description")[0] == '---\nname: "Baltic Board"\naliases:\n  - "Baltic Pilots"\n'


def test_forms_in_capitals_are_no_aliases_of_their_own() -> None:
    _, text = entry_file(found("Ada Lee", forms=(("A. LEE", 1), ("A. Lee", 1), ("ADA LEE", 2), ("LEE", 3))))
    assert text.split("description")[0] == '---\nname: "Ada Lee"\naliases:\n  - "A. Lee"\n'


TEXT = '---\nname: "Ada Lee & sons"\n---\n'
FILLED = {
    "GitHub": ("https://github.com/o/r/edit/main/docs/", "https://github.com/o/r/new/main", "filename", True),
    "Forgejo": ("https://codeberg.org/o/r/_edit/main/docs/", "https://codeberg.org/o/r/_new/main", "filename", True),
    "GitLab": ("https://gitlab.com/o/r/-/edit/main/docs/", "https://gitlab.com/o/r/-/new/main", "file_name", False),
}


@pytest.mark.parametrize("host", FILLED)
def test_a_new_file_is_begun_on_the_code_host(host: str, tmp_path: Path) -> None:
    edit, new, key, whole = FILLED[host]
    address = Config(tmp_path, tmp_path / "docs", edit_uri=edit).new_file_address("glossary/people/ada-lee.md", TEXT)
    parts = urlsplit(address)
    assert address.startswith(f"{new}?")
    said = parse_qs(parts.query)
    assert said.pop(key) == ["glossary/people/ada-lee.md"]
    assert said == ({"value": [TEXT]} if whole else {})


def test_a_long_file_is_left_out_of_the_address(tmp_path: Path) -> None:
    config = Config(tmp_path, tmp_path / "docs", edit_uri="https://github.com/o/r/edit/main/docs/")
    address = config.new_file_address("glossary/people/a.md", "é" * LONGEST_ADDRESS)
    assert address == "https://github.com/o/r/new/main?filename=glossary%2Fpeople%2Fa.md"


@pytest.mark.parametrize("edit", ["", "https://example.org/wiki/", "https://example.org/r/raw/main/docs/"])
def test_where_the_host_is_not_known_there_is_no_address(edit: str, tmp_path: Path) -> None:
    assert Config(tmp_path, tmp_path / "docs", edit_uri=edit).new_file_address("glossary/people/a.md", TEXT) == ""


def test_namesakes_are_others_with_the_name() -> None:
    one, form = found("Ann Roe", id="people/ann-roe-2"), found("A. Roe", forms=(("A. Roe", 1), ("ANN ROE", 1)))
    archive = Archive(found=(found("Ann Roe"), one, form, found("Jane Roe")))
    assert namesakes(archive, found("Ann Roe")) == ("people/ann-roe-2", "people/a.-roe")
    assert namesakes(archive, found("Jane Roe")) == ()


def test_a_last_name_can_be_that_of_a_place() -> None:
    place, river = found("Ellery", id="places/ellery", type="place"), found("Ellery River", type="place")
    archive = Archive(found=(place, river, found("Ellery"), found("Jane Ellery")))
    assert named_as_last(archive, found("Jane Ellery")) == ("places/ellery",)
    assert named_as_last(archive, found("Ellery Jane")) == ()
    assert named_as_last(archive, place) == ()


def test_write_tells_of_a_place_that_has_the_last_name(root: Path) -> None:
    write_files(
        root,
        {
            "seeds/ferry.txt": "The ferry\n\nShe flew to Washington and to New York on Friday.\n",
            "seeds/museum.txt": "The museum\n\nGeorge Washington was said to have crossed the river.\n",
        },
    )
    done = glossator_here(root, "suggest", "--write", "George Washington")
    assert done.returncode == 0
    assert done.stderr.splitlines()[1:] == [
        "the last name is also that of places/washington; where it stands alone, it is taken for this entry",
        "if that is wrong, write the last name under `not` in the entry",
    ]
