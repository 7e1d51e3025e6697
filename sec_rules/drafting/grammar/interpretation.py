"""What a parsed sentence says: from grammar nodes to the words a clause is written with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve, field, frozen, mutable

from sec_rules.drafting.grammar.amounts import Setting, Terms, below
from sec_rules.drafting.grammar.attachment import on_the_last, span_of
from sec_rules.drafting.grammar.choices import Choices
from sec_rules.drafting.grammar.comparisons import RELATIONS
from sec_rules.drafting.grammar.conditions import named_role, role_of
from sec_rules.drafting.grammar.effects import Effects
from sec_rules.drafting.grammar.joining import both, either
from sec_rules.drafting.grammar.known_by import class_name, condition_name, named_condition
from sec_rules.drafting.grammar.open_words import NOTHING_OPEN, Attached
from sec_rules.drafting.grammar.parser import Node
from sec_rules.drafting.grammar.roles import NETWORK, SUPPLIER, parties_within, role_by_words
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.drafting.grammar.year_phrases import ALL_LATER, ends_before, in_rounds, is_of_years
from sec_rules.errors import LanguageError
from sec_rules.lang import (
    ALWAYS,
    NEVER,
    Amount,
    Answers,
    Both,
    Comparison,
    Condition,
    Count,
    Deems,
    Figure,
    Limb,
    Not,
    NotUsed,
    OpenCount,
    Place,
    Rule,
    YesNo,
)
from sec_rules.lang.citations import path_of, scan
from sec_rules.lang.compounds import Banded, plain
from sec_rules.lang.steps import steps_of
from sec_rules.lang.traversal import walk


@frozen
class Ties:
    """What a clause gives way to, stands before, and leaves alone, by label."""

    yields_to: tuple[str, ...] = ()
    prevails_over: tuple[str, ...] = ()
    stands_beside: tuple[str, ...] = ()


@frozen
class About:
    """What a sentence says of its own clause: when it does not apply, and what it gives way to or prevails over.

    `section` is the number of the sub-section of which it is said, "" where it is of all; `sections` is what the
    sentence says of several.
    """

    unless: Condition
    ties: Ties
    applies: Condition = ALWAYS
    section: str = ""
    sections: tuple[About, ...] = ()

    def put_into(self, rule: Rule) -> Rule:
        """The rule with it."""
        for each in self.sections:
            rule = each.put_into(rule)
        if not isinstance(rule, Answers) or self.sections or not self._is_of(rule):
            return rule
        return evolve(
            rule,
            applies=rule.applies if self.applies == ALWAYS else both([self.applies, rule.applies]),
            unless=self.unless if rule.unless == NEVER else either([rule.unless, self.unless]),
            yields_to=(*rule.yields_to, *self.ties.yields_to),
            prevails_over=(*rule.prevails_over, *self.ties.prevails_over),
            stands_beside=(*rule.stands_beside, *self.ties.stands_beside),
        )

    def _is_of(self, rule: Answers) -> bool:
        """Whether a rule stands in the sub-section of which it is said."""
        return all(steps_of(limb.label)[:1] == (self.section,) for limb in rule.limbs) if self.section else True


@frozen
class Meaning:
    """The rules a sentence states, the doubts that come with its words, and what it says of its own clause.

    `years` is the last year after the initial assessment that it speaks of, 0 where it speaks of none. `instead` says
    that it takes the place of what its clause says before, where it applies; a `loose` one says of one assessment in
    which years it falls due, and not of another, so that one which says it of both is rather meant. `again` are words
    by which the sequence of the rules before it begins again. `left_to_somebody` is where it says that somebody may
    direct otherwise than it does. `amount` is what it compares last, and `figures` with which numbers.
    """

    rules: tuple[Rule, ...]
    doubts: tuple[tuple[str, Condition], ...] = ()
    about: About | None = None
    years: int = 0
    amount: Amount | None = None
    figures: tuple[Figure, ...] = ()
    terms: Terms = field(factory=Terms)
    instead: bool = False
    loose: bool = False
    again: Phrase | None = None
    left_to_somebody: tuple[Place, ...] = ()


def meaning(node: Node, setting: Setting, attached: Attached = NOTHING_OPEN, choices: Choices | None = None) -> Meaning:
    """What a parsed sentence says, with what words left unread leave open, as `choices` take what can be read two ways.

    `LanguageError` where its words do not settle what.
    """
    reader = _Reader(setting, attached, choices or Choices())
    sentence = node.parts[0]
    assert isinstance(sentence, Node)
    rules: tuple[Rule, ...] = ()
    about = None
    terms = Terms()
    match sentence.name:
        case "nothing":
            return Meaning((NotUsed(),))
        case "definition":
            reader.definition(sentence)
        case "year_one" | "aliases":
            pass
        case "reckoning":
            reader.role = reader.setting.parties.get(setting.clause) or SUPPLIER
            reader.amount_before = reader.amount(sentence.nodes("amount")[0], reader.role)
        case "class_given":
            for part in sentence.nodes("one_class"):
                reader.class_given(part)
        case "again":
            return Meaning((), again=sentence.phrases("ROUND")[0])
        case "named_condition":
            (phrase,) = sentence.phrases("NEW_CONDITION")
            label = next((v for k, v in phrase.parts.items() if k in ("label", "label_met", "label_line")), None)
            name = named_condition(phrase.parts["label_named"]) if label is None else condition_name(label)
            terms = Terms(conditions={name: reader.stated(sentence)})
        case "deeming":
            rules = (reader.deeming(sentence),)
        case "about":
            about = reader.about(sentence)
        case "applying":
            about = reader.applying(sentence)
        case "sections":
            parts = tuple(evolve(reader.applying(part), section=section_named(part)) for part in sentence.nodes())
            about = About(NEVER, Ties(), sections=parts)
        case _:
            rules = (reader.rule(sentence),)
    reader.refuse_unmeasured(sentence)
    return Meaning(
        (*reader.defined, *rules),
        tuple(dict.fromkeys(reader.doubts)),
        about,
        reader.years.last,
        None if reader.several else reader.amount_before,
        () if reader.several else reader.figures,
        Terms(dict(reader.terms), dict(reader.classes)) | terms,
        reader.instead,
        reader.loose,
        left_to_somebody=tuple(reader.left_to_somebody),
    )


def repeating(rule: Rule, phrase: Phrase) -> Rule:
    """The rule with its sequence of years again, if it has one; any other as it is. `LanguageError` as `in_rounds`."""
    if not isinstance(rule, Answers) or not any(map(is_of_years, rule.limbs)):
        return rule
    return evolve(rule, limbs=(*rule.limbs, *in_rounds(rule.limbs, phrase)))


def party_of(applies: Condition, parties: Mapping[str, YesNo]) -> str | None:
    """The role of those to whom a rule applies, by which premises are counted; None where they have several or none."""
    nodes = list(walk(applies))
    roles = [role for role, party in parties.items() if party in nodes]
    return roles[0] if len(roles) == 1 else None


def _assessments(main: Node) -> int:
    """How many assessments the main clause of a sentence names, one beside the other and in no list."""
    return sum(len(inner.nodes("effect")) for inner in below(main) if inner.name == "effects")


def _may_be_of_the_last(part: Node, rule: Node, main: Node) -> bool:
    """Whether a case stands behind several assessments, and may be that of the last of them alone."""
    behind = rule.parts[rule.parts.index(main) + 1 :]
    return _assessments(main) > 1 and any(part is each for each in behind)


_BOTH: Final = 2


def _users(node: Node) -> Iterator[Phrase]:
    return (phrase for phrase in node.all_phrases() if phrase.kind == "USER")


def _refuse_somebody_new(main: Node) -> None:
    """Refuses "Section X does not apply to A, and B shall ...", where B is not said to be the same as A."""
    for subject in main.nodes("subject") if main.nodes("displacing") else ():
        words = next(subject.all_phrases()).text.casefold().split()
        if not {"such", "that", "it", "they", "the"} & set(words[:2]):
            raise LanguageError("it is not settled whether those bound are those to whom a Section does not apply")


def _refuse_year_described(rule: Node) -> None:
    """Refuses "every second year, starting with the first year ... in which A": from which year on hangs on A."""
    phrases = tuple(rule.all_phrases())
    for number, phrase in enumerate(phrases):
        before = {p.kind for p in phrases[max(number - 2, 0) : number]}
        if phrase.text.casefold() == "in which" and "EVERY_FROM" in before:
            raise LanguageError("from which year on something falls due is described, and not settled")


@mutable
class _Reader(Effects):
    """Reads one sentence as a whole."""

    instead: bool = False

    def __attrs_post_init__(self) -> None:
        self.years.before = self.setting.years
        self.years.anchored = self.setting.anchored
        self.years.choices = self.choices
        self.amount_before, self.figures = self.setting.amount, self.setting.figures

    def rule(self, node: Node) -> Answers:
        self.role = role_of(node) or role_by_words(node.all_phrases()) or self.setting.role
        (main,) = node.nodes("main")
        proviso = bool(node.phrases("PROVISO"))
        self.instead = proviso or any("instead" in p.text.casefold() for d in main.nodes("duty") for p in d.phrases())
        elsewhere = any(n.name in ("exempt", "precedence") for n in below(node))
        self.instead = self.instead and not elsewhere
        if self.instead and (not self.setting.follows or (role_of(node) is None and not proviso)):
            raise LanguageError("'instead' does not say in whose place, for no rule of its clause stands before it")
        _refuse_year_described(node)
        conditions: list[Condition] = []
        exceptions: list[Condition] = []
        at_end: list[Condition] = []
        for part in _parts_around(node, main):
            match part.name:
                case "when" | "exception" if _may_be_of_the_last(part, node, main):
                    at_end.append(Not(self._excepting(part)) if part.name == "exception" else self._applying(part))
                case "when" | "subject" | "in_case" | "stem":
                    conditions.append(self._applying(part))
                case "where_following":
                    conditions.append(self._of_following(part, node.nodes("conditions_below")))
                case "nobody":
                    conditions += self.nobody(part)
                case "users":
                    conditions.append(self.any_of_users(part))
                case "displacing":
                    conditions.append(self._applying(part.nodes("subject")[0]))
                case "and_when":
                    conditions = self._with_one_more(conditions, part)
                case "exception":
                    exceptions.append(self._excepting(part))
                case "other_case":
                    conditions.append(self.not_before(part.phrases()[0], next(iter(_users(main)), None)))
                case "glossary":
                    if any(p.kind == "SHARES" for mod in part.nodes("mod") for p in mod.phrases()):
                        raise LanguageError("it is not settled of which symbols what stands below them is said")
                    for gloss in part.nodes("gloss"):
                        self._gloss(gloss, tuple(self._scope(part)))
        _refuse_somebody_new(main)
        passing = (part for part in below(node) if part.name == "in_passing")
        conditions = [*(self.party(p) for part in passing for p in part.nodes("party")), *conditions]
        self._refuse_other_party(node)
        conditions = [
            *dict.fromkeys(map(self.of_party, (p for p in node.all_phrases() if p.kind == "OF_PARTY"))),
            *conditions,
        ]
        conditions = [*self._whose_is_spoken_of(node), *conditions]
        conditions = self._of_proviso(node, conditions) if proviso else self._of_whom(node, conditions)
        anybody = self.setting.before != ALWAYS and not any(map(self.setting.names_party, conditions))
        if node.nodes("other_case") and anybody and self.setting.own is None:
            raise LanguageError("it does not say of whom it speaks, beside that all other cases are meant")
        for part in below(node):
            if part.name == "same_names":
                self.refuse_other_names(part)
        ties = self._ties(node)
        label = _section_of(node)
        limbs = self._with_provisos(main, tuple(self._limbs(main, label)), label)
        limbs = self._with_provisos(node, limbs, label)
        if at_end and self._is_of_the_last(node, main, limbs):
            limbs = (*limbs[:-1], evolve(limbs[-1], when=both([limbs[-1].when, *at_end])))
            at_end = []
        if node.nodes("displaced") and not any(limb.when == ALWAYS for limb in limbs):
            raise LanguageError(
                "another Section is not to apply, and what takes its place falls due in some years only"
            )
        if self.uncompared:
            raise LanguageError("it names a quantity and does not say what that is compared with")
        rule = Answers(
            question=self.setting.question,
            applies=both([*conditions, *at_end]),
            limbs=limbs,
            unless=either([each for each in exceptions if each != NEVER]),
            yields_to=ties.yields_to,
            prevails_over=ties.prevails_over,
            stands_beside=ties.stands_beside,
            place=next(node.all_phrases()).place,
        )
        freed = self.attached.at(node)
        return rule if freed is None else freed.rule(rule)

    def _with_one_more(self, conditions: list[Condition], part: Node) -> list[Condition]:
        """Conditions with one behind "and where": of all of them, or of the last of several alternatives."""
        further = self._applying(part.nodes("when")[0])
        last = on_the_last(conditions[-1], further) if conditions else None
        ways = [[*conditions, further], *([] if last is None else [[*conditions[:-1], last]])]
        return self.choices.of(span_of(part.all_phrases()), ways)

    def _is_of_the_last(self, node: Node, main: Node, limbs: tuple[Limb, ...]) -> bool:
        """Whether a case behind several assessments is that of the last alone, and not of each of them."""
        duties = sum(1 for inner in below(main) if inner.name == "duty")
        if len(limbs) != _assessments(main):
            if duties > 1:
                raise LanguageError("it is not settled whether the case at its end is that of the last duty or of each")
            return False
        behind = node.parts[node.parts.index(main) + 1 :]
        place = span_of(phrase for part in behind if isinstance(part, Node) for phrase in part.all_phrases())
        return self.choices.of(place, (False, True))

    def _refuse_other_party(self, node: Node) -> None:
        """Refuses the premises of a party in what is said of another."""
        named = {p.parts["of"].casefold() for p in node.all_phrases() if p.kind == "OF_PARTY"}
        if named and len(named | ({self.role} if self.role is not None else set())) > 1:
            raise LanguageError("the premises of one party are spoken of, and another party than that")

    def _whose_is_spoken_of(self, node: Node) -> Iterator[Condition]:
        """That the User is of the party of which only something is spoken ("a Supplier Party's Weighted Premises")."""
        spoken = {party for phrase in node.all_phrases() for party in parties_within(phrase)}
        tested = {named_role(n) for n in below(node) if n.name == "party"} - {None}
        tested |= {p.parts["of"].casefold() for p in node.all_phrases() if p.kind == "OF_PARTY"}
        tested |= {p.parts["party"].casefold() for p in node.all_phrases() if p.kind == "OTHER_PARTY"}
        if spoken <= tested or any(n.name == "party" and n.phrases("CLASS") for n in below(node)):
            return
        if len(spoken | tested) > 1:
            raise LanguageError("something of one party is spoken of, and another party than that")
        for phrase in (p for p in node.all_phrases() if next(parties_within(p), None) is not None):
            yield self.of_role(next(parties_within(phrase)), phrase)
            return

    def _of_following(self, heading: Node, below_it: tuple[Node, ...]) -> Condition:
        """The conditions in a list behind what falls due, as the words at the head of the sentence join them."""
        (phrase,) = heading.phrases("ALL_OF", "ANY_OF", "NONE_OF", "MET")
        words = phrase.text.casefold().split()
        if phrase.kind == "MET":
            joins = {"both": "ALL_OF", "each": "ALL_OF", "all": "ALL_OF", "either": "ANY_OF", "any": "ANY_OF"}
            if words[0] not in joins or "not" in words or "following" not in words:
                raise LanguageError(f"'{phrase.text}' does not settle which of the conditions below it are meant")
            phrase = evolve(phrase, kind=joins[words[0]])
        if len(below_it) != 1 or (words[0] in ("both", "either") and len(below_it[0].nodes("item1")) > _BOTH):
            raise LanguageError(f"'{phrase.text}' is not followed by as many conditions as it speaks of")
        return self._read_unit(Node("conditions", (phrase, *below_it[0].parts)), self.role)

    def _of_proviso(self, node: Node, conditions: list[Condition]) -> list[Condition]:
        """The conditions of a proviso in a sentence of its own, which takes from the rule before and from no other."""
        before = self.setting.before
        named = role_of(node)
        if before is None or (named is not None and named != party_of(before, self.setting.spoken.parties)):
            raise LanguageError("a proviso stands behind no rule of those of whom it speaks")
        return [before, *conditions]

    def _of_whom(self, node: Node, conditions: list[Condition]) -> list[Condition]:
        """The conditions, with those of the rule before where it goes on about the same User ("it", "the User")."""
        before = self.setting.before
        users = [p.text.casefold().split() for p in node.all_phrases() if p.kind == "USER"]
        new = ("a", "an", "any", "each", "every", "all", "user", "users")
        anew = any(words[0] in new and "such" not in words for words in users)
        if before is None or before == ALWAYS or anew or any(map(self.setting.names_party, conditions)):
            return conditions
        if self.setting.own is not None and node.nodes("other_case"):
            return conditions
        if any(n.name in ("party", "cased", "otherwise") for n in below(node)):
            return conditions
        if not conditions:
            return [before]
        members = before.conditions if isinstance(before, Both) else (before,)
        parties = [member for member in members if self.setting.names_party(member)]
        if any(isinstance(inner, Comparison) for member in parties for inner in walk(member)):
            raise LanguageError("it does not say of whom it speaks, and the rule before speaks of several")
        return [*parties, *conditions]

    def about(self, node: Node) -> About:
        self.role = role_by_words(node.all_phrases()) or self.setting.parties.get(self.setting.clause)
        exceptions = [self._excepting(part) for part in node.nodes("when")]
        said = [self.condition(part, self.role) for part in node.nodes("condition")]
        # Of a party, to which it does not apply, a condition behind it says more: "to a charity whose income ...".
        said = [both([*map(self.party, node.nodes("party")), *said])] if node.nodes("party") else said
        exceptions += [*said, *(self._party_test(part) for part in node.nodes("is_either"))]
        unless = either([each for each in exceptions if each != NEVER])
        return About(self._condition_as_open(node, unless), self._ties(node))

    def applying(self, node: Node) -> About:
        """To whom or when its clause applies."""
        self.role = self._said_or_own(node)
        applies: list[Condition] = [self.party(p) for p in node.nodes("party")]
        applies += [self._applying(part) for part in node.nodes("subject", "when")]
        if any(self.years.condition(years) != ALWAYS for years in node.nodes("years")):
            raise LanguageError("an assessment falls due in some years, and it is not settled which")
        applies += [self.condition(part, self.role) for part in node.nodes("condition")]
        return About(NEVER, self._ties(node), self._condition_as_open(node, both(applies)))

    def stated(self, node: Node) -> Condition:
        """The condition that a sentence gives a name."""
        self.role = self._said_or_own(node)
        return both([self.condition(part, self.role) for part in node.nodes("condition")])

    def class_given(self, node: Node) -> None:
        """Keeps the name that a sentence gives to a kind of Users, and who they are."""
        (phrase,) = node.phrases("NEW_CLASS_IF", "NEW_CLASS")
        named = phrase.parts.get("who", "").casefold()
        own = SUPPLIER if named.startswith("supplier") else NETWORK if named.startswith("network") else None
        self.role = own or self._said_or_own(node)
        conditions = [self.condition(part, self.role) for part in node.nodes("condition")]
        name = class_name(phrase.parts["class"])
        for part in node.nodes("subject"):
            conditions += self._all_others(part, name) if part.phrases("OTHER_PARTY") else [self._applying(part)]
        if own is not None:
            conditions.insert(0, self.of_role(own, phrase))
        self.classes[name] = both(conditions)

    def _all_others(self, node: Node, name: str) -> list[Condition]:
        """Who is meant by "any other Network Party" where kinds of Users are given names: who is of no other kind."""
        (phrase,) = node.phrases("OTHER_PARTY")
        known = {**self.setting.terms.conditions, **self.classes}
        others = [said for kind, said in known.items() if kind.startswith("a ") and kind != name]
        if not others or node.nodes("condition"):
            raise LanguageError(f"'{phrase.text}' does not say than which others")
        return [self.other_party(phrase), *(Not(other) for other in others)]

    def _said_or_own(self, node: Node) -> str | None:
        """The party that a sentence is about as it says itself, or else that of its clause."""
        return role_of(node) or role_by_words(node.all_phrases()) or self.setting.parties.get(self.setting.clause)

    def definition(self, node: Node) -> None:
        own = self.setting.parties.get(self.setting.clause)
        whose = {named_role(n) for n in below(node) if n.name == "party"}
        if len(whose) > 1:
            raise LanguageError("it is not settled of which party the number is")
        self.role = (whose.pop() if whose else None) or role_by_words(node.all_phrases()) or own or SUPPLIER
        within = self._scope(node)
        for gloss in (*node.nodes("gloss"), *(g for part in node.nodes("glossary") for g in part.nodes("gloss"))):
            self._gloss(gloss, (*within, *self._scope(gloss)))

    def _scope(self, node: Node) -> list[str]:
        """The clauses for whose purposes a name is said to mean something."""
        within: list[str] = []
        for scope in node.nodes("defined_for"):
            within.extend(self._references(scope))
            named = [m.label.clause for p in scope.phrases("PURPOSES_HERE") for m in scan(p.text)]
            within.extend([self.setting.clause, *named] if named else ())
        return within

    def _gloss(self, node: Node, within: tuple[str, ...]) -> None:
        if node.nodes("bands"):
            self._gloss_by_years(node)
            return
        if node.nodes("pair"):
            self._gloss_pair(node, within)
            return
        name, *others = node.phrases("NEW_NAME")
        if any(phrase.kind in RELATIONS and phrase.kind != "EXACTLY" for phrase in node.phrases()):
            raise LanguageError(f"'{name.text}' is compared where it should be said what it is")
        (value,) = node.nodes("value")
        given = " ".join(name.parts["new"].split())
        names = [" ".join(p.parts["name"].split()) for p in value.all_phrases() if p.kind == "NAME"]
        if [each.casefold() for each in names] == [given.casefold()]:
            raise LanguageError(f"it says of '{given}' only which one is meant, and gives no number")
        amount = self.value(value, self.role)
        self.give(given, amount, within, name)
        for other in others:
            if (symbol := " ".join(other.parts["new"].split())) != given:
                self.give(symbol, amount, within, other)

    def _gloss_by_years(self, node: Node) -> None:
        """A number that is another in later years: "(a) in the first and second years, 300; (b) in later years"."""
        (bands,), (name,) = node.nodes("bands"), node.phrases("NEW_NAME")
        begin, figures = 0, []
        for years, number in zip(bands.nodes("years"), bands.phrases("NUMBER"), strict=True):
            figures.append((begin, self.figure(number).value))
            begin = ends_before(self.years.condition(years), begin, years.phrases()[0])
        if begin != ALL_LATER:
            raise LanguageError(f"it does not say what '{name.text}' is in every later year")
        given = " ".join(name.parts["new"].split()).casefold()
        self.terms.append((given, Banded(self.years.count, tuple(figures))))

    def _gloss_pair(self, node: Node, within: tuple[str, ...]) -> None:
        """Two symbols said at once: "D and N are the numbers of Domestic and Non-Domestic Premises, respectively"."""
        (pair,) = node.nodes("pair")
        names, nouns = node.phrases("NEW_NAME"), pair.nodes("noun")
        if nouns[0].phrases()[0].kind == nouns[1].phrases()[0].kind:
            raise LanguageError(f"'{names[0].text}' and '{names[1].text}' are said to be numbers of the same")
        for name, noun in zip(names, nouns, strict=True):
            count = Node("count", (noun, *pair.nodes("mod")))
            self.give(" ".join(name.parts["new"].split()), self.count(count, self.role), within, name)

    def deeming(self, node: Node) -> Deems:
        on = tuple(label for part in node.nodes("what_for") for label in self._references(part))
        parties = {self.setting.parties[label] for label in on if label in self.setting.parties}
        self.role = role_by_words(node.all_phrases()) or (parties.pop() if len(parties) == 1 else None)
        if self.role is None:
            raise LanguageError("it does not say whether a supplier's or a network party's premises are meant")
        (summands,) = node.nodes("summands")
        parts = tuple(plain(self.term(part)) for part in summands.parts if isinstance(part, Node))
        counted = [self.term(n) for n in node.nodes("count")]
        counted += [self.term(c) for n in node.nodes("of_what") for c in n.nodes("count")]
        own = self.setting.spoken.counts.get(("DOMESTIC", self.role, False))
        count = next((c for c in counted if isinstance(c, Count)), own)
        if count is None:
            raise LanguageError("it does not say what is counted so")
        out = any(p.kind in ("EXCLUDES", "ARE_EXCLUDED") for p in node.phrases())
        if any(isinstance(each, OpenCount) for each in counted):
            raise LanguageError("it is not settled which number is counted so")
        if not on:
            raise LanguageError("it does not say for which Sections the number is counted so")
        place = next(node.all_phrases()).place
        open_parts = [part for part in parts if isinstance(part, OpenCount)] if out else []
        if open_parts:
            left = tuple(evolve(part, of=count, narrows=True) for part in open_parts)
            return Deems(on=on, count=count, includes=left[:1], excludes=(count,), place=place)
        return Deems(on=on, count=count, includes=() if out else parts, excludes=parts if out else (), place=place)

    def _references(self, node: Node) -> Iterator[str]:
        for phrase in node.phrases("REFERENCES"):
            yield from self.labels_of(phrase)

    def _ties(self, node: Node) -> Ties:
        """Precedence, wherever in the sentence it is said; a Section that does not apply is one to give way to."""
        found: dict[str, list[str]] = {"YIELDS": [], "NOTWITHSTANDING": [], "WITHOUT_PREJUDICE": []}
        for part in _below_outside_limbs(node):
            if part.name == "precedence":
                found[part.phrases()[0].kind].extend(self._references(part))
            elif part.name in ("displaced", "displacing"):
                found["NOTWITHSTANDING"].extend(self._references(part))
            elif part.name in ("exempt", "exempting"):
                found["YIELDS"].extend(self._references(part))
        return Ties(*(tuple(dict.fromkeys(labels)) for labels in found.values()))


def section_named(node: Node) -> str:
    """The number of the sub-section that words name."""
    return "".join(node.phrases("SUBSECTION")[0].parts["para"].split())


def _section_of(node: Node) -> str:
    """The number of the sub-section whose words a sentence is, "" where it is in none."""
    section = steps_of(path_of(next(p.place.provision for p in node.all_phrases() if p.text)))[:1]
    return section[0] if section and section[0].strip("()")[:1].isdigit() else ""


def _parts_around(node: Node, main: Node) -> Iterator[Node]:
    """The parts of a sentence in their order, those of its main clause in the place of it."""
    for part in node.nodes():
        yield from part.nodes() if part is main else (part,)


def _below_outside_limbs(node: Node) -> Iterator[Node]:
    yield node
    for part in node.nodes_but("effects"):
        yield from _below_outside_limbs(part)
