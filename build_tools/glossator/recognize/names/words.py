"""English words that tell of names near them: titles, roles, verbs of saying, what organizations are called."""

from __future__ import annotations

TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. miss mx dr dr. doctor prof prof. professor sir dame lord lady baron baroness count countess"
    " duke duchess earl viscount prince princess king queen emperor empress tsar czar pope cardinal archbishop bishop"
    " saint rev rev. reverend father brother sister rabbi imam sheikh sultan emir ayatollah general gen gen. lieutenant"
    " lt lt. colonel col col. major maj maj. captain capt capt. commander cmdr admiral adm adm. marshal brigadier"
    " sergeant sgt sgt. corporal cpl private pvt officer detective inspector sheriff judge justice magistrate senator"
    " sen sen. representative rep rep. congressman congresswoman councillor councilman alderman governor gov gov. mayor"
    " president vice-president premier chancellor minister secretary ambassador envoy consul commissioner chairman"
    " chairwoman chairperson chair speaker director president-elect treasurer attorney coach comrade aunt uncle"
    " monsieur madame mme herr frau señor señora don signor".split()
)
"""Lower case. Words that stand before a person's name and are no part of it."""

ROLES = frozenset(
    "actor actress author writer poet novelist singer musician guitarist drummer bassist composer conductor painter"
    " artist sculptor architect director producer filmmaker photographer journalist reporter editor critic columnist"
    " historian philosopher scientist physicist chemist mathematician biologist economist psychologist engineer"
    " inventor researcher scholar lawyer politician diplomat activist leader founder co-founder owner manager executive"
    " ceo spokesman spokeswoman spokesperson analyst adviser advisor aide expert candidate incumbent nominee deputy"
    " head chief boss player footballer striker goalkeeper midfielder defender quarterback pitcher coach trainer driver"
    " wrestler boxer astronaut pilot soldier veteran guard wife husband son daughter brother sister mother father"
    " cousin nephew niece uncle aunt widow friend colleague partner president minister secretary dictator king queen"
    " rapper vocalist bandmate frontman lawmaker republican democrat billionaire businessman tycoon".split()
)
"""Lower case. What people are called by."""

SAYING = frozenset(
    "said says say told tells added adds noted notes stated states explained argued claimed announced declared"
    " insisted wrote writes replied asked answered warned stressed emphasized remarked commented recalled admitted"
    " thinks thought believes believed agreed suggested tweeted testified knew felt smiled nodded laughed cried was is"
    " who whose whom".split()
)
"""Lower case. What people do, after their name."""

BEFORE_PLACES = frozenset(
    "in at near from to across around throughout outside inside within toward towards into via between southern"
    " northern eastern western central downtown north south east west".split()
)
"""Lower case. What often stands before a place's name."""

ORGANIZATION_HEADS = frozenset(
    "inc inc. ltd ltd. llc plc corp corp. co co. corporation company companies group holdings partners industries"
    " enterprises systems technologies technology software motors airlines airways air bank bancorp trust fund capital"
    " insurance records entertainment studios pictures productions media press publishing publishers books news times"
    " post journal herald tribune gazette telegraph guardian magazine network television tv radio broadcasting channel"
    " university college school institute institution academy seminary faculty department ministry bureau office agency"
    " administration authority commission committee council board court tribunal parliament assembly congress senate"
    " house duma cabinet government secretariat service services forces force army navy guard guards corps division"
    " brigade regiment battalion squadron police party union federation confederation league association society"
    " organization organisation foundation club team alliance coalition front movement brotherhood order church diocese"
    " orchestra band ensemble choir philharmonic symphony ballet theatre company laboratory laboratories lab center"
    " centre hospital museum library gallery f.c. fc united rovers rangers lions tigers bears giants dodgers cubs"
    " yankees sox bulls lakers athletic wanderers city town albion hotspur gmbh ag sa s.a. spa nv n.v. ab oy".split()
)
"""Lower case. What the names of organizations end in, or hold before "of"."""

PLACE_HEADS = frozenset(
    "city town village county district province region state republic kingdom empire federation territory island"
    " islands isle peninsula cape bay gulf sea ocean lake river creek falls valley canyon mountain mountains mount"
    " hill hills peak range desert forest park garden gardens square plaza street avenue road boulevard lane highway"
    " bridge station airport harbor harbour port beach coast shore north south east west northern southern eastern"
    " western central upper lower new san santa saint st. fort castle palace tower hall stadium arena temple cathedral"
    " abbey cemetery prison oblast krai raion prefecture canton shire heights springs grove plains plateau basin"
    " canal strait channel border continent capital".split()
)
"""Lower case. What the names of places hold."""

DATE_WORDS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug"
    " sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday spring summer autumn fall winter"
    " christmas easter".split()
)
"""Lower case. Words with capitals that name times."""

EVENT_HEADS = frozenset(
    "war wars battle siege revolution rebellion uprising treaty agreement accord accords pact act summit conference"
    " congress olympics games cup championship championships tournament festival award awards prize medal season series"
    " championship open grand prix world cup election elections referendum crisis massacre campaign operation tour day"
    " league album song film movie novel book opera".split()
)
"""Lower case. What events and works are called, whose names look like those of organizations and places."""

CATEGORIES: tuple[tuple[str, frozenset[str]], ...] = (
    ("title", TITLES),
    ("role", ROLES),
    ("say", SAYING),
    ("in", BEFORE_PLACES),
    ("org", ORGANIZATION_HEADS),
    ("loc", PLACE_HEADS),
    ("date", DATE_WORDS),
    ("event", EVENT_HEADS),
)
"""The lists by the short names that the model's features have for them."""


def categories(lower_word: str) -> list[str]:
    """Return the short names of the lists that hold a word in lower case."""
    return [name for name, words in CATEGORIES if lower_word in words]
