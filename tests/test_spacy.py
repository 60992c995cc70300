"""A pipeline of spaCy's in the place of our tagger; this one is trained here, on a few sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.training import Example
from spacy.util import fix_random_seed

from conftest import WriteFiles
from glossator.config import read_options
from helpers import export, glossator_here

NAMES = [("Zorblat", "PERSON"), ("Quindle", "PERSON"), ("Vexmoor", "GPE"), ("Drellick", "GPE"), ("Fulgor", "PRODUCT")]
SENTENCES = ["{} came here again.", "They saw {} on the way.", "Nobody spoke of {} then."]
TEXT = "Zorblat came here again. They saw Vexmoor on the way. Nobody spoke of Fulgor then.\n"


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small pipeline that knows these names."""
    fix_random_seed(1)
    model = spacy.blank("en")
    examples = []
    for name, label in NAMES:
        for sentence in SENTENCES:
            start = sentence.index("{}")
            spans = {"entities": [(start, start + len(name), label)]}
            examples.append(Example.from_dict(model.make_doc(sentence.format(name)), spans))
    model.add_pipe("ner")
    optimizer = model.initialize(lambda: examples)
    for _ in range(25):
        model.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("pipeline") / "small"
    model.to_disk(folder)
    return folder


@pytest.fixture
def root(write_files: WriteFiles, pipeline: Path) -> Path:
    options = {"recognizers": ["gazetteer", f"spacy:{pipeline}", "dates"]}
    return write_files(
        {
            "mkdocs.yml": f"site_name: A\nplugins:\n  - glossator: {json.dumps(options)}\n",
            "docs/index.md": "# A\n",
            "seeds/a.txt": TEXT,
            "glossary/people/zorblat.md": "---\nname: Zorblat\n---\n",
        }
    )


def test_it_finds_the_names_that_the_glossary_does_not_know(root: Path) -> None:
    found = {row["text"]: row for row in export(root, "mentions")}
    assert {text: row["type"] for text, row in found.items()} == {"Zorblat": "person", "Vexmoor": "place"}
    assert (found["Zorblat"]["found_by"], found["Zorblat"]["reviewed"]) == ("name", True)
    assert (found["Vexmoor"]["found_by"], found["Vexmoor"]["reviewed"]) == ("spacy", False)


def test_an_archive_with_it_passes_check(root: Path) -> None:
    assert glossator_here(root, "check").returncode == 0


def test_a_pipeline_that_is_not_there_is_told_and_ours_works() -> None:
    options, problems = read_options({"recognizers": ["spacy:nowhere_sm"]}, "")
    assert [problem.message for problem in problems] == [
        "the option `recognizers` has a wrong value: item 1: there is no pipeline `nowhere_sm`;"
        " add it: python -m spacy download nowhere_sm"
    ]
    assert "names" in options.recognizers
