### Signatures on paper: a line of their own, never added to the published count.

paper-title = Signatures on paper
paper-none = No sheets have been entered. `/organise do:paper enter` enters some.
paper-apart = Signatures on paper are counted apart and never added to the published count. The scans stay with you: they are full of names, and Discord must not have them. Only their SHA-256 is kept: it shows later that a scan is the one that was counted.
paper-signatures = { $count ->
    [one] { $count } signature
   *[other] { $count } signatures
}
paper-state-entered = Entered on { $day }. It counts once another organiser confirms it.
paper-state-confirmed = Confirmed on { $day } by a second organiser.
paper-state-withdrawn = Withdrawn on { $day }: { $note }

paper-entered-title = Entered, to be confirmed
paper-entered = Nothing is counted yet. Give **another organiser** the same scan, outside Discord: they count the signatures, compute the SHA-256 of the scan themselves, and call `/organise do:paper confirm`. Do not post the scan here: it is full of names.

paper-confirming-title = Confirm these sheets?
paper-confirming = Press the button only if you counted the same number of signatures on the same scan, and the SHA-256 that **you** computed is the one above. It is recorded that a second organiser answers for this number.
button-confirm-paper = I counted them: confirm
paper-confirmed-title = Confirmed
paper-confirmed = These signatures now appear beside the published count, as “on paper”.
paper-withdrawn-title = Withdrawn
paper-withdrawn = These sheets no longer count. They stay in the exports, with your note.

refusal-no-such-paper = There are no such sheets here. Nothing was changed. Choose some from the list.
refusal-paper-label = The label is missing or too long (maximum { $limit } characters). Nothing was saved. Give one by which others find the sheets again.
refusal-paper-count = The count is a whole number of signatures, at least one and at most { $most }. Nothing was saved.
refusal-paper-hash = This is not a SHA-256: it has 64 characters, 0 to 9 and a to f. Compute it from the scan on your own machine. Linux: `sha256sum FILE`. macOS: `shasum -a 256 FILE`. Windows: `certutil -hashfile FILE SHA256`. Nothing was saved.
refusal-paper-hash-empty = This is the SHA-256 of an empty file: the scan was not saved. Scan the sheets again and compute it again. Nothing was saved.
refusal-paper-twice = This scan is already entered for this demand, as “{ $label }”. Nothing was saved: the same sheets must not count twice.
refusal-paper-own = You entered these sheets yourself. Nothing was changed. Another organiser has to confirm them.
refusal-paper-proposer-gone = The data of the organiser who entered these sheets was erased, so the bot cannot tell whether you are someone else. Nothing was changed. Withdraw them with `/organise do:paper withdraw` and enter them again.
refusal-paper-confirmed = These sheets are already confirmed. Nothing was changed.
refusal-paper-withdrawn = These sheets are withdrawn. Nothing was changed. Enter them again if they are to count.
refusal-paper-note = Say why the sheets no longer count, in at most { $limit } characters: it appears in the exports. Nothing was changed.

## In the audit

audit-act-paper-enter = Entered signatures on paper
audit-act-paper-confirm = Confirmed signatures on paper
audit-act-paper-withdraw = Withdrew signatures on paper
audit-field-demand = Demand
audit-field-sheets = Sheets
audit-field-signatures = Signatures
audit-field-scan_sha256 = SHA-256 of the scan
