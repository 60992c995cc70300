"""The page of somebody or something that was found, and that nobody has written an entry for yet."""

from __future__ import annotations

from markupsafe import Markup

from ..drafts import entry_file
from ..model import FoundEntity, Page
from .addresses import entity_uri, found_uri
from .companions import companions_of
from .entry import Shares, contents, with_shares
from .late import LatePage
from .page import shorten
from .statements import stated
from .timeline import ByEntity, entity_dates
from .views import TYPE_LABELS, Item, Site, many


def render_found(
    site: Site, entity: FoundEntity, mentions: Shares, said: Shares, dated: ByEntity, claimed: frozenset[str]
) -> LatePage:
    """Return the page of a found entity; `claimed` are forms that others have, too."""
    uri = entity_uri(entity.id)
    dates = entity_dates(site, entity.id, dated.get(entity.id, ()))
    folder = entity.id.split("/")[0]
    path, text = entry_file(entity, claimed)
    label, labels = TYPE_LABELS[entity.type]
    description = f"{label}, found by the program and not reviewed: named in {many(entity.documents, 'document')}."
    companions = tuple(companions_of(site, entity.id, uri))
    write = ("write", "Write this entry", True)
    sections = contents(write, said=entity.id in said, dated=dates, beside=bool(companions))
    return with_shares(
        Page(uri, entity.name, entity.type, "", shorten(description), sections),
        "found.jinja",
        mentions.get(entity.id, ()),
        said.get(entity.id, ()),
        dates,
        stated(site, entity.id),
        label=label,
        index_address=Markup(site.addresses.relative(uri, found_uri(folder))),
        index_label=f"{labels}, not reviewed",
        forms=[(form, count) for form, count in entity.forms if form != entity.name],
        likely=_likely(site, entity, uri),
        sure=entity.sure,
        companions=companions,
        path=path,
        text=text,
        new_file=site.config.new_file_address(path, text),
    )


def _likely(site: Site, entity: FoundEntity, uri: str) -> list[Item]:
    named = [(id_, site.name_of(id_)) for id_ in site.archive.likely.get(entity.id, ())]
    return [Item(name, Markup(site.addresses.relative(uri, entity_uri(id_)))) for id_, name in named if name]
