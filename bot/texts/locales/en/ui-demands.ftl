### Demands: their cards, signing and withdrawing.

## Lists and cards

demands-title = Demands
demands-none = No demand can be signed here yet. The organisers will announce the first one.
demands-read = Read and sign

demand-state-draft = Draft
demand-state-open = Open for signing
demand-state-closed = Closed

demand-count = { $count ->
    [one] **{ $count } signature**, published on { $day }. { $verified }
   *[other] **{ $count } signatures**, published on { $day }. { $verified }
}
demand-uncounted = No count published yet.
demand-verified-server = Signers: members of this server (identities not checked).
demand-verified-role = Signers: members to whom the organisers gave a role (the bot checked no identities).

demand-may-sign = Who may sign: { $who }. This is only ever widened, in public.
may-sign-roles = { $count ->
    [0] anyone in this server
    [one] holders of the role { $roles }
   *[other] holders of one of the roles { $roles }
}
may-sign-roster = with an account linked to the union’s roster
may-sign-account = { $days ->
    [one] with a Discord account at least { $days } day old
   *[other] with a Discord account at least { $days } days old
}
may-sign-time = { $days ->
    [one] in this server for at least { $days } day
   *[other] in this server for at least { $days } days
}
demand-eligible = While Discord or the union’s roster shows fewer than { $least } people who may sign, new signatures are not counted.{ $checked ->
    [yes] {""}
   *[no] {" "}**Not checked when the demand opened:** Discord did not say how many hold the role.
}

demand-open-since = Open for signing since { $day }.
demand-closed-on = Closed on { $day }: it can no longer be signed.
demand-secret = Nobody is shown who signs: not organisers, not management.
demand-count-rule = Counts are published for several signatures at once, so that one is hard to see.
demand-head =
    Keep this line: with it you can find out later whether a count was changed.
    `{ $head }`
demand-draft = A draft: only organisers see it, and nobody can sign it.

button-sign = Sign
button-withdraw = Withdraw my signature
button-privacy = What happens to my data
button-secret = Is my signature secret?

## The form

sign-form-title = Sign this demand
# Where they do not exist in the reader’s language.
sign-form-language =
    { $part ->
        [demand] *The demand is in { $language }.*
        [consent] *The consent is in { $language }.*
       *[both] *The demand and the consent are in { $language }.*
    }
sign-form-rest = *Whole text: on its card, `/demands show`.*
sign-form-consent = Your consent
sign-form-rest-of-consent = *This text goes on in `/privacy notice`.*
sign-form-agree = I support this demand and consent.

## Answers: the same whatever was there before

demand-signed = **Thank you. Your signature is recorded.** The bot shows it to no one: not organisers, not management. To withdraw: the button below or `/demands withdraw`.
demand-signed-next = **What happens next:** your signature joins a later published count together with others, usually not before { $day }. The demand’s card shows each count, then to whom it was handed over and what was answered.
demand-pass-on = To pass on, without your name:
demand-pass-on-text = Our demand: “{ $title }”. To read and sign it, type /demands in our Discord server. The bot shows nobody who signs.
demand-pass-on-link = Our demand: “{ $title }”. To read and sign it in our Discord server: { $link } The bot shows nobody who signs.
demand-pass-on-board = Anyone can read it here: { $link }
demand-withdrawn = **You have no signature on this demand.** If one was counted, it leaves with a later count. The bot tells no one.
demand-sign-again = You can sign again while the demand is open.

## Refusals

refusal-no-consent = You didn’t tick the consent box, so nothing was signed. Press Sign again, and tick it if you agree.
