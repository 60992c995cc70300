"""What tells a man from a woman in English prose, and a person from an organization: titles, kinship, first names."""

from __future__ import annotations

MALE_WORDS = frozenset(
    """mr sir lord king prince duke earl count baron father brother son uncle nephew grandfather husband man boy
    gentleman fellow lad chap priest monk parson vicar bishop pope king emperor sultan shah sheikh squire master
    monsieur herr senor signor gent grandson stepson step-son spokesman chairman councilman salesman
    congressman businessman policeman fisherman waiter landlord sergeant grandpa papa
    dad knight esq""".split()
)
FEMALE_WORDS = frozenset(
    """mrs miss ms madam madame mademoiselle lady queen princess duchess countess baroness mother sister daughter
    aunt niece grandmother wife woman girl maid nun nurse widow hostess actress waitress landlady housekeeper
    governess mistress empress frau signora senora congresswoman businesswoman spokeswoman chairwoman grandma
    mama mamma mom mum lass heroine granddaughter stepdaughter girlfriend bride""".split()
)
ROLES = frozenset(
    """doctor surgeon physician judge lawyer clerk officer captain colonel major general lieutenant corporal soldier
    sailor pilot driver coachman butler servant steward keeper cook baker butcher farmer shepherd carpenter
    miner peasant beggar thief robber prisoner stranger visitor guest traveler traveller neighbor neighbour
    friend companion cousin child baby youth teacher tutor professor pupil student scholar artist painter poet
    singer musician author editor reporter journalist banker merchant trader dealer shopkeeper innkeeper
    owner manager director inspector detective constable guard sentry scout guide messenger postman secretary
    president minister ambassador governor mayor senator deputy chairman chancellor premier envoy diplomat
    spokesperson speaker leader chief boss host witness voice creature official person parent""".split()
)
"""Nouns for a person that tell no gender."""
MALE_NAMES = frozenset(
    """aaron abdul abraham adam adrian ahmed alan albert alejandro aleksandr alex alexander alexei alfred ali allan
    andre andrei andrew angel anthony antonio arnold arthur barack bashar ben benjamin bernard bill bob boris
    brian bruce carl carlos charles charlie chris christopher craig dan daniel david dennis dick dimitri dmitri
    dmitry dominic donald douglas edgar edmund edward emmanuel eric ernest eugene evgeny felix francis francois
    frank franz fred frederick gary geoffrey george gerald gerhard giovanni gordon graham greg gregory hans
    harold harry hassan henri henry herbert howard hugh ian igor imran ivan jack jacob jacques james jan jason
    jean jeff jeffrey jeremy jerry jim jimmy joe john johnny jonathan jorge jose joseph josh joshua juan justin
    karl keith ken kenneth kevin kirill larry lawrence lee leo leon leonard leonid lewis louis luis luke marco
    marcus mario mark martin matt matthew max maxim michael michel miguel mikhail mike mohamed mohammed muhammad
    narendra nathan ned neil nicholas nicolas nigel nikita nikolai noah norman oleg oliver omar oscar otto
    patrick paul pavel pedro peter phil philip philippe pierre rafael ralph ray raymond recep richard rick
    robert roger roman ron ronald roy rupert russell ryan sam samuel scott sean sebastian sergei sergey seth
    simon stanley stefan stephen steve steven stuart ted terry theodore thomas tim timothy toby tom tommy tony
    vaclav victor viktor vincent vitaly vladimir volodymyr walter wayne wilhelm will william wolfgang xavier
    yevgeny yuri yury""".split()
)
FEMALE_NAMES = frozenset(
    """abigail agatha agnes aisha alexandra alice alison amanda amelia amy anastasia andrea angela anita ann anna
    anne annie antonia audrey barbara beatrice bertha beth betsy betty brenda bridget camilla carol caroline
    catherine cecilia charlotte chloe christina christine clara claire claudia condoleezza cynthia daisy deborah
    denise diana diane dolores donna doris dorothy edith eileen elaine eleanor elena elizabeth ella ellen elsa
    elvira emily emma erin esther ethel eva eve evelyn fatima fiona florence frances georgina gertrude gladys
    gloria grace hannah harriet hazel heather helen henrietta hillary ida ingrid irene irina isabel isabella ivy
    jacqueline jane janet jean jennifer jenny jessica jill joan joanna josephine joyce judith judy julia julie
    karen kate katherine kathleen katie kelly kim kitty laura lena lily linda lisa liz lizzie louisa louise
    lucia lucy lydia lyudmila mabel madeleine margaret maria marian marie marina marjorie martha mary matilda
    maud megan melania melissa mercedes michelle mildred millie miriam molly monica nadia nancy naomi natalia
    natalya natasha nellie nicola nicole nina nora olga olivia pamela patricia paula peggy penelope phyllis
    polly rachel rebecca rita rosa rosalind rose ruth sally samantha sandra sarah sharon sheila sofia sonia
    sophia sophie stella susan suzanne svetlana sylvia tamara tania tatiana tatyana teresa theresa tina ursula
    valentina valeria vanessa vera veronica victoria violet virginia vivian wendy yekaterina yelena yulia zoe""".split()
)
FIRST_NAMES = MALE_NAMES | FEMALE_NAMES
PERSON_NOUNS = MALE_WORDS | FEMALE_WORDS | ROLES
"""What a noun phrase ends in that stands for a person."""
BODIES = frozenset(
    """ministry department agency company firm corporation bank party union government court committee council
    commission group airline army navy police newspaper paper university airport administration authority association
    federation league club institute organization organisation network regulator manufacturer
    retailer cabinet parliament senate embassy""".split()
)
"""Nouns for an organization, which stand for its name."""
