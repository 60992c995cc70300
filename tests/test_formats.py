"""A document of each format, from the command that takes it in to the words on its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers import Built, build, documents_of, export, glossator_here, write_files
from test_docx import paragraph, word
from test_mail import message
from test_pdf import PROSE, document

pytestmark = pytest.mark.xdist_group("formats")

MKDOCS_YML = """\
site_name: Formats
theme: {name: material, font: false}
plugins: [glossator]
nav: [index.md]
not_in_nav: /archive/
"""

SOURCES: dict[str, str | bytes] = {
    "plain.txt": "Dear Anna,\r\n\r\n  the “river”\u2028rose & fell: <b>5 * 3</b>.\r\n\r\n* * *\r\n\r\nYours\r\n",
    "marks.md": "---\ntitle: Marks\n---\n# One *two*\n\n- a [link](https://example.org)\n- `code`\n\n> Quoted.\n",
    "web.html": (
        '<!doctype html><html lang="en"><head><title>Web</title></head><body><nav>Home</nav><main><h1>Web</h1>'
        f"<p>One <b>bold</b>, H<sub>2</sub>O &amp; <a href='/x'>more</a>. {' '.join(PROSE)}</p>"
        f"<ul><li>first<li>second</ul><table><tr><td>a<td>b</table><pre>  kept\n as it is</pre><p>{' '.join(PROSE)}</p>"
        "</main></body></html>"
    ),
    "mail.eml": message("Dear Charles,\n\nit works.\n\n> Does it?\n> Really?\n\nYes.\n").as_bytes(),
    "paper.pdf": document([("A Report", 20), "", *PROSE, "", "It was a hard win-", "ter for all of them."], PROSE),
    "office.docx": word(paragraph("A heading", "Heading1") + paragraph("Some words, &lt;b&gt; and more.")),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("formats")
    root = write_files(folder / "archive", {"mkdocs.yml": MKDOCS_YML, "docs/index.md": "# Formats\n"})
    write_files(folder / "in", SOURCES)
    done = glossator_here(root, "add", *(folder / "in" / name for name in SOURCES))
    assert done.returncode == 0, done.stderr
    return Built(root, root / "site", build(root, "--strict"))


def test_every_format_is_a_document_of_the_site(site: Built) -> None:
    rows = export(site.root, "text")
    assert sorted(Path(row["path"]).suffix for row in rows) == sorted(Path(name).suffix for name in SOURCES)
    assert set(documents_of(site.site)) == {row["document"] for row in rows}


def test_nothing_is_wrong_with_the_archive_or_its_site(site: Built) -> None:
    for arguments in (["check"], ["check", "--site", site.site]):
        done = glossator_here(site.root, *arguments)
        assert (done.returncode, done.stderr) == (0, "no problems\n"), done.stdout


@pytest.mark.parametrize("ending", [Path(name).suffix for name in SOURCES])
def test_the_published_words_are_those_of_the_text(ending: str, site: Built) -> None:
    (row,) = (row for row in export(site.root, "text") if row["path"].endswith(ending))
    blocks = [block for block in export(site.root, "blocks") if block["document"] == row["document"]]
    page = documents_of(site.site)[row["document"]]
    assert page.sha256 == row["sha256"]
    shown = {(passage.start, passage.end): passage.words for passage in page.passages}
    assert [shown[block["start"], block["end"]] for block in blocks] == [
        row["text"][block["start"] : block["end"]] for block in blocks
    ]
    for start, end in zip([0, *(b["end"] for b in blocks)], [*(b["start"] for b in blocks), None], strict=True):
        assert not row["text"][start:end].strip()


@pytest.mark.parametrize("name", SOURCES)
def test_the_source_can_be_taken_from_the_site_as_it_came(name: str, site: Built) -> None:
    data = SOURCES[name]
    published = [path.read_bytes() for path in (site.site / "archive" / "files").iterdir()]
    assert (data.encode() if isinstance(data, str) else data) in published
