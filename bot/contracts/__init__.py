"""Public contracts: the model, the sources, ingest, the diff, watches and queries.

May import: ``announcements``, ``audit``, ``storage`` and what is below.
Never: knows Discord or petitions, or changes the settings of a server.
"""
