### Who may sign, how signers were checked, and the roster.

## How signers were verified: after “Signers” of ui-demands.ftl

demand-verified-roster = { $size ->
    [0] Signers: members whom the bot checked against the union’s roster; nobody counts twice, whatever accounts they have.
   *[other] Signers: members whom the bot checked against the union’s roster of at least { $size } members; nobody counts twice, whatever accounts they have.
}
demand-verified-roster-left = Signers: members whom the bot checked against the union’s roster when they signed; some are no longer on it, and their signatures stand. Nobody counts twice, whatever accounts they have.
demand-verified-account = { $days ->
    [one] Their Discord accounts were at least { $days } day old.
   *[other] Their Discord accounts were at least { $days } days old.
}
demand-verified-time = { $days ->
    [one] They had been in this server for at least { $days } day.
   *[other] They had been in this server for at least { $days } days.
}

## Signing and withdrawing where the roster is asked for: the same whether the account is linked or not

demand-roster-how = A signature counts if the account is linked to the union’s roster. To link yours: `/join`, with the code that your union gave you.
demand-signed-roster = **Your signature counts if this account is linked to a member on the union’s roster; if not, nothing was kept.** `/join` links it, and reads the same if it is linked already; then press Sign again. `/privacy export` tells you tomorrow whether your signature is recorded. The bot shows it to no one: not organisers, not management. To withdraw: the button below or `/demands withdraw`.
demand-withdrawn-roster = **This account has no signature on this demand.** If one was counted, it leaves with a later count. If you have linked another account since, withdraw with that one. The bot tells no one.

## Refusals to members

refusal-account-young = { $days ->
    [one] This demand can be signed with Discord accounts that are at least { $days } day old. Nothing was changed. Try again when yours is.
   *[other] This demand can be signed with Discord accounts that are at least { $days } days old. Nothing was changed. Try again when yours is.
}
refusal-joined-lately = { $days ->
    [one] This demand can be signed by people who have been in this server for at least { $days } day. Nothing was changed. Try again when you have.
   *[other] This demand can be signed by people who have been in this server for at least { $days } days. Nothing was changed. Try again when you have.
}
refusal-code-mistyped = This is not a code: a character is wrong, missing or too many. Nothing was tried. Look at it again: a code is four groups of four, without 0, 1, I, L, O, S and U.
refusal-code-unknown = This code does not work. Nothing was changed. It may have been used already or replaced by a newer one, it may be another server’s, or, in place of another, not a day old yet. Check that you typed the right one; otherwise ask your union for a new one.
refusal-code-too-often = Too many codes that do not work have been tried. Nothing was tried now. Wait an hour, then try again.

## The consent of demands that ask for the roster: after “consent-text” of petitions.ftl

consent-roster = This demand asks for the union’s roster: the code in place of my name is made from my place on it, and my account is linked to that place by two more codes, which only another secret key can tie to me. So I count once, whatever accounts I have.

## Linking an account

join-form-title = Link your account
join-form-code = Your code
    .hint = The four groups of characters that your union gave you, for you alone.
join-form-kept = Your union gave you this code so that only its members sign, each once. With it the bot keeps two keyed codes: one of your membership number, one of your Discord account. Neither can be read without a secret key that is kept apart, and no organiser is shown either. `/privacy notice` says the rest.
joined = **Your account is linked.** You can now sign the demands that ask for it, with the button on their card or with `/demands sign`. This reads the same if it was linked already, with this code or another. The bot tells nobody else. The code is used up.

## What an account is told after another was linked in its place, once, and while a new code waits for its day

link-replaced = **Since { $day } another account is linked in place of this one** with your membership, and signs for it. If that was not you, tell your union at once. What you signed with this account, you can still withdraw and erase.
link-code-made = **A new code was made for your membership.** From { $moment } on it links another account in place of this one. If you did not ask for it, tell your union before then: it makes the code void.

## Refusals to organisers and to the steward

refusal-roster-empty = The demand cannot open yet: signers are to be checked against the roster, and there is none. Ask whoever runs the bot’s machine to import it with `tocsin roster import`, or choose with `/organise settings signers` not to ask for it.
refusal-days = Choose a number of days from 0 to { NUMBER($most, useGrouping: "false") }; 0 asks for nothing. Nothing was changed. With more, the demand could be signed by so few that their signatures would be seen.
refusal-days-to-open = The demand was not opened: the settings ask signers for { $days } days, and { $most } is the most. Choose fewer with `/organise settings signers`, then open it again.
refusal-not-on-the-roster = This number is not on the roster of this server. Check it, or import the file that holds it with tocsin roster import.

## The settings

settings-account-days = { $days ->
    [0] Discord accounts of any age may sign. To ask for an age: `/organise settings signers`.
    [one] Whoever signs needs a Discord account that is at least { $days } day old.
   *[other] Whoever signs needs a Discord account that is at least { $days } days old.
}
settings-server-days = { $days ->
    [0] Newcomers to the server may sign. To ask for some days in it: `/organise settings signers`.
    [one] Whoever signs must have been in this server for at least { $days } day.
   *[other] Whoever signs must have been in this server for at least { $days } days.
}
settings-roster = { $size ->
    [0] Demands that open now can be signed by members on the union’s roster alone, each once, after `/join` with their code.
   *[other] Demands that open now can be signed by members on the union’s roster alone (at least { $size }), each once, after `/join` with their code.
}
settings-roster-missing = **Demands that open now ask for the union’s roster, and there is none:** ask whoever runs the bot’s machine to import it with `tocsin roster import`. No demand can open before.
settings-roster-off = Signers are not checked against a roster of the union. To have them checked: `/organise settings signers`.
settings-signers-rule = Who may sign: this is for demands that open from now on. A demand that is open keeps what it asked for when it opened; to let more people sign it, use `/organise demand widen`.

## On record

audit-act-roster-import = Imported the roster
audit-act-roster-code = Made a new link code for one member
audit-act-roster-clear = Cleared the roster
audit-field-min_account_days = Days a Discord account must be old
audit-field-min_server_days = Days of membership in the server
audit-field-roster = Signers are checked against the roster
audit-field-new = New members
audit-field-known = Members who were on it already
audit-field-taken_off = Members taken off
audit-field-code_reason = Reason
code-reason-lost = The code was lost
code-reason-account = The member has another account
code-reason-misdirected = The code went to the wrong person
code-reason-objection = The member objected to the code before
code-reason-other = Another reason
