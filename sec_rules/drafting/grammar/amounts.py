"""What a phrase counts: from grammar nodes to amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, field, frozen, mutable

from sec_rules.drafting.grammar import numbers
from sec_rules.drafting.grammar.arithmetic import share_of, which_of
from sec_rules.drafting.grammar.choices import Choices
from sec_rules.drafting.grammar.formula_reader import amount_of
from sec_rules.drafting.grammar.open_words import NOTHING_OPEN, Attached
from sec_rules.drafting.grammar.other_clauses import Said
from sec_rules.drafting.grammar.own_words import OwnWords, folded, rulebook_of
from sec_rules.drafting.grammar.parser import Node, shortened
from sec_rules.drafting.grammar.roles import NETWORK, SUPPLIER, role_by_words
from sec_rules.drafting.grammar.sentences import Phrase
from sec_rules.drafting.grammar.symbols import SYMBOLS, is_symbol
from sec_rules.errors import LanguageError
from sec_rules.lang import (
    ALWAYS,
    NEVER,
    Amount,
    Answers,
    Both,
    Condition,
    Count,
    Deems,
    Defines,
    Figure,
    Named,
    Outcome,
    Place,
    Question,
    Sum,
    Times,
    YesNo,
)
from sec_rules.lang.citations import cited_here, clause_of, references
from sec_rules.lang.compounds import Less, Picked, Share, is_plain, plain, with_names
from sec_rules.lang.rulebooks import Rulebook
from sec_rules.lang.terminals import Terminals
from sec_rules.lang.traversal import walk

_PRECEDING: Final = re.compile(r"\b(?:preceding|foregoing)\b", re.IGNORECASE)
# Words by which something is counted that is not a party's.
_NOT_OF: Final = {SUPPLIER: ("AS_NETWORK",), NETWORK: ("AS_SUPPLIER", "NON_DOMESTIC", "METERING_POINTS")}


@frozen
class Terms:
    """What the sentences of a clause give a name, and the notation has no node for, by names in small letters.

    `amounts` can only be compared (the greater of several); `conditions` are those that others speak of by name.
    """

    amounts: Mapping[str, Amount] = field(factory=dict)
    conditions: Mapping[str, Condition] = field(factory=dict)

    def __bool__(self) -> bool:
        return bool(self.amounts or self.conditions)

    @property
    def as_rows(self) -> tuple[object, ...]:
        """The same in a form that can be looked up."""
        return (tuple(self.amounts.items()), tuple(self.conditions.items()))

    def said_otherwise(self, other: Terms) -> Terms:
        """The names to which another gives another meaning than this one."""
        return Terms(
            {n: a for n, a in other.amounts.items() if self.amounts.get(n, a) != a},
            {n: c for n, c in other.conditions.items() if self.conditions.get(n, c) != c},
        )

    def without(self, other: Terms) -> Terms:
        """The names that the other does not have."""
        return Terms(
            {n: a for n, a in self.amounts.items() if n not in other.amounts},
            {n: c for n, c in self.conditions.items() if n not in other.conditions},
        )

    def __or__(self, other: Terms) -> Terms:
        return Terms({**self.amounts, **other.amounts}, {**self.conditions, **other.conditions})


@frozen
class Setting:
    """What a sentence is read in: its clause, and for each clause known the party it is about.

    `symbols` are those that the text says the meaning of; `terms` are named by other sentences. `years` is the last
    year after the initial assessment that the sentence before it speaks of, 0 where there is none; `anchored` says that
    the text speaks of the year of the initial assessment. `role` is the party to which its clause says that it applies.
    `before` is to whom the rule before it applies, where its clause does not say to whom all of it does; `earlier` is
    on what each rule of its clause before it hangs beside the party, `others` to whom each applies. `follows` says that
    a rule of the same clause stands before it, `again_follows` that the sentence after it says no more than that a
    sequence begins again. `amount` is what the sentence before it compares, and `figures` with which numbers, where it
    does. `own` are the phrases of another rulebook than the first. `said` is what other clauses say, by their labels,
    `deems` what is counted in and out for which clauses, and `preceding` the label of the one above. `conditions` are
    the names that its own clause gives to conditions. `named_in` are the clauses that say what a name means, by the
    name.
    """

    clause: str
    parties: Mapping[str, str] = field(factory=dict)
    years: int = 0
    amount: Amount | None = None
    figures: tuple[Figure, ...] = ()
    anchored: bool = False
    follows: bool = False
    again_follows: bool = False
    role: str | None = None
    before: Condition | None = None
    earlier: tuple[Condition, ...] = ()
    others: tuple[Condition, ...] = ()
    symbols: frozenset[str] = frozenset()
    terms: Terms = field(factory=Terms)
    own: OwnWords | None = None
    said: Mapping[str, Said] = field(factory=dict)
    deems: tuple[Deems, ...] = ()
    preceding: str = ""
    conditions: tuple[str, ...] = ()
    named_in: Mapping[str, tuple[str, ...]] = field(factory=dict)

    @property
    def question(self) -> Question:
        """The question that its rules answer."""
        return self.rulebook.question

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook in whose words it is read."""
        return rulebook_of(self.own)

    @property
    def spoken(self) -> Terminals:
        """What the phrases of the grammar stand for."""
        return self.rulebook.terminals

    def outcome(self, name: str) -> Outcome:
        """The outcome of that name, which a settlement says."""
        return self.question.outcome(name)

    def names_party(self, condition: Condition) -> bool:
        """Whether a condition says of which kind a User is."""
        return any(inner in self.rulebook.parties for inner in walk(condition))

    def turned_round(self, rule: Answers) -> Condition:
        """What a rule hangs on, as "in any other case" behind it turns it round.

        In the words of another rulebook one with an exception has none, which may be meant or not; nor has one that
        answers in some cases only.
        """
        return ALWAYS if self.own is not None and _partly(rule) else self.beside_party(rule.applies)

    def whole(self, rule: Answers) -> Condition:
        """To whom a rule applies, as "any other licensee" behind it turns it round, where it can be."""
        return ALWAYS if _partly(rule) else rule.applies

    def beside_party(self, applies: Condition) -> Condition:
        """What a rule hangs on beside the kind of User to which it applies."""
        members = applies.conditions if isinstance(applies, Both) else (applies,)
        left = tuple(m for m in members if not isinstance(m, YesNo) or not self.names_party(m))
        return left[0] if len(left) == 1 else Both(left)


