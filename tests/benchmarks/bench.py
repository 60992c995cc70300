"""Measures builds side by side: plain MkDocs + Material, and this project's from nothing and after one edit.

    python tests/benchmarks/bench.py [--sizes 200,1000] [--repeat 3]

The same texts are built as ordinary Markdown pages, as an archive, and as one with ten notes on each text, each time as
a whole process. The builds take turns, so that a slow minute of the machine strikes all of them; ratios are taken
within a turn, and the median is told. It exits with 0 whatever it measures: these are figures, not a verdict.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from generate import NOTED_WORD, write_archives

COMMAND = (sys.executable, "-m", "mkdocs", "build", "-q")
ARTICLE = re.compile(rb'<article\b[^>]*\bdata-document="([^"]+)"')
"""What every document's page has; it names the document."""
EDITED_WORD = "quillwater"
"""Stands in no text; the edit puts it into one."""
TOLD_LINES = 4
"""How many of the last lines of a failed build are told."""
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in one unit of `ru_maxrss`."""
COLD_TARGET = 1.0
"""A build from nothing takes at most as long as plain MkDocs."""
WARM_TARGET = 0.35
"""A build after one edit takes at most this share of plain MkDocs."""
NOTED_TARGET = 1.15
"""Ten notes on each document make a build from nothing no more than so many times as long."""
GROWTH_TARGET = 1.0
"""From the first size to the last, time grows no faster than the number of documents."""


class BuildError(Exception):
    """A build failed, or did not make what it should have made."""


@dataclass(frozen=True, slots=True)
class Build:
    """One finished build."""

    seconds: float
    """Wall time of the whole process."""
    peak: float
    """Most memory held by one process of the build, in MB; workers are not added up."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Builds, one after the other; ours are missing where they failed."""

    plain: Build
    cold: Build | None
    warm: Build | None
    noted: Build | None
    """From nothing, with notes."""
    note: Build | None
    """With notes, after an edit of one."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is told of one size."""

    documents: int
    turns: tuple[Turn, ...]

    def told(self, figure: Callable[[Turn], float | None]) -> float | None:
        """Return the median of a figure over the turns that have it."""
        values = [value for turn in self.turns if (value := figure(turn)) is not None]
        return median(values) if values else None


def seconds(build: Build | None) -> float | None:
    """Return a build's wall time, if there was one."""
    return build.seconds if build else None


def peak(build: Build | None) -> float | None:
    """Return the memory that a build took, if there was one."""
    return build.peak if build else None


def ratio(build: Build | None, plain: Build) -> float | None:
    """Return a build's time as a share of the plain one of the same turn."""
    return build.seconds / plain.seconds if build else None


def run_build(folder: Path) -> Build:
    """Build a site in a process of its own and measure it, once the system has written what earlier ones left it."""
    os.sync()
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            COMMAND,
            cwd=folder,
            stdout=output,
            stderr=output,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "GLOSSATOR_CACHE": str(folder / ".cache")},
        )
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)  # wait4 took it; Popen must not wait again
        output.seek(0)
        said = output.read().decode(errors="replace").strip()
    if process.returncode:
        raise BuildError(f"exit code {process.returncode}; it said: {' '.join(said.splitlines()[-TOLD_LINES:])}")
    return Build(elapsed, usage.ru_maxrss * MAXRSS_UNIT / 1e6)


def set_aside(root: Path, *names: str) -> None:
    """Take folders away, where they exist, until all is measured.

    Where thousands of files were just removed, ext4 is slow to make new ones: a build from nothing would pay for what
    was there before it.
    """
    for path in filter(Path.exists, (root / name for name in names)):
        path.rename(Path(tempfile.mkdtemp(dir=root.parent, prefix="aside-"), path.name))


def require(condition: bool, message: str) -> None:
    """Stop the measurement where a build did not do its work."""
    if not condition:
        raise BuildError(message)


def build_plain(folder: Path, documents: int) -> Build:
    """Build the plain site from nothing."""
    set_aside(folder, "site")
    build = run_build(folder)
    pages = sum(1 for _ in (folder / "site/archive").glob("*/index.html"))
    require(pages == documents, f"plain MkDocs made {pages} pages of {documents} documents")
    return build


