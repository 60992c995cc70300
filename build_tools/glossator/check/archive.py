"""The rules that an archive keeps: one function a rule."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from ..model import Archive, Document, Entity, Problem

ArchiveCheck = Callable[[Archive], Iterator[Problem]]


def found_by_stages(archive: Archive) -> Iterator[Problem]:
    """What reading, the glossary, the notes and the links already told."""
    yield from archive.problems


def ambiguous_names(archive: Archive) -> Iterator[Problem]:
    """A name that could be several people's is linked to nobody: worth knowing, and no mistake."""
    for document in archive.documents:
        line, begun, counted = 1, 0, 0
        for unsure in document.ambiguities:
            line += document.text.count("\n", counted, unsure.span.start)
            begun = max(begun, document.text.rfind("\n", counted, unsure.span.start) + 1)
            counted = unsure.span.start
            column = unsure.span.start - begun + 1
            who = " or ".join(entity or "somebody who has no entry" for entity in unsure.entities)
            message = f"`{document.words_of(unsure.span)}` could be {who}, and is linked to none"
            remedy = (
                "add the form as an alias to the right entry, or as `not` to the wrong one;"
                " what only this place means is said by `names` in the document's sidecar"
            )
            yield Problem("I601", "info", document.path, message, remedy, line, column)


def unnamed_entries(archive: Archive) -> Iterator[Problem]:
    """An entry that no document names may have an alias missing."""
    for entity in archive.entities:
        if not entity.merged_into and entity.id not in archive.named_in:
            message = f"no document names {entity.name}"
            remedy = "add the form that the documents use as an alias, or keep the entry for documents to come"
            yield Problem("I602", "info", entity.path, message, remedy)


def common_words(archive: Archive) -> Iterator[Problem]:
    """A name that the documents also write in small letters may be a word first of all: "Hope", "Will"."""
    forms = {form.lower(): (form, entity) for entity in archive.entities for form in _single_words(entity)}
    counts: Counter[str] = Counter()
    for document in archive.documents if forms else ():
        counts.update(word for word in WORDS.findall(document.text) if word in forms)
    for word, count in sorted(counts.items()):
        form, entity = forms[word]
        message = f"`{form}` is a word, too: `{word}` stands in the documents (times: {count:,})"
        remedy = (
            "see that each mention is right; else take it out of the entry, or mend single ones by `names` in sidecars"
        )
        yield Problem("I603", "info", entity.path, message, remedy)


def languages_without_a_tagger(archive: Archive) -> Iterator[Problem]:
    """Where no tagger knows a document's language, names are looked for by rules alone: told once a language."""
    by_language: dict[str, list[Document]] = defaultdict(list)
    for document in archive.documents:
        if document.names_by_rules:
            language = document.value("language")
            by_language["not English" if language.startswith("en") else language].append(document)
    for language, some in sorted(by_language.items()):
        counted = f"{language}; documents: {len(some):,}"
        message = f"no tagger knows this document's language ({counted}): names by rules alone"
        remedy = "write the entries of the names that matter, or have a spaCy pipeline find them (`recognizers`)"
        yield Problem("I605", "info", some[0].path, message, remedy)


WORDS = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")


def _single_words(entity: Entity) -> Iterator[str]:
    """Yield the names and aliases that are one word with a capital only at its beginning."""
    for form in (entity.name, *entity.aliases):
        if form.isalpha() and form[:1].isupper() and form[1:].islower():
            yield form


def similar_entries(archive: Archive) -> Iterator[Problem]:
    """Two entries of one type whose names differ in a letter may be one."""
    near: dict[tuple[str, str], dict[str, Entity]] = defaultdict(dict)
    told: set[tuple[str, str]] = set()
    for entity in archive.entities:
        if entity.merged_into:
            continue
        for key in sorted({key for form in (entity.name, *entity.aliases) for key in _less_a_letter(form)}):
            for other in near[entity.type, key].values():
                pair = (other.id, entity.id)
                if other is not entity and pair not in told:
                    told.add(pair)
                    message = f"{entity.id} and {other.id} look like one another"
                    remedy = "if they are one, write `merged_into` in one of them; if not, leave them"
                    yield Problem("I604", "info", entity.path, message, remedy)
            near[entity.type, key][entity.id] = entity


SHORTEST_ALIKE = 6
"""Letters. Shorter names that differ in one are mostly two."""


def _less_a_letter(form: str) -> set[str]:
    """Return the name without capitals, accents and signs, and without each of its letters in turn.

    Two names that share one of these are a letter apart (Garbe's symmetric deletion); a name with itself, too.
    """
    plain = unicodedata.normalize("NFKD", form.casefold())
    letters = "".join(character for character in plain if character.isalnum())[:LONGEST_ALIKE]
    if len(letters) < SHORTEST_ALIKE:
        return {letters}
    return {letters, *(letters[:n] + letters[n + 1 :] for n in range(len(letters)))}


LONGEST_ALIKE = 60
"""Letters of a name that are compared."""

CHECKS: Sequence[ArchiveCheck] = (
    found_by_stages,
    ambiguous_names,
    unnamed_entries,
    common_words,
    similar_entries,
    languages_without_a_tagger,
)


def check_archive(archive: Archive) -> Iterator[Problem]:
    """Yield what every rule finds."""
    for check in CHECKS:
        yield from check(archive)
