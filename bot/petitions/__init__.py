"""Petitions: demands, signatures, published counts, rosters, and members' rights over their data.

May import: ``announcements``, ``audit``, ``keystore``, ``charts``, ``storage`` and what is below.
Never: stores a Discord id of a member, or knows Discord.
"""
