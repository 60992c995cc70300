"""`glossator annotate`: begin a note on words of a document."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..model import Quote, Span, printable
from .archive import WrongUse, cache_of, configuration, document_named, gather_archive, tell, write_new_file

if TYPE_CHECKING:
    from ..importing import Draft
    from ..model import Document

SHOWN_PLACES = 10
"""Of words that stand in more places, people quote more words."""
LENGTHS = (10, 20, 32)
"""Code points before or after the words that are tried for telling places apart."""
AROUND = 40
"""Code points of the text that are shown on each side of a place."""


@click.command()
@click.argument("document")
@click.argument("words")
@click.option("--prefix", default="", help="Words right before, where the words stand in several places.")
@click.option("--suffix", default="", help="Words right after, where the words stand in several places.")
@click.option(
    "--motivation",
    show_default="commenting; with --reading, editing",
    help="What the note does, in the W3C's words.",
)
@click.option("--reading", help="Of a correction: the words that should stand there; '' for none.")
@click.option("--tag", "tags", multiple=True, help="A word to group notes by. It can be given several times.")
@click.option("--author", default="", help="Who writes the note.")
@click.option("--name", default="", help="The name of the file, of a-z, 0-9 and -; else it is made of the words.")
@click.pass_obj
def annotate(
    root: Path,
    document: str,
    words: str,
    prefix: str,
    suffix: str,
    motivation: str | None,
    reading: str | None,
    tags: tuple[str, ...],
    author: str,
    name: str,
) -> None:
    """Begin a note on WORDS of a DOCUMENT.

    It writes the note's file, with the words as they stand in the text, and what is around them. DOCUMENT is the id, as
    in the address of its page. What you have to say goes below the front matter.
    """
    from ..annotate import describe_quote
    from ..importing import Draft, note_file, refuse

    does = motivation or ("commenting" if reading is None else "editing")
    if (does == "editing") != (reading is not None):
        raise WrongUse(
            "a correction (--motivation editing) says what should stand there (--reading), and no other note"
        )
    if not words.strip():
        raise WrongUse("there are no words to write a note about: name some of the document, in quotation marks")
    config = configuration(root)
    archive = gather_archive(config, cache_of(config))
    found = document_named(archive, document)
    span = _place(found, Quote(words, prefix, suffix))
    quote = describe_quote(found.text, span)
    draft = Draft(found.id, name, quote, "", does, reading, author, date.today().isoformat(), tags)
    draft = draft if name else _named(root, draft)
    if refusal := refuse(draft):
        raise WrongUse(f"the note cannot be written: {refusal.message}. Change what you gave")
    write_new_file(root, draft.path, note_file(draft, config.schema_address("note")))
    tell(f"on {_shown(found, span)}; next: write what you have to say below the second `---`")


def _place(document: Document, quote: Quote) -> Span:
    """Return where the words stand; raises WrongUse where that is nowhere, or in several places."""
    from ..annotate import nearest
    from ..annotate.quotes import match_quote, occurrences

    match = match_quote(document.text, quote)
    if match.span is not None and match.state != "near":
        return match.span
    if match.state == "ambiguous":
        places = occurrences(document.text, quote.exact)
        shown = "".join(f"\n  {_shown(document, at)}{_chosen_by(document, quote, at)}" for at in places[:SHOWN_PLACES])
        more = f"\n  and {len(places) - SHOWN_PLACES:,} more" * (len(places) > SHOWN_PLACES)
        raise WrongUse(
            f"the words stand in several places of {document.id}: give more of them, or what stands before or after"
            f" them as --prefix or --suffix{shown}{more}"
        )
    near = nearest(document, quote.exact)
    told = f'; nearest: "{" ".join(near[0].split())}" ({near[1]}, {near[2]:.0f} %)' if near else ""
    raise WrongUse(printable(f"the words stand nowhere in {document.id}{told}. Copy them from the document's page"))


def _chosen_by(document: Document, quote: Quote, span: Span) -> str:
    """Return the option that chooses this place among the others; nothing where none does."""
    from ..annotate.quotes import match_quote

    for length in LENGTHS:
        after = document.text[span.end : span.end + length].partition("\n")[0]
        before = document.text[max(0, span.start - length) : span.start].rpartition("\n")[2]
        # Whole words, where there are any.
        tried = (("suffix", after.rpartition(" ")[0] or after), ("prefix", before.partition(" ")[2] or before))
        for option, words in tried:
            around = Quote(quote.exact, **{option: words})
            if words.strip() and words.isprintable() and match_quote(document.text, around).span == span:
                return f"\n      --{option} {shlex.quote(words)}"
    return ""


def _shown(document: Document, span: Span) -> str:
    """Return a place with its passage and what stands around it, on one line."""
    from ..spans import block_at

    before, after = document.text[: span.start][-AROUND:], document.text[span.end :][:AROUND]
    # Half of a word says nothing.
    before = before.split(None, 1)[-1] if len(before) == AROUND and not before.isspace() else before
    after = after.rsplit(None, 1)[0] if len(after) == AROUND and not after.isspace() else after
    words = " ".join(f"{before}[{document.words_of(span)}]{after}".split())
    return printable(f"{block_at(document, span.start).id}: {words}")


def _named(root: Path, draft: Draft) -> Draft:
    """Return the note with a name made of its words that no other note of the document has."""
    from dataclasses import replace

    return next(
        named for name in _names(draft.quote.exact) if not (root / (named := replace(draft, name=name)).path).exists()
    )


def _names(words: str) -> Iterator[str]:
    from itertools import count

    from ..importing import slug_of

    base = slug_of(words)
    yield base
    yield from (f"{base}-{number}" for number in count(2))
