"""The nouns and adjectives at the head of predicates: of a kind, of a name, of worth, of images, of persons; parts of expressions."""

from __future__ import annotations

GENUS_NOUNS = (
    r"process|practice|ability|capacity|state|condition|act|activity|method|system|set|sum|totality|mechanism|principle|idea|concept|notion|term|"
    r"name|form|kind|type|way|approach|model|mode|pattern|arrangement|institution|organization|organisation|body|agency|document|instrument|"
    r"policy|strategy|theory|doctrine|framework|right|relationship|structure|community|network|programme|program|project|slogan|phrase|"
    r"formulation|style|field|discipline|branch|measure|index|indicator|ratio|rate|unit|area|space|platform|tool|technique|technology|"
    r"device|figure|amount|collection|group|association|service|facility|scheme|campaign|movement|initiative|plan|law|norm|standard|degree|"
    r"extent|part|place|person|feeling|sense|head|leader|duty|idea that|belief|family|household|enterprise|zone|region|disease|substance|material|event|effort|subset|share|proportion|tendency|combination|exchange|provision|division|distribution|gap|distance|phenomenon|ideology|tradition|custom|quality|attitude|acronym|abbreviation|expression"
)
"""Nouns of kinds: "a method that", "the principle of"."""

NAMING_NOUNS = (
    r"name|word|term|phrase|shorthand|short|jargon|slang|euphemism|abbreviation|acronym|code word|label|nickname|byword|catchword|catch-all|"
    r"umbrella term|collective term|metaphor|synonym"
)
"""Nouns of wordings: "the official phrase for"."""

WORTH_NOUNS = (
    r"guarantees?|foundations?|cornerstones?|keys?|core|essence|soul|lifelines?|lifeblood|premises?|prerequisites?|preconditions?|bedrock|"
    r"ballast(?: stone)?|backbone|pillars?|hearts?|roots?|root cause|hallmarks?|embodiments?|requirements?|symbols?|compass|(?:magic )?weapons?|treasures?|"
    r"engines?|(?:driving )?forces?|focus|starting points?|foothold|safeguards?|barometers?|touchstones?|boosters?|aspirations?|mainstay|anchor|"
    r"shields?|drivers?|crystalli[sz]ation|crux|yardstick|criterion|imperative|must|necessity|priority|top priority|bottom line|red line|main line|"
    r"main theme|basis|feature|features|characteristics?|advantages?|test|mission|purpose|goal|source|guide|measure of|reflection|manifestation|lesson|task|demand|need|line of defen[cs]e|defining feature|last word|blueprint|model|condition|foundation stone|currency|first line|first (?:resource|priority|productive force|wealth|duty)"
)
"""Nouns of worth: "the guarantee of"."""

FIGURES = (
    r"mirrors?|bridges?|bonds?|ties|windows?|thermometers?|stabili[sz]ers?|accelerators?|propellers?|wings?|wheels?|locomotives?|cradles?|"
    r"(?:fertile )?soil|seeds?|seedbeds?|nerve endings?|nerves|capillar(?:y|ies)|arter(?:y|ies)|cells?|last (?:mile|kilomet(?:er|re))|"
    r"first (?:gate|pass|step|button)|levers?|fulcrums?|lighthouses?|beacons?|banners?|helmsm[ae]n|locks?|(?:iron |copper )walls?|dams?|dikes?|"
    r"firewalls?|(?:safety )?valves?|swords?|umbrellas?|batons?|rulers?|(?:big |main )?stages?|theatres?|schools?|textbooks?|medicines?|"
    r"remed(?:y|ies)|prescriptions?|cures?|lubricants?|glue|cement|pearls?|jewels?|gems?|gold(?:en)? (?:card|rule|key)|business cards?|"
    r"clothing|thresholds?|springboards?|stepping stones?|ladders?|vehicles?|carriers?|links?|hubs?|brains?|bones?|spines?|blood|lungs|"
    r"stomachs?|rice bowls?|hopes?|future|directions?|heaven|creators?|masters?|protagonists?|main (?:body|force|battlefield|channel|channels)|"
    r"decisive factors?|wellsprings?|springs?|fountains?|fountainheads?|resources?|wealth|assets?|capital|weather ?vanes?|pools? of dead water|"
    r"heaps? of|thread|threads|newspapers?|eyes|ears|trump cards?|ace|antidotes?|panacea|vaccines?|granar(?:y|ies)|reservoirs?|gatekeepers?|"
    r"sentinels?|navigators?|barrier|barriers|fortress(?:es)?|bastions?|vanguards?|ramparts?|battlegrounds?|servants? of the people|watershed|turning point|litmus test|linchpins?|lynchpins?|fabric|glass ceiling|Achilles heel"
)
"""Nouns of images: "the mirror of"."""

WORTH_ADJECTIVES = (
    r"(?:most |very |more |so )?(?:important|crucial|vital|essential|fundamental|basic|key|core|inevitable|necessary|indispensable|powerful|strong|solid|effective|"
    r"significant|major|central|primary|decisive|eternal|bounden|sacred|urgent|distinctive|greatest|biggest|best|highest|ultimate|inherent|"
    r"intrinsic|natural|proper|due|objective|practical|concrete|vivid|firm|reliable|only|main|top|strategic|internal|essential|critical|paramount|overarching|long-term|common|integral|systematic|systemic|arduous|real|true|scarcest)"
)
"""Adjectives of worth: "an important part"."""

PERSONS = (
    r"scholar|teacher|lawyer|professor|writer|journalist|reporter|student|farmer|doctor|researcher|director|editor|author|official|fellow|"
    r"resident|citizen|native|member|worker|engineer|economist|lecturer|columnist|volunteer|historian|sociologist|analyst|secretary|founder|"
    r"chairman|chairwoman|president|mayor|minister|judge|nurse|poet|artist|graduate|veteran|cadre|partner|manager|chief|entrepreneur|man|woman|"
    r"girl|boy|mother|father|grandmother|grandfather|widow|couple|neighbou?r|translator|novelist|photographer|spokesperson|consultant|clerk|commissioner|head|deputy|delegate|shopkeeper|driver|fisherman|retiree|pensioner|lad|boss|speaker|expert|activist|critic|chair|leader|captain|coach|winner|candidate|politician|singer|actor|reformer"
)
"""Nouns of persons: "an independent scholar"."""

PLACES = (
    r"city|town|township|village|county|district|province|municipality|region|country|nation|state|street|hamlet|hotel|restaurant|shop|company|"
    r"firm|school|university|hospital|river|island|lake|mountain|building|station|port"
)
"""Nouns of places: "a county in the west"."""
