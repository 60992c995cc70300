"""The pages are valid HTML, as the Nu Html Checker judges; what it finds besides is the theme's, or meant."""

from __future__ import annotations

import json
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotating import FILES
from helpers import TINY, Built, build, copy_archive, run, write_files

CHECKER = Path(sys.prefix) / "checker/node_modules/vnu-jar/build/dist/vnu.jar"

pytestmark = [
    pytest.mark.xdist_group("own_site"),
    pytest.mark.skipif(shutil.which("java") is None, reason="the Nu Html Checker needs Java"),
    pytest.mark.skipif(not CHECKER.exists(), reason="the Nu Html Checker is not there; make test brings it, by npm"),
]


@dataclass(frozen=True)
class Known:
    """An error that stays: its words, the element that has it, and why it does."""

    message: str
    element: str
    reason: str


KNOWN = (
    Known(
        "Attribute “autocomplete” is only allowed when the input type is",
        'class="md-toggle" data-md-toggle="(drawer|search)" type="checkbox"',
        "the theme's base.html: so browsers forget on a reload that the menu was open",
    ),
    Known(
        "Bad value “” for attribute “tabindex” on element “label”",
        'class="md-nav__link"',
        "the theme's nav-item.html: it leaves the number out where the section is open",
    ),
    Known(
        "The “role” attribute must not be used on a “(td|th|tr)” element which has a “table” ancestor",
        'role="(cell|rowheader|columnheader|row)"',
        "ours: narrow screens show tables as blocks, and some browsers then forget what cells are. The roles are those"
        " that the elements have anyway; the standard (ARIA in HTML) advises against it, and forbids other roles alone",
    ),
)


CHARACTERS = Known(
    "Forbidden code point|Character reference expands to a control|A numeric character reference expanded to carriage",
    "(?s)^(?!.*<(meta|title|script))",
    "ours: a source's characters stay as they are, also those that HTML does not want",
)


def errors_of(site: Path) -> list[tuple[str, str, str]]:
    """Return what the checker calls an error: the page, the message, and the HTML around it."""
    command = ["java", "-Xss8m", "-jar", CHECKER, "--errors-only", "--exit-zero-always", "--format", "json"]
    done = run(*command, "--skip-non-html", site, cwd=site.parent)
    told = json.loads(done.stderr)["messages"]
    return [(each.get("url", "").rpartition("/site/")[2], each["message"], each.get("extract", "")) for each in told]


def is_known(error: tuple[str, str, str], known: Known) -> bool:
    return bool(re.match(known.message, error[1]) and re.search(known.element, error[2]))


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Documents of many forms with notes on them, pages by hand, and addresses that lead on."""
    root = copy_archive(tmp_path_factory.mktemp("rich"))
    for folder in ("seeds", "annotations", "glossary"):
        shutil.copytree(TINY / folder, root / folder, dirs_exist_ok=True)
    write_files(root, FILES)
    by_hand = "# By hand\n\n| a | b |\n|--:|:-:|\n| 1 | 2 |\n\n## Below\n\n- [ ] *x*\n"
    moved = "title: Moved\nformer_ids: [an-old-id]\n"
    write_files(root, {"docs/hand.md": by_hand, "seeds/same.yml": moved})
    note = (
        "---\nquote: The engine weaves\nmotivation: editing\nreading: The machine weaves\ntags: [a]\n---\nSo *then*.\n"
    )
    answer = '---\nquote: The engine weaves\nsee: ["cited#note-one"]\nauthor: Ann\n---\n> Yes.\n\n1. One\n'
    write_files(root, {"annotations/cited/one.md": note, "annotations/cited/two.md": answer})
    return Built(root, root / "site", build(root))


@pytest.mark.parametrize("archive", ["own_site", "rich"])
def test_every_page_is_valid(archive: str, request: pytest.FixtureRequest) -> None:
    """What is known is still so, too: else it would hide something else one day."""
    expected = [*KNOWN, CHARACTERS] if archive == "rich" else KNOWN
    errors = errors_of(request.getfixturevalue(archive).site)
    assert [each for each in errors if not any(is_known(each, known) for known in expected)] == []
    assert [known.reason for known in expected if not any(is_known(each, known) for each in errors)] == []


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><title>x</title><p><div id="a"></div></p><b id="a">x</b>'
    write_files(tmp_path, {"site/index.html": page})
    messages = [message for _, message, _ in errors_of(tmp_path / "site")]
    assert any("No “p” element in scope" in message for message in messages)
    assert any("Duplicate ID “a”" in message for message in messages)
