### Demands: their cards, signing and withdrawing.

## Lists and cards

demands-title = Demands
demands-none = There is no demand to sign here yet. The organisers will announce the first one.
demands-read = Read and sign

demand-state-draft = Draft
demand-state-open = Open for signing
demand-state-closed = Closed

demand-count = { $count ->
    [one] **{ $count } signature**, as published on { $day }. { $verified }
   *[other] **{ $count } signatures**, as published on { $day }. { $verified }
}
demand-uncounted = No count published yet.
demand-verified-server = Signers: members of this server, whose identity nobody checked.
demand-verified-role = Signers: members who hold the role the organisers chose; checking them is the organisers’ task.

demand-may-sign = Who may sign: { $who }. These conditions can be relaxed, in public, but never tightened.
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
demand-eligible = If Discord or the union’s roster shows fewer than { $least } people who may sign, new signatures are not counted.{ $checked ->
    [yes] {""}
   *[no] {" "}**This was not checked when the demand opened:** Discord did not say how many hold the role.
}

demand-open-since = Open for signing since { $day }.
demand-closed-on = Closed on { $day }: it can no longer be signed.
demand-secret = The bot shows nobody who signs: not organisers, not management.
demand-count-rule = Counts are published from time to time, several signatures at once, so that one signature is hard to see in them.
demand-draft = A draft: only organisers see it, and nobody can sign it.

button-sign = Sign
button-withdraw = Withdraw my signature
button-privacy = What happens to my data

## The form

sign-form-title = Sign this demand
sign-form-rest = *The demand continues: its whole text is on its card.*
sign-form-consent = Your consent
sign-form-rest-of-consent = *This text goes on in `/privacy notice`.*
sign-form-agree = I support this demand and consent to this use of my data.

## Answers: the same whatever was there before

demand-signed = **Your signature is recorded.** The bot shows it to no one: not organisers, not management. It is counted together with others, once enough have signed. To withdraw: the button below or `/demands withdraw`.
demand-withdrawn = **You have no signature on this demand.** If one was counted, it leaves with a later count. The bot tells no one.
demand-sign-again = You may sign again as long as the demand is open.

## Refusals

refusal-no-consent = You didn’t tick the consent box, so nothing was signed. Press Sign again, and tick it if you agree.
