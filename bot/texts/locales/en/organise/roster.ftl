### Who may sign, how signers were checked, and the roster.

## Refusals to organisers and to the person who runs the bot

refusal-roster-empty = The demand cannot open yet: signers are to be checked against the roster, and there is none. Nothing was changed. Ask the person who runs the bot to import it with `tocsin roster import`, or choose `/organise settings signers` without it.
refusal-days = Choose a number of days from 0 to { NUMBER($most, useGrouping: "false") }; 0 asks for nothing. Nothing was changed. With more, so few could sign that their signatures would be seen.
refusal-days-to-open = The demand was not opened: the settings ask signers for { $days } days (maximum { $most }). Choose fewer with `/organise settings signers`, then open it again.
refusal-not-on-the-roster = This number is not on the roster of this server. Nothing was changed. Check it, or import the file that holds it with `tocsin roster import`.

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
settings-roster-missing = **Demands that open now ask for the union’s roster, and there is none:** ask the person who runs the bot to import it with `tocsin roster import`. No demand can open before.
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
