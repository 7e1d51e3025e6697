"""The JSON of version 2 as types: each key, what may stand under it, and whether it may be left out.

The schemas are made of these, and what is read back is checked by them. Keys may be added within a version.
"""
