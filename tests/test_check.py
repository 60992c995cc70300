"""The rules for names: what is worth a look in a glossary that has no mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.check import check_archive
from helpers import WriteFiles
from test_export import gather_at

TEXT = "Hope Lange sang. They had hope, and the hopeful hope of May. In May it may rain; Annex is no annexe.\n"

LOOKS = {
    "a name that is a word": (
        {"people/hope.md": "name: Hope Lange\naliases: [Hope]"},
        ["glossary/people/hope.md: I603 `Hope` is a word, too: `hope` stands in the documents (times: 2)"],
    ),
    "a name that is another word's beginning": ({"places/annex.md": "name: Annex"}, []),
    "a word in capitals or of several": ({"events/a.md": "name: MAY\naliases: [Hope Lange]"}, []),
    "two spellings of one name": (
        {"people/sergei-hope.md": "name: Sergei Hope", "people/sergey-hope.md": "name: Sergey Hope"},
        ["glossary/people/sergey-hope.md: I604 people/sergey-hope and people/sergei-hope look like one another"],
    ),
    "accents and capitals": (
        {"places/malmo.md": "name: Hopemalmö", "places/malmo-2.md": "name: Hopemalmo"},
        ["glossary/places/malmo.md: I604 places/malmo and places/malmo-2 look like one another"],
    ),
    "a letter more": (
        {"people/a.md": "name: Ann Hopewell", "people/b.md": "name: Anne Hopewell"},
        ["glossary/people/b.md: I604 people/b and people/a look like one another"],
    ),
    "two types": ({"people/a.md": "name: Lake Hope", "places/b.md": "name: Lake Hopes"}, []),
    "a merged entry": (
        {"people/a.md": "name: Ann Hopewell", "people/b.md": "name: Anne Hopewell\nmerged_into: people/a"},
        [],
    ),
    "short names": ({"places/a.md": "name: Lund", "places/b.md": "name: Luna"}, []),
}


@pytest.mark.parametrize("case", LOOKS)
def test_what_is_worth_a_look_is_told(case: str, write_files: WriteFiles, tmp_path: Path) -> None:
    entries, told = LOOKS[case]
    files = {f"glossary/{path}": f"---\n{fields}\n---\n" for path, fields in entries.items()}
    archive = gather_at(write_files({**files, "seeds/a.txt": TEXT}), tmp_path / "cache")
    found = [problem for problem in check_archive(archive) if problem.code in ("I603", "I604")]
    assert {problem.severity for problem in found} <= {"info"}
    assert [str(problem).split("\n")[0] for problem in found] == told


def test_a_language_without_a_tagger_is_told_once(write_files: WriteFiles, tmp_path: Path) -> None:
    german = {f"seeds/{n}.txt": "Der Hafen war leer, und niemand kam.\n" for n in range(2)}
    told = {f"seeds/{n}.yml": "language: de\n" for n in range(2)}
    archive = gather_at(write_files({**german, **told, "seeds/a.txt": TEXT}), tmp_path / "cache")
    assert [str(problem).split("\n")[0] for problem in check_archive(archive)] == [
        "seeds/0.txt: I605 no tagger knows this document's language (de; documents: 2): names by rules alone"
    ]