def _partly(rule: Answers) -> bool:
    return rule.unless != NEVER or any(limb.when != ALWAYS for limb in rule.limbs)


@mutable
class Amounts:
    """Reads the amounts of one sentence.

    Remembers the party by which premises are counted, the amount last spoken of, names given on the way, and doubts.
    `attached` are the parts that words left unread leave open.
    """

    setting: Setting
    attached: Attached = NOTHING_OPEN
    choices: Choices = field(factory=Choices)
    role: str | None = None
    amount_before: Amount | None = None
    # With which numbers that was compared.
    figures: tuple[Figure, ...] = ()
    # The provision of which it was said last that it applies.
    provision_before: Phrase | None = None
    # Whether the sentence compares an amount, and whether several.
    spoke: bool = False
    several: bool = False
    # Whether an amount was named that nothing has been compared with yet.
    uncompared: bool = False
    defined: list[Defines] = field(factory=list)
    terms: list[tuple[str, Amount]] = field(factory=list)
    doubts: list[tuple[str, Condition]] = field(factory=list)
    # Figures whose unit is that of the amount with which they are compared.
    measured: set[Place] = field(factory=set)

    def in_units(self, left: Amount, node: Node) -> None:
        """Refuses figures in another unit than that of the amount, or in none where it has one."""
        own = self.setting.own
        if own is None:
            return
        counts = [inner for inner in walk(left) if isinstance(inner, Count)]
        wanted = {count.unit for count in counts if own.measured(count)}
        for phrase in (p for p in node.all_phrases() if p.kind == "NUMBER"):
            unit = phrase.parts.get("unit")
            given = {own.unit(unit).of} if unit is not None else set()
            if given != wanted:
                said = "in no unit" if unit is None else f"in {unit}"
                raise LanguageError(f"'{phrase.text}' is {said}, and what it is compared with is counted otherwise")
            self.measured.add(phrase.place)
        for phrase in (p for p in node.all_phrases() if p.kind == "NAME" and wanted):
            if not own.has_a_figure(phrase.parts["name"]) and self._own_count(phrase.parts["name"]) is None:
                raise LanguageError(f"it is not said in which unit '{phrase.text}' is")

    def refuse_unmeasured(self, node: Node) -> None:
        """Refuses figures in a unit that are compared with nothing."""
        for phrase in node.all_phrases():
            if "unit" in phrase.parts and phrase.place not in self.measured:
                raise LanguageError(f"'{phrase.text}' is in {phrase.parts['unit']}, and compared with no amount")

    def figure(self, phrase: Phrase) -> Figure:
        """The number of a phrase; where words and figures disagree, either of the two."""
        given = phrase.parts.get("value")
        if given is not None:
            return Figure(int(given), place=phrase.place)
        number = numbers.read(phrase.text)
        ways = (number.value,) if number.other is None else (number.value, number.other)
        return Figure(self.choices.of(phrase.place, ways), place=phrase.place)

    def value(self, node: Node, role: str | None) -> Amount:
        """What an amount is compared with, or a name stands for: a number, or an amount."""
        for phrase in node.phrases("NUMBER"):
            return self._named_inline(node, self.figure(phrase))
        if (again := self._figure_again(node)) is not None:
            return again
        return self.amount(node.nodes("amount")[0], role)

    def _figure_again(self, node: Node) -> Figure | None:
        """The number that the amount before was compared with, where "that number" stands where one is expected."""
        (amount,) = node.nodes("amount")
        spoken = [p for part in amount.nodes("that_number") for p in part.phrases()]
        back = [p for p in spoken if _is_before(p)]
        if len(amount.nodes()) != 1 or not spoken:
            return None
        if not back:
            return self._figure_there(spoken[0])
        if len(set(self.figures)) != 1:
            raise LanguageError(f"'{back[0].text}' stands for no one number that this was compared with before")
        return evolve(self.figures[0], place=back[0].place)

    def _figure_there(self, phrase: Phrase) -> Figure | None:
        """The number with which another clause compares its amount: "the sum in Section G8.41 ... the number there".

        None where the amount itself is meant, as it is by "the sum" alone.
        """
        provision = phrase if "said_in" in phrase.parts else self.provision_before
        if provision is None or "pick_of" in phrase.parts or _SUMS.search(phrase.text):
            return None
        said = self.said_by(provision)
        same = said.amount is not None and said.amount == self.amount_before
        if not (same or _FIGURE.search(phrase.text)) or len(set(said.figures)) != 1:
            raise LanguageError(f"'{phrase.text}' does not settle whether what is counted there is meant, or a figure")
        return evolve(said.figures[0], place=phrase.place)

    def amount(self, node: Node, role: str | None = None) -> Amount:
        """An amount: terms added together."""
        weighing = node.phrases("WEIGHING")
        role = _whose(node) or role
        terms = [self.term(part, role) for part in node.nodes_but("mod")]
        return self._named_inline(node, _sum(self._weighed(terms, weighing)))

    def term(self, node: Node, role: str | None = None) -> Amount:
        """One term of an amount; whose premises, said after it as a whole, is said of each of its counts."""
        return self._as_open(node, self._term(node, role))

    def _as_open(self, node: Node, amount: Amount) -> Amount:
        freed = self.attached.at(node)
        return amount if freed is None else freed.amount(plain(amount))

    def _term(self, node: Node, role: str | None) -> Amount:
        match node.name:
            case "count":
                return self._named_inline(node, self._of_kind(node, role))
            case "named":
                (name,) = node.phrases("NAME")
                self.refuse_other_names(node)
                named = Named(" ".join(name.parts["name"].split()), place=name.place)
                if (count := self._own_count(named.name)) is not None:
                    return evolve(count, place=name.place)
                return with_names(named, self.setting.terms.amounts)
            case "formula":
                self.refuse_other_names(node)
                return self._formula(node.phrases("FORMULA")[0])
            case "that_number" if "said_in" in node.phrases()[0].parts:
                return self._said_elsewhere(node.phrases()[0])
            case "that_number" if "said_there" in node.phrases()[0].parts:
                if self.provision_before is None:
                    raise LanguageError(f"'{node.phrases()[0].text}' follows no provision that it could be in")
                return self._said_elsewhere(self.provision_before)
            case "that_number":
                return self._spoken_of(node.phrases()[0])
            case "group":
                return self.amount(node.nodes("amount")[0], role)
            case "sum_of":
                return self._sum_of(node, _whose(node) or role)
            case "times":
                (number,) = node.phrases("NUMBER")
                (factor,) = node.nodes_but("mod")
                return Times(self.figure(number), self.term(factor, _whose(node) or role), place=number.place)
            case "multiple":
                (phrase,) = node.phrases("TWICE", "THRICE")
                twice = Figure(2 if phrase.kind == "TWICE" else 3, place=phrase.place)
                return Times(twice, self.term(node.nodes()[0], role), place=phrase.place)
            case "figure_term":
                return self.figure(node.phrases("NUMBER")[0])
            case "pointed":
                (phrase,) = node.phrases("POINTS_FOR")
                return Times(weight_of(phrase), self.term(node.nodes()[0], role), place=phrase.place)
            case "fold":
                (phrase,) = node.phrases("FOLD")
                fold = Figure(numbers.value(phrase.parts["fold"]), place=phrase.place)
                return Times(fold, self.term(node.nodes()[0], role), place=phrase.place)
            case "weighed_premises":
                return self._weighed_premises(node, _whose(node) or role)
            case "weighted":
                (phrase,) = node.phrases("EACH_AS")
                weight = Figure(numbers.value(phrase.parts["weight"]), place=phrase.place)
                return Times(weight, self.term(node.nodes()[0], _whose(node) or role), place=phrase.place)
            case "picked":
                return self._picked(node, _whose(node) or role)
            case "share":
                (phrase,) = node.phrases("SHARE_OF")
                return Share(share_of(phrase), self.term(node.nodes()[0], role))
            case "difference":
                one, two = (self.term(part, _whose(node) or role) for part in node.nodes_but("mod"))
                return Picked((Less(one, two), Less(two, one)), "greatest")
            case "less":
                one, *taken = (self.term(part, role) for part in node.nodes())
                return Less(one, taken[0] if taken else self.figure(node.phrases("NUMBER")[0]))
            case "beyond":
                (phrase,) = node.phrases("BEYOND")
                self._refuse_other_kind(phrase, node)
                free = Figure(numbers.value(phrase.parts["free"]), place=phrase.place)
                return Picked((Less(self.term(node.nodes()[0], _whose(node) or role), free), Figure(0)), "greatest")
        raise LanguageError(f"'{node.name}' is no amount")

    def refuse_other_names(self, node: Node) -> None:
        """Refuses a name that is said to be that of another clause ("as defined in Section G8.44"), and is not."""
        for there in node.phrases("REFERENCES"):
            labels = self.labels_of(there)
            for phrase in node.phrases("NAME", "FORMULA"):
                names = SYMBOLS.findall(phrase.text) if phrase.kind == "FORMULA" else (phrase.parts["name"],)
                given = [self.setting.named_in.get(" ".join(name.split()).casefold(), ()) for name in names]
                if len(labels) != 1 or any(clauses != labels for clauses in given):
                    raise LanguageError(f"'{phrase.text}' is not said by '{there.text}' alone to be something")

    def _refuse_other_kind(self, phrase: Phrase, node: Node) -> None:
        """Refuses premises of one kind in excess of so many of another."""
        kind = phrase.parts.get("kind")
        own = {p.kind for p in node.all_phrases() if p.kind in ("DOMESTIC", "NON_DOMESTIC")}
        if kind is not None and own != {"NON_DOMESTIC" if kind.casefold().startswith("non") else "DOMESTIC"}:
            raise LanguageError(f"'{phrase.text}' speaks of other premises than those that are counted")

    def labels_of(self, phrase: Phrase) -> tuple[str, ...]:
        """The labels of the provisions that words name: by their numbers, or as the one above."""
        if _PRECEDING.search(phrase.text):
            if not self.setting.preceding:
                raise LanguageError(f"'{phrase.text}' names no provision that stands above it")
            return (self.setting.preceding,)
        return tuple(
            references(phrase.text) if self.setting.own is None else cited_here(phrase.text, self.setting.clause)
        )

    def said_by(self, phrase: Phrase) -> Said:
        """What the one clause says that words name."""
        labels = tuple(clause_of(label) for label in self.labels_of(phrase))
        found = self.setting.said.get(labels[0]) if len(labels) == 1 else None
        paths = [label for label in self.labels_of(phrase) if label not in labels]
        if found is not None and paths:
            case = dict(found.cases).get(paths[0])
            found = None if case is None else Said(applies=case)
        if found is None:
            raise LanguageError(f"'{shortened(phrase.text)}' names no one clause that was read")
        for_it, for_own = (
            tuple(d for d in self.setting.deems if label in d.on) for label in (labels[0], self.setting.clause)
        )
        if for_it == for_own:
            return found
        if for_own:
            raise LanguageError(f"'{shortened(phrase.text)}' counts otherwise there than is counted here")
        return found.as_counted(for_it)

    def _said_elsewhere(self, phrase: Phrase) -> Amount:
        """The number that another clause compares: "the sum described in Section G8.41"."""
        said, which = self.said_by(phrase), phrase.parts.get("pick_of")
        amount: Amount | None = said.amount if which is None else said.picked
        if amount == self.amount_before and self.spoke:
            raise LanguageError(f"'{phrase.text}' would be compared with itself")
        self.provision_before = phrase if "said_in" in phrase.parts else self.provision_before
        if amount is None or (isinstance(amount, Picked) and which is not None and amount.pick != which_of(which)):
            raise LanguageError(f"'{shortened(phrase.text)}' does not settle which number it means")
        self.uncompared = False
        return amount

    def _spoken_of(self, phrase: Phrase) -> Amount:
        """The amount of which words speak again: the one before."""
        if self.amount_before is None:
            raise LanguageError(f"'{phrase.text}' stands for no number spoken of before")
        self.uncompared = False
        return self.amount_before

    def _own_count(self, name: str) -> Count | None:
        return None if self.setting.own is None else self.setting.own.amounts.get(folded(name))

    def _formula(self, phrase: Phrase) -> Amount:
        said = amount_of(phrase.text, phrase.place, self.setting.symbols)
        return with_names(said, self.setting.terms.amounts)

    def _picked(self, node: Node, role: str | None) -> Amount:
        (phrase,) = node.phrases("PICK", "OR_IF", "PICK_OF")
        parts = [self.term(part, role) for part in node.nodes_but("summand1", "summand2", "mod")]
        parts += [self._named_inline(s, self.term(s.nodes()[0], role)) for s in node.nodes("summand1", "summand2")]
        return Picked(tuple(parts), which_of(phrase.parts["pick"]))

    def _sum_of(self, node: Node, role: str | None) -> Amount:
        summands = node.nodes("summand1", "summand2")
        joints = [p.kind for s in summands for j in s.nodes("joint") for p in j.phrases()]
        if {"NEXT_OR", "NEXT_ANDOR"} & set(joints):
            raise LanguageError("the items of a sum are joined with 'or'")
        parts = [self.term(part, role) for part in node.nodes_but("summand1", "summand2", "mod")]
        parts += [self._named_inline(s, self.term(s.nodes()[0], role)) for s in summands]
        return _sum(self._weighed(parts, node.phrases("WEIGHING")))

    def _weighed_premises(self, node: Node, role: str | None) -> Amount:
        """Premises of both kinds, with a weight for each: "premises (a Non-Domestic Premises counting as five ...)"."""
        weighing = node.phrases("WEIGHING")
        kinds = ["NON_DOMESTIC" if is_of_non_domestic(phrase) else "DOMESTIC" for phrase in weighing]
        if sorted(kinds) != ["DOMESTIC", "NON_DOMESTIC"] or (role or self.role) == NETWORK:
            raise LanguageError("it does not say as how many premises of each kind count")
        counts = [self.setting.spoken.counts[kind, SUPPLIER, False] for kind in kinds]
        return _sum(self._weighed([evolve(c, place=p.place) for c, p in zip(counts, weighing, strict=True)], weighing))

    def _weighed(self, terms: list[Amount], weighing: Sequence[Phrase]) -> list[Amount]:
        """The terms with the weights that the words after them give some of them."""
        for phrase in weighing:
            meant = [n for n, term in enumerate(terms) if self._is_meant(term, n, len(terms), phrase)]
            if len(meant) != 1:
                raise LanguageError(f"'{phrase.text}' does not say which of the premises added up it means")
            weighed = Times(weight_of(phrase), terms[meant[0]], place=phrase.place)
            terms = [weighed if n == meant[0] else term for n, term in enumerate(terms)]
        return terms

    def _is_meant(self, term: Amount, number: int, many: int, phrase: Phrase) -> bool:
        if type(term) is not Count:
            return False
        if which := phrase.parts.get("which"):
            return many == 2 and number == (1 if which.casefold() == "latter" else 0)
        non_domestic = self.setting.spoken.counts.get(("NON_DOMESTIC", SUPPLIER, False))
        return (term == non_domestic) == is_of_non_domestic(phrase)

    def _named_inline(self, node: Node, said: Amount) -> Amount:
        amount = self._as_open(node, said)
        for phrase in node.phrases("INLINE_NAME"):
            self.give(" ".join(phrase.parts["inline"].split()), amount, (), phrase)
        return amount

    def give(self, name: str, amount: Amount, within: tuple[str, ...], phrase: Phrase) -> None:
        """Gives an amount a name. A symbol means in its own clause what that says, whatever others say of it."""
        if not is_plain(amount):
            self.terms.append((name.casefold(), amount))
            return
        if is_symbol(name) and not within:
            self.defined.append(Defines(name=name, amount=amount, within=(self.setting.clause,), place=phrase.place))
        self.defined.append(Defines(name=name, amount=amount, within=within, place=phrase.place))

    def counted(self, node: Node, role: str | None) -> Amount:
        """Of what there are so many: premises of a kind, or what has a name."""
        named = node.nodes("named", "weighed_premises")
        return self.term(named[0], role) if named else self._of_kind(node, role)

    def _of_kind(self, node: Node, role: str | None) -> Amount:
        """Premises of one kind, or of both, each counted as one."""
        (noun,) = node.nodes("noun")
        (phrase,) = noun.phrases()
        if phrase.kind != "ALL_PREMISES":
            return self.count(node, role)
        both = (evolve(noun, parts=(evolve(phrase, kind=kind),)) for kind in ("DOMESTIC", "NON_DOMESTIC"))
        return Sum(tuple(self.count(evolve(node, parts=(each, *node.nodes("mod"))), SUPPLIER) for each in both))

    def count(self, node: Node, role: str | None) -> Count:
        """Premises of one kind, counted by the party that the words, the clause or its User name."""
        (noun,) = node.nodes("noun")
        (phrase,) = noun.phrases()
        mods = {p.kind: p for m in node.nodes("mod") for p in m.phrases()}
        if "AS_SUPPLIER" in mods and "AS_NETWORK" in mods:
            raise LanguageError("premises are counted both as supplier and as network party")
        roles = [p for m in node.nodes("mod") for p in m.phrases() if p.kind == "AS_NETWORK"]
        if any(not p.text.casefold().startswith("and ") for p in roles[1:]):
            raise LanguageError("it does not say whether premises count that are in one of two roles, or in both")
        if "AS_NETWORK" in mods:
            self._doubt_one_of_two(mods["AS_NETWORK"])
        if "AS_SUPPLIER" in mods or "AS_NETWORK" in mods:
            own = SUPPLIER if "AS_SUPPLIER" in mods else NETWORK
        elif "OF_PARTY" in mods and (phrase.kind == "DOMESTIC" or mods["OF_PARTY"].parts["of"].casefold() == SUPPLIER):
            own = mods["OF_PARTY"].parts["of"].casefold()
        elif "OF_PARTY" in mods:
            raise LanguageError(f"'{phrase.text}' are counted by no Network Party")
        elif phrase.kind in ("NON_DOMESTIC", "METERING_POINTS"):
            own = SUPPLIER
        else:
            own = role or self.role or ""
        found = self.setting.spoken.counts.get((phrase.kind, own, "SHARES" in mods))
        if found is None:
            party = f"a {own} party's" if own else "whose"
            raise LanguageError(f"'{phrase.text}' is counted by no party that the clause names ({party} premises?)")
        return evolve(found, place=phrase.place)

    def _doubt_one_of_two(self, phrase: Phrase) -> None:
        said = phrase.text.casefold()
        if ("distributor" in said and "transporter" in said) or "relevant network party" in said:
            return
        both = "the count held takes in Electricity Distributor and Gas Transporter"
        self.doubts.append((f"'{phrase.text}' names one of two; {both}.", ALWAYS))


