"""User interface: cards, forms and buttons, the only place that builds what Discord shows.

Nothing here is kept in memory between two interactions. Every button and form carries in its
``custom_id`` what is needed to answer it (``route``), and one router finds its handler, so that they
work after any restart and a failure in any of them is reported in one place.

May import: the services and what is below, never ``app``: each card and cog names what it uses.
Never: reads the database.
"""
