"""`names` in a sidecar: what a person decides about words of one document comes before every rule."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.cache import Cache
from glossator.config import Config, Options
from glossator.forms import places
from glossator.making import Work
from glossator.model import Archive, Quote
from glossator.pipeline import gather
from helpers import WriteFiles
from test_export import gather_at

TEXT = (
    "Washington crossed the river. The press said that Washington was silent, and Washington's men were cold."
    "\n\nAnd then.\n"
)
GLOSSARY = {
    "glossary/people/george-washington.md": "---\nname: George Washington\n---\n",
    "glossary/places/washington.md": "---\nname: Washington\n---\n",
    "glossary/places/old-washington.md": "---\nname: Old Washington\nmerged_into: places/washington\n---\n",
}


def archive_of(write_files: WriteFiles, tmp_path: Path, names: str, text: str = TEXT) -> Archive:
    """Return the archive of one document, whose sidecar has this under `names`."""
    root = write_files({**GLOSSARY, "seeds/a.txt": text, "seeds/a.yml": f"title: A\nnames:\n{names}"})
    return gather_at(root, tmp_path / "cache")


def named(archive: Archive) -> list[tuple[str, str, str]]:
    (document,) = archive.documents
    return [(document.words_of(m.span), m.entity, m.found_by) for m in document.mentions]


def test_words_mean_what_the_sidecar_says(write_files: WriteFiles, tmp_path: Path) -> None:
    archive = archive_of(write_files, tmp_path, "  - quote: Washington\n    entity: people/george-washington\n")
    assert archive.problems == ()
    assert named(archive) == [("Washington", "people/george-washington", "editor")] * 3


def test_what_stands_around_them_chooses_single_ones(write_files: WriteFiles, tmp_path: Path) -> None:
    names = """\
  - quote: Washington
    entity: people/george-washington
    suffix: " crossed"
  - quote: Washington
    entity: none
    prefix: "and "
"""
    archive = archive_of(write_files, tmp_path, names)
    assert named(archive) == [
        ("Washington", "people/george-washington", "editor"),
        ("Washington", "places/washington", "name"),
    ]


def test_a_merged_entry_stands_for_the_one_it_was_merged_into(write_files: WriteFiles, tmp_path: Path) -> None:
    archive = archive_of(write_files, tmp_path, "  - quote: the river\n    entity: places/old-washington\n")
    assert ("the river", "places/washington", "editor") in named(archive)


WRONG = {
    "words that stand nowhere": (
        "  - quote: Wash\n    entity: none\n",
        "seeds/a.yml:3:12: E118 `Wash`, under `names`, stands in no passage of a as whole words",
    ),
    "words that go over two passages": (
        '  - quote: "were cold.\\n\\nAnd then"\n    entity: none\n',
        "seeds/a.yml:3:12: E118 `were cold. And then`, under `names`, stands in no passage of a as whole words",
    ),
    "an entry that is not there": (
        "  - quote: Washington\n    entity: people/george-washingtn\n",
        "seeds/a.yml:3:12: E119 `people/george-washingtn`, under `names`, is no entry;"
        " did you mean people/george-washington?",
    ),
    "no id": (
        "  - quote: Washington\n    entity: George\n",
        "seeds/a.yml:4:13: E409 `entity` in item 1 of `names` is wrong: it is neither the id of an entry"
        " (people/ada-lovelace) nor `none`",
    ),
    "no entity": ("  - quote: Washington\n", "seeds/a.yml:3:5: E409 `entity` in item 1 of `names` is missing"),
    "no words": (
        "  - quote: ' '\n    entity: none\n",
        "seeds/a.yml:3:12: E409 `quote` in item 1 of `names` is wrong: it quotes no words",
    ),
    "too many words": (
        f"  - quote: {'a ' * 1500}\n    entity: none\n",
        "seeds/a.yml:3:12: E409 `quote` in item 1 of `names` is wrong: it has 2999 characters, more than 2000",
    ),
    "an unknown key": (
        "  - quote: Washington\n    entity: none\n    page: 3\n",
        "seeds/a.yml:5:5: E408 `page` in item 1 of `names` is no key",
    ),
    "a key that is misspelled": (
        "  - quote: Washington\n    entity: none\n    sufix: x\n",
        "seeds/a.yml:5:5: E408 `sufix` in item 1 of `names` is no key; did you mean `suffix`?",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_decides_nothing_is_told(case: str, write_files: WriteFiles, tmp_path: Path) -> None:
    names, told = WRONG[case]
    archive = archive_of(write_files, tmp_path, names)
    assert [str(problem).split("\n")[0] for problem in archive.problems] == [told]
    assert all(found_by == "name" for _, _, found_by in named(archive))


def test_the_keys_that_an_item_may_have_are_told(write_files: WriteFiles, tmp_path: Path) -> None:
    archive = archive_of(write_files, tmp_path, "  - quote: Washington\n    entity: none\n    page: 3\n")
    assert [problem.remedy for problem in archive.problems] == ["the keys are `quote`, `prefix`, `suffix`, `entity`"]


@given(st.text("ab ", max_size=30), st.text("ab", min_size=1, max_size=3), st.text("ab ", max_size=2))
def test_places_are_whole_words_with_what_stands_around_them(text: str, exact: str, prefix: str) -> None:
    for place in places(text, Quote(exact, prefix)):
        assert text[place.start : place.end] == exact
        assert text[: place.start].endswith(prefix)
        assert not text[place.end : place.end + 1].isalpha()
        assert not (place.start and text[place.start - 1].isalpha())


def test_of_two_decisions_the_one_that_says_more_of_the_place_holds(write_files: WriteFiles, tmp_path: Path) -> None:
    names = """\
  - quote: Washington
    entity: none
  - quote: Washington's men
    entity: people/george-washington
  - quote: Washington
    entity: places/washington
    prefix: "that "
