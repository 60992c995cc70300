"""The anchors of passages that a document has no more: an old link leads to where the words went, and says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model import Place, Retired

WAS: Mapping[Place, str] = {
    "into": "What was passage {id} stands here now.",
    "after": "Passage {id} stood behind this one. It is not in the text any more.",
    "before": "Passage {id} stood before this one. It is not in the text any more.",
}
"""What is told to whoever follows a link to a passage that is no more."""


def retired_anchors(retired: Iterable[Retired]) -> Mapping[str, str]:
    """Return, by the id of a passage, the anchors of those that lead to it. The style sheet shows the target alone."""
    found: dict[str, str] = {}
    for each in retired:
        said = WAS[each.place].format(id=each.id)
        anchor = f'<p class="retired" id="{each.id}" data-search-exclude>{said}</p>'
        found[each.block] = found.get(each.block, "") + anchor
    return found
