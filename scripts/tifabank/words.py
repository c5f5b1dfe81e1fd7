"""English word classes: the closed ones, and the verbs that open coordinated phrases.

What little grammar the rules need is looked up here. The verbs are common ones of official and journalistic prose; many are nouns as
well, so that a verb at the head of a phrase counts only where a phrase follows it.
"""

from __future__ import annotations

PREPOSITIONS = frozenset(
    "of in on at for to with by from into through about between among against during under over across within without towards toward "
    "upon as like including via per after before until throughout around behind beyond despite regarding concerning covering involving than along amid beside besides beneath below above near onto off since except unlike".split()
)
ARTICLES = frozenset("the a an".split())
DETERMINERS = frozenset(
    "the a an this that these those its their our his her your my all both each every some any no various such other".split()
)
AUXILIARIES = frozenset(
    "is are was were be been being am has have had do does did will would shall should can could may might must cannot".split()
)
CONJUNCTIONS = frozenset(
    "and or but nor yet so while whereas because if when although though since unless until that which who whom whose where".split()
)
PRONOUNS = frozenset("i you he she it we they me him her us them this that these those there who which what".split())
FUNCTION = PREPOSITIONS | DETERMINERS | AUXILIARIES | CONJUNCTIONS | PRONOUNS | {"not", "also", "only", "than", "more", "most"}

