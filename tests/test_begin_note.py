"""`glossator annotate`: the file that it writes, and what it says of words that stand nowhere or in several places."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from glossator.annotate import load_notes
from glossator.annotate.quotes import match_quote, occurrences
from helpers import WriteFiles, glossator_here, replace_in

TEXT = (
    "The harbor was closed at noon. The harbor was opened at night.\n\n"
    "“We saw no more than sixty ships,” the clerk’s book says.\n\n"
    "One ship.\n\nOne ship.\n"
)


@pytest.fixture
def root(write_files: WriteFiles) -> Path:
    return write_files(
        {
            "mkdocs.yml": "site_name: Harbor\nplugins: [glossator]\n",
            "docs/index.md": "# Harbor\n",
            "seeds/harbor.txt": TEXT,
        }
    )


def test_it_writes_a_note_that_passes_every_check(root: Path) -> None:
    done = glossator_here(
        root, "annotate", "harbor", "sixty ships", "--tag", "number", "--tag", "ships", "--author", "Ann Lee"
    )
    path = "annotations/harbor/sixty-ships.md"
    assert (done.returncode, done.stdout) == (0, f"{path}\n")
    assert done.stderr == (
        "on p2: at night. “We saw no more than [sixty ships],” the clerk’s book says. One ship.;"
        " next: write what you have to say below the second `---`\n"
    )
    assert glossator_here(root, "check").returncode == 0
    ((note,), problems) = load_notes([(path, (root / path).read_bytes())])
    assert problems == ()
    assert (note.quote.exact, note.tags, note.author) == ("sixty ships", ("number", "ships"), "Ann Lee")
    assert (note.motivation, note.body) == ("commenting", "")
    assert note.quote.prefix.endswith("no more than ")
    assert note.quote.suffix.startswith(",” the clerk’s")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", note.date)


def test_the_quote_is_what_stands_in_the_text(root: Path) -> None:
    glossator_here(root, "annotate", "harbor", "the clerk's  book", "--name", "book", "--motivation", "questioning")
    path = "annotations/harbor/book.md"
    ((note,), _) = load_notes([(path, (root / path).read_bytes())])
    assert (note.quote.exact, note.motivation) == ("the clerk’s book", "questioning")
    match = match_quote(TEXT, note.quote)
    assert match.state == "exact"


def test_words_in_several_places_are_shown_with_what_chooses_each(root: Path) -> None:
    done = glossator_here(root, "annotate", "harbor", "The harbor")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Error: the words stand in several places of harbor: give more of them, or what stands before or after them as"
        " --prefix or --suffix\n"
        "  p1: [The harbor] was closed at noon. The harbor was\n"
        "      --suffix ' was closed at'\n"
        "  p1: The harbor was closed at noon. [The harbor] was opened at night. “We saw no more\n"
        "      --prefix 'at noon. '\n"
    )
    assert not (root / "annotations").exists()


def test_the_options_that_are_shown_choose_their_places(root: Path) -> None:
    told = glossator_here(root, "annotate", "harbor", "The harbor").stderr
    options = [shlex.split(line) for line in told.splitlines() if line.startswith("      --")]
    places = []
    for option in options:
        path = glossator_here(root, "annotate", "harbor", "The harbor", *option).stdout.strip()
        ((note,), _) = load_notes([(path, (root / path).read_bytes())])
        places.append(match_quote(TEXT, note.quote).span)
    assert places == list(occurrences(TEXT, "The harbor"))
    assert sorted(path.name for path in (root / "annotations/harbor").iterdir()) == ["the-harbor-2.md", "the-harbor.md"]
    assert glossator_here(root, "check").returncode == 0


def test_where_nothing_chooses_a_place_it_is_shown_alone(root: Path) -> None:
    told = glossator_here(root, "annotate", "harbor", "One ship.").stderr
    assert told.count("[One ship.]") == 2


def test_words_that_stand_nowhere_are_told_with_the_nearest(root: Path) -> None:
    done = glossator_here(root, "annotate", "harbor", "We saw no more than ninety ships")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: the words stand nowhere in harbor; nearest: ")
    assert 'We saw no more than sixty ships" (p2, ' in done.stderr


WRONG = {
    "document": (["habor", "noon"], "there is no document habor; did you mean harbor?"),
    "no such words": (["harbor", "zebra"], "the words stand nowhere in harbor. Copy them from the document's page"),
    "no words": (["harbor", " "], "there are no words to write a note about: name some of the document"),
    "motivation": (["harbor", "noon", "--motivation", "comenting"], "did you mean commenting?"),
    "name": (
        ["harbor", "noon", "--name", "../noon"],
        "its name cannot be one of a file: names are made of a-z, 0-9 and -. Change what you gave",
    ),
    "turned author": (["harbor", "noon", "--author", "\u202eann"], "`author` is wrong: it holds U+202E"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_use_is_told_and_writes_nothing(case: str, root: Path) -> None:
    arguments, words = WRONG[case]
    done = glossator_here(root, "annotate", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert not (root / "annotations").exists()


def test_a_note_that_is_there_is_never_overwritten(root: Path) -> None:
    note = root / "annotations/harbor/noon.md"
    note.parent.mkdir(parents=True)
    note.write_text("---\nquote: noon\n---\nmine")
    done = glossator_here(root, "annotate", "harbor", "noon", "--name", "noon")
    assert done.returncode == 1
    assert done.stderr == (
        "Error: annotations/harbor/noon.md is there already, and nothing is overwritten. Edit it, or choose another"
        " name\n"
    )
    assert note.read_text() == "---\nquote: noon\n---\nmine"


def test_nothing_is_written_through_a_symbolic_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "annotations").symlink_to(tmp_path / "elsewhere")
    done = glossator_here(root, "annotate", "harbor", "noon")
    assert done.returncode == 1
    assert done.stderr == (
        "Error: annotations/harbor/noon.md cannot be written: annotations is a symbolic link, which could lead out of"
        " the archive. Put the folder itself there\n"
    )
    assert list((tmp_path / "elsewhere").rglob("*")) == []


def test_a_correction_says_what_should_stand_there(root: Path) -> None:
    done = glossator_here(root, "annotate", "harbor", "sixty ships", "--reading", "sixteen ships")
    assert done.returncode == 0
    assert '\nmotivation: editing\nreading: "sixteen ships"\n' in (root / done.stdout.strip()).read_text()
    assert glossator_here(root, "check").returncode == 0


@pytest.mark.parametrize("options", [("--motivation", "editing"), ("--motivation", "tagging", "--reading", "x")])
def test_a_reading_and_a_correction_belong_together(options: tuple[str, ...], root: Path) -> None:
    done = glossator_here(root, "annotate", "harbor", "sixty ships", *options)
    assert done.returncode == 2
    assert "a correction (--motivation editing) says what should stand there (--reading)" in done.stderr


def test_editors_find_the_schema_of_a_new_note(root: Path) -> None:
    replace_in(root / "mkdocs.yml", "plugins:", "site_url: https://archive.example/texts/\nplugins:")
    done = glossator_here(root, "annotate", "harbor", "sixty ships")
    assert (
        (root / done.stdout.strip())
        .read_text()
        .startswith(
            "---\n# yaml-language-server: $schema=https://archive.example/texts/archive/schemas/note.json\nquote: "
        )
    )
    assert glossator_here(root, "check").returncode == 0
