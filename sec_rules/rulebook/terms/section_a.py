"""The terms of Section A1.1 that the security-assessment clauses use, in our own words.

A restatement, not the text of the Code, which prevails. The terms are here so that a draft can be checked against them:
which are defined, how they are written, and which rest on which.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen

from sec_rules.lang import Evidence, Mark, Source
from sec_rules.rulebook.sources import (
    CONSULTATION,
    CONTROLS_FRAMEWORK,
    RECOLLECTION,
    SECMP0059_PAGE,
    SECURITY_ASSESSMENTS,
    SHARED_RESOURCE_USER,
)


@frozen(kw_only=True)
class Term:
    """A defined term: its name, what it means in our words, where the Code defines it, and what that rests on.

    `everyday` is true of a term whose words are ordinary words too when written small ("party").
    """

    name: str
    says: str
    citation: str
    evidence: tuple[Evidence, ...]
    everyday: bool = False


def _published(source: Source, supports: str) -> tuple[Evidence, ...]:
    return (Evidence(source, supports, Mark.PUBLISHED),)


def _inferred(source: Source, supports: str) -> tuple[Evidence, ...]:
    return (Evidence(source, supports, Mark.INFERRED),)


def _recollected(supports: str) -> tuple[Evidence, ...]:
    return (Evidence(RECOLLECTION, supports, Mark.RECOLLECTED),)


_PLACE = "that the term is defined in Section A1.1"

TERMS: Final[tuple[Term, ...]] = (
    Term(
        name="User",
        says="a Party that has passed the steps for using the systems of the DCC in at least one User Role",
        citation="A1.1",
        evidence=(*_published(SECURITY_ASSESSMENTS, "that Users are what is assessed"), *_recollected(_PLACE)),
        everyday=True,
    ),
    Term(
        name="Party",
        says="whoever has agreed to be bound by the Code",
        citation="A1.1",
        evidence=_recollected(_PLACE),
        everyday=True,
    ),
    Term(
        name="Supplier Party",
        says="a Party that holds a licence to supply electricity or gas",
        citation="A1.1",
        evidence=(*_published(SECURITY_ASSESSMENTS, "that it is a class of its own"), *_recollected(_PLACE)),
    ),
    Term(
        name="Network Party",
        says="a Party that distributes electricity or transports gas under a licence",
        citation="A1.1",
        evidence=(*_published(SECURITY_ASSESSMENTS, "that it is a class of its own"), *_recollected(_PLACE)),
    ),
    Term(
        name="User Role",
        says="a capacity in which a User may use the services of the DCC",
        citation="A1.1",
        evidence=_published(SECURITY_ASSESSMENTS, "that a User is assessed in each of its roles"),
    ),
    Term(
        name="Domestic Premises",
        says="premises at which energy is supplied for domestic purposes",
        citation="A1.1",
        evidence=(
            *_published(SECURITY_ASSESSMENTS, "that they are counted"),
            *_recollected("what makes them domestic"),
        ),
    ),
    Term(
        name="Non-Domestic Premises",
        says="premises supplied with energy that are not Domestic Premises",
        citation="A1.1",
        evidence=(
            *_published(SECMP0059_PAGE, "that they are counted since SECMP0059"),
            *_inferred(CONSULTATION, "that what they are is not precise"),
        ),
    ),
    Term(
        name="Smart Metering System",
        says="a smart meter with the equipment that goes with it at a premises, for one fuel",
        citation="A1.1",
        evidence=(*_published(SECURITY_ASSESSMENTS, "that premises are counted through it"), *_recollected("one fuel")),
    ),
    Term(
        name="Responsible Supplier",
        says="for a Smart Metering System, the Supplier Party that supplies energy through it",
        citation="A1.1",
        evidence=_recollected(_PLACE),
    ),
    Term(
        name="Electricity Distributor",
        says="for a Smart Metering System, the Party on whose network its electricity arrives",
        citation="A1.1",
        evidence=_recollected(_PLACE),
    ),
    Term(
        name="Gas Transporter",
        says="for a Smart Metering System, the Party through whose pipes its gas arrives",
        citation="A1.1",
        evidence=_recollected(_PLACE),
    ),
    Term(
        name="User Security Assessment",
        says="an assessment of a User's security of one of the kinds that Section G8 sets out",
        citation="A1.1 and G8.15",
        evidence=(*_published(SECURITY_ASSESSMENTS, "the kinds"), *_recollected("the clause")),
    ),
    Term(
        name="Full User Security Assessment",
        says="an assessment by the independent assessor of how a User meets G3 to G6 in each of its User Roles",
        citation="G8.16",
        evidence=_published(SECURITY_ASSESSMENTS, "the glossary entry and the clause"),
    ),
    Term(
        name="Verification User Security Assessment",
        says="an assessment of whether risk has materially grown since the last Full User Security Assessment",
        citation="G8.17",
        evidence=_published(SECURITY_ASSESSMENTS, "the glossary entry and the clause"),
    ),
    Term(
        name="User Security Self-Assessment",
        says="an assessment that a User makes of itself and that is then reviewed",
        citation="G8.18",
        evidence=_published(SECURITY_ASSESSMENTS, "the glossary entry and the clause"),
    ),
    Term(
        name="Follow-up Security Assessment",
        says="an assessment of whether a User has done what an earlier one required of it",
        citation="G8.19",
        evidence=(*_published(SECURITY_ASSESSMENTS, "that there is one"), *_recollected("the clause")),
    ),
    Term(
        name="User Security Assessment Report",
        says="what the assessor reports of a User Security Assessment",
        citation="G8.22",
        evidence=(*_published(SECURITY_ASSESSMENTS, "the glossary entry"), *_recollected("the clause")),
    ),
    Term(
        name="User Security Assessment Response",
        says="what a User answers to a User Security Assessment Report",
        citation="G8.25",
        evidence=(*_published(SECURITY_ASSESSMENTS, "that there is one"), *_recollected("the clause")),
    ),
    Term(
        name="User Security Assessment Methodology",
        says="how User Security Assessments are to be carried out",
        citation="A1.1",
        evidence=_recollected(_PLACE),
    ),
    Term(
        name="User Independent Security Assurance Service Provider",
        says="the independent assessor that the Panel appoints",
        citation="A1.1 and G8.4",
        evidence=(*_published(SECURITY_ASSESSMENTS, "who assesses"), *_recollected("the clause")),
    ),
    Term(
        name="Shared Resources",
        says="parts of a User's systems that other Users use as well",
        citation="A1.1",
        evidence=_published(SHARED_RESOURCE_USER, "the glossary entry"),
    ),
    Term(
        name="Shared Resource Provider",
        says="whoever provides Shared Resources to Users",
        citation="A1.1",
        evidence=_published(SHARED_RESOURCE_USER, "the glossary entry"),
    ),
    Term(
        name="User System",
        says="the systems by which a User uses the services of the DCC",
        citation="A1.1",
        evidence=(*_published(CONTROLS_FRAMEWORK, "that they are assessed"), *_recollected(_PLACE)),
    ),
    Term(
        name="Security Sub-Committee",
        says="the committee of the Panel that looks after security",
        citation="A1.1 and G7",
        evidence=_published(SECURITY_ASSESSMENTS, "that it sets assurance statuses"),
    ),
    Term(
        name="Security Controls Framework",
        says="the document that tells Users and assessors how security is to be assessed",
        citation="A1.1 and G7",
        evidence=_published(CONTROLS_FRAMEWORK, "the document itself"),
    ),
    Term(
        name="User Entry Process",
        says="the steps that a Party takes to become a User",
        citation="H1.10",
        evidence=_published(SECURITY_ASSESSMENTS, "that a full assessment comes before entry"),
    ),
    Term(
        name="Panel", says="the body that runs the Code", citation="A1.1", evidence=_recollected(_PLACE), everyday=True
    ),
    Term(
        name="Authority",
        says="the Gas and Electricity Markets Authority",
        citation="A1.1",
        evidence=_recollected(_PLACE),
        everyday=True,
    ),
    Term(
        name="DCC",
        says="the holder of the licence to run the communications of smart meters",
        citation="A1.1",
        evidence=_recollected(_PLACE),
    ),
    Term(name="Code", says="the Smart Energy Code", citation="A1.1", evidence=_recollected(_PLACE), everyday=True),
    Term(
        name="Working Day",
        says="a day that is no Saturday, Sunday or bank holiday",
        citation="A1.1",
        evidence=_recollected(_PLACE),
    ),
)
