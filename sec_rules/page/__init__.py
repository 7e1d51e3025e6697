"""The page: the whole tool as one file for a browser, or served from this machine by the same front end.

Private: what is promised hangs off `sec_rules` itself.
"""
