"""`python -m sec_rules` is `sec-rules`."""

import sys

from sec_rules.cli import main

sys.exit(main())
