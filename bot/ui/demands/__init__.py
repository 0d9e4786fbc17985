"""Demands as they are shown: cards, posts, forms, and the cards of organisers who change them.

May import: ``ui``'s own modules and the services.
Never: shows a count other than the last one published.
"""
