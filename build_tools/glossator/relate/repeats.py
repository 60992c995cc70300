"""Names that some documents surely have, and that were not found in others where the same words stand.

A tagger judges each place by the words around it, and misses some; what the archive as a whole knows it can mark there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ahocorasick_rs import AhoCorasick, MatchKind

from ..forms import is_acronym, places, stands_alone
from ..glossary import Glossary
from ..model import SURE_NAME, Document, FoundEntity, Mention, Span

FOUND_BY = "archive"
EVIDENCE = 0.7
"""Less than that of a name that was found where it stands, enough to be shown."""
DOCUMENTS = 2
"""So many documents have the name elsewhere: one could have made a mistake again and again."""
TIMES = 3
"""So often a form stands as that name."""
SHORTEST = 3
"""Letters of a form."""
CAPITAL_BEFORE = re.compile(r"([^\W\d_a-z][\w.’'-]{0,40}) \Z")
CAPITAL_AFTER = re.compile(r" [^\W\d_a-z]")
AROUND = 45
"""Code points before a form in which a word with a capital is looked for."""

Repeats = Mapping[str, tuple[Mention, ...]]
"""By a document's id, the mentions to add to it, in order."""


def repeats(documents: Sequence[Document], found: Iterable[FoundEntity], glossary: Glossary) -> Repeats:
    """Return where documents have the forms of entities that others surely name."""
    forms = _forms(found, glossary)
    if not forms:
        return {}
    names = list(forms)
    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
    added = {document.id: tuple(_in(document, automaton, names, forms)) for document in documents}
    return {document: mentions for document, mentions in added.items() if mentions}


def with_repeats(document: Document, added: Sequence[Mention]) -> Document:
    """Return the document with mentions added that overlap none of its own."""
    if not added:
        return document
    mentions = sorted((*document.mentions, *added), key=lambda mention: mention.span)
    return replace(document, mentions=tuple(mentions))


def _forms(found: Iterable[FoundEntity], glossary: Glossary) -> Mapping[str, FoundEntity]:
    """Return the forms that can be looked for, each with whom or what alone it means."""
    claims: dict[str, list[FoundEntity]] = defaultdict(list)
    for entity in found:
        for form, count in entity.forms:
            claims[form].append(entity)
            if not _is_sure(entity, form, count):
                claims[form].append(entity)
    barred = set(glossary.forms) | {friend for entity in glossary.entities for friend in entity.false_friends}
    return {form: some[0] for form, some in sorted(claims.items()) if len(some) == 1 and form not in barred}


def _is_sure(entity: FoundEntity, form: str, count: int) -> bool:
    """Tell whether a form can be told from other words: a person's only if it is a full name."""
    known = entity.has_page and entity.evidence >= SURE_NAME and entity.documents >= DOCUMENTS and count >= TIMES
    plain = len(form) >= SHORTEST and form[0].isupper() and (" " in form or is_acronym(form) or not form.isupper())
    return known and plain and (entity.type != "person" or " " in form)


def _in(
    document: Document, automaton: AhoCorasick, names: Sequence[str], forms: Mapping[str, FoundEntity]
) -> Iterator[Mention]:
    text = document.text
    decided = (span for decision in document.decisions for span in places(text, decision.quote))
    named = (mention.span for mention in document.mentions)
    taken = sorted({*named, *(one.span for one in document.ambiguities), *decided})
    starts = [span.start for span in taken]
    for index, start, end in automaton.find_matches_as_indexes(text):
        before = bisect_right(starts, end - 1) - 1
        form = names[index]
        if before >= 0 and taken[before].end > start:
            continue
        if stands_alone(text, start, end) and _is_whole(text, start, end, form, taken, before):
            block = bisect_right(document.blocks, start, key=lambda one: one.span.start) - 1
            if block >= 0 and document.blocks[block].span.end >= end:
                entity = forms[form]
                yield Mention(Span(start, end), entity.id, entity.type, FOUND_BY, EVIDENCE)


def _is_whole(text: str, start: int, end: int, form: str, taken: Sequence[Span], before: int) -> bool:
    """Tell whether the form is the whole name: no other word with a capital goes with it, and it is no plain word."""
    if " " not in form and not is_acronym(form) and f" {form.lower()} " in text:
        return False
    follows = before + 1 < len(taken) and taken[before + 1].start <= end + 1
    if not follows and " " not in form and CAPITAL_AFTER.match(text, end):
        return False
    if before >= 0 and taken[before].end >= start - 1:
        return True
    word = CAPITAL_BEFORE.search(text, max(0, start - AROUND), start)
    if word is None or f" {word[1].lower()} " in text:
        return True
    return " " in form and _begins_a_sentence(text, word.start())


def _begins_a_sentence(text: str, place: int) -> bool:
    before = text[max(0, place - 2) : place].strip(" ")
    return not before or before[-1] in ENDS


ENDS = frozenset('.!?:\n"“”')
"""What stands before a sentence."""
