"""The phrases that drafters use, as tokens.

Word order is the grammar's business; here each phrase of the Code's language has a name, in all its forms.
Commas, colons, semicolons, capitals of ordinary words, curly quotes, kinds of hyphen, no-break spaces and
line breaks make no difference. Patterns are regular expressions in which a space stands for any run of
white space (and of characters that do not print), and a hyphen for any kind of hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import frozen

from sec_rules.drafting.numbers import NUMBER, ORDINALS

INVISIBLE: Final = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
_SPACE: Final = rf"[\s{INVISIBLE}]+"
_HYPHEN: Final = "[-\u2010\u2011\u2012\u2013]"

USER: Final = "(?:(?:it|they)|(?:(?:a|an|each|any|every|the|that|such|all|those) )?Users?)"
_ITS: Final = "(?:its|the|that|such|their|an?|whose|(?:that|the|such|a) User(?:'|\u2019)s)"
ASSESSED: Final = "User Security (?:Self-)?Assessment"
INITIAL: Final = (
    "(?:the (?:year|date|calendar year) (?:of|in which (?:it|that User|the User) (?:underwent|completed|undertook)) )?"
    "(?:its|the|that User(?:'|\u2019)s|the User(?:'|\u2019)s|such User(?:'|\u2019)s|their|an?) "
    "(?:initial|first) Full User Security Assessment(?: (?:was|is) (?:undertaken|completed|carried out))?"
)
_AFTER: Final = f"(?: (?:immediately )?(?:after|following|subsequent to|from) {INITIAL})"
_NTH: Final = "(?P<nth>" + "|".join(ORDINALS) + r"|\d{1,2}(?:st|nd|rd|th))"
LABEL: Final = r"[A-Z]\d{1,2}\.\d{1,3}[A-Z]{0,3}(?: ?\((?:[a-z]{1,3}|\d{1,2})\))*"
REFERENCE: Final = rf"(?:(?:Sections?|Clauses?|Conditions?) )?{LABEL}"
REFERENCES: Final = rf"{REFERENCE}(?:(?:,| and| or|, and|, or| and/or| to|,? inclusive of) {REFERENCE})*"
_PARA: Final = r"\((?:[a-z]{1,3})\)"
_RANGE: Final = (
    rf"(?:(?:paragraphs?|sub-paragraphs?|limbs?|items?) )?"
    rf"(?:{_PARA} (?:to|through|-) {_PARA}|{_PARA}(?:, {_PARA})*(?:,? and {_PARA})?)(?: above)?(?: inclusive)?"
)
_REPEATING: Final = (
    "(?:the|a|an|that|such|same|those|these|categor(?:y|ies)|kinds?|types?|of|security|user|assessments?|which|repeats?|"
    "repeating|repeated|annual|sequence|cycle|order|rotation|set|out|in|under|described|specified|above|shall|be|is|are|"
    "again|following|follows|by|turn|will|then|preceding|foregoing|according|accordance|with|to|and|so|on|recurring|"
    "repetition|yearly|continuing|continue|as|per|provided|for|from|listed|given|applicable|determined|paragraphs|"
    "pattern|beginning|three-year|two-year|four-year|five-year|six-year)"
)
BODY: Final = (
    "(?:the )?(?:Security Sub-Committee|SSC|Panel|Authority|Secretary of State|Code Administrator|DCC|SMKI PMA|"
    "Privacy Sub-Committee|User Independent Security Assurance Service Provider|Independent Security Assurance "
    "Service Provider|Change Board|SECAS|Security Assessor|Assessor)"
)
_DECIDES: Final = (
    "(?:otherwise )?(?:(?:does not|do not|has not|have not|did not) (?:otherwise )?[a-z]+|directs?|determines?|decides?|considers?|agrees?|consents?|requires?|specif(?:y|ies)|approves?|"
    "confirms?|believes?|gives?|grants?|notif(?:y|ies)|thinks?|is satisfied|is of the (?:opinion|view)|"
    "ha(?:s|ve) (?:directed|determined|decided|considered|agreed|consented|required|specified|approved|confirmed|"
    "notified|given|granted)|may direct)"
)
# A decision's own words run to the next comma or stop, or to where the sentence turns back to the User's duty.
_ON: Final = r"(?:(?! (?:it|that User|the User|such User) (?:shall|must|is required)\b)[^,;:.\u2014])*"
_WHOM: Final = f"with (?:which|whom) (?:{USER}) (?:shares?|is sharing) (?:one or more |any |a |the )?Shared Resources?"
SHARES: Final = (
    "(?:(?:(?:supplied |served )?(?:by|of|for|to|from) |belonging to |attributable to )?"
    "(?:for which |in respect of which )?(?:any|each|every|all|another|an|the|those|such)? ?(?:other )?Users? "
    f"(?:{_WHOM}|(?:which|that) shares? (?:(?:one or more |any |a |the same |the )?Shared Resources?)(?: with (?:{USER}))?)"
    "(?: (?:is|are))?)"
)

# In order: what comes first is tried first. A name may have several rows.
PHRASES: Final[tuple[tuple[str, str], ...]] = (
    ("NOT_USED", r"\[? ?(?:Not used|Intentionally (?:left )?blank|Intentionally omitted|Reserved|Spare)\.? ?\]?"),
    ("PURPOSES_HERE", f"(?:for|in) the purposes? of (?:this Section(?: (?:{LABEL}|[A-Z]\\d{{1,2}}))?|this Code)"),
    ("PURPOSES", "for the purposes? of"),
    (
        "ASSESSING",
        "(?:in|when|for the purposes? of) (?:assessing|determining|calculating|counting|ascertaining)(?: whether)?",
    ),
    ("WITHOUT_PREJUDICE", "without prejudice to(?: the generality of)?(?: the provisions of)?"),
    ("NOTWITHSTANDING", "(?:notwithstanding|despite)(?: the provisions of| anything in)?"),
    ("YIELDS", f"subject to(?: the provisions of)?(?= {REFERENCE})"),
    ("REFERENCES", REFERENCES),
    (
        "DECISION",
        f"{BODY} {_DECIDES}\\b{_ON}"
        f"|in the (?:reasonable |sole )?opinion of {BODY}(?:{_ON}|,[^,;:.]*)"
        f"|(?:{USER} )?(?:(?:can|is able to|has|have) )?(?:demonstrates?|demonstrated|satisf(?:y|ies|ied)|shows?|shown|proves?|"
        f"provides?|provided)\\b[^,;:.]*?(?:(?:to )?the (?:reasonable )?satisfaction of )?{BODY}{_ON}"
        f"|[^,;:.()]*?\\bto the (?:reasonable )?satisfaction of {BODY}{_ON}"
        f"|otherwise (?:directed|determined|agreed|approved|specified|required|decided|notified) by {BODY}{_ON}",
    ),
    (
        "EXCEPT",
        "(?:unless|except (?:where|when|if|that where|in (?:the|any) case where|to the extent that|for Users which|"
        "in cases where)|other than (?:where|when|if|in (?:the|any) case where|in cases where)|"
        "save (?:where|when|if|that where|in (?:the|any) case where|to the extent that)|but not (?:where|if|when))",
    ),
    (
        "EVERY_YEAR",
        f"(?:in|for|during) (?:each|every|any|all) (?:and every )?(?:(?:subsequent|succeeding|later|following) )?"
        f"(?:calendar )?years?{_AFTER}"
        f"|(?:annually|each year|every year|yearly|once (?:in )?(?:each|every|a|per) year){_AFTER}?(?! thereafter)"
        f"|(?:on an annual basis|at yearly intervals){_AFTER}?",
    ),
    (
        "THEREAFTER",
        "(?:in|for|during) (?:each|every|any|all) (?:(?:subsequent|succeeding|later|further|following|other) )?(?:calendar )?"
        "years?(?: (?:thereafter|after that|afterwards|following that|from then on))?"
        "|(?:annually|each year|every year|yearly) (?:thereafter|afterwards|after that|from then on)"
        "|thereafter (?:in each (?:subsequent )?year|annually|each year|every year)|thereafter",
    ),
    ("EVERY_NTH", f"(?:in|for) every {_NTH} year{_AFTER}?"),
    ("FIRST_YEAR", f"(?:in|for|during) the (?:calendar )?year{_AFTER}"),
    ("NTH_YEARS", f"(?:in|for|during) the (?:first|next|initial) (?P<many>two|three|four|five|six) years{_AFTER}"),
    (
        "NEXT_YEARS",
        "(?:in|for|during) (?:each of )?the (?:(?:immediately |next )?(?:following|next|succeeding|subsequent) )"
        "(?P<more>two|three|four|five|six) years",
    ),
    (
        "NTH_YEAR",
        f"(?:in|for|during) (?:the|that|each) {_NTH}(?: such| calendar| subsequent)? year"
        f"(?:{_AFTER}|(?: (?:after|following) (?:that|such) (?:year|initial assessment|assessment)))?",
    ),
    (
        "NTH_AND_NTH",
        f"(?:in|for|during) (?:each of )?the (?P<nths>(?:{'|'.join(ORDINALS)})(?:(?:,| and|, and|, or| or) "
        f"(?:the )?(?:{'|'.join(ORDINALS)}))+) (?:such )?years?{_AFTER}?",
    ),
    (
        "NEXT_YEAR",
        "(?:in|for|during) the (?:(?:immediately|then|year|next) )*(?:following|next|succeeding|subsequent|ensuing)"
        "(?: following| succeeding)? (?:calendar )?year"
        "|(?:in|for|during) the year (?:immediately )?(?:after|following)(?: that(?: year)?| the (?:first|second|third|"
        "fourth|fifth) such year|(?= to| a| an|,))|(?:in|for) the year (?:next|immediately) (?:following|after)(?: that)?",
    ),
    (
        "REPEAT",
        rf"(?=(?:{_REPEATING} |{_RANGE} )*(?:repeat|sequence|cycle|rotation|pattern))"
        rf"(?:{_REPEATING} )*(?<=[a-z ]){_RANGE}(?: {_REPEATING}\b(?! (?:Full|Verification|User)))*",
    ),
    (
        "REPEAT_ALL",
        rf"(?=(?:{_REPEATING} )*(?:repeat|sequence|cycle|rotation|pattern))(?!to )(?:{_REPEATING} )*"
        r"(?:sequence|cycle|rotation|pattern|repeated|repetition|repeats)\b",
    ),
    ("FULL", "(?:a|an|the|another|such|one)? ?(?:further )?Full User Security Assessments?"),
    ("VERIFICATION", "(?:a|an|the|another|such|one)? ?(?:further )?Verification User Security Assessments?"),
    ("SELF", "(?:a|an|the|another|such|one)? ?(?:further )?User Security Self-? ?Assessments?"),
    (
        "BE_SUBJECT",
        "(?:shall|must|will|is to|are to|is required to|are required to|shall be required to) (?:also )?be (?:made )?subject"
        "|(?:is|are) subject(?= to| in| annually|:)",
    ),
    (
        "UNDERGO",
        "(?:shall|must|will|is to|are to|has to|have to|needs? to|(?:is|are|shall be) (?:required|obliged) to|shall be liable to"
        "|is under a duty to) (?:undergo|undertake|complete|carry out|have|submit to|be assessed by(?: way of| means of)?|"
        "perform|conduct)",
    ),
    ("BETWEEN", "(?:(?:is|are|lies?|falls?|is anywhere) )?between"),
    ("FROM", "(?:(?:is|are|ranges?) )?(?:in the range )?from"),
    ("INCLUSIVE", r"\( ?(?:both )?inclusive ?\)|inclusive|\( ?both (?:figures |ends )?inclusive ?\)"),
    ("EXCLUSIVE", r"\( ?exclusive ?\)|exclusive"),
    (
        "AT_LEAST",
        "(?:(?:is|are|be|being) )?(?:equal to,? or,? (?:greater|more|higher|larger)(?:,? than)?|(?:greater|more|higher) than,? or,? "
        "(?:is )?equal(?:s)?(?: to)?|equals? or exceeds?|exceeds?,? or,? (?:is )?equal(?:s)?(?: to)?|equal to or exceed(?:s|ing)|"
        "at least|not (?:less|fewer|lower|smaller) than|no (?:less|fewer|lower) than|not below|not under|a minimum of)|"
        "(?:meets? or exceeds?|reach(?:es|ed)?|amounts? to at least|numbers? at least|"
        "(?:does|do|did) not (?:fall|go) (?:below|short of))",
    ),
    (
        "AT_MOST",
        "(?:(?:is|are|be|being) )?(?:equal to,? or,? (?:less|fewer|lower|smaller)(?:,? than)?|(?:less|fewer|lower) than,? or,? "
        "(?:is )?equal(?:s)?(?: to)?|equals? or is (?:less|fewer) than|at most|not (?:more|greater|higher|larger) than|"
        "no (?:more|greater|higher|larger) than|not above|not over|not in excess of|not exceeding|a maximum of|"
        "no(?:t)? (?:number )?in excess of)|"
        "(?:does|do|did|shall|may) not exceed|fails? to exceed|(?:does|do) not (?:go|rise) above|amounts? to at most",
    ),
    ("AT_MOST", "(?:(?:is|are) )?up to and including"),
    ("UP_TO", "(?:(?:is|are) )?up to"),
    (
        "EXCEEDS",
        "exceed(?:s|ed|ing)?|(?:(?:is|are|be|being) )?(?:(?:more|greater|higher|larger) than|above|over|in excess of)|surpass(?:es)?|"
        "(?:does|do) not fall at or below",
    ),
    (
        "LESS_THAN",
        "(?:(?:is|are|be|being) )?(?:less than|fewer than|lower than|smaller than|below|under)|falls? (?:below|short of)|"
        "(?:is|are) not at least|(?:does|do) not (?:reach|equal or exceed)",
    ),
    ("EXACTLY", "(?:(?:is|are) )?(?:exactly|precisely|equal to)|equals?"),
    ("OR_MORE", "or (?:more|greater|above|over|higher|upwards)"),
    ("OR_FEWER", "or (?:fewer|less|below|under|lower)"),
    ("BY_TIMES", rf"(?:,? ?when |,? )?(?:multiplied|weighted|increased) by(?: a factor of)? (?P<by>{NUMBER})"),
    ("TIMES", rf"(?P<times>{NUMBER}) (?:times|x|\u00d7)|(?:a multiple of )?(?P<multiple>{NUMBER})-?fold"),
    ("TWICE", "twice|double(?! the burden)"),
    ("THRICE", "thrice|treble|triple"),
    (
        "SUM_OF",
        f"(?:{_ITS} )?(?:combined |aggregate |overall )?(?:sum|total|aggregate)(?: of(?: the following)?|(?= \\(a\\)))"
        f"|(?:the )?(?:combined|aggregate|overall|total) (?:sum|total) of",
    ),
    (
        "NUMBER_OF",
        f"(?:{_ITS} )?(?:(?:aggregate|total|combined|overall) )?numbers? of(?: (?:all|those|such|its))?",
    ),
    (
        "THAT_NUMBER",
        "(?:that|such|the said|the same|this) (?:(?:aggregate|total) )?(?:number|sum|total|aggregate|figure|amount)",
    ),
    ("NON_DOMESTIC", "(?:its |the |their |any |all |those )?Non-? ?Domestic Premises"),
    ("DOMESTIC", "(?:its |the |their |any |all |those )?Domestic Premises"),
    ("PREMISES", "(?:(?:such|those|of such|of those) )?premises"),
    ("IN_IT", "(?:in|from) (?:that|such|the) (?:number|sum|total|count|figure)"),
    (
        "HAS",
        f"(?:{USER} )?(?:has|have|having|with)(?= (?:(?:an?|the|its) )?(?:(?:aggregate|total|combined) )?(?:sum|number|total|aggregate))",
    ),
    ("SUPPLIER_PARTY", "(?:(?:a|an|the|each|any|every|that|such|all) )?Supplier Part(?:y|ies)"),
    ("NETWORK_PARTY", "(?:(?:a|an|the|each|any|every|that|such|all) )?Network Part(?:y|ies)"),
    ("SHARES", SHARES),
    (
        "SHARES",
        "(?:(?:supplied |served )?(?:by|of|for) |for which )(?:those|such|the|each such|any such) other Users?(?: (?:is|are))?",
    ),
    (
        "SHARING",
        f"{USER} (?:shares?|is sharing) (?:one or more |any |a )?Shared Resources? with (?:(?:one or more|any|an|another) )?(?:other )?Users?",
    ),
    (
        "AS_SUPPLIER",
        f"(?:(?:and )?(?:for|of|in respect of|in relation to|at) which )?(?:{USER} )?(?:(?:is|are|acts? as|being) )?"
        "the Responsible Suppliers?(?: for (?:those|such|the|that) (?:Premises|Smart Metering Systems?)| for each of them)?",
    ),
    (
        "AS_NETWORK",
        f"(?:(?:and )?(?:for|of|in respect of|in relation to|at) which )?(?:{USER} )?(?:(?:is|are|acts? as|being) )?(?:either )?the "
        "(?:(?:Electricity Distributors?(?:,? (?:and/or|and|or|or both)(?: the)? Gas Transporters?)?)|"
        "(?:Gas Transporters?(?:,? (?:and/or|and|or)(?: the)? Electricity Distributors?)?)|"
        "relevant Network Party)",
    ),
    (
        "QUALIFIER",
        "in each case|(?:which are |that are |being )?(?:to which (?:it|that User|the User) )?(?:supplied|supplies|supplying)"
        "(?: in each case)?(?: with)?(?: (?:electricity|gas)(?: (?:and/or|and|or)(?: with)? (?:gas|electricity))?)?"
        "(?= (?:through|by means of|via|for which|in respect|of which|at which|exceed|is|are|does|do|and|plus|together|which|by )|,|;|\\.|\\)|$)"
        "|with (?:electricity|gas)(?: (?:and/or|and|or) (?:gas|electricity))?"
        "|(?:(?:which|that) (?:is|are|it supplies) )?(?:supplied |served )?(?:through|by means of|via|using|by way of) "
        "(?:one or more|at least one|an?|its|their|any) Smart Metering Systems?"
        "|(?:each of )?(?:which|that) (?:is|are) supplied(?= (?:through|by means of|via))"
        "|in aggregate|in total|taken together|when (?:added|taken) together|\\(in aggregate\\)|\\(taken together\\)",
    ),
    ("MEANS", "means|shall mean|is defined as|shall be defined as|refers to|has the meaning of|is to be read as"),
    (
        "INCLUDES",
        "(?:shall|must|is to|are to|will) (?:also )?(?:be (?:deemed|taken|treated|read|construed|considered) (?:to|as) )?"
        "(?:include|including|take in|take into account|count)"
        "|(?:shall|must|is to|are to|will) (?:also )?be (?:deemed|taken) also to include|there shall be (?:included|added|counted)",
    ),
    (
        "EXCLUDES",
        "(?:shall|must|is to|are to|will) (?:be (?:deemed|taken|treated|read|construed) (?:to|as) )?"
        "(?:not (?:include|take into account|count)|exclude|excluding|disregard|leave out|ignore)"
        "|(?:shall|must) not (?:be deemed to |be taken to )?include|there shall be (?:excluded|disregarded|left out)",
    ),
    (
        "ARE_INCLUDED",
        "(?:shall|must|are to|is to|will) (?:also )?be (?:included|counted|added|taken into account)(?: in that number)?",
    ),
    (
        "ARE_EXCLUDED",
        "(?:shall|must|are to|is to|will) (?:be (?:excluded|disregarded|left out(?: of account)?|ignored)|not be "
        "(?:included|counted|taken into account))(?: from that number)?",
    ),
    (
        "ALL_OF",
        "(?:(?:each|all|both|every one) of )(?:the following)(?: (?:conditions|criteria|tests|limbs))?"
        "(?: (?:applies|apply|is met|are met|is satisfied|are satisfied|are true))?",
    ),
    (
        "ANY_OF",
        "(?:(?:either|any|one or more|at least one|any one or more) of )(?:the following)(?: (?:conditions|criteria|tests|limbs))?"
        "(?: (?:applies|apply|is met|are met|is satisfied|are satisfied|is true|are true))?",
    ),
    ("EITHER", "either"),
    ("BOTH", "both"),
    ("NEITHER", "neither"),
    ("NOR", "(?:and|or) nor|nor"),
    ("ANDOR", "and/or|and / or"),
    ("AND", "and also|and in addition|and|as well as being"),
    ("OR", "or alternatively|or else|or"),
    ("BUT", "but"),
    (
        "PLUS",
        "plus|together with|(?:when )?added to|as well as|combined with|aggregated with|summed with|\\+",
    ),
    ("OTHERWISE", "otherwise|in (?:any|all|every) other cases?"),
    (
        "WHERE",
        "(?:in (?:the|any|each|a|all) (?:case|cases|event|circumstances|year) )?(?:where|in which|when|whenever|if|provided that|"
        "so long as|for so long as|to the extent that|in circumstances where)",
    ),
    (
        "SUPPLIES",
        f"(?:{USER} )?(?:supplies|serves|has|have|having|with)(?: (?:electricity|gas)(?: (?:and/or|and|or) (?:gas|electricity))? to)?"
        r"(?= (?:more|fewer|less|greater|at|not|no|in excess|above|over|below|under|up|between|\d|exactly|one|two|three|four|"
        r"five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred))",
    ),
    ("USER", USER),
    ("WHICH", "which|that|who|whose"),
    ("WHICH", "(?:for|of|in respect of|in relation to) (?:which|whom)"),
    ("IS", "(?:is|are|be|being|remains?|acts? as)"),
    ("NOT", "not"),
    ("NUMBER", NUMBER),
    ("TO", "to"),
    (
        "FILLER",
        "also|then|accordingly|therefore|in (?:such|that|each such|any such) case|hereby|for the avoidance of doubt|the following|"
        "in that event|as follows|its|by way of|in respect of (?:that|such|each) year",
    ),
    ("QUALIFIER", f"(?:a|the) (?:threshold|limit|ceiling|figure|level|number|total) of(?= {NUMBER})"),
    ("STEP", r"\((?:[a-z]|[ivx]{1,4})\)"),
    ("PARAGRAPHS", "(?:sub-)?paragraphs?"),
    ("STOP", r"\.(?=\s|$)"),
    ("PUNCTUATION", r"[,;:\u2014\u2013-]"),
    ("WORD", r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*|\d[\w.,]*|\S"),
)

# Tokens that the rule does not need to see: what they say is in the tokens beside them.
SILENT: Final = frozenset({"QUALIFIER", "FILLER", "PUNCTUATION"})

# Words that a rule may never do without: a sentence that has them unread is not read at all.
TELLING: Final = frozenset(
    [
        "not",
        "no",
        "nor",
        "never",
        "unless",
        "except",
        "if",
        "only",
        "less",
        "more",
        "fewer",
        "than",
        "half",
        "third",
        "quarter",
        "double",
        "average",
        "percent",
        "per",
        "cent",
        "either",
        "or",
        "and",
        "neither",
        "otherwise",
        "without",
        "before",
        "until",
        "while",
        "any",
        "all",
        "each",
        "none",
        "exceed",
        "exceeds",
        "least",
        "most",
        "but",
        "may",
        "might",
        "direct",
        "directs",
        "discretion",
        "opinion",
        "appropriate",
        "reasonable",
        "minus",
        "divided",
        "ratio",
        "proportion",
        "excluding",
        "including",
        "disregarding",
        "ignoring",
        "maximum",
        "minimum",
        "lower",
        "higher",
        "greater",
        "lesser",
        "first",
        "last",
        "second",
        "after",
    ]
)

IN_WORDS: Final[Mapping[str, str]] = {
    "NOT_USED": "'Not used'",
    "PURPOSES": "'for the purposes of'",
    "PURPOSES_HERE": "'for the purposes of this Section'",
    "ASSESSING": "'in assessing'",
    "WITHOUT_PREJUDICE": "'without prejudice to'",
    "NOTWITHSTANDING": "'notwithstanding'",
    "YIELDS": "'subject to Section ...'",
    "REFERENCES": "a reference such as 'Section G8.42'",
    "DECISION": "somebody's decision",
    "EXCEPT": "an exception ('unless ...')",
    "EVERY_YEAR": "a year",
    "THEREAFTER": "a year",
    "EVERY_NTH": "a year",
    "FIRST_YEAR": "a year",
    "NTH_YEARS": "a year",
    "NTH_YEAR": "a year",
    "NTH_AND_NTH": "a year",
    "NEXT_YEAR": "a year",
    "NEXT_YEARS": "a year",
    "REPEAT": "a sequence that is repeated",
    "REPEAT_ALL": "a sequence that is repeated",
    "FULL": "an assessment",
    "VERIFICATION": "an assessment",
    "SELF": "an assessment",
    "BE_SUBJECT": "a duty ('it shall be subject to ...')",
    "UNDERGO": "a duty ('it shall be subject to ...')",
    "BETWEEN": "a comparison",
    "FROM": "a comparison",
    "INCLUSIVE": "'(inclusive)'",
    "EXCLUSIVE": "'(exclusive)'",
    "AT_LEAST": "a comparison",
    "AT_MOST": "a comparison",
    "UP_TO": "a comparison",
    "EXCEEDS": "a comparison",
    "LESS_THAN": "a comparison",
    "EXACTLY": "a comparison",
    "OR_MORE": "'or more'",
    "OR_FEWER": "'or fewer'",
    "BY_TIMES": "'multiplied by ...'",
    "TIMES": "a quantity",
    "TWICE": "a quantity",
    "THRICE": "a quantity",
    "SUM_OF": "a quantity",
    "NUMBER_OF": "a quantity",
    "THAT_NUMBER": "a quantity",
    "NON_DOMESTIC": "a quantity",
    "DOMESTIC": "a quantity",
    "NAME": "a quantity",
    "NEW_NAME": "a new name in quotation marks",
    "INLINE_NAME": "a name in brackets",
    "SUPPLIER_PARTY": "'a Supplier Party'",
    "NETWORK_PARTY": "'a Network Party'",
    "SHARES": "whose premises they are",
    "AS_SUPPLIER": "'for which it is the Responsible Supplier'",
    "AS_NETWORK": "'for which it is the Electricity Distributor and/or the Gas Transporter'",
    "MEANS": "'means'",
    "INCLUDES": "'shall include'",
    "EXCLUDES": "'shall exclude'",
    "ARE_INCLUDED": "'shall be included'",
    "ARE_EXCLUDED": "'shall be disregarded'",
    "ALL_OF": "'all of the following'",
    "ANY_OF": "'any of the following'",
    "EITHER": "'either'",
    "BOTH": "'both'",
    "NEITHER": "'neither'",
    "NOR": "'nor'",
    "ANDOR": "'and/or'",
    "AND": "'and'",
    "OR": "'or'",
    "BUT": "'but'",
    "PLUS": "'plus'",
    "OTHERWISE": "'otherwise'",
    "WHERE": "'where'",
    "SUPPLIES": "a quantity",
    "HAS": "a quantity",
    "PREMISES": "'premises'",
    "SHARING": "'it shares Shared Resources'",
    "IN_IT": "'in that number'",
    "USER": "'a User'",
    "WHICH": "'which'",
    "IS": "'is'",
    "NOT": "'not'",
    "NUMBER": "a number",
    "TO": "'to'",
    "L1": "a paragraph",
    "L2": "a sub-paragraph",
    "END1": "the end of the paragraphs",
    "END2": "the end of the sub-paragraphs",
    "$END": "the end of the sentence",
}


@frozen
class Lexeme:
    """A phrase found: its name, its words, where it stands in the text, and the named parts of it."""

    kind: str
    text: str
    start: int
    end: int
    parts: Mapping[str, str]


_OPEN: Final = "[\"\u201c\u2018']"
_CLOSE: Final = "[\"\u201d\u2019']"
_NAMING: Final = re.compile(
    rf"{_OPEN}(?P<a>[A-Z][\w-]*(?:[ \u00a0][A-Z][\w-]*)*){_CLOSE}(?= (?:of|in relation to|for|means|shall mean|is defined|refers))"
    rf"|\((?:together,? |in aggregate,? |being |such (?:number|sum|total) being )?(?:the |its )?{_OPEN}"
    rf"(?P<b>[A-Z][\w-]*(?:[ \u00a0][A-Z][\w-]*)*){_CLOSE}\)"
)


def names_given(text: str) -> tuple[str, ...]:
    """The names that a text gives to amounts ("Weighted Premises"), in order."""
    found = (" ".join((m["a"] or m["b"]).split()) for m in _NAMING.finditer(re.sub(_SPACE, " ", text)))
    return tuple(dict.fromkeys(found))


def _pattern(phrase: str) -> str:
    """A phrase as a regular expression: spaces and hyphens stand for their kinds."""
    out: list[str] = []
    in_class = False
    for i, char in enumerate(phrase):
        escaped = i > 0 and phrase[i - 1] == "\\"
        if char == "[" and not escaped:
            in_class = True
        elif char == "]" and not escaped:
            in_class = False
        if char == " " and not in_class:
            optional = phrase[i + 1 : i + 2] == "?"
            out.append(rf"(?:[\s{INVISIBLE}]+)" if optional else _SPACE)
        elif char == "-" and not in_class and phrase[i - 1 : i] != "(":
            out.append(_HYPHEN)
        else:
            out.append(char)
    return "".join(out)


class Lexicon:
    """The phrases, and the names that the text itself gives to amounts."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = tuple(sorted(names, key=len, reverse=True))
        rows: list[tuple[str, str]] = []
        if self.names:
            any_name = "(?:" + "|".join(re.escape(n).replace(r"\ ", " ") for n in self.names) + ")"
            rows = [
                ("NEW_NAME", rf"(?:the )?{_OPEN}(?P<new>{any_name}){_CLOSE}(?: (?:of|for|in relation to) (?:{USER}))?"),
                (
                    "INLINE_NAME",
                    rf"\((?:together,? |in aggregate,? |being |such (?:number|sum|total) being )?(?:the |its )?"
                    rf"{_OPEN}(?P<inline>{any_name}){_CLOSE}\)",
                ),
                ("NAME", rf"(?:{_ITS} )?(?P<name>{any_name})(?: (?:of|for|in relation to) (?:{USER}))?"),
            ]
        self._kinds: list[str] = []
        self._patterns: list[re.Pattern[str]] = []
        for kind, phrase in (*rows, *PHRASES):
            ends_in_word = kind not in ("PUNCTUATION", "WORD", "STOP")
            body = f"(?:{_pattern(phrase)})" + (r"(?!\w)" if ends_in_word else "")
            self._kinds.append(kind)
            self._patterns.append(re.compile(body, re.IGNORECASE))

    def lexemes(self, text: str, start: int, end: int) -> Iterator[Lexeme]:
        """The phrases of `text[start:end]`, in order; every character but white space is in one of them."""
        space = re.compile(rf"[\s{INVISIBLE}]*")
        position = space.match(text, start, end).end()  # type: ignore[union-attr]
        while position < end:
            lexeme = self._next(text, position, end)
            yield lexeme
            position = space.match(text, lexeme.end, end).end()  # type: ignore[union-attr]

    def _next(self, text: str, position: int, end: int) -> Lexeme:
        for kind, pattern in zip(self._kinds, self._patterns, strict=True):
            match = pattern.match(text, position, end)
            if match is not None and match.end() > position:
                parts = {k: v for k, v in match.groupdict().items() if v is not None}
                return Lexeme(kind, match.group(), position, match.end(), parts)
        raise AssertionError("every character that is not white space is at least a WORD")