VERBS = frozenset(
    "spell hand skip apply abandon abide absorb accelerate accept accomplish achieve act adapt address adhere adjust adopt advance advocate aim align allocate allow alleviate "
    "amend analyse analyze answer apply appoint arrange ask assess assist assume attach attract avoid balance ban be become boost break bring broaden "
    "build call care carry change check clarify clean clear close coexist collect combat combine come comply concentrate conduct confirm connect "
    "consider consolidate construct consult continue contribute control convene convert cooperate coordinate correct cover crack create cultivate curb cut deal "
    "decide deepen defend defuse deliver demand demonstrate deploy design detect determine develop devote direct disclose discover discuss display "
    "dispose distribute do draft draw drive ease educate eliminate embrace emphasize empower enable encourage enforce engage enhance enjoy enlarge enrich "
    "ensure establish evaluate examine execute exercise expand experience explain explore expose extend face facilitate fight fill find finish follow "
    "forge form formulate foster fulfil fulfill gather generate get give go govern grasp grow guarantee guard guide handle have hear help highlight "
    "hold identify implement import improve include increase inform inherit initiate inject innovate inspect inspire integrate intensify introduce "
    "invest investigate invite join judge keep know launch lay lead learn leave leverage liberate lift limit link listen live look lower maintain make "
    "manage mark master meet mitigate mobilise mobilize modernise modernize monitor motivate move nurture observe obtain offer open operate oppose "
    "optimise optimize order organise organize overcome oversee participate pay perfect perform persist pilot plan plant play popularise popularize practice practise prepare "
    "present preserve press prevent process produce prohibit promote propose protect prove provide publicise publicize publish punish purify pursue push put raise reach "
    "read realise realize rebuild recognise recognize record reduce refine reform refuse regulate reinforce release rely remain remember remove renew "
    "repair replace report require rescue resist resolve respect respond restore restrict review revise revitalise revitalize root run safeguard "
    "save say seek seize send serve set settle shape share show shut sign simplify smooth solve speak speed spread stabilise stabilize standardise standardize start "
    "stay stick stimulate stop straighten streamline strengthen stress strike strive study submit supervise supply support take target teach tell test think "
    "tighten tolerate trace track train transfer transform treat turn understand undertake unify unite unleash update upgrade uphold urge use utilise utilize "
    "verify visit wage warn watch welcome widen win withdraw work write yield "
    "abolish accumulate acquire activate admit advise afford aid alter announce anticipate appeal approve arise arrest assign assure "
    "assemble attack await award back bear beat behave believe bind blame borrow brew bridge bury buy calculate calm cancel catch "
    "celebrate centralize certify channel charge chart cheat choose cite classify climb coach code commemorate comment commission "
    "commit communicate compare compensate compete compile complain complement compose compress concede conceive conclude condemn confer "
    "confine conform confront conquer conserve consume contact contain contrast cook copy count counter counteract crush cure cycle damage "
    "dare debate decentralize declare decline decrease dedicate define delay delegate delete depart depend derive describe deserve "
    "desire destroy detain deter devise diagnose dictate differ dig diminish dine disappear discard discourage discuss dismantle dismiss dispatch "
    "disseminate dissolve diversify divide donate double downplay drain drop dry earn eat edit elaborate elect elevate embark embody emerge "
    "emit employ encounter endeavor endow endure energize enlist enroll ensue entail enter entrust equip eradicate escape escort "
    "evacuate evade evolve exceed exchange exclude exempt exert exist exit expedite experiment exploit export expropriate extinguish extract fail "
    "feed fetch file filter finance fine fix flow focus forbid forecast foresee forgive formalize found free fulfill fund gain gauge generalize "
    "grant greet halt harmonize harness harvest hasten hear heed hide hinder hire honor honour host house identify ignore illuminate imagine imitate "
    "immunize impart impede impose imprison incite incorporate incur indicate induce infer inject injure inquire insert insist install instil instill "
    "institute institutionalize instruct insure intend interact intercept interpret intervene invent involve irrigate isolate issue jail jump justify "
    "kill knock label lack land laugh legalize lend lengthen let levy liaise lighten listen load localize locate lock lose love "
    "magnify mail mandate manufacture map market mature maximise maximize mean mediate memorize mend mention merge minimise minimize modify mount "
    "name narrow negotiate neutralize note notice notify nourish number oblige obstruct occupy occur offset operate outline outlaw outsource overhaul overlook "
    "override owe pack paint pass patrol penetrate permit persecute persuade phase pick place plug plough plow pool pose post postpone "
    "pour praise preach precede predict prefer prescribe press pretend prevail prioritise prioritize privatize proceed proclaim procure "
    "prolong prosecute prosper provoke pull pump purchase quell quicken quote rally rank rate rationalise rationalize react reaffirm rear reassure rebalance "
    "receive recite reclaim recommend reconcile reconstruct recover recruit rectify recycle redistribute redouble redress reelect refer reflect refrain refurbish regain "
    "regard register regret reiterate reject rejuvenate relate relax relieve relocate remedy remind remodel render renovate rent repay repeat repel reproduce "
    "reserve reshape reside resign resort resume retain retire retreat retrieve reuse reveal reverse revive reward rid ring rotate rule sacrifice safeguard "
    "sanction satisfy scale scan schedule scrap screen seat secure see select sell separate sew shake shed shelter shift shorten shoulder shrink sing "
    "sit slash slow smash smell smuggle soften sort sound spare specialise specialize specify spend split sponsor spur squeeze staff stage steer stem "
    "step store streamline stretch strip structure subsidise subsidize substitute succeed sue suffer suggest suit sum summarise summarize "
    "summon surpass surrender surround survey survive suspect suspend sustain sweep swim switch synchronize systematise systematize tackle tailor tap taste tax tear tell "
    "terminate test thank throw tie tolerate top touch tour toughen tour trade trail transcend transition translate transmit transplant transport travel trigger try tune "
    "uncover undergo underpin undertake undo unearth unfold uncover unload unveil uproot upset urbanize usher vaccinate validate value vary vie view "
    "violate visualize vitalize volunteer vote wait walk want warm wash waste water weaken wear weave weigh widen wipe wish withstand witness worry worsen ruin bend obey steal gamble brawl quarrel beg bow kneel pray shout whisper mop mow sow reap boil bake smoke smile admire despise scold insult mock flatter deceive bribe rob loot hoard squander litter spit evade beautify cherish console repent symbolize symbolise "
    "happen complete add seem forget expect agree appear begin appreciate represent tend suppose attend swear argue suck arrive "
    "belong deny breathe convince qualify acknowledge bless apologize cease accommodate possess subscribe wade consist threaten "
    "pierce opt unlock interfere distinguish dominate fade constitute testify convey entertain imply reset confess accompany flee "
    "kindle explode hesitate behold reckon excel resemble thrive perceive accuse distract illustrate adore beware comprehend "
    "manipulate drown navigate restart confuse disappoint wander advertise apologise erase knit pronounce suppress refresh undermine "
    "dub criticize endorse plead portray reconsider assert comprise differentiate presume interrupt invade attain commence "
    "congratulate disrupt offend commute contend disturb cater administer cringe expire indulge redeem conceal disable harden "
    "recreate starve collaborate descend correspond cling coincide kidnap speculate wrestle aspire cleanse crave annoy applaud "
    "disconnect rejoice roam suffice simulate enact migrate mourn betray defy divert muster reopen carve compute contemplate depict "
    "embarrass emulate err soar vanish authorize authorise resent lessen loosen originate reunite weep decorate infect revisit "
    "awaken contradict escalate ignite ponder revert slay capitalize deem inflict inhibit grieve inhabit invoke characterize "
    "characterise perish intimidate linger overtake ascertain collide denote excite compel degrade withhold abound customize "
    "encompass evoke outweigh restrain complicate expel hover meditate reload revoke attest avenge brighten commend inhale ascend "
    "denounce quantify relive revolve seduce shun converge discern endanger partake enlighten mislead overturn shatter signify tempt "
    "disarm fend mingle pave redirect wield affirm appease assassinate criticise defer equate revamp amaze augment deprive "
    "exaggerate intersect perpetuate rejoin renounce resonate unravel allege concur demolish deport rename soothe circulate condone "
    "deflect devour envision reconnect skim amplify propel socialize circumvent deteriorate entice misunderstand overwhelm sever "
    "sharpen avert decipher delve furnish refute vacate disapprove relinquish discontinue dispense elicit impeach jeopardize lurk "
    "retaliate subtract deduct propagate redefine reinstate remit unwind automate derail distort humiliate irritate abstain banish "
    "emphasise omit deviate regroup reimburse reinvent resurrect solicit subdue succumb sympathize vibrate assimilate glorify "
    "replenish alienate configure erode preclude retract apprehend decode improvise sift veer wither adorn detract dissuade "
    "evaporate inflate legislate outperform reappear rearrange restructure invalidate normalize normalise rehabilitate stifle detach "
    "eject fluctuate forgo infringe materialize preside solidify bestow curtail flatten negate outnumber deactivate deduce displace "
    "erupt evict persevere dissipate encode subvert topple disqualify embed immerse oust profess ratify recast rehearse synthesize "
    "confiscate disprove divulge impair categorize corroborate exacerbate refinance reschedule accrue enquire forsake confide "
    "dissect expend fortify interrogate emigrate fabricate finalize rework annihilate darken disintegrate oppress pertain subside "
    "disband populate rescind cede coerce depress pollute suffocate defraud meddle nullify overpower revolutionize implicate implore "
    "necessitate overdo absolve contaminate disobey diverge enslave overestimate substantiate trample constrain exclaim extort "
    "falter infuse repress conspire dampen intrude outlast aggravate destabilize reassess rediscover reorganize reorganise terrify "
    "allot calibrate dislodge familiarize narrate obliterate seep colonize devolve reciprocate amass enclose placate stipulate "
    "accentuate encrypt instigate ascribe clothe legitimize quash waver bombard culminate penalize penalise dredge plaster".split()
)


