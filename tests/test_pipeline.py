"""All stages together: whoever does the work, in whatever order, the archive is the same; a bad file stands alone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from glossator import making
from glossator.annotate import read_notes
from glossator.cache import Cache
from glossator.config import Config, Options
from glossator.making import Waiting, Work, begin_chunks, begin_files, encode
from glossator.model import Archive, Note, Page, Problem
from glossator.pipeline import gather, make_pages
from helpers import ROOT, WriteFiles, run

FILES: Mapping[str, str | bytes] = {
    "seeds/harbor.txt": "The Harbor Books\n\nADA LEE (Example News) — Ada Lee wrote them. Lee lived in Alba.\n",
    "seeds/harbor.yml": "date: 1890\n",
    "seeds/letter.md": "---\ntitle: A letter\ndate: 1880\n---\n# To Ada Lee\n\nDear Lee, greetings from Alba.\n",
    "seeds/undated.txt": "Nobody is named here.\n",
    "glossary/people/ada-lee.md": "---\nname: Ada Lee\n---\nSee [[harbor#p3]].\n",
    "glossary/places/alba.md": "---\nname: Alba\n---\n",
    "annotations/harbor/books.md": "---\nquote: wrote them\nsee: [people/ada-lee]\n---\nIn ink.\n",
    "annotations/letter/greetings.md": "---\nquote: greetings\n---\nWarm ones.\n",
}


class Nobody(Executor):
    """An executor for work that must be done without one."""

    def submit(self, *_: object, **__: object) -> Future[object]:  # type: ignore[override]
        raise AssertionError("the work was given away")


class Whole(NamedTuple):
    """What a build makes, with the pages' words."""

    archive: Archive
    pages: tuple[Page, ...]
    sources: Mapping[str, bytes]
    keys: Mapping[str, str]


def gather_files(root: Path, cache: Path, executor: Executor | None = None) -> Archive:
    return gather(Config(root, root / "docs"), Work(executor or Nobody(), Cache(cache))).archive


def build(root: Path, cache: Path, executor: Executor | None = None, **options: object) -> Whole:
    config = Config(root, root / "docs", options=Options(**options))
    work = Work(executor or Nobody(), Cache(cache))
    built = make_pages(config, gather(config, work), work)
    return Whole(built.archive, tuple(late.whole() for late in built.pages), built.sources, built.keys)


def said(archive: Archive) -> list[str]:
    return [str(problem) for problem in archive.problems]


def test_documents_stand_by_date_and_the_undated_last(write_files: WriteFiles, tmp_path: Path) -> None:
    archive = gather_files(write_files(FILES), tmp_path / "cache")
    assert archive.problems == ()
    assert [document.id for document in archive.documents] == ["letter", "harbor", "undated"]
    assert [entity.id for entity in archive.entities] == ["people/ada-lee", "places/alba"]
    assert [(anchor.note, anchor.state) for document in archive.documents for anchor in document.anchors] == [
        ("letter/greetings", "exact"),
        ("harbor/books", "exact"),
    ]
    reviewed = {entity.id for entity in archive.entities}
    assert {entity: named for entity, named in archive.named_in.items() if entity in reviewed} == {
        "people/ada-lee": (("letter", 2), ("harbor", 3)),
        "places/alba": (("letter", 1), ("harbor", 1)),
    }


def test_dates_that_are_no_plain_days_stand_in_time_and_under_what_they_begin_with(
    write_files: WriteFiles, tmp_path: Path
) -> None:
    dates = {"a": "-0499", "b": "-0043-03-15", "c": "1840/1850", "d": "1844?", "e": "1844-05-06", "f": "[..1844-06]"}
    files = {f"seeds/{id_}.txt": "Nobody is named here.\n" for id_ in dates}
    files |= {f"seeds/{id_}.yml": f'date: "{date}"\n' for id_, date in dates.items()}
    whole = build(write_files(files), tmp_path / "cache")
    assert said(whole.archive) == []
    assert [document.id for document in whole.archive.documents] == list(dates)
    index = next(page for page in whole.pages if page.uri == "archive/documents/index.md")
    headings = [heading for _, heading in index.contents]
    assert headings == ["-0499", "-0043-03", "1840", "1844", "1844-05", "[..1844-06]"]


