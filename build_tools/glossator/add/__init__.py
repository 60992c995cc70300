"""`glossator add`: first everything is looked at, then all documents are put into the archive, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from .. import cache as caching
from ..config import Config
from ..files import DEEPEST, slug, stem, walk
from ..making import Work
from ..model import Archive, Problem
from ..pipeline import gather
from ..read import FOLDER
from .candidates import Candidate, find_candidates, is_web_archive, without_own
from .examine import Examined, examine
from .likeness import Alike, Sketch, sketch
from .place import Placing, finish_or_clear, put_in_place
from .sidecars import free_id, is_guess, sidecar
from .unpack import unpack

__all__ = ["Addition", "Plan", "Repeated", "add", "finish_or_clear", "plan"]

SEPARATOR = " / "


@dataclass(frozen=True, slots=True)
class Addition:
    """A document that is taken in."""

    id: str
    path: str
    """Of the source to be, from the archive's root: `seeds/letters/1944-05-01-to-anna.txt`."""
    name: str
    """What its file was called."""
    sidecar: bytes
    origin: Path
    sha256: str
    """Of its bytes."""
    guessed: tuple[str, ...] = ()
    """The names of the values that were guessed."""
    version_of: str = ""
    """The id of the document that is nearly the same."""
    alike: float = 0.0
    """What share of the shorter one of the two stands in the other."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """A document that is in the archive already."""

    name: str
    document: str
    """The id, of the archive's or of one that is taken in now."""
    same: str
    """`bytes` or `text`."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is going to be taken in, and what is not."""

    additions: tuple[Addition, ...]
    repeated: tuple[Repeated, ...]
    problems: tuple[Problem, ...]
    refused: int = 0
    """How many files cannot be taken in."""


@contextmanager
def plan(config: Config, paths: Sequence[Path], collection: str, work: Work) -> Iterator[Plan]:
    """Look at the files, and tell what would be taken in. Nothing is written; what was unpacked goes at the end."""
    others, own = without_own(config.root, paths)
    candidates, refused = find_candidates(others, collection)
    refused += own
    with TemporaryDirectory(prefix="glossator-") as folder:
        pages, problems = _unpacked(candidates, Path(folder), config.options.max_source_bytes)
        examined = _examine(pages, config, work)
        archive = gather(config, work, connected=False).archive
        additions, repeated = _decide(examined, archive, _stems(config.root), work, config.schema_address("sidecar"))
        told = (*refused, *problems, *(problem for each in examined for problem in each.problems))
        count = len(refused) + len(_errors(problems)) + sum(each.sketch is None for each in examined)
        yield Plan(additions, repeated, told, count)


def add(config: Config, planned: Plan) -> None:
    """Put the documents and their sidecars into the archive: all, or after an interruption none."""
    put_in_place(
        config.root, [Placing(each.path, each.origin, each.sha256, each.sidecar) for each in planned.additions]
    )


def _stems(root: Path) -> set[str]:
    """Return the paths in the archive's folder that are taken, without their endings, as systems that fold case do."""
    return {stem(path).casefold() for path in walk(root, FOLDER)[0]}


def _errors(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def _unpacked(candidates: Sequence[Candidate], folder: Path, most_bytes: int) -> tuple[list[Candidate], list[Problem]]:
    """Return the candidates with the pages of web archives in the place of these."""
    found: list[Candidate] = []
    problems: list[Problem] = []
    for candidate in candidates:
        if is_web_archive(candidate):
            pages, told = unpack(candidate, folder, most_bytes)
            found += pages
            problems += told
        else:
            found.append(candidate)
    return found, problems


def _examine(candidates: Sequence[Candidate], config: Config, work: Work) -> list[Examined]:
    futures = [work.executor.submit(examine, candidate, config.options) for candidate in candidates]
    examined = []
    for done, future in enumerate(futures, start=1):
        examined.append(future.result())
        work.progress("reading", done, len(futures))
    return examined


def _decide(
    examined: Sequence[Examined], archive: Archive, stems: set[str], work: Work, schema: str
) -> tuple[tuple[Addition, ...], tuple[Repeated, ...]]:
    """Tell what is new from what the archive has, in the order of what was examined."""
    by_bytes = {document.source_sha256: document.id for document in archive.documents}
    by_text = {document.sha256: document.id for document in archive.documents}
    taken = {document.id for document in archive.documents}
    alike = Alike()
    for document in archive.documents:
        alike.add(document.id, _sketch(document.sha256, document.text, work))
    additions: list[Addition] = []
    repeated: list[Repeated] = []
    for each in examined:
        if each.sketch is None:
            continue
        known = by_bytes.get(each.sha256), by_text.get(each.text_sha256)
        if any(known):
            repeated.append(Repeated(each.name, known[0] or known[1] or "", "bytes" if known[0] else "text"))
            continue
        addition = _addition(each, alike.nearest(each.sketch), taken, stems, schema)
        additions.append(addition)
        taken.add(addition.id)
        stems.add(stem(addition.path))
        by_bytes[each.sha256] = by_text[each.text_sha256] = addition.id
        alike.add(addition.id, each.sketch)
    return tuple(additions), tuple(repeated)


def _sketch(sha256: str, text: str, work: Work) -> Sketch:
    """Return a document's sketch: what is kept of it, else what is made now."""
    name = caching.key("sketch", sha256)
    kept = work.cache.get(name, Sketch)
    if kept is None:
        kept = sketch(text)
        work.cache.put(name, kept)
    return kept


def _addition(
    each: Examined, near: tuple[str, float] | None, taken: set[str], stems: set[str], schema: str
) -> Addition:
    found = {datum.name: datum.value for datum in reversed(each.metadata)}
    folder = "/".join([FOLDER, *_folders(found.get("collection", ""))])

    def is_free(name: str) -> bool:
        return name not in taken and f"{folder}/{name}" not in stems

    id_ = each.id
    if not id_ or not is_free(id_):
        id_ = free_id(found.get("title", ""), found.get("date", ""), each.path.stem, is_free)
    said = found.get("version_of", "")
    version_of, share = ("", 0.0) if said or near is None else near
    return Addition(
        id=id_,
        path=f"{folder}/{id_}{each.ending}",
        name=each.name,
        sidecar=sidecar(
            each.metadata,
            each.taken_from,
            said or version_of,
            each.encoding,
            id_ if each.id and id_ != each.id else "",
            schema,
        ),
        origin=each.path,
        sha256=each.sha256,
        guessed=tuple(datum.name for datum in each.metadata if is_guess(datum)),
        version_of=version_of,
        alike=share,
    )


def _folders(collection: str) -> list[str]:
    return [slug(step) for step in collection.split(SEPARATOR) if step.strip()][: DEEPEST - 1]
