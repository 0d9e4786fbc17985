"""The two halves behind the signing page, which share nothing: who may sign, and what was signed.

May import: nothing; each of its folders says what it may import.
Never: lets one half import the other.
"""
