"""Members' own data: the privacy notice, copy and erasure, the link to the roster.

May import: ``ui``'s own modules and the services.
Never: shows one person's data to another.
"""