def source_pages(site: Path) -> dict[str, Path]:
    """Find the page of every document by what it says of itself."""
    found = ((ARTICLE.search(path.read_bytes()), path) for path in sorted(site.rglob("*.html")))
    return {article[1].decode(): path for article, path in found if article}


def build_cold(folder: Path, documents: int) -> Build:
    """Build the archive from nothing."""
    set_aside(folder, ".cache", "docs/archive", "site")
    build = run_build(folder)
    pages = len(source_pages(folder / "site"))
    require(pages == documents, f"the cold build made {pages} pages of {documents} documents")
    return build


def build_warm(folder: Path, documents: int) -> Build:
    """Change a word in one seed and build the archive again; everything else is as the last build left it."""
    seed = folder / f"seeds/{documents // 2:04}.txt"
    before, pages = seed.read_bytes(), source_pages(folder / "site")
    old_page = pages[seed.stem].read_bytes()
    seed.write_bytes(before.replace(b" our ", f" {EDITED_WORD} ".encode(), 1))
    try:
        build = run_build(folder)
    finally:
        seed.write_bytes(before)
    require(EDITED_WORD.encode() not in old_page, "the edited word stood in the page before the edit")
    require(source_pages(folder / "site") == pages, "the warm build left other pages than the cold one")
    require(EDITED_WORD.encode() in pages[seed.stem].read_bytes(), "the warm build lacks the edited word")
    return build


def build_note(folder: Path, documents: int) -> Build:
    """Change a word in one note and build the archive again; everything else is as the last build left it."""
    name = f"{documents // 2:04}"
    note, pages = folder / f"annotations/{name}/n0.md", source_pages(folder / "site")
    before = note.read_bytes()
    note.write_bytes(before.replace(NOTED_WORD.encode(), EDITED_WORD.encode(), 1))
    try:
        build = run_build(folder)
    finally:
        note.write_bytes(before)
    require(source_pages(folder / "site") == pages, "the build after an edit of a note left other pages")
    for page in (pages[name], folder / "site/archive/notes/index.html"):
        require(EDITED_WORD.encode() in page.read_bytes(), f"{page} lacks the edited note")
    return build


def attempt(build: Callable[[Path, int], Build], folder: Path, documents: int) -> Build | None:
    """Measure a build; tell why it could not be measured, and go on without it."""
    try:
        return build(folder, documents)
    except BuildError as error:
        print(f"not measured: {build.__name__}, {documents} documents: {error}", file=sys.stderr)
        return None


def take_turns(root: Path, documents: int, repeat: int, tell: Callable[[str], None]) -> Iterator[Turn]:
    """Build them in turn, as often as asked."""
    tell(f"writing {documents} documents")
    plain, ours, noted = write_archives(root, documents)
    for number in range(1, repeat + 1):
        tell(f"{documents} documents, turn {number} of {repeat}: plain")
        first = build_plain(plain, documents)
        tell(f"{documents} documents, turn {number} of {repeat}: cold")
        cold = attempt(build_cold, ours, documents)
        tell(f"{documents} documents, turn {number} of {repeat}: warm")
        warm = attempt(build_warm, ours, documents) if cold else None
        tell(f"{documents} documents, turn {number} of {repeat}: with notes")
        annotated = attempt(build_cold, noted, documents)
        tell(f"{documents} documents, turn {number} of {repeat}: after an edit of a note")
        yield Turn(first, cold, warm, annotated, attempt(build_note, noted, documents) if annotated else None)


