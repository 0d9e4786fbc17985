"""Charts as PNG: the canvas, money over time for contracts, progress of a demand.

May import: ``contracts`` (for what it draws) and ``common``.
Never: reads the database or decides which figures are shown.
"""
