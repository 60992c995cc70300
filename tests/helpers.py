"""What the end-to-end tests share: programs run as people run them, archives in folders, and sites read back."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from click import Command
from click.testing import CliRunner
from mkdocs.__main__ import cli as mkdocs_cli
from playwright.sync_api import Browser, sync_playwright

from glossator.cache import Cache
from glossator.cli import main as glossator_cli

ROOT = Path(__file__).parents[1]
TINY = ROOT / "tests" / "archives" / "tiny"
FOLDERS = ("annotations", "docs", "glossary", "seeds")
PATIENCE = 300
"""Seconds that a program may take before a test gives it up as hung."""

REPOSITORY = {"REPO_URL": "https://example.org/o/r", "EDIT_URI": "edit/main/docs/"}
"""The environment of a build that knows where its files are edited."""

Done = subprocess.CompletedProcess[str]
Golden = Callable[[Path, str], None]
"""The fixture `golden`."""
WriteFiles = Callable[[Mapping[str, str | bytes]], Path]
"""The fixture `write_files`."""


def run(*command: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> Done:
    """Run a program to its end, and return its exit code and what it wrote, as text."""
    return subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=os.environ | (env or {}),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=PATIENCE,
        check=False,
    )


MKDOCS = (sys.executable, "-m", "mkdocs")
GLOSSATOR = (str(Path(sys.executable).with_name("glossator")),)


def mkdocs(*arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> Done:
    return run(*MKDOCS, *arguments, cwd=cwd, env=env)


def glossator(*arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> Done:
    return run(*GLOSSATOR, *arguments, cwd=cwd, env=env)


def here(program: Command, *arguments: str | Path) -> Done:
    """Run one of the two programs' command lines in this process, which is much quicker and else the same."""
    result = CliRunner().invoke(program, list(map(str, arguments)), prog_name=program.name)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Done(arguments, result.exit_code, result.stdout, result.stderr)


def mkdocs_here(root: Path, *arguments: str | Path) -> Done:
    return here(mkdocs_cli, *arguments, "--config-file", root / "mkdocs.yml")


def glossator_here(root: Path, *arguments: str | Path) -> Done:
    return here(glossator_cli, "--root", root, *arguments)


def build(root: Path, *arguments: str | Path, env: Mapping[str, str] | None = None) -> Done:
    """Build a site that must come to be."""
    done = mkdocs("build", *arguments, cwd=root, env=env)
    assert done.returncode == 0, done.stderr
    return done


@dataclass(frozen=True)
class Built:
    """An archive with its built site."""

    root: Path
    site: Path
    done: Done


def export(root: Path, kind: str) -> list[dict[str, Any]]:
    done = glossator("export", kind, cwd=root)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def copy_archive(target: Path, source: Path = ROOT) -> Path:
    """Copy what people wrote of an archive, and nothing that a build made."""
    target.mkdir(parents=True, exist_ok=True)
    for folder in FOLDERS:
        shutil.copytree(source / folder, target / folder, ignore=_made_by_builds(source), dirs_exist_ok=True)
    shutil.copyfile(source / "mkdocs.yml", target / "mkdocs.yml")
    _share_templates(target)
    return target


def _share_templates(root: Path) -> None:
    """Let the archive's builds find the templates that those of others compiled, which takes a fourth of their time.

    A build whose environment names a cache of its own compiles them itself.
    """
    cache = Cache.of(root).folder
    shared = cache.parent / "templates"
    for folder in (cache, shared):
        folder.mkdir(parents=True, exist_ok=True)
    if not (cache / "templates").exists():
        (cache / "templates").symlink_to(shared)


def _made_by_builds(source: Path) -> Any:
    return lambda folder, names: {"archive"} & set(names) if Path(folder) == source / "docs" else set()


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def replace_in(path: Path, old: str, new: str) -> None:
    """Replace words that must be there."""
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below the folder, by its path from there."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def assert_same_files(a: Mapping[str, bytes], b: Mapping[str, bytes]) -> None:
    """Tell which files differ, and not how: whole sites are compared."""
    assert sorted(a) == sorted(b)
    assert [name for name in a if a[name] != b[name]] == []


def pages_of(site: Path) -> dict[str, str]:
    """Return every page of a built site, by its path from there."""
    paths = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix(): path.read_bytes().decode() for path in paths}


def target_of(page: str, href: str) -> tuple[str, str]:
    """Return the file and the anchor that a link within the site leads to, by the rules of URLs."""
    parts = urlsplit(urljoin(f"http://site/{page}", href))
    assert parts.netloc == "site", f"{page}: {href} leads out of the site"
    path = unquote(parts.path).removeprefix("/")
    return (f"{path}index.html" if path.endswith("/") or not path else path), unquote(parts.fragment)


def parse(html: str) -> Element:
    """Read a page by HTML's own rules, with a parser that the program does not use."""
    tree: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return tree


def words(element: Element) -> str:
    """Return the `textContent`."""
    return "".join(element.itertext())


@dataclass(frozen=True)
class Passage:
    """An element that claims to be `text[start:end]` of a document."""

    element: Element
    start: int
    end: int

    @property
    def words(self) -> str:
        return words(self.element)


@dataclass(frozen=True)
class Shown:
    """A document as a page of the built site shows it."""

    page: str
    tree: Element
    article: Element
    sha256: str
    passages: tuple[Passage, ...]


def documents_of(site: Path) -> dict[str, Shown]:
    """Return each document of the site, by its id, from the page that has its whole text."""
    found = {}
    for page, html in pages_of(site).items():
        if "data-sha256" in html:
            tree = parse(html)
            for article in tree.iter("article"):
                if "source" in article.get("class", "").split():
                    passages = tuple(
                        Passage(element, int(element.attrib["data-start"]), int(element.attrib["data-end"]))
                        for element in article.iter()
                        if "data-start" in element.attrib
                    )
                    shown = Shown(page, tree, article, article.attrib["data-sha256"], passages)
                    found[article.attrib["data-document"]] = shown
    return found


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine alone, as any static host does, and yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open a browser: the one that CHROMIUM names, else Debian's, else Playwright's own."""
    debian = Path("/usr/bin/chromium")
    program = os.environ.get("CHROMIUM") or (str(debian) if debian.exists() else None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
