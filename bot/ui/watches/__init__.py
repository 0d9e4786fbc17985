"""Watches as they are shown: forms, previews, status, and posts on the watching itself.

May import: ``ui``'s own modules and the services.
Never: reads the database.
"""
