"""What peoples, faiths and languages are called: no places and no organizations, though they have capitals."""

from __future__ import annotations

from collections.abc import Callable, Sequence

FAITHS = frozenset(
    "christian christians christianity muslim muslims islam islamic islamist islamists jew jews jewish judaism hindu"
    " hindus hinduism buddhist buddhists buddhism sikh sikhs sikhism jain jains jainism taoist taoists taoism shinto"
    " confucian confucianism zoroastrian zoroastrians zoroastrianism druze yazidi yazidis sunni sunnis shia shias"
    " shiite shiites alawite alawites sufi sufis salafi salafis catholic catholics catholicism protestant protestants"
    " protestantism orthodox anglican anglicans anglicanism lutheran lutherans lutheranism calvinist calvinists"
    " calvinism methodist methodists methodism baptist baptists presbyterian presbyterians pentecostal pentecostals"
    " evangelical evangelicals quaker quakers mormon mormons puritan puritans huguenot huguenots mennonite mennonites"
    " amish copt copts coptic maronite maronites uniate uniates atheist atheists pagan pagans".split()
)
"""Lower case. Faiths, and who holds them."""
PEOPLES = frozenset(
    "arab arabs arabic berber berbers kurd kurds kurdish romani slav slavs slavic tatar tatars chechen chechens"
    " uighur uighurs uyghur uyghurs pashtun pashtuns tamil tamils bengali bengalis punjabi punjabis sinhalese hausa"
    " yoruba igbo zulu zulus xhosa hutu hutus tutsi tutsis maori inuit sami basque basques catalan catalans breton"
    " bretons scot scots scottish welsh cornish celt celts gaelic saxon saxons goth goths visigoth visigoths"
    " ostrogoths huns mongol mongols aztec aztecs navajo cossack cossacks nordic scandinavian scandinavians hispanic"
    " hispanics latino latinos latin hebrew yiddish sanskrit esperanto cantonese farsi urdu pashto swahili flemish"
    " bavarian bavarians sicilian sicilians prussian prussians byzantine ottoman ottomans roman romans greek greeks"
    " persian persians dane danes swede swedes finn finns pole poles turk turks spaniard spaniards briton britons"
    " serb serbs croat croats dutchman dutchmen englishman englishmen frenchman frenchmen irishman irishmen scotsman"
    " scotsmen welshman welshmen".split()
)
"""Lower case. Peoples without a state of their name, or with a former one, languages, and what one of a people is
called: CLDR's territories and their demonyms have none of these. "Celtic" is left out: it is a club's whole name."""
WORDS = FAITHS | PEOPLES | {"and"}
DOCTRINE = "ism"
SHORTEST_DOCTRINE = 6
"""Letters of the shortest doctrine that is looked for: "Marxism" has seven; "Prism" and "Chism" are names."""


def is_people(words: Sequence[str], is_demonym: Callable[[str], bool]) -> bool:
    """Return whether the words are the name of a people, a faith or a doctrine: "Jews", "Roman Catholic", "Marxism"."""
    if len(words) == 1 and len(words[0]) >= SHORTEST_DOCTRINE and words[0].lower().endswith(DOCTRINE):
        return True
    return all(word.lower() in WORDS or is_demonym(word) or is_demonym(word.removesuffix("s")) for word in words)
