"""Parts of pages: what they say of a demand, a contract and a fact, in words and pictures.

May import: ``web``, ``ui`` and what is below.
Never: reads the database.
"""
