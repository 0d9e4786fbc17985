"""Page: demands that are signed on the union's page, where nobody can tell who signed.

May import: ``petitions.counts``, ``petitions.roster`` and what ``petitions`` may.
Never: imports the box or the registrar, which ``services`` describes; knows whose row is whose.
"""