NOUNS_TOO = frozenset(
    "hand work plan report support reform study practice balance control share care demand test mark record process guarantee supply change increase "
    "use order need focus guide master measure trace track target visit watch spread speed stress strike start stop stay stick run say seal show "
    "sign shape set record reform record act aim answer attempt ban base benefit boost break care call cause challenge check claim comfort control "
    "cover cut deal design display draft drive experience exercise experiment express face fight function form guard hold influence interest issue "
    "judge lead limit link list live look lower market object offer open order perfect pilot place play practice present press progress project "
    "purchase push question race reach record release research respect rest result return review risk rise sense serve service stand state "
    "step store stress struggle supply support surprise survey water waste fine fund finance land house market post name number note rate rank rent mail map label file code coach charge chart bridge cook copy count cure cycle damage debate decline decrease delay desire divide drop escape exchange exit export fail feed filter flow gain grant halt harvest host issue jump kill lack load lock love mandate mention mount notice patrol phase post praise press quote rally regret reserve reward rule sacrifice sanction scale schedule scrap screen seat shelter shift sort sound split staff stage stem step store structure tap tax tear tie top touch tour trade trail transition transport travel trigger tune volunteer wait walk warm wash wish witness worry surprise survey talk taste tax train transfer trust turn update upgrade value view voice vote "
    "commission conduct contact contrast institute request delegate dispatch escort extract permit remedy resort sponsor "
    "address advance aid appeal arrest attack award blame channel combat comment complement counter crack encounter endeavor exploit "
    "forecast gamble gauge handle harness help highlight hire honor honour import insult jail laugh launch leverage levy lift litter "
    "loot manufacture monitor move offset outline overhaul pack paint plant plough plow plug pool pose pump quarrel recruit refuse "
    "regard register repair repeat rescue reverse ring root ruin scan shake shed shoulder shout smash smell smile smoke spare "
    "stretch strip substitute suit sum suspect sweep swim switch transplant treat try upset urge wage welcome whisper yield advocate "
    "back bow catch cheat close compress drain draw knock spit spur steer surrender".split()
)
"""Verbs that are common nouns as well."""

ONLY_VERBS = VERBS - NOUNS_TOO
"""Verbs that are no common nouns."""

