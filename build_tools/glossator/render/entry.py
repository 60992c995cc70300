"""A glossary entry's page: what it is, its other names, each passage that names it, and what links here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from ..contributed import to_html, to_text
from ..model import Entity, Page, Target
from .addresses import entity_uri, index_uri
from .backlinks import linked_to
from .companions import ABOUT, companions_of
from .late import LatePage, LateShare, Words, late, ready
from .linked_data import entry_data
from .page import fill, make_page, shorten
from .statements import stated
from .timeline import ByEntity, entity_dates
from .views import TYPE_LABELS, Item, Site, many, tally

OPEN_GROUPS = 10
"""Documents whose passages an entry shows unfolded."""

GROUPS = Markup("<!-- the documents -->")
"""Where the documents' shares go once the template is filled: there can be tens of thousands of sentences."""

AUTHORITIES = {
    "www.wikidata.org": "Wikidata",
    "viaf.org": "VIAF",
    "www.geonames.org": "GeoNames",
    "sws.geonames.org": "GeoNames",
    "id.loc.gov": "Library of Congress",
    "d-nb.info": "GND",
}
"""How the best-known places that `same_as` leads to are called."""


SAID = Markup("<!-- what it says -->")
STATEMENTS = Markup("<!-- what it says in several documents -->")
DATES = Markup("<!-- its dates -->")

Shares = Mapping[str, Sequence[LateShare]]
"""By an entity's id, in the archive's order."""


def render_entry(site: Site, entity: Entity, mentions: Shares, said: Shares, dated: ByEntity) -> LatePage:
    """Return an entry's page."""
    dates = entity_dates(site, entity.id, dated.get(entity.id, ()))
    uri = entity_uri(entity.id)
    merged = site.merged.get(entity.id, ())
    linked = linked_to(site, Target("entity", entity.id), uri)
    description = shorten(entity.description or to_text(entity.body, site.resolver(uri)))
    companions = tuple(companions_of(site, entity.id, uri))
    links = ("links", "What links here", bool(linked.count))
    sections = contents(links, said=entity.id in said, dated=dates, beside=bool(companions))
    data = entry_data(entity, _other_names(entity, merged), description, site.config.site_url, site.addresses)
    return with_shares(
        Page(uri, entity.name, entity.type, "", description, sections, entity.path, data=data),
        "entry.jinja",
        mentions.get(entity.id, ()),
        said.get(entity.id, ()),
        dates,
        stated(site, entity.id),
        entity=entity,
        label=TYPE_LABELS[entity.type][0],
        index_address=Markup(site.addresses.relative(uri, index_uri(entity.id.split("/")[0]))),
        index_label=TYPE_LABELS[entity.type][1],
        other_names=_other_names(entity, merged),
        same_as=[(AUTHORITIES.get(urlsplit(url).netloc, urlsplit(url).netloc), url) for url in entity.same_as],
        body=Markup(to_html(entity.body, site.resolver(uri))),
        linked=linked,
        companions=companions,
        edit=site.config.edit_address(entity.path),
    )


def contents(
    *others: tuple[str, str, bool], said: bool, dated: LateShare | None, beside: bool
) -> tuple[tuple[str, str], ...]:
    """Return the sections of an entity's page, (id, heading) each; others come with whether they are there."""
    first = (
        ("timeline", "Timeline", dated is not None),
        ("said", "Said", said),
        ("mentions", "Named in", True),
        ("appears-with", "Appears with", beside),
    )
    sections = (*first, *others, ("correct", "Correct this page", True))
    return tuple((id_, heading) for id_, heading, there in sections if there)


def with_shares(
    page: Page,
    template: str,
    named_in: Sequence[LateShare],
    says: Sequence[LateShare],
    dates: LateShare | None,
    statements: LateShare | None,
    **values: Any,
) -> LatePage:
    """Return an entity's page with what the documents give to it, in the places that the template leaves for that."""
    values |= {"title": page.title, "kind": page.kind, "groups": GROUPS, "said": SAID}
    values |= {"dates": DATES if dates else "", "statements": STATEMENTS if statements else ""}
    values |= {"statements_sum": many(statements.count, "statement") if statements else ""}
    values["about_companions"] = ABOUT
    values |= {"named": bool(named_in), "summary": tally([share.count for share in named_in], "mention")}
    values |= {"said_sum": tally([share.count for share in says], "quotation") if says else ""}

    def words() -> Words:
        named, spoken = ([share.html() for share in shares] for shares in (named_in, says))
        when, told = ([share.html()] if share else [] for share in (dates, statements))
        body = fill(template, **values).replace(DATES, "".join(when), 1).replace(STATEMENTS, "".join(told), 1)
        body = body.replace(SAID, _groups(spoken), 1).replace(GROUPS, _groups(named), 1)
        return body, (*when, *told, *spoken, *named)

    shares = (*(share for share in (dates, statements) if share), *says, *named_in)
    made_from = (template, repr(values), str(len(says)), *(share.digest for share in shares))
    return late(page, made_from, words)


def render_merged(site: Site, entity: Entity) -> LatePage:
    """Return the page that leads from a merged entry to the one that it was merged into."""
    uri = entity_uri(entity.id)
    target = site.entities[entity.merged_into]
    address = site.addresses.relative(uri, entity_uri(target.id))
    page = make_page(
        uri,
        "merged.jinja",
        title=entity.name,
        kind="merged",
        edit_path=entity.path,
        sources=[(entity.path, site.config.edit_address(entity.path))],
        target=Item(target.name, Markup(address)),
    )
    return ready(replace(page, redirect=address))


def _other_names(entity: Entity, merged: Sequence[Entity]) -> tuple[str, ...]:
    forms = (*entity.aliases, *(form for other in merged for form in (other.name, *other.aliases)))
    return tuple(dict.fromkeys(form for form in forms if form != entity.name))


def _groups(shares: Sequence[str]) -> str:
    """Return the documents' shares, the first few unfolded."""
    groups = (
        f'<details class="group"{" open" if number < OPEN_GROUPS else ""}>\n{html}\n</details>'
        for number, html in enumerate(shares)
    )
    return "\n".join(groups)
