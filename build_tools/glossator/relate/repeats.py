"""Names that some documents surely have, and that were not found in others where the same words stand.

A tagger judges each place by the words around it, and misses some; what the archive as a whole knows it can mark there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from ..forms import is_acronym, places, stands_alone
from ..glossary import Glossary
from ..model import SURE_NAME, Document, FoundEntity, Mention, Span
from ..spans import Taken, block_of, without_overlaps

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
SMALL_WORD = re.compile(r"(?<!\w)[^\W\d_A-Z]\w*")
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
    automaton = AhoCorasick(names, matchkind=MatchKind.Standard)
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
    claims: dict[str, list[tuple[FoundEntity, int]]] = defaultdict(list)
    for entity in found:
        for form, count in entity.forms:
            claims[form].append((entity, count))
    barred = set(glossary.forms) | {friend for entity in glossary.entities for friend in entity.false_friends}
    own = {form: some[0] for form, some in sorted(claims.items()) if len(some) == 1 and form not in barred}
    return {form: entity for form, (entity, count) in own.items() if _is_sure(entity, form, count)}


def _is_sure(entity: FoundEntity, form: str, count: int) -> bool:
    """Tell whether a form can be told from other words: a person's only if it is a full name."""
    known = entity.has_page and entity.evidence >= SURE_NAME and entity.documents >= DOCUMENTS and count >= TIMES
    plain = len(form) >= SHORTEST and form[0].isupper() and (" " in form or is_acronym(form) or not form.isupper())
    return known and plain and (entity.type != "person" or " " in form)


class _Text:
    """A document as it is looked through: what is named or decided in it, and its words without capitals."""

    def __init__(self, document: Document) -> None:
        decided = (span for decision in document.decisions for span in places(document.text, decision.quote))
        named = (mention.span for mention in document.mentions)
        spans = [*named, *(one.span for one in document.ambiguities), *decided]
        self.document = document
        self.taken = Taken(spans)
        self.starts = frozenset(span.start for span in spans)
        self.ends = frozenset(span.end for span in spans)

    @cached_property
    def small_words(self) -> frozenset[str]:
        return frozenset(SMALL_WORD.findall(self.document.text))


def _in(
    document: Document, automaton: AhoCorasick, names: Sequence[str], forms: Mapping[str, FoundEntity]
) -> Iterator[Mention]:
    text = _Text(document)
    matches = automaton.find_matches_as_indexes(document.text, overlapping=True)
    possible = [(Span(start, end), names[index]) for index, start, end in matches]
    standing = [(span, form) for span, form in possible if _stands(text, span, form)]
    for span, form in without_overlaps(standing, lambda pair: pair[0], lambda pair: (-len(pair[0]), pair[0])):
        yield Mention(span, forms[form].id, forms[form].type, FOUND_BY, EVIDENCE)


def _stands(text: _Text, span: Span, form: str) -> bool:
    """Tell whether a form stands where nothing is named yet, in one passage, as a whole name."""
    document = text.document
    if text.taken.overlaps(span) or not stands_alone(document.text, span.start, span.end):
        return False
    return block_of(document.blocks, span) is not None and _is_whole(text, span, form)


def _is_whole(text: _Text, span: Span, form: str) -> bool:
    """Tell whether the form is the whole name: no other word with a capital goes with it, and it is no plain word."""
    words = text.document.text
    single = " " not in form
    if single and not is_acronym(form) and form.lower() in text.small_words:
        return False
    if single and span.end + 1 not in text.starts and CAPITAL_AFTER.match(words, span.end):
        return False
    word = CAPITAL_BEFORE.search(words, max(0, span.start - AROUND), span.start)
    if word is None or span.start - 1 in text.ends or word[1].lower() in text.small_words:
        return True
    return not single and _begins_a_sentence(words, word.start())


def _begins_a_sentence(text: str, place: int) -> bool:
    before = text[max(0, place - 2) : place].strip(" ")
    return not before or before[-1] in ENDS


ENDS = frozenset('.!?:\n"“”')
"""What stands before a sentence."""