def test_an_empty_archive(tmp_path: Path) -> None:
    assert gather_files(tmp_path, tmp_path / "cache") == Archive()


def test_processes_make_the_same_archive_and_pages(
    write_files: WriteFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_files(FILES)
    serial = build(root, tmp_path / "serial")
    monkeypatch.setattr(making, "PARALLEL_BYTES", 0)
    monkeypatch.setattr(making, "CHUNK_BYTES", 1)
    with pytest.raises(AssertionError, match="the work was given away"):
        build(root, tmp_path / "nobody")
    with ProcessPoolExecutor(2) as executor:
        parallel = build(root, tmp_path / "parallel", executor)
    assert parallel == serial


def test_processes_make_the_same_of_this_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serial = build(ROOT, tmp_path / "serial")
    assert serial.archive.problems == ()
    monkeypatch.setattr(making, "PARALLEL_BYTES", 0)
    monkeypatch.setattr(making, "CHUNK_BYTES", 1)
    with ProcessPoolExecutor(2) as executor:
        assert build(ROOT, tmp_path / "parallel", executor) == serial


def test_a_warm_cache_makes_the_same_archive_and_pages(write_files: WriteFiles, tmp_path: Path) -> None:
    root = write_files(FILES)
    cold = build(root, tmp_path / "cache")
    assert build(root, tmp_path / "cache") == cold


def test_a_damaged_cache_makes_the_same_archive_and_pages(write_files: WriteFiles, tmp_path: Path) -> None:
    root = write_files(FILES)
    cold = build(root, tmp_path / "cache")
    kept = [path for path in (tmp_path / "cache").glob("*") if path.is_file()]
    assert kept
    for path in kept:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert build(root, tmp_path / "cache") == cold


def test_pages_whose_words_alone_are_damaged_are_made_again(write_files: WriteFiles, tmp_path: Path) -> None:
    root = write_files(FILES)
    cold = build(root, tmp_path / "cache")
    outlines = list((tmp_path / "cache").glob("*-outline"))
    assert len(outlines) == 3
    for path in outlines:
        name = path.name.removesuffix("-outline")
        path.with_name(name).write_bytes(b"damaged")
        path.with_name(f"{name}-shares").write_bytes(b"damaged")
    assert build(root, tmp_path / "cache") == cold


def test_what_processes_made_is_there_for_the_next_build(
    write_files: WriteFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "PARALLEL_BYTES", 0)
    monkeypatch.setattr(making, "CHUNK_BYTES", 1)
    root, folder = write_files(FILES), tmp_path / "cache"

    def kept() -> dict[str, int]:
        cache = Cache(folder)
        with ProcessPoolExecutor(1) as executor:
            config, work = Config(root, root / "docs"), Work(executor, cache)
            make_pages(config, gather(config, work), work)
        cache.prune()
        return {path.name: path.stat().st_mtime_ns for path in folder.iterdir() if path.is_file()}

    made = kept()
    assert kept() == made


def test_little_work_is_one_processs_and_much_is_shared(tmp_path: Path) -> None:
    def pieces(documents: int, size: int) -> list[int]:
        with Waiting(1) as one:
            given = begin_chunks(how_many, None, range(documents), [size] * documents, Work(one, Cache(tmp_path)), "")()
        return [int(data) for data in given]

    assert pieces(40, 100) == [40]
    assert pieces(3, 100_000) == [1, 1, 1]
    assert len(pieces(1000, 100_000)) == 16
    assert sum(pieces(1000, 100_000)) == 1000


def how_many(_: None, items: Sequence[int]) -> list[bytes]:
    return [str(len(items)).encode()]


def test_processes_that_wait_make_the_same_of_little_work(
    write_files: WriteFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_files(FILES)
    serial = build(root, tmp_path / "serial")
    monkeypatch.setattr(making, "CHUNK_BYTES", 1)
    with Waiting(2) as workers:
        assert build(root, tmp_path / "parallel", workers) == serial


RECOGNIZERS_LOADED = """
import sys
from pathlib import Path
from typing import NamedTuple
from glossator.cache import Cache
from glossator.config import Config
from glossator.making import Work
from glossator.pipeline import gather, make_pages
root = Path(sys.argv[1])
config, work = Config(root, root / "docs"), Work(None, Cache(root / "cache"))
make_pages(config, gather(config, work), work)
print(any(name.startswith("glossator.recognize.") and name.count(".") > 2 for name in sys.modules))
"""


def test_recognizers_load_only_where_a_document_is_read(write_files: WriteFiles) -> None:
    root = write_files(FILES)
    said = [run(sys.executable, "-c", RECOGNIZERS_LOADED, root, cwd=root).stdout.strip() for _ in range(2)]
    assert said == ["True", "False"]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("seeds/harbor.txt", "Ada Lee wrote other words.\n"),
        ("seeds/harbor.yml", "title: Another title\n"),
        ("glossary/people/ada-lee.md", "---\nname: Ada Lee\naliases: [Harbor]\n---\n"),
        ("glossary/places/alba.md", "---\nname: Alba\ndescription: A town.\n---\n"),
        ("annotations/harbor/books.md", "---\nquote: lived in Alba\n---\nOther words.\n"),
    ],
)
def test_an_edit_is_never_hidden_by_the_cache(write_files: WriteFiles, tmp_path: Path, path: str, content: str) -> None:
    root = write_files(FILES)
    before = build(root, tmp_path / "cache")
    write_files({path: content})
    after = build(root, tmp_path / "cache")
    assert after != before
    assert after == build(root, tmp_path / "fresh")