"""
    archive = archive_of(write_files, tmp_path, names)
    assert archive.problems == ()
    assert named(archive) == [
        ("Washington", "places/washington", "editor"),
        ("Washington's men", "people/george-washington", "editor"),
    ]


def test_decisions_that_contradict_one_another_are_told(write_files: WriteFiles, tmp_path: Path) -> None:
    names = "".join(f"  - quote: Washington\n    entity: {one}\n" for one in ("none", "places/washington"))
    archive = archive_of(write_files, tmp_path, names)
    assert [str(problem).split("\n")[0] for problem in archive.problems] == [
        "seeds/a.yml:5:12: E120 `Washington`, under `names`, is decided twice, and not alike"
    ]


def test_what_is_none_stays_none_whatever_other_documents_name(write_files: WriteFiles, tmp_path: Path) -> None:
    others = {f"seeds/{n}.txt": "Maria Lindqvist met us. Maria Lindqvist left.\n" for n in range(3)}
    prize = {
        "seeds/prize.txt": "The Maria Lindqvist Prize went to nobody.\n",
        "seeds/prize.yml": "names:\n  - quote: Maria Lindqvist Prize\n    entity: none\n",
    }
    archive = gather_at(write_files({**others, **prize}), tmp_path / "cache")
    (document,) = (document for document in archive.documents if document.id == "prize")
    assert document.mentions == ()
    assert sum(count for _, count in archive.named_in["people/maria-lindqvist"]) == 6


def test_what_lies_in_words_that_are_no_name_is_none(write_files: WriteFiles, tmp_path: Path) -> None:
    text = "They built the old Washington University Hospital in Washington.\n"
    names = "  - quote: old Washington University Hospital\n    entity: none\n  - quote: University\n    entity: none\n"
    archive = archive_of(write_files, tmp_path, names, text)
    assert named(archive) == [("Washington", "places/washington", "name")]


def test_decisions_hold_without_the_gazetteer(write_files: WriteFiles, tmp_path: Path) -> None:
    names = "names:\n  - quote: Washington\n    entity: people/george-washington\n"
    root = write_files({**GLOSSARY, "seeds/a.txt": TEXT, "seeds/a.yml": names})
    config = Config(root, root / "docs", options=Options(recognizers=("dates",)))
    with ThreadPoolExecutor(1) as executor:
        archive = gather(config, Work(executor, Cache(tmp_path / "cache"))).archive
    assert named(archive) == [("Washington", "people/george-washington", "editor")] * 3
