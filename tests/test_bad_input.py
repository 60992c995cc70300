"""What is wrong in an archive is told once, with file, line, column and remedy, and everything else still builds."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from helpers import TINY, copy_archive, documents_of, glossator_here, mkdocs_here, pages_of, replace_in, write_files

Break = Callable[[Path], None]


@dataclass(frozen=True)
class Bad:
    """A way to spoil an archive, and exactly what `glossator check` then says."""

    spoil: Break
    told: str
    remedy: str


def put(path: str, data: str | bytes) -> Break:
    return lambda root: write_files(root, {path: data}) and None


def link(path: str, target: str) -> Break:
    def spoil(root: Path) -> None:
        write_files(root, {"outside.txt": "A secret of the machine."})
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(target)

    return spoil


def pipe(path: str) -> Break:
    return lambda root: os.mkfifo(root / path)


def option(line: str) -> Break:
    return lambda root: replace_in(
        root / "mkdocs.yml", "  - glossator", f"  - glossator:\n      language: en\n      {line}"
    )


ENTRY = (
    "an entry (people/vladimir-putin), a document (DOCUMENT-ID), a passage of it (DOCUMENT-ID#p4) or a note on it"
    " (DOCUMENT-ID#note-NAME)"
)
NEW = "archive/people/new/index.html"

BAD = {
    "seed_with_nul": Bad(
        put("seeds/nul.txt", b"One.\n\nTwo\0three.\n"),
        "seeds/nul.txt:3:1: E101 the source holds a NUL character at byte 9, which no web page can hold",
        "take the source again as text, or remove the character and say so in the sidecar's description",
    ),
    "seed_with_undecodable_bytes": Bad(
        put("seeds/bytes.txt", b"One.\n" + bytes(range(0x80, 0x100))),
        "seeds/bytes.txt:2:1: E102 the source is no text in UTF-8 (byte 5 is 0x80) nor in any encoding that fits",
        "save it as UTF-8 text",
    ),
    "empty_seed": Bad(
        put("seeds/empty.txt", b""),
        "seeds/empty.txt: E103 the source is empty",
        "put the document's text in it, or remove it",
    ),
    "blank_seed": Bad(
        put("seeds/blank.txt", " \n\t\u00a0\r\n"),
        "seeds/blank.txt: E103 the source is empty",
        "put the document's text in it, or remove it",
    ),
    "two_seeds_with_one_id": Bad(
        lambda root: (
            write_files(root, {"seeds/second.txt": "Another.", "seeds/second.yml": "id: letter-1843\n"}) and None
        ),
        "seeds/second.txt: E104 the id letter-1843 is that of seeds/letter.txt already",
        "give one of the two another `id` in its sidecar, seeds/second.yml",
    ),
    "seed_that_no_reader_takes": Bad(
        put("seeds/picture.png", b"\x89PNG"),
        "seeds/picture.png: E106 no reader takes this kind of file; known are .txt, .md, .html, .htm, .xhtml, .pdf,"
        " .docx, .eml, .mhtml, .mht",
        "convert or remove it",
    ),
    "sidecar_without_a_source": Bad(
        put("seeds/lonely.yml", "title: Nothing\n"),
        "seeds/lonely.yml: E110 this sidecar tells of no source: no other file has its name",
        "give it the name of its source, or remove it",
    ),
    "sidecar_with_an_unknown_key": Bad(
        put("seeds/diary.yml", "title: A diary\nauthr: Ada\n"),
        "seeds/diary.yml:2:1: E408 `authr` is no key; did you mean `author`?",
        "the keys are `id`, `title`, `author`, `source`, `url`, `date`, `retrieved`, `language`, `license`,"
        " `collection`, `tags`, `description`, `encoding`, `taken_from`, `version_of`, `former_ids`, `names`,"
        " `inferred`",
    ),
    "entry_without_a_name": Bad(
        put("glossary/people/new.md", "---\ndescription: Nobody.\n---\n"),
        "glossary/people/new.md:2:1: E409 `name` is missing",
        "add a line `name: ...`",
    ),
    "alias_that_two_entries_claim": Bad(
        put("glossary/people/new.md", "---\nname: Augusta Byron\naliases:\n  - Augusta\n  - Ada Lovelace\n---\n"),
        "glossary/people/new.md:5:5: E302 `Ada Lovelace` is claimed by people/ada-lovelace too, so that it can be"
        " linked to neither",
        "take it out of this entry or out of glossary/people/ada-lovelace.md; or join the two with `merged_into`",
    ),
    "entry_in_no_folder_of_a_type": Bad(
        put("glossary/animals/cat.md", "---\nname: Cat\n---\n"),
        "glossary/animals/cat.md: E303 this is no place for a glossary entry",
        "an entry is NAME.md, with NAME of a-z, 0-9 and -, in one of glossary/people/, glossary/organizations/,"
        " glossary/places/, glossary/events/, glossary/works/, glossary/terms/",
    ),
    "entry_merged_into_nothing": Bad(
        put("glossary/people/new.md", "---\nname: New\nmerged_into: people/nobody\n---\n"),
        "glossary/people/new.md:3:14: E304 `merged_into` leads to people/nobody, which is no entry",
        "name an entry that stands, as its path without the ending: people/vladimir-putin; what was only"
        " found needs an entry first: glossator suggest --write ID",
    ),
    "note_whose_quote_stands_nowhere": Bad(
        put(
            "annotations/letter-1843/lost.md",
            "---\nmotivation: commenting\nquote: put in nothing about Bernoulli\n---\nx\n",
        ),
        'annotations/letter-1843/lost.md:3:8: E203 the quote stands nowhere in letter-1843; nearest: "put in'
        ' something about Bernoulli" (p3, 90 %)',
        "copy the words from the page, or set `quote` to the nearest text",
    ),
    "note_whose_quote_stands_twice": Bad(
        put("annotations/letter-1843/twice.md", "---\nquote: Lovelace\n---\n"),
        'annotations/letter-1843/twice.md:2:8: E204 the quote "Lovelace" stands in several places of letter-1843',
        "quote more words, or give the words before it as `prefix`, after it as `suffix`",
    ),
    "note_on_no_document": Bad(
        put("annotations/letter-1834/note.md", "---\nquote: Ada\n---\n"),
        "annotations/letter-1834/note.md: E202 there is no document letter-1834; did you mean letter-1843?",
        "put the note in a folder that has the document's id as its name",
    ),
    "note_without_a_quote": Bad(
        put("annotations/letter-1843/none.md", "---\nauthor: A\n---\n"),
        "annotations/letter-1843/none.md:2:1: E409 `quote` is missing",
        "add a line `quote: ...`",
    ),
    "note_in_no_place_for_notes": Bad(
        put("annotations/loose.md", "---\nquote: Ada\n---\n"),
        "annotations/loose.md: E201 this is no place for a note",
        "a note is annotations/DOCUMENT-ID/NAME.md, with names of a-z, 0-9 and -",
    ),
    "broken_yaml": Bad(
        put("glossary/people/new.md", '---\nname: "New\n---\n'),
        "glossary/people/new.md:2:7: E405 a quotation mark is never closed",
        "close the quotation mark",
    ),
    "yaml_too_deep": Bad(
        put("glossary/people/new.md", f"---\nname: {'[' * 21}x{']' * 21}\n---\n"),
        "glossary/people/new.md:2:26: E404 lists or mappings stand more than 20 deep within one another",
        "write plain values, and lists of plain values; quote brackets and dashes",
    ),
    "yaml_far_too_deep": Bad(
        put("annotations/letter-1843/deep.md", f"---\nquote: {'[' * 8000}\n---\n"),
        "annotations/letter-1843/deep.md:2:28: E404 lists or mappings stand more than 20 deep within one another",
        "write plain values, and lists of plain values; quote brackets and dashes",
    ),
    "yaml_too_big": Bad(
        put("glossary/people/new.md", f"---\nname: New\ndescription: {'x' * 8192}\n---\n"),
        "glossary/people/new.md:2:1: E402 the YAML has 8,216 bytes; at most 8,192 are read",
        "move long text into the body",
    ),
    "file_too_big": Bad(
        put("annotations/letter-1843/big.md", f"---\nquote: x\n---\n{'[' * 100_000}"),
        "annotations/letter-1843/big.md:1:1: E402 the file has more than the 65,536 bytes that are read",
        "shorten it, or split it into several files",
    ),
    "no_front_matter": Bad(
        put("glossary/people/new.md", "# New\n"),
        "glossary/people/new.md:1:1: E403 there is no front matter: the first line is not `---`",
        "begin the file with a line `---`, then `key: value` lines, then a line `---`",
    ),
    "contribution_that_is_no_utf_8": Bad(
        put("glossary/people/new.md", b"---\nname: Ad\xe9le\n---\n"),
        "glossary/people/new.md:2:9: E401 the file is not UTF-8: byte 0xe9 at offset 12",
        "save it as UTF-8",
    ),
    "link_to_nothing": Bad(
        put("glossary/people/new.md", "---\nname: New\n---\nOne.\n\nSee [[people/ada-lovelase]].\n"),
        "glossary/people/new.md:6:5: E501 `people/ada-lovelase` leads to nothing; did you mean people/ada-lovelace?",
        f"link to {ENTRY}",
    ),
    "link_to_no_passage": Bad(
        put("annotations/diary/link.md", '---\nquote: Rain\nsee: ["letter-1843#p99"]\n---\n'),
        "annotations/diary/link.md:3:7: E501 `letter-1843#p99` leads to nothing; did you mean letter-1843#p6?",
        f"link to {ENTRY}",
    ),
    "symbolic_link_among_seeds": Bad(
        link("seeds/link.txt", "../outside.txt"),
        "seeds/link.txt: E105 a symbolic link is not read: it could publish a file from outside the archive",
        "put the file itself here, as a plain copy",
    ),
    "symbolic_link_to_a_folder_of_notes": Bad(
        link("annotations/elsewhere", "/etc"),
        "annotations/elsewhere: E105 a symbolic link is not read: it could publish a file from outside the archive",
        "put the file itself here, as a plain copy",
    ),
    "special_file_among_entries": Bad(
        pipe("glossary/people/pipe.md"),
        "glossary/people/pipe.md: E105 a special file is not read: it could publish a file from outside the archive",
        "put the file itself here, as a plain copy",
    ),
    "unknown_option": Bad(
        option("serach: pagefind"),
        "mkdocs.yml:12:7: E001 glossator has no option `serach`; did you mean `search`?",
        "remove it, or use one of: language, search, jobs, recognizers, sites, policy, policy_also,"
        " max_source_bytes, max_line_bytes",
    ),
    "option_with_a_wrong_value": Bad(
        option("jobs: many"),
        "mkdocs.yml:12:7: E002 the option `jobs` has a wrong value: input should be a valid integer",
        "How many processes read the sources; 0 takes one for each core. The default is `0`.",
    ),
}


@pytest.fixture(scope="module")
def good_pages(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The pages of the archive while nothing is wrong in it."""
    root = copy_archive(tmp_path_factory.mktemp("good"), TINY)
    assert mkdocs_here(root, "build", "--strict").returncode == 0
    return set(pages_of(root / "site"))


