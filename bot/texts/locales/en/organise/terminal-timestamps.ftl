### Time-stamps: settings, tocsin check and tocsin verify.

terminal-settings-tsa-pairs = { $key } and { $roots } do not go together: write at most { $most } different addresses and, in the same order, the file of the root certificate of each, with commas between.
terminal-settings-tsa-url = { $key } is { $value }: write the address of the authority, http://timestamp.example.org for example, without a password and without “?”.
terminal-settings-tsa-root = { $key }: { $file } cannot be read, or does not hold exactly one certificate in PEM form. Get the root certificate from the authority and name its file.

terminal-timestamp-no-answer = the answer is not a time-stamp
terminal-timestamp-rejected = the authority refused: { $reason }
terminal-timestamp-other-request = the answer is to another request
terminal-timestamp-other-bytes = the time-stamp is for other bytes
terminal-timestamp-untrusted = the time-stamp is not signed by an authority under the root certificate that is trusted, or its certificate was not valid then

terminal-check-timestamps = The last time-stamp of { $authority } is dated { $moment }.
terminal-check-timestamps-clock = The last time-stamp of { $authority } is dated { $moment }; this machine's clock said { $received }. One of the two clocks is wrong.
terminal-check-timestamps-late = { $authority } has given no time-stamp since { $moment }. The log says why; the bot asks again by itself.
terminal-check-timestamps-never = { $authority } has given no time-stamp yet. If the bot has been running for an hour, the log says why.

terminal-verify-timestamp-heads = { $name }: these ledgers existed on { $at }, by the clock of { $by }, up to these publications: { $heads }.
terminal-verify-timestamp-evidence = { $name }: { $count ->
    [one] one of the answers
   *[other] { $count } of the answers
} existed on { $at }, by the clock of { $by }.
terminal-verify-timestamp-uncovered = No time-stamp here covers { $count ->
    [one] one of the answers
   *[other] { $count } of the answers
}.
terminal-verify-timestamp-root = Compare the root certificate of { $by } with the one that this authority publishes. Its SHA-256 is { $root }. Without that, nothing shows who dated this.
terminal-verify-timestamp-not-shown = A time-stamp shows that these bytes existed then. It does not show who made them or that they are true, and it is worth as much as your trust in the authority.
terminal-verify-timestamp-wrong = { $name } does not date the document beside it: { $reason }.
terminal-verify-timestamp-part = { $name } is not what was time-stamped: document.json beside it does not have its SHA-256.
terminal-verify-timestamp-shape = { $name } is not as Tocsin writes it, or a file beside it is missing.
terminal-verify-timestamp-head = Publication { $number } of { $demand }, time-stamped on { $day }, is not in the ledger as it was then: the history was rewritten.
terminal-verify-timestamp-expected-root = The time-stamps of { $by } are under a root certificate that you named.
terminal-verify-timestamp-other-root = The time-stamps of { $by } are under another root certificate than you named: its SHA-256 is { $root }.
terminal-verify-timestamp-none = There is no time-stamp here to check with --root.
terminal-timestamp-no-root = { $file } does not hold exactly one certificate in PEM form.
