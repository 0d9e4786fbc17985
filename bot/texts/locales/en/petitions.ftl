### What signing means, and why something asked of a demand cannot be done.

## The consent: frozen with a demand when it opens. Plain text, no markup (forms set what stands before a
## colon in bold); a changed setting is a new version.

consent-text =
    I support this demand and explicitly consent to the union below recording it: it can show political opinions or union membership.
    What for: to show how many, never who.
    Who is shown my name: no one. Only totals are published. Discord (USA) sees each press.
    What is kept: the demand, its version, the day, my site if I name it, and for my name a code that only a secret key, kept apart, can link to me. If I withdraw: only a code.
    How long: { $months ->
        [0] the union has not said yet when the key is destroyed.
        [one] signing lasts { $signing } months at most; the key is destroyed one month after its end, 14 days late at most while the bot runs. Nobody can be identified then. Longer only if two organisers decide.
       *[other] signing lasts { $signing } months at most; the key is destroyed { $months } months after its end, 14 days late at most while the bot runs. Nobody can be identified then. Longer only if two organisers decide.
    }
    Responsible: { $controller }
    Questions: { $contact }
    Recipients: { $recipients }
    Legal basis: GDPR, 6(1)(a) and 9(2)(a).{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    Signing is voluntary. Until then I can withdraw, get a copy or erase: the button, /privacy, or the contact. I can complain to a data-protection authority (France: CNIL).

## Refusals to members

refusal-no-such-demand = There is no such demand here. Nothing was changed. Choose one from the list.
refusal-demand-not-open = This demand is not open yet. Nothing was signed. The organisers will announce it.
refusal-demand-closed = This demand is closed and takes no more signatures. Nothing was changed. You can withdraw a signature until its key is destroyed.
refusal-demand-changed = The demand, or what happens to your data, has changed meanwhile, so nothing was signed. Press Sign again to read it as it is now.
refusal-role-needed = Only holders of { $roles } can sign this demand. Nothing was changed. If you are a member, ask the organisers for the role, then press Sign again.
refusal-member-role-gone = The role that this demand asks for has been deleted from this server. Nothing was changed. Tell the organisers: they let another role sign with `/organise do:demand widen`.
