"""Lines of a file, where a finding's place is one."""

from __future__ import annotations

import re

from sec_rules.drafting.remarks import Remark


def line_of(remark: Remark) -> int | None:
    """The line on which the provision of a finding begins; None for a document without lines."""
    match = re.fullmatch(r"line (\d+)", remark.place)
    return int(match[1]) if match else None
