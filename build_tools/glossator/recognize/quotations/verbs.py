"""Verbs of saying, in the forms that stand beside quotations."""

from __future__ import annotations

from collections.abc import Iterable

REGULAR = """
accuse acknowledge add address admit admonish advise affirm agree allege allow announce answer appeal argue ask
assert assure aver bark beg bellow blurt boast boom breathe call caution challenge charge chide chime claim clarify
coax command comment complain concede conclude concur condemn confess confide confirm consent contend continue
correct counsel counter criticise criticize croak crow cry declaim declare demand demur denounce deny describe
detail disagree disclose dismiss drawl echo elaborate emphasise emphasize enquire enthuse enumerate exclaim exhort
explain expound exult gasp groan growl grumble grunt hail hazard hint hiss holler howl implore imply inform inquire
insist instruct interject interpose interrupt intone invite jeer jest joke lament lecture maintain mention moan mock
mumble murmur mutter nag note object observe offer opine order persist pipe plead pledge post postulate praise pray
predict press proclaim profess promise pronounce prophesy propose protest query quip quote rasp ratify reaffirm
reason reassure rebuke recall recite reckon recollect recommend recount reflect refuse reiterate rejoin relate
remark remind remonstrate repeat reply report reprove request resolve respond resume retort reveal roar rule scoff
scold scream screech shout shriek shrill snap snarl sneer snort sob specify splutter squeak squeal stammer state
stipulate stress stutter suggest summarise summarize surmise telephone testify text thunder trumpet tweet underline
underscore urge utter venture verify volunteer vow wail warn welcome whimper whine whisper wonder worry yell
"""
IRREGULAR = """
say says said saying tell tells told telling speak speaks spoke spoken speaking write writes wrote written writing
think thinks thought thinking begin begins began begun beginning read reads reading sing sings sang singing swear swears
swore sworn swearing quoth foretell foretells foretold foretelling retell retells retold retelling
"""
"""Verbs whose forms no rule gives, in all their forms."""
PHRASES = {
    "went": "on", "go": "on", "goes": "on", "going": "on", "gone": "on",
    "broke": "in", "breaks": "in", "breaking": "in", "burst": "out", "bursting": "out",
    "put": "in", "puts": "in", "putting": "in", "cut": "in", "cuts": "in", "cutting": "in",
    "pointed": "out", "points": "out", "pointing": "out", "chimed": "in", "struck": "in",
    "made": "answer", "makes": "answer", "making": "answer", "gave": "answer",
}  # fmt: skip
"""By a verb's form, the word that makes it one of saying."""
MANNER = """
return beam chortle chuckle cough exhale frown gesture giggle grin grimace gurgle hesitate laugh nod pant pause pout
purr shrug shudder sigh simper smile smirk sniff snigger sniffle swallow titter tremble wheeze wink yawn
"""
"""Verbs of a face or a voice, which stand for speech only right beside it."""


def _forms(verb: str) -> tuple[str, ...]:
    """Return a regular verb with its forms in -s, -ed and -ing."""
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    ending = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
    stem = verb + verb[-1] if verb in DOUBLED else verb
    return verb, f"{verb}{ending}", f"{stem}ed", f"{stem}ing"


DOUBLED = frozenset("admit beg concur confer demur grin nag nod quip shrug snap sob chat rap".split())
"""Verbs that double their last letter: admitted."""


def _all(verbs: Iterable[str]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in _forms(verb))


SAYING = _all(REGULAR.split()) | frozenset(IRREGULAR.split())
"""Every form of a verb of saying."""
BESIDE = SAYING | _all(MANNER.split())
"""Every form of a verb that tells a speaker right beside a quotation."""
DUAL = frozenset(
    """address answer appeal call calls challenge charge claim claims command comment comments cry cries demand
    demands detail details echo hint hints jest joke lecture lament mention mock moan murmur note notes object
    objects offer offers order orders pledge pledges praise press promise promises protest protests query read
    reason reasons remark remarks reply replies report reports request requests resolve rule rules scream shout
    state states stress thought text texts urge venture vow warning whisper wonder post posts tweet tweets
    speaking writing reading calling beginning pipe pipes bark barks hail crow crows groan groans grunt growl hiss howl
    howls roar roars shriek shrieks sneer snort sob sobs squeak squeal trumpet thunder wail wails whimper whine wonders
    yell yells laugh laughs smile smiles nod nods cough coughs frown giggle grin grins grimace pause shrug sniff wink
    yawn sigh sighs counsel rebuke boast complaint hum return returns""".split()
)
"""Forms that are more often nouns or something else: they need a subject right before them, or the quotation behind."""

LOOSE = frozenset("begin begins began begun beginning".split()) | _all(
    """allow offer counter charge challenge press breathe volunteer refuse relate rule address persist resume
    correct detail echo order venture""".split()
)
"""Verbs that tell a speaker right beside a quotation, and elsewhere in its sentence mostly other things."""
