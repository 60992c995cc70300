"""The stages of each document by itself, which several processes share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import msgspec

from . import cache as caching
from .cache import Cache
from .config import Options
from .glossary import Glossary
from .ledgers import processed, with_ledger, without_ledger
from .making import Begun, Kept, Kind, Made, Work, begin_chunks, kept_or_made
from .model import Document, Problem
from .read import Seed, default_language, guess_from_name, read
from .recognize import PipelineError, recognize, without_pipelines
from .structure import structure


@dataclass(frozen=True, slots=True)
class Resources:
    """What the stages of a single document need besides it."""

    options: Options
    glossary: Glossary


Stage = Callable[[Document, Resources], Document]

DOCUMENT_STAGES: Sequence[Stage] = (
    lambda document, resources: default_language(document, resources.options),
    lambda document, _: structure(document),
    lambda document, _: guess_from_name(document),
    lambda document, resources: recognize(document, resources.glossary, recognizers=resources.options.recognizers),
)
"""What is done to each document by itself, once `read` has made it. Then follow, for all of them together: `annotate`,
`relate` and `render`."""


def process(seed: Seed, resources: Resources) -> Made:
    """Read a seed and take it through the stages of a single document."""
    document, problems = read(seed.path, seed.data, seed.sidecar, resources.options)
    if document is None:
        return Made(None, problems)
    try:
        return Made(_through_stages(document, resources), problems)
    except PipelineError as error:
        message = f"the pipeline of spaCy's fails on this document ({error}); our own tagger finds its names"
        failed = Problem("E003", "error", seed.path, message, "mend the pipeline, or take it out of `recognizers`")
    ours = replace(resources, options=without_pipelines(resources.options))
    return Made(_through_stages(document, ours), (*problems, failed))


def _through_stages(document: Document, resources: Resources) -> Document:
    for stage in DOCUMENT_STAGES:
        document = stage(document, resources)
    return document


def seed_key(seed: Seed, options: Options, glossary: Glossary, recognizers: str) -> str:
    """Return the name by which the cache keeps the document; `recognizers` are their versions."""
    sidecar = seed.sidecar.data if seed.sidecar else b""
    plain = caching.key(seed.path, seed.data, sidecar, repr(options), glossary.key, recognizers)
    return with_ledger(plain, seed.ledger)


def make_documents(
    seeds: Sequence[Seed],
    keys: Mapping[str, str],
    resources: Resources,
    work: Work,
    meanwhile: Callable[[], object] = lambda: None,
) -> list[tuple[Kept, Made]]:
    """Return each seed's document, as it is kept and as it is; `keys` are by the path. Only new ones are made, and
    `meanwhile` is called while others begin to make them.
    """
    cache, decode = work.cache, msgspec.msgpack.Decoder(Made).decode

    def begin(names: Sequence[str], missing: Sequence[Seed]) -> Begun:
        named = list(zip(names, missing, strict=True))
        weights = [len(seed.data) for seed in missing]
        begun = begin_chunks(_process_chunk, (resources, cache), named, weights, work, "reading")
        meanwhile()
        return begun

    def load(name: str, _: Seed) -> tuple[Kept, Made] | None:
        data = cache.load(name)
        return None if data is None else (data, decode(data))

    for name in keys.values():
        cache.path(without_ledger(name))  # it is used, though nobody may ask for it today
    kind = Kind(cache.holds, load, begin, lambda data, *_: (data, decode(data)))
    return kept_or_made(kind, [keys[seed.path] for seed in seeds], seeds)


def _process_chunk(common: tuple[Resources, Cache], seeds: Sequence[tuple[str, Seed]]) -> list[bytes]:
    resources, cache = common
    return [processed(name, seed.ledger, cache, partial(process, seed, resources)) for name, seed in seeds]