@pytest.fixture(params=BAD)
def bad(request: pytest.FixtureRequest) -> Bad:
    return BAD[request.param]


@pytest.fixture
def root(bad: Bad, tmp_path: Path) -> Path:
    root = copy_archive(tmp_path / "archive", TINY)
    bad.spoil(root)
    return root


def test_check_tells_it_once_with_place_and_remedy(bad: Bad, root: Path) -> None:
    done = glossator_here(root, "check")
    told = [problem for problem in done.stdout.split("\n    remedy: ") if ": I60" not in problem]
    assert f"{bad.told}\n    remedy: {bad.remedy}\n" in done.stdout
    assert sum(line.startswith(bad.told.split(": ")[0]) for line in done.stdout.splitlines()) == 1, told
    assert (done.returncode, done.stderr) == (1, "1 problem\n")


def test_the_rest_still_builds_and_a_strict_build_fails(bad: Bad, root: Path, good_pages: set[str]) -> None:
    done = mkdocs_here(root, "build")
    assert done.returncode == 0
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stderr.count(bad.told) == 1
    assert sum(line.startswith(("ERROR", "WARNING")) for line in done.stderr.splitlines()) == 1
    built = pages_of(root / "site")
    assert good_pages - {"archive/network/index.html"} <= set(built)  # where fewer names are linked, none may be left
    assert "A secret of the machine" not in "".join(built.values())
    strict = mkdocs_here(root, "build", "--strict")
    assert strict.returncode == 1
    assert "Traceback" not in strict.stdout + strict.stderr