def measure(documents: int, repeat: int, tell: Callable[[str], None]) -> Row:
    """Measure one size in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="glossator-bench-") as root:
        return Row(documents, tuple(take_turns(Path(root), documents, repeat, tell)))


def figure(value: float | None, digits: int = 2) -> str:
    """Write a number, or a dash where there is none."""
    return "-" if value is None else f"{value:,.{digits}f}"


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Lay out the figures, a line a size."""
    heads = ("N", "plain s", "cold s", "cold/plain", "warm s", "warm/plain", "noted s", "note s", "note/plain")
    heads += ("plain MB", "cold MB", "warm MB", "noted MB")
    yield "".join(f"{head:>12}" for head in heads)
    for row in rows:
        cells = (
            f"{row.documents:,}",
            figure(row.told(lambda turn: seconds(turn.plain))),
            figure(row.told(lambda turn: seconds(turn.cold))),
            figure(row.told(lambda turn: ratio(turn.cold, turn.plain))),
            figure(row.told(lambda turn: seconds(turn.warm))),
            figure(row.told(lambda turn: ratio(turn.warm, turn.plain))),
            figure(row.told(lambda turn: seconds(turn.noted))),
            figure(row.told(lambda turn: seconds(turn.note))),
            figure(row.told(lambda turn: ratio(turn.note, turn.plain))),
            figure(row.told(lambda turn: peak(turn.plain)), 0),
            figure(row.told(lambda turn: peak(turn.cold)), 0),
            figure(row.told(lambda turn: peak(turn.warm)), 0),
            figure(row.told(lambda turn: peak(turn.noted)), 0),
        )
        yield "".join(f"{cell:>12}" for cell in cells)


def growth(first: Row, last: Row, build: Callable[[Turn], Build | None]) -> float | None:
    """Return how much faster than the number of documents the time grew: 1 is linear, less is better."""
    small, large = (row.told(lambda turn: seconds(build(turn))) for row in (first, last))
    return large / small / (last.documents / first.documents) if small and large else None


def target(name: str, value: float | None, limit: float) -> str:
    """Tell a figure beside its target."""
    outcome = "not measured" if value is None else "reached" if value <= limit else "NOT reached"
    return f"{name:<44}{figure(value):>8}   at most {limit:.2f}   {outcome}"


def targets(rows: Sequence[Row]) -> Iterator[str]:
    """Tell every target, and whether it was reached."""
    for row in rows:
        cold = row.told(lambda turn: ratio(turn.cold, turn.plain))
        warm = row.told(lambda turn: ratio(turn.warm, turn.plain))
        yield target(f"cold / plain, {row.documents:,} documents", cold, COLD_TARGET)
        yield target(f"warm / plain, {row.documents:,} documents", warm, WARM_TARGET)
        noted = row.told(lambda turn: turn.cold and ratio(turn.noted, turn.cold))
        note = row.told(lambda turn: ratio(turn.note, turn.plain))
        yield target(f"with notes / without, {row.documents:,} documents", noted, NOTED_TARGET)
        yield target(f"edit of a note / plain, {row.documents:,} documents", note, WARM_TARGET)
    if len(rows) > 1:
        first, last = rows[0], rows[-1]
        label = f"growth {first.documents:,} to {last.documents:,}, against linear"
        yield target(f"cold {label}", growth(first, last, lambda turn: turn.cold), GROWTH_TARGET)
        yield f"{f'(plain {label}':<44}{figure(growth(first, last, lambda turn: turn.plain)):>8})"


def machine() -> str:
    """Name what the figures were taken with."""
    return ", ".join(
        [f"{os.cpu_count()} cores", f"Python {platform.python_version()}"]
        + [f"{name} {installed(name)}" for name in ("mkdocs", "mkdocs-material", "glossator")]
    )


def installed(name: str) -> str:
    """Return a package's version, or say that there is none."""
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def tell_on_terminal(message: str) -> None:
    """Show progress in one line of a terminal; a pipe gets none."""
    if sys.stderr.isatty():
        print(f"\r\033[K{message}", end="", file=sys.stderr, flush=True)


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Measure builds beside plain MkDocs + Material.")
    parser.add_argument("--sizes", default="200,1000", help="numbers of documents, with commas (default: %(default)s)")
    parser.add_argument("--repeat", type=int, default=3, help="turns a size (default: %(default)s)")
    return parser.parse_args(words)


def main() -> None:
    """Measure every size and print the figures."""
    asked = arguments()
    rows = [measure(int(size), asked.repeat, tell_on_terminal) for size in asked.sizes.split(",")]
    tell_on_terminal("")
    print(f"{machine()}; median of {asked.repeat}, wall seconds, largest process in MB\n")
    print(*table(rows), "", *targets(rows), sep="\n")


if __name__ == "__main__":
    main()