def test_only_the_note_that_changed_is_read_again(write_files: WriteFiles, tmp_path: Path) -> None:
    note = "annotations/harbor/{}.md"
    root = write_files({note.format(name): f"---\nquote: {name}\n---\n" for name in "abc"})
    read: list[str] = []

    def look(_: None, sources: Sequence[tuple[str, bytes]]) -> list[bytes]:
        read.extend(path for path, _ in sources)
        return [encode(read_notes([source])) for source in sources]

    def quotes() -> list[str]:
        work = Work(Nobody(), Cache(tmp_path / "cache"))
        found, _ = begin_files(root, "annotations", look, tuple[tuple[Note, ...], tuple[Problem, ...]], work)()
        return [note.quote.exact for note in found]

    assert quotes() == ["a", "b", "c"]
    assert quotes() == ["a", "b", "c"]
    write_files({note.format("b"): "---\nquote: other\n---\n", note.format("d"): "---\nquote: d\n---\n"})
    (root / note.format("c")).unlink()
    assert quotes() == ["a", "other", "d"]
    assert quotes() == ["a", "other", "d"]
    assert read == [note.format(name) for name in "abcbd"]


def test_an_option_is_never_hidden_by_the_cache(write_files: WriteFiles, tmp_path: Path) -> None:
    root = write_files(FILES)
    assert build(root, tmp_path / "cache", language="de").archive.documents[0].value("language") == "de"
    assert build(root, tmp_path / "cache", language="fr").archive.documents[0].value("language") == "fr"


def test_the_order_in_which_files_come_does_not_matter(tmp_path: Path) -> None:
    archives = []
    for name, files in (("one", FILES), ("two", dict(reversed(FILES.items())))):
        for path, content in files.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        archives.append(gather_files(tmp_path / name, tmp_path / "cache" / name))
    assert archives[0] == archives[1]


