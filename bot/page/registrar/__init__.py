"""Registrar: members' cards and the tokens that are issued for them, blind.

It knows the places on the roster, the public half of each place's card, and which places tokens were issued
to; never a card, a token, or whose row is whose. A round (``rounds``) has six issuing keys, and a demand
takes one of them when it opens. ``acts`` answers the signing page. The box, which takes signatures, is
elsewhere and shares nothing with this.

May import: ``bot.announcements``, ``bot.audit``, ``bot.keystore``, ``bot.petitions``, ``bot.settings``,
``bot.storage``, ``bot.texts``.
Never: imports ``bot.page.box``, keeps a time or an address of a request, or says anything of one in the log.
"""
