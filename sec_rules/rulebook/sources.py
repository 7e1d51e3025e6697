"""Every document that evidence rests on, named once."""

from __future__ import annotations

from typing import Final

from sec_rules.lang import Source

CONSULTATION: Final = Source(
    "secmp0059-responses", "SECMP0059 Modification Report Consultation: collated responses (2018)"
)
SECMP0059_PAGE: Final = Source("secmp0059-page", "smartenergycodecompany.co.uk: modification page of SECMP0059")
SECURITY_ASSESSMENTS: Final = Source(
    "security-assessments", "smartenergycodecompany.co.uk: sec/security-assessments and assessment-process"
)
CONTROLS_FRAMEWORK: Final = Source(
    "security-controls-framework", "smartenergycodecompany.co.uk: Security Controls Framework 1.16, 29 April 2019"
)
SHARED_RESOURCE_USER: Final = Source(
    "shared-resource-user", "smartenergycodecompany.co.uk: glossary entry shared-resource-user"
)
SLIDES_2016: Final = Source(
    "slides-2016",
    'slide deck "Security and privacy assessments, Smart DCC" (fdocuments.in, undated, about 2016-17)',
)
RECOLLECTION: Final = Source("recollection", "recollection of the Code's text, without a copy to hand")
MP091_PAGE: Final = Source("mp091-page", "smartenergycodecompany.co.uk: modification page of MP091")
MP203_PAGE: Final = Source("mp203-page", "smartenergycodecompany.co.uk: modification page of MP203")
SECOND_SYSTEM_PAGE: Final = Source(
    "second-user-system-page", "smartenergycodecompany.co.uk: modification page of the second-User-System change"
)
GLOSSARY_FULL: Final = Source(
    "glossary-full", "smartenergycodecompany.co.uk: glossary entry full-user-security-assessment"
)
GLOSSARY_SELF: Final = Source(
    "glossary-self", "smartenergycodecompany.co.uk: glossary entry user-security-self-assessment"
)
