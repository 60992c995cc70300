"""The wheel, in an environment of its own: a new archive is made, filled, checked and built outside this repository."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from glossator import __version__
from helpers import ROOT, Done, documents_of, files_of, pages_of, write_files

pytestmark = pytest.mark.xdist_group("wheel")

PATIENCE = 600
"""Seconds that one step may take: the packages may have to be fetched."""

MACHINES = tuple(
    f"PIP_{name}"
    for name in "CERT CACHE_DIR CONFIG_FILE DEFAULT_TIMEOUT EXTRA_INDEX_URL FIND_LINKS INDEX_URL PROXY".split()
)
"""Settings of pip that say where this machine gets packages, and not what is installed or where to."""
LEAKING = ("PIP_", "PYTHON", "VIRTUAL_ENV", "GLOSSATOR_", "REPO_URL", "EDIT_URI", "SITE_URL", "SOURCE_DATE_EPOCH")
"""How the names of variables begin that would make the new environment another than a new user's."""

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<title>The bridge is open again – Valley News</title>
<meta property="og:site_name" content="Valley News">
<meta property="article:published_time" content="1998-05-04T09:00:00+00:00">
<link rel="canonical" href="https://valley.example/1998/bridge">
<script>document.title = "never run"</script>
</head>
<body>
<nav><a href="/">Home</a> <a href="/sport">All the sport of the valley</a></nav>
<article>
<h1>The bridge is open again</h1>
<p>The old bridge over the Ravel was opened again on Monday, after eleven years in which nobody could cross it.</p>
<p>“We have waited for this day,” said Ada Lovelace, who leads the society that paid for the work on its arches.</p>
<p>Trains will run from June, the company said; the <b>first one</b> leaves the new station at noon on the second.</p>
</article>
<footer>Copyright of the valley’s only newspaper</footer>
</body>
</html>
"""
LETTER = "Dear Anna,\r\n\r\nthe café is closed, and Ada Lovelace sends her regards.\r\n\r\nB.\r\n".encode("cp1252")


@dataclass(frozen=True)
class Installed:
    """An archive that the installed program made, and what each command said."""

    wheel: Path
    programs: Path
    root: Path
    said: dict[str, Done]

    def well(self, name: str) -> Done:
        """Return what a command said that must have gone well."""
        done = self.said[name]
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"
        return done


def environment(home: Path) -> dict[str, str]:
    """Return the environment of somebody who has only just installed the program."""
    kept = {name: value for name, value in os.environ.items() if name in MACHINES or not name.startswith(LEAKING)}
    return kept | {"GLOSSATOR_CACHE": str(home / "cache"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the wheel, install it with the pinned packages alone, and do with it what a new user does."""
    home = tmp_path_factory.mktemp("wheel")
    variables = environment(home)

    def call(*command: str | Path, cwd: Path = home) -> Done:
        return subprocess.run(
            list(map(str, command)),
            cwd=cwd,
            env=variables,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )

    def must(*command: str | Path) -> Done:
        done = call(*command)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done

    must(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", home / "dist", ROOT)
    (wheel,) = (home / "dist").iterdir()
    venv.create(home / "env", with_pip=True)
    programs = home / "env" / "bin"
    python, glossator = programs / "python", programs / "glossator"
    must(python, "-m", "pip", "install", "-q", "--require-hashes", "-r", ROOT / "requirements.lock")
    must(python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel)
    root = home / "archive"
    found = [home / "found" / name for name in ("bridge.html", "Letter to Anna.txt")]
    write_files(home, {"found/bridge.html": PAGE, "found/Letter to Anna.txt": LETTER})
    said = {
        "pip check": must(python, "-m", "pip", "check"),
        "place": must(python, "-c", "import glossator; print(glossator.__file__)"),
        "version": must(glossator, "--version"),
        "init": must(glossator, "init", root),
        "add": call(glossator, "--root", root, "add", *found),
        "again": call(glossator, "--root", root, "add", found[0]),
        "check": call(glossator, "check", cwd=root),
        "build": call(programs / "mkdocs", "build", "--strict", cwd=root),
        "check site": call(glossator, "check", "--site", "site", cwd=root),
    }
    return Installed(wheel, programs, root, said)


def test_the_wheel_holds_what_is_not_python(installed: Installed) -> None:
    held = set(ZipFile(installed.wheel).namelist())
    package = ROOT / "build_tools" / "glossator"
    for folder in ("theme", "scaffold/files", "render/templates"):
        for name in files_of(package / folder):
            assert f"glossator/{folder}/{name}" in held
    assert {f"glossator/recognize/names/{name}" for name in ("en.model", "territories.txt", "MODEL_CARD.md")} <= held
    assert not [name for name in held if name.startswith("tests") or "__pycache__" in name]


def test_the_program_that_runs_is_the_installed_one_and_all_it_needs_is_there(installed: Installed) -> None:
    assert installed.said["place"].stdout.startswith(str(installed.programs.parent))
    assert installed.said["version"].stdout == f"glossator, version {__version__}\n"
    assert "No broken requirements found." in installed.said["pip check"].stdout


def test_init_makes_every_file_that_the_scaffold_has(installed: Installed) -> None:
    ours = files_of(ROOT / "build_tools" / "glossator" / "scaffold" / "files")
    assert len(installed.said["init"].stdout.splitlines()) == len(ours)
    made = files_of(installed.root)
    assert [name for name, data in ours.items() if made.get(name.replace("dot-", ".")) != data] == []


def test_add_copies_the_bytes_and_writes_what_it_found(installed: Installed) -> None:
    page, letter = installed.well("add").stdout.splitlines()
    assert (installed.root / page).read_bytes() == PAGE.encode()
    assert (installed.root / letter).read_bytes() == LETTER
    sidecar = yaml.safe_load((installed.root / page).with_suffix(".yml").read_bytes())
    assert sidecar["title"] == "The bridge is open again"
    assert str(sidecar["date"]) == "1998-05-04"
    assert sidecar["source"] == "Valley News"
    assert sidecar["taken_from"] == "bridge.html"


def test_add_passes_over_what_is_there(installed: Installed) -> None:
    assert installed.well("again").stdout == ""
    assert "bridge.html" in installed.said["again"].stderr


def test_the_archive_is_checked_built_strictly_and_its_site_is_checked(installed: Installed) -> None:
    assert installed.well("check").stderr.endswith("no problems\n")
    assert "WARNING" not in installed.well("build").stderr
    assert installed.well("check site").stdout == ""


def test_the_site_holds_every_document_with_its_words_and_not_the_page_around_them(installed: Installed) -> None:
    installed.well("build")
    shown = documents_of(installed.root / "site")
    assert len(shown) == 3
    words = {name: " ".join(passage.words for passage in each.passages) for name, each in shown.items()}
    (page,) = [text for text in words.values() if "bridge over the Ravel" in text]
    assert "first one leaves the new station" in page
    assert "All the sport" not in page
    assert "never run" not in page
    assert any("the café is closed" in text for text in words.values())


def test_the_site_looks_as_the_theme_and_the_templates_make_it(installed: Installed) -> None:
    installed.well("build")
    site = installed.root / "site"
    pages = pages_of(site)
    css = "assets/glossator/styles/base.css"
    assert files_of(site)[css] == (ROOT / "build_tools/glossator/theme" / css).read_bytes()
    for shown in documents_of(site).values():
        assert css in pages[shown.page]
        assert 'data-kind="document"' in pages[shown.page]
        assert 'data-entity="people/ada-lovelace"' in pages[shown.page]
    for name in ("archive/index.html", "archive/documents/index.html", "archive/notes/index.html", "404.html"):
        assert name in pages


def test_the_site_has_its_search(installed: Installed) -> None:
    installed.well("build")
    assert (installed.root / "site" / "pagefind" / "pagefind.js").is_file()
    found = files_of(installed.root / "site" / "pagefind")
    assert any(name.endswith(".pf_index") for name in found)
