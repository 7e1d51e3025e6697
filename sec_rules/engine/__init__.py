"""The Code on a day, answering one User.

Private: what is promised hangs off `sec_rules` itself.
"""
