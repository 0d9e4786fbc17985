### Who may sign, how signers were checked, and the roster.

## How signers were verified: after “Signers” of ui-demands.ftl

demand-verified-roster = { $size ->
    [0] Signers: members checked by the bot against the union’s roster, each counted once.
   *[other] Signers: members checked by the bot against the union’s roster of at least { $size } members, each counted once.
}
demand-verified-roster-left = Signers: members checked by the bot against the union’s roster when they signed, each counted once; some have left it since and still count.
demand-verified-account = { $days ->
    [one] Their Discord accounts were at least { $days } day old.
   *[other] Their Discord accounts were at least { $days } days old.
}
demand-verified-time = { $days ->
    [one] They had been in this server for at least { $days } day.
   *[other] They had been in this server for at least { $days } days.
}

## Signing and withdrawing where the roster is asked for: the same whether the account is linked or not

demand-roster-how = A signature counts if the account is linked to the union’s roster: `/join`, with the code from your union.
demand-signed-roster = **Your signature counts if this account is linked to a member on the union’s roster; if not, nothing was kept.** To link it: `/join`, which reads the same if it is linked already; then sign again. `/privacy export` tells you tomorrow whether your signature is recorded. The bot shows it to no one: not organisers, not management. To withdraw: the button below or `/demands withdraw`.
demand-signed-roster-next = **What happens next:** signatures join a later published count several at once, usually not before { $day }. The demand’s card shows each count, then to whom it was handed over and what was answered.
demand-withdrawn-roster = **This account has no signature on this demand.** If one was counted, it leaves with a later count. If you have linked another account since, withdraw with that one. The bot tells no one.

## Refusals to members

refusal-account-young = { $days ->
    [one] You can sign this demand once your Discord account is { $days } day old. Nothing was changed.
   *[other] You can sign this demand once your Discord account is { $days } days old. Nothing was changed.
}
refusal-joined-lately = { $days ->
    [one] You can sign this demand once you have been in this server for { $days } day. Nothing was changed.
   *[other] You can sign this demand once you have been in this server for { $days } days. Nothing was changed.
}
refusal-code-mistyped = This is not a code: a character is wrong, missing or too many. Nothing was changed. Check it: four groups of four, without 0, 1, I, L, O, S and U.
refusal-code-unknown = This code does not work. Nothing was changed. It may have been used or replaced, belong to another server, or replace another and be less than a day old. Check what you typed; otherwise ask your union for a new one.
refusal-code-too-often = Too many codes that do not work have been tried. Nothing was changed. Wait an hour, then try again.

## The consent of demands that ask for the roster: after “consent-text” of petitions.ftl

consent-roster = The code is made from my place on the union’s roster. Two more codes, under another secret key, link my account to it. So I count once, whatever accounts I have.

## Linking an account

join-form-title = Link your account
join-form-code = Your code
    .hint = The four groups of characters that your union gave you, for you alone.
join-form-kept = Your union gave you this code so that only its members sign, each once. With it the bot keeps two secret codes: one of your membership number, one of your Discord account. Neither can be read without a key that is kept apart, and no organiser is shown either. More: `/privacy notice`.
joined = **Your account is linked.** You can now sign: the button on a demand, or `/demands sign`. This reads the same if it was linked already, with this code or another. The bot tells nobody else. The code is used up.

## What an account is told after another was linked in its place, once, and while a new code waits for its day

link-replaced = **Since { $day } another account is linked in place of this one** and signs for your membership. If that was not you, tell your union at once. You can still withdraw and erase what you signed with this account.
link-code-made = **A new code was made for your membership.** From { $moment } on it can link another account in place of this one. If you did not ask for it, tell your union before then: it makes the code void.
