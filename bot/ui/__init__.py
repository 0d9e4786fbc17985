"""Views: the cards, forms and buttons that Discord shows, built nowhere else.

No state is kept in memory between two interactions. Every button and form carries in its ``custom_id`` what
is needed to answer it (``route``), and one router finds its handler, so that they work after any restart and
all failures are reported in one place.
"""
