"""A pipeline of spaCy's in the place of our tagger; this one is trained here, on a few sentences."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed

from glossator.options import read_options
from helpers import WriteFiles, export, glossator, glossator_here, replace_in

NAMES = [("Zorblat", "PERSON"), ("Quindle", "PERSON"), ("Vexmoor", "GPE"), ("Drellick", "GPE"), ("Fulgor", "PRODUCT")]
SENTENCES = ["{} came here again.", "They saw {} on the way.", "Nobody spoke of {} then."]
TEXT = "Zorblat came here again. They saw Vexmoor on the way. Nobody spoke of Fulgor then, in 1890.\n"


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


def settings(*recognizers: str) -> str:
    """Return an mkdocs.yml with these recognizers between two of ours."""
    options = {"recognizers": ["gazetteer", *recognizers, "dates"]}
    return f"site_name: A\nplugins:\n  - glossator: {json.dumps(options)}\n"


@pytest.fixture
def root(write_files: WriteFiles, pipeline: Path) -> Path:
    return write_files(
        {
            "mkdocs.yml": settings(f"spacy:{pipeline}"),
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


@pytest.mark.parametrize("named", ["./pipelines/small", "pipelines/small", "small"])
def test_a_folder_is_looked_for_in_the_archive(
    root: Path, pipeline: Path, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(pipeline, root / named)
    (root / "mkdocs.yml").write_text(settings(f"spacy:{named}"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = glossator_here(root, "export", "mentions")
    assert done.stderr == ""
    assert '"found_by": "spacy"' in done.stdout


def test_a_folder_without_a_pipeline_is_told(tmp_path: Path) -> None:
    _, problems = read_options({"recognizers": ["spacy:pipelines/none"]}, "", root=tmp_path)
    assert [problem.message for problem in problems] == [
        "the option `recognizers` has a wrong value: item 1: `pipelines/none` is no folder of a pipeline:"
        f" there is no {tmp_path}/pipelines/none/meta.json"
    ]


DAMAGES = {
    "a file is missing": lambda folder: (folder / "ner" / "model").unlink(),
    "a file is cut short": lambda folder: (folder / "ner" / "model").write_bytes(b"\x81"),
    "the settings are none": lambda folder: (folder / "config.cfg").write_text("[nlp", encoding="utf-8"),
    "it is of an unknown language": lambda folder: replace_in(folder / "config.cfg", 'lang = "en"', 'lang = "zzz"'),
    "its record is no record": lambda folder: (folder / "meta.json").write_text("[]", encoding="utf-8"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_pipeline_is_one_error_and_our_tagger_takes_its_place(
    root: Path, pipeline: Path, damage: str
) -> None:
    folder = root / "damaged"
    shutil.copytree(pipeline, folder)
    DAMAGES[damage](folder)
    (root / "mkdocs.yml").write_text(settings("spacy:damaged"), encoding="utf-8")
    done = glossator("build", cwd=root)
    assert "Traceback" not in done.stderr
    (told,) = [line for line in done.stderr.splitlines() if "E003" in line]
    assert told.startswith(f"error: mkdocs.yml: E003 the pipeline `{folder}` does not work (")
    assert told.endswith("); our own tagger finds names in its place")
    assert 'data-edtf="1890"' in (root / "docs/archive/documents/a/index.md").read_text(encoding="utf-8")


def test_a_package_that_is_no_pipeline_is_told(root: Path) -> None:
    (root / "mkdocs.yml").write_text(settings("spacy:click"), encoding="utf-8")
    done = glossator("export", "mentions", cwd=root)
    assert "Traceback" not in done.stderr
    assert "mkdocs.yml: E003 the pipeline `click` does not work (" in done.stderr


def test_a_pipeline_that_is_not_there_is_told_and_ours_works() -> None:
    options, problems = read_options({"recognizers": ["spacy:nowhere_sm"]}, "")
    assert [problem.message for problem in problems] == [
        "the option `recognizers` has a wrong value: item 1: there is no pipeline `nowhere_sm`;"
        " add it: python -m spacy download nowhere_sm"
    ]
    assert "names" in options.recognizers


@Language.component("fails_on_a_name")
def fails_on_a_name(doc: Doc) -> Doc:
    if "Lindqvist" in doc.text:
        raise ValueError("nobody has this name")
    return doc


def test_a_pipeline_that_fails_on_one_document_is_told_and_our_tagger_reads_it(root: Path, pipeline: Path) -> None:
    folder = root / "fails"
    failing = spacy.load(pipeline)
    failing.add_pipe("fails_on_a_name")
    failing.to_disk(folder)
    (root / "mkdocs.yml").write_text(settings("spacy:fails"), encoding="utf-8")
    (root / "seeds" / "old.txt").write_text("Maria Lindqvist went to Vienna. She lived there.\n", encoding="utf-8")
    done = glossator_here(root, "export", "mentions")
    assert (
        "seeds/old.txt: E003 the pipeline of spaCy's fails on this document (ValueError: nobody has this name); our own"
        " tagger finds its names\n    remedy: mend the pipeline, or take it out of `recognizers`"
    ) in done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["found_by"] for row in rows if row["path"] == "seeds/old.txt"} == {"tagger"}
    assert "spacy" in {row["found_by"] for row in rows}


def test_of_several_pipelines_one_is_used_and_that_is_told(root: Path, pipeline: Path) -> None:
    shutil.copytree(pipeline, root / "other")
    (root / "mkdocs.yml").write_text(settings("spacy:other", f"spacy:{pipeline}"), encoding="utf-8")
    done = glossator_here(root, "check")
    assert "E003 `recognizers` names several pipelines of spaCy's; only the first finds names" in done.stdout