_WITH_PREPOSITION = frozenset(
    "adhere focus strive persist cooperate rely participate engage respond adapt contribute aim concentrate comply stick live move go come look "
    "begin start proceed work talk cope communicate push carry give take fight struggle insist abide consist depend deal care think act ask".split()
)


def is_verb(word: str, following: str) -> bool:
    """Whether a lower-case word can be a verb in its base form before the word that follows it."""
    if word not in VERBS:
        return False
    if following in PREPOSITIONS:
        return word in _WITH_PREPOSITION or (word not in NOUNS_TOO and following not in ("of", "like"))
    return following not in AUXILIARIES and (word not in NOUNS_TOO or following in DETERMINERS or following not in FUNCTION)


_IRREGULAR_PAST = frozenset(
    "took went came made gave said saw told wrote spoke became began broke brought built bought caught chose drew drove fell fought found flew "
    "got grew held kept knew laid led lost met paid ran rose sat sent sold spent stood struck taught thought threw understood won wore slept ate "
    "broken written known given taken seen done shown driven spoken chosen drawn fallen flown grown thrown worn beaten frozen hidden "
    "drank sang swam left heard sank shrank sprang dug swept bit fed bred swore tore slid spun stole swung sought bent lent hung dealt felt shot hid woke rode shook".split()
)


def is_past(word: str) -> bool:
    """Whether a lower-case word is the past form of a verb."""
    regular = word.endswith("ed") and (word[:-2] in VERBS or word[:-1] in VERBS or (word.endswith("ied") and word[:-3] + "y" in VERBS))
    return regular or word in _IRREGULAR_PAST


def is_present(word: str, following: str) -> bool:
    """Whether a lower-case word is the third person of a verb, to judge by what follows."""
    stem = word[:-1] if word.endswith("s") else ""
    stems = {stem, stem.removesuffix("e"), stem[:-2] + "y" if stem.endswith("ie") else stem}
    return (
        bool(stem)
        and following != "of"
        and bool(stems & VERBS)
        and (following in DETERMINERS or following in {"to", "that", "on", "not", "us", "in"} or not stems & NOUNS_TOO)
    )


def is_adjective(word: str) -> bool:
    """Whether a lower-case word is formed as an adjective ("cultural", "strategic")."""
    return (word.endswith(("al", "ic", "ive", "ous", "ary", "ful", "able", "ible", "less")) and len(word) > 4) or word in _ADJECTIVES  # noqa: PLR2004


_ADJECTIVES = frozenset(  # formed otherwise
    "new big different important large nice happy strong similar sorry certain foreign difficult recent sad southern northern eastern western fresh "
    "weird healthy aware rare unique mad excellent honest nuclear proper cheap afraid supreme young old soft angry weak cute urban corporate pure strange "
    "tiny bright guilty relevant false random accurate unlike severe nearby raw solar ultimate immediate tall inner vast consistent silent "
    "everyday violent hungry confident naked efficient odd ugly remote decent sudden intense subsequent valid genuine upcoming wooden apparent desperate "
    "ongoing sufficient distinct intelligent awkward outer rude diverse bold lonely lazy sacred strict nasty pleasant bitter clever handsome distant "
    "widespread unfair infinite convenient urgent harsh mandatory cruel linear adjacent mild molecular selfish indoor outdoor passionate subtle hostile nationwide "
    "sunny ignorant modest bizarre delicate transparent acute evident neat uncertain dense intact irrelevant fortunate thorough explicit maritime superb "
    "absurd elegant profound risky robust secular newer fierce competent rich poor high low rural long short good bad safe free local military "
    "modern beautiful civilized harmonious prosperous democratic wealthy clean green smart digital open equal fair just early late wide deep broad narrow "
    "steady orderly timely friendly costly daily weekly monthly yearly elderly dynamic resilient prudent diligent frugal thrifty innocent permanent "
    "frequent recurrent prominent eminent vibrant stable humane precise concrete coherent prompt public private main key".split()
)


def is_adverb(word: str) -> bool:
    """Whether a lower-case word is formed as an adverb ("jointly"), and no verb ("apply")."""
    return word.endswith("ly") and word not in VERBS


def is_participle(word: str) -> bool:
    """Whether a lower-case word is formed as an -ing participle."""
    return word.endswith("ing") and len(word) > 4 and word not in _NO_PARTICIPLES  # noqa: PLR2004


_NO_PARTICIPLES = frozenset(
    "thing something nothing anything everything morning evening during king spring string wing sibling ceiling".split()
)