def test_a_note_without_a_place_stands_at_the_foot_of_its_page(tmp_path: Path) -> None:
    root = copy_archive(tmp_path, TINY)
    note = "---\nquote: words that stand nowhere\n---\nWhat the note says.\n"
    write_files(root, {"annotations/letter-1843/lost.md": note, "annotations/letter-1843/twice.md": note})
    replace_in(root / "annotations" / "letter-1843" / "twice.md", "words that stand nowhere", "Lovelace")
    assert mkdocs_here(root, "build").returncode == 0
    page = documents_of(root / "site")["letter-1843"]
    elements = list(page.tree.iter())
    last = max(number for number, element in enumerate(elements) if element in {p.element for p in page.passages})
    for name, quote in (("note-lost", "words that stand nowhere"), ("note-twice", "Lovelace")):
        place, foot = next((n, element) for n, element in enumerate(elements) if element.get("id") == name)
        assert place > last
        assert foot not in set(page.article.iter())
        assert "What the note says." in "".join(foot.itertext())
        assert quote in "".join(foot.itertext())
    assert "note-numbers" in {element.get("id") for element in page.article.iter()}


def test_several_mistakes_are_told_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    root = copy_archive(tmp_path, TINY)
    for name in ("unknown_option", "seed_with_nul", "yaml_too_big", "note_whose_quote_stands_twice"):
        BAD[name].spoil(root)
    done = glossator_here(root, "check")
    told = [line.split(" ")[1] for line in done.stdout.splitlines() if ": E" in line]
    assert told == ["E204", "E402", "E001", "E101"]
    assert done.stderr == "4 problems\n"


def test_notes_on_a_document_that_could_not_be_read_are_not_told_again(tmp_path: Path) -> None:
    root = copy_archive(tmp_path, TINY)
    write_files(root, {"seeds/diary.md": b"\0"})
    replace_in(root / "annotations" / "letter-1843" / "numbers.md", "[[diary#p2]]", "the diary")
    done = glossator_here(root, "check")
    assert [line.split(" ")[1] for line in done.stdout.splitlines() if ": E" in line] == ["E101"]
