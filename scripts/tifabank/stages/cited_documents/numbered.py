"""The names of documents and meetings that a number makes: "No. 1 Document", "the 12th meeting of the council", "Vision 2035"."""

from __future__ import annotations

import re

from tifabank.scan import pattern, words

ORDINAL = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|Thirteenth|"
    r"Fourteenth|Fifteenth|Sixteenth|Seventeenth|Eighteenth|Nineteenth|Twentieth|Twenty-[A-Z]?[a-z]+)"
)
NUMBERED_NAME = re.compile(
    r"(?<![\w-])(?:\d{4} )?No\. ?\d{1,2} (?:[Cc]entral )?(?:Document|document)(?![\w-])"
    r"|(?<![\w-])\d{1,3}(?:st|nd|rd|th) (?:(?:executive|plenary|regular|collective study|group study|study|standing committee|general) )?(?:meeting|session)s?(?: of the (?:(?:[\w'’]+ ){0,4}?(?:committee|government|council|congress|commission)|[A-Z]\w+(?:['’]s)?(?: [A-Z][\w'’]+)*)(?: (?:of the|for) (?:\d{1,2}th )?[A-Z][\w'’]+(?: (?:and )?[A-Z][\w'’]+)*)?)?"
    rf"|(?<![\w-]){ORDINAL.lower()} (?:executive |plenary |collective |study )?(?:meeting|session) of the (?:\d{{1,3}}(?:st|nd|rd|th) )?[A-Z]\w+(?: [A-Z][\w'’]+)*(?: (?:of the|for) [A-Z][\w'’]+(?: (?:and )?[A-Z][\w'’]+)*)?"
    r"|(?<![\w-])(?:Vision 20\d\d|Agenda (?:20\d\d|21))(?![\w-])"
    r"|(?<![\w-])(?:Regulation|Directive|Decision) \((?:EU|EC|EEC)\) (?:No\.? ?)?\d{2,4}/\d{2,4}(?![\w-])"
    r"|(?<![\w-])(?!The |A )(?:[A-Z][\w'’]+ (?:in )?){2,4}20\d\d(?= (?:plan|strategy|initiative|program(?:me)?|blueprint|outline)\b)(?: (?:plan|strategy|program(?:me)?|blueprint|outline)\b)?"
    r"|(?<=[\"“])(?:[A-Z][\w'’]+ (?:in )?){2,4}20\d\d(?=[\"”])"
    r"|(?<![\w-])(?:government )?work reports? of the (?:[A-Z][\w'’]+ ){0,4}(?:Court|Procuratorate|Congress|Government|Committee|Council)(?![\w-])"
    r"|(?<=[\"“])\d{1,3} (?:Articles|Measures|Opinions|Provisions|Guidelines)(?=[\"”])"
)

_NOUNS = ("Articles", "Measures", "Opinions", "Provisions", "Guidelines")


def _counted_nouns(plain: str) -> list[int]:
    """Where a noun of "30 Articles" ends, before a closing quotation mark."""
    return [at for at in words('s"', "s”")(plain) if plain.endswith(_NOUNS, 0, at + 1)]


_CUES = (  # what each name holds, and how many characters before it the name may begin
    (words("No."), 5),
    (words(" meeting", " session"), 25),
    (words("meeting of the", "session of the"), 60),
    (words("Vision 20", "Agenda 2"), 0),
    (words("(E"), len("Regulation ")),
    (words("work report"), len("government ")),
    (pattern(r" 20\d\d(?=[\"”]| (?:plan|strategy|initiative|program|blueprint|outline))"), 200),
    (_counted_nouns, 13),
)


def numbered_starts(plain: str) -> list[int]:
    """Where a name with a number may begin."""
    reaches = ((max(0, hit - most), hit + 1) for cue, most in _CUES for hit in cue(plain))
    return sorted({at for reach in reaches for at in range(*reach) if not plain[at - 1 : at].isalnum()})
