"""SAM.gov: notices of planned and running US federal purchases, with a key of the operator's own.

May import: what ``contracts.sources`` may. Its stored pages are behind the protocol ``NoticePages``.
Never: touches the database.
"""
