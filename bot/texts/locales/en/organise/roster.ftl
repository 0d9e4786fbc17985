### Who may sign, how signers were checked, and the roster.

## Refusals to organisers and to the person who runs the bot

refusal-roster-empty = The demand cannot open yet: signers are to be checked against the roster, and there is none. Nothing was changed. Ask the person who runs the bot to import it with `tocsin roster import`, or turn the check off with `/organise do:settings signers`.
refusal-days = Choose a number of days from 0 to { NUMBER($most, useGrouping: "false") }; 0 asks for nothing. Nothing was changed. With more, so few people could sign that their signatures would be seen.
refusal-not-on-the-roster = This number is not on the roster of this server. Nothing was changed. Check it, or import the file that holds it with `tocsin roster import`.

## The settings

settings-account-days = { $days ->
    [0] Discord accounts of any age may sign. To set a minimum age: `/organise do:settings signers`.
    [one] Signers need a Discord account that is at least { $days } day old.
   *[other] Signers need a Discord account that is at least { $days } days old.
}
settings-server-days = { $days ->
    [0] Newcomers to the server may sign. To set a minimum time: `/organise do:settings signers`.
    [one] Signers must have been in this server for at least { $days } day.
   *[other] Signers must have been in this server for at least { $days } days.
}
settings-roster = { $size ->
    [0] Demands that open from now on: only members on the union’s roster may sign, each once, after `/join` with their code.
   *[other] Demands that open from now on: only members on the union’s roster (at least { $size }) may sign, each once, after `/join` with their code.
}
settings-roster-missing = **Signers are to be checked against the union’s roster, and there is none:** ask the person who runs the bot to import it with `tocsin roster import`. No demand can open before.
settings-roster-off = Signers are not checked against the union’s roster. To have them checked: `/organise do:settings signers`.
settings-signers-rule = This is for demands that open from now on. An open demand keeps its conditions; to let more people sign it, use `/organise do:demand widen`.

## On record

audit-act-roster-import = Imported the roster
audit-act-roster-code = Made a new link code for one member
audit-act-roster-clear = Cleared the roster
audit-field-min_account_days = Minimum age of a Discord account, in days
audit-field-min_server_days = Minimum time in the server, in days
audit-field-roster = Signers are checked against the roster
audit-field-new = New members
audit-field-known = Members who were already on it
audit-field-taken_off = Members taken off
audit-field-code_reason = Reason
code-reason-lost = The code was lost
code-reason-account = The member has another account
code-reason-misdirected = The code went to the wrong person
code-reason-objection = The member objected to the earlier code
code-reason-other = Another reason