def test_progress_is_told(write_files: WriteFiles, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    root = write_files(FILES)
    config = Config(root, root / "docs")
    work = Work(Nobody(), Cache(tmp_path / "cache"), lambda *news: told.append(news))
    gather(config, work)
    assert ("reading", 0, 3) in told


def test_two_seeds_with_one_id_the_first_stands(write_files: WriteFiles, tmp_path: Path) -> None:
    root = write_files({**FILES, "seeds/more/letter.txt": "Another letter.\n"})
    archive = gather_files(root, tmp_path / "cache")
    assert said(archive) == [
        "seeds/more/letter.txt: E104 the id letter is that of seeds/letter.md already\n"
        "    remedy: give one of the two another `id` in its sidecar, seeds/more/letter.yml"
    ]
    assert [document.path for document in archive.documents if document.id == "letter"] == ["seeds/letter.md"]


BAD: Mapping[str, tuple[Mapping[str, str | bytes], str]] = {
    "nul": (
        {"seeds/bad.txt": b"a\0b"},
        "seeds/bad.txt:1:1: E101 the source holds a NUL character at byte 1, which no web page can hold\n"
        "    remedy: take the source again as text, or remove the character and say so in the sidecar's description",
    ),
    "undecodable": (
        {"seeds/bad.txt": bytes(range(128, 256))},
        "seeds/bad.txt:1:1: E102 the source is no text in UTF-8 (byte 0 is 0x80) nor in any encoding that fits\n"
        "    remedy: save it as UTF-8 text",
    ),
    "empty": (
        {"seeds/bad.txt": b""},
        "seeds/bad.txt: E103 the source is empty\n    remedy: put the document's text in it, or remove it",
    ),
    "unknown_kind": (
        {"seeds/bad.xyz": b"x"},
        "seeds/bad.xyz: E106 no reader takes this kind of file; known are .txt, .md, .html, .htm, .xhtml, .pdf, .docx,"
        " .eml, .mhtml, .mht\n    remedy: convert or remove it",
    ),
    "sidecar_without_a_source": (
        {"seeds/bad.yml": "title: A\n"},
        "seeds/bad.yml: E110 this sidecar tells of no source: no other file has its name\n"
        "    remedy: give it the name of its source, or remove it",
    ),
    "entry_without_a_name": (
        {"glossary/people/bad.md": "---\ndescription: x\n---\n"},
        "glossary/people/bad.md:2:1: E409 `name` is missing\n    remedy: add a line `name: ...`",
    ),
    "broken_yaml": (
        {"glossary/people/bad.md": '---\nname: "Bad\n---\n'},
        "glossary/people/bad.md:2:7: E405 a quotation mark is never closed\n    remedy: close the quotation mark",
    ),
    "yaml_too_deep": (
        {"glossary/people/bad.md": "---\nname: Bad\naliases: " + "[" * 3000 + "\n---\n"},
        "glossary/people/bad.md:3:30: E404 lists or mappings stand more than 20 deep within one another\n"
        "    remedy: write plain values, and lists of plain values; quote brackets and dashes",
    ),
    "yaml_too_big": (
        {"glossary/people/bad.md": "---\nname: Bad\ndescription: " + "x" * 9000 + "\n---\n"},
        "glossary/people/bad.md:2:1: E402 the YAML has 9,024 bytes; at most 8,192 are read\n"
        "    remedy: move long text into the body",
    ),
    "file_too_big": (
        {"annotations/harbor/bad.md": "---\nquote: Alba\n---\n" + "x" * 70_000},
        "annotations/harbor/bad.md:1:1: E402 the file has more than the 65,536 bytes that are read\n"
        "    remedy: shorten it, or split it into several files",
    ),
    "alias_that_two_entries_claim": (
        {"glossary/places/bad.md": "---\nname: Bad\naliases: [Alba]\n---\n"},
        "glossary/places/bad.md:3:11: E302 `Alba` is claimed by places/alba too, so that it can be linked to neither\n"
        "    remedy: take it out of this entry or out of glossary/places/alba.md; or join the two with `merged_into`",
    ),
    "merge_into_nothing": (
        {"glossary/places/bad.md": "---\nname: Worse\nmerged_into: places/none\n---\n"},
        "glossary/places/bad.md:3:14: E304 `merged_into` leads to places/none, which is no entry\n"
        "    remedy: name an entry that stands, as its path without the ending: people/vladimir-putin; what was only"
        " found needs an entry first: glossator suggest --write ID",
    ),
    "note_whose_quote_stands_nowhere": (
        {"annotations/harbor/bad.md": "---\nquote: in blue ink, by night\n---\n"},
        "annotations/harbor/bad.md:2:8: E203 the quote stands nowhere in harbor\n"
        "    remedy: copy the words from the page",
    ),
    "note_on_no_document": (
        {"annotations/harbour/bad.md": "---\nquote: x\n---\n"},
        "annotations/harbour/bad.md: E202 there is no document harbour; did you mean harbor?\n"
        "    remedy: put the note in a folder that has the document's id as its name",
    ),
    "link_to_nothing": (
        {"annotations/harbor/bad.md": "---\nquote: Alba\n---\nSee [[people/ada-leo]].\n"},
        "annotations/harbor/bad.md:4:5: E501 `people/ada-leo` leads to nothing; did you mean people/ada-lee?\n"
        "    remedy: link to an entry (people/vladimir-putin), a document (DOCUMENT-ID)"
        ", a passage of it (DOCUMENT-ID#p4) or a note on it (DOCUMENT-ID#note-NAME)",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_one_bad_file_gives_one_error_and_the_rest_stands(write_files: WriteFiles, tmp_path: Path, case: str) -> None:
    files, words = BAD[case]
    archive = gather_files(write_files({**FILES, **files}), tmp_path / "cache")
    assert said(archive) == [words]
    assert all(problem.severity == "error" for problem in archive.problems)
    assert {"letter", "harbor", "undated"} == {document.id for document in archive.documents}
    assert {"people/ada-lee"} <= archive.named_in.keys()


def test_a_symbolic_link_in_each_folder_is_refused_and_the_rest_stands(write_files: WriteFiles, tmp_path: Path) -> None:
    root = write_files({**FILES, "secret.txt": "secret"})
    links = ["annotations/harbor/x.md", "glossary/people/x.md", "seeds/x.txt", "seeds/y.yml"]
    for link in links:
        (root / link).symlink_to(root / "secret.txt")
    archive = gather_files(root, tmp_path / "cache")
    assert [(problem.code, problem.path) for problem in archive.problems] == [("E105", link) for link in links]
    assert len(archive.documents) == 3


def test_all_bad_files_together_and_the_rest_stands(write_files: WriteFiles, tmp_path: Path) -> None:
    """Each in a file of its own name, so that none replaces another."""
    files: dict[str, str | bytes] = dict(FILES)
    for case, (bad, _) in BAD.items():
        name = case.replace("_", "-")
        files |= {path.replace("bad.", f"{name}."): content for path, content in bad.items()}
    built = build(write_files(files), tmp_path / "cache")
    assert len(built.archive.problems) == len(BAD)
    assert [document.id for document in built.archive.documents] == ["letter", "harbor", "undated"]
    # The order is that of the files, whatever stage found the problem.
    places = [(problem.path, problem.line, problem.column) for problem in built.archive.problems]
    assert places == sorted(places)


def test_a_note_on_a_seed_that_cannot_be_read_is_no_second_error(write_files: WriteFiles, tmp_path: Path) -> None:
    archive = gather_files(write_files({**FILES, "seeds/harbor.txt": b"\0"}), tmp_path / "cache")
    # The entry's link to the document has nothing to lead to, and that is all.
    assert [problem.code for problem in archive.problems] == ["E101"]


KILLED = """
import os, signal, sys
from pathlib import Path
from typing import NamedTuple
from glossator.cache import Cache
from glossator.processes import executor
workers = executor(2, Cache(Path(sys.argv[1])))
print(*{workers.submit(os.getpid).result() for _ in range(50)}, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path], stdout=subprocess.PIPE, timeout=60, check=False)
    workers = [int(number) for number in done.stdout.split()]
    assert workers
    deadline = time.monotonic() + 60
    while any(map(is_running, workers)):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{number}/stat")
    return not stat.is_file() or stat.read_text().rpartition(")")[2].split()[0] != "Z"
