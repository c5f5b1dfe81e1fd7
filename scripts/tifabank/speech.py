"""Verbs of saying: the word lists that quotations and attributions share.

A verb is given by the forms in which it brings reported speech. `CLAUSE` verbs bring a clause or a quotation ("said that ..."),
`BARE` verbs a clause without "that" ("said the ..."), `OBJECT` verbs a noun phrase or an infinitive ("put forward the concept").
"""

from __future__ import annotations

from tifabank.trie import trie

_REGULAR = (  # stems to which -s, -ed, -ing are added
    "stress explain claim warn argue add remark observe reiterate reaffirm affirm underline highlight suggest maintain insist pledge promise "
    "confirm conclude clarify stipulate mention acknowledge reveal predict comment declare announce propose recommend demand require urge ask "
    "disclose recall assert instruct advise agree report respond caution order express request advocate vow believe hope note state "
    "answer reply emphasize emphasise call point decide remind outline raise praise condemn criticize criticise describe summarize admit resolve joke "
    "sneer quip mutter shout grumble murmur scoff retort whisper plead boast assure counter concede summarise introduce estimate complain lament exclaim testify inform cite quote specify provide envision deny find swear allege recount proclaim confess reckon surmise contest chant hint"
).split()
_IRREGULAR = (
    "say says said saying tell tells told write writes wrote think thinks thought hold holds held "
    "object objects objected found swore underscore underscores underscored underscoring contend contends contended ruled posted tweeted"
).split()
_PHRASES = [
    *(f"{make} clear" for make in ("make", "makes", "made", "making")),
    *(f"{make} it clear" for make in ("make", "makes", "made", "making")),
    *("put it", "puts it"),
]


def _forms(stem: str) -> list[str]:
    """The finite forms and the participle of a regular verb."""
    if stem.endswith("y") and stem[-2] not in "aeiou":
        return [stem, stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing"]
    if stem.endswith("e"):
        return [stem, stem + "s", stem + "d", stem[:-1] + "ing"]
    if stem.endswith(("ss", "sh", "ch", "x")):
        return [stem, stem + "es", stem + "ed", stem + "ing"]
    if stem in ("admit", "quip"):
        return [stem, stem + "s", stem + stem[-1] + "ed", stem + stem[-1] + "ing"]
    return [stem, stem + "s", stem + "ed", stem + "ing"]


def _with(stems: str, particle: str) -> list[str]:
    return [f"{form} {particle}" for stem in stems.split() for form in _forms(stem)]


_PUT = ["put", "puts", "putting"]
_SET = ["set", "sets", "setting"]
_FORWARD = [*(f"{put} {to}" for put in _PUT for to in ("forward", "forth")), *(f"{set_} {to}" for set_ in _SET for to in ("forth", "out"))]
_CALLS = [f"{form} {to}" for form in _forms("call") for to in ("for", "on", "upon")]

CLAUSE = frozenset(
    {form for stem in _REGULAR if stem not in {"call", "point", "raise", "praise", "condemn", "order"} for form in _forms(stem)}
    | {*_IRREGULAR, *_PHRASES, *_with("point", "out"), "lays down", "laid down"}
) - {"finding", "finded", "sweared"}
"""Forms that bring a clause or a quotation."""

BARE = frozenset(
    {*"say says said think thinks thought told".split()}
    | {f for stem in "believe hope claim argue insist swear".split() for f in _forms(stem)}
)
"""Forms that bring a clause without "that"."""

_BRINGING = (
    "propose announce declare stress emphasize emphasise reiterate reaffirm underline highlight demand require request urge advocate "
    "recommend suggest pledge promise vow stipulate decide instruct order"
)
OBJECT = frozenset(
    {form for stem in _BRINGING.split() for form in _forms(stem)}
    | {
        *_FORWARD,
        *_CALLS,
        "underscore",
        "underscores",
        "underscored",
        *(f"{form} of" for form in ("speaks", "spoke")),
        *_with("warn", "of"),
        *_with("complain", "of"),
        *_with("complain", "about"),
        *_with("point", "out"),
        *_with("warn", "against"),
        *_with("ask", "for"),
    }
)
"""Forms that bring a noun phrase or an infinitive."""

QUOTING = frozenset(
    "continue continues continued laughs laughed sighs sighed smiles smiled shrugs shrugged cries cried muses mused wonders wondered remembers remembered grins grinned nods nodded chuckles chuckled interrupts interrupted teases teased".split()
) | {"goes on", "went on"}
"""Forms that are verbs of saying beside a quotation only."""

READING = frozenset(("read", "reads"))
"""Forms that bring what a text says, after a colon or a comma and in quotation marks."""

AFTERTHOUGHT = CLAUSE - frozenset(
    form
    for stem in "require demand request order specify provide stipulate find instruct praise raise express outline "
    "introduce describe cite answer agree inform assure advocate hold decide declare contest deny".split()
    for form in (*_forms(stem), "found", "holds", "held")
) | {"finds"}
"""Forms that may follow what is said without quotation marks ("The canal has frozen, the bureau says")."""

TALKING = frozenset(
    form
    for stem in "reply answer complain insist recall joke shout whisper plead retort grumble scoff quip explain".split()
    for form in _forms(stem)
) | frozenset("said says told tells swore".split())
"""Forms that people use: whoever stands before them speaks ("the plumber replied that ...")."""

NAMING = frozenset(form for stem in "call describe dub label brand characterize".split() for form in _forms(stem)) | {"dubbed"} - {"dubed"}
"""Forms that bring an object and what it is called, in quotation marks ("called it “...”")."""

ASKING = frozenset(
    {form for stem in "ask urge instruct order remind advise request warn caution encourage".split() for form in _forms(stem)}
    | {"tell", "tells", "told", "telling"}
)
"""Forms that bring somebody and an infinitive ("asked the counties to ...")."""

TELLING = frozenset(form for stem in "remind inform warn assure".split() for form in _forms(stem)) | {"tell", "tells", "told", "telling"}
"""Forms that bring somebody and what they hear ("reminded the cadres that ...")."""

BASE = frozenset(
    {*_REGULAR, "say", "tell", "write", "think", "hold", "object", "call for", "call on", "call", "describe", "dub", "label", "brand"}
)
"""Forms that need a plural or a pronoun before them, or an auxiliary verb; many are nouns as well."""

SPOKEN = frozenset(
    {form for stem in "say emphasize emphasise stress point note state".split() for form in _forms(stem)}
    - {"point", "stress", "note", "state", "states", "points"}
)
"""Forms that are nearly always verbs of saying."""

_ALL = CLAUSE | OBJECT | QUOTING
SAYING = trie(_ALL)
"""Regular expression for all forms, in lower case, the longest first."""

FIRST_WORDS = frozenset(form.split()[0] for form in _ALL)
"""Words with which the forms begin: where none of them stands, `SAYING` need not be searched."""