_SUMS: Final = re.compile(r"\b(?:sums?|totals?|aggregates?|counts?|tally|reckoning)\b", re.IGNORECASE)
_FIGURE: Final = re.compile(r"\bfigures?\b", re.IGNORECASE)


def _is_before(that_number: Phrase) -> bool:
    """Whether words for a number mean one spoken of before, and not one of another provision."""
    return not {"said_in", "said_there"} & that_number.parts.keys()


def below(node: Node) -> Iterator[Node]:
    """The node and every node below it."""
    return iter(node.every_node)


def _whose(node: Node) -> str | None:
    """Whose premises the words after an amount say they are."""
    phrases = [p for m in node.nodes("mod") for p in m.phrases()]
    kinds = {p.kind for p in phrases}
    whose = role_by_words(iter(phrases))
    counted = {p.kind for inner in below(node) for p in inner.phrases()}
    others = whose is not None and counted & {*_NOT_OF[whose], "SHARES"}
    if "SHARES" in kinds or {"AS_SUPPLIER", "AS_NETWORK"} <= kinds or others:
        raise LanguageError("it is not settled which of the premises added up are meant")
    return whose


def weight_of(phrase: Phrase) -> Figure:
    """As how many each of some premises counts."""
    times = phrase.parts.get("times", "").casefold().removesuffix("times").strip()
    said = {"once": "one", "twice": "two"}.get(times, times) or phrase.parts["weight"]
    return Figure(numbers.value(said), place=phrase.place)


def is_of_non_domestic(phrase: Phrase) -> bool:
    """Whether the weight is said of Non-Domestic Premises."""
    return phrase.parts.get("weighed", "").casefold().startswith("non")


def _sum(parts: list[Amount]) -> Amount:
    flat: list[Amount] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Sum) else (part,))
    return flat[0] if len(flat) == 1 else Sum(tuple(flat))
