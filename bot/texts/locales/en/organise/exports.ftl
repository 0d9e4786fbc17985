### The export: the card above the files, the page for the meeting, and the file that explains it all.

export-title = Export
export-what = **To prove it:** { $file } holds every published count, what was removed and why, and the contracts with their changes. It is signed: anyone can check it with `tocsin verify`. It holds nothing about any member.
export-loose = **For the meeting:** a page for each demand, to print. **For your own sums:** the spreadsheet. What Discord does not accept is in the archive.
export-not-loose = The pages for the meeting and the spreadsheet are inside it: all together they are too big for Discord.
export-as-of = As of { $moment }. Publish the fingerprint of the key, so that others can tell that an export is yours: `{ $key }`. Never add up different currencies, or ceilings and commitments.

campaign-title = Campaign file
campaign-what = **{ $file }** holds what this server watches, its facts, words, sites and demands, and who keeps the data. Loaded elsewhere with `tocsin import`, it sets up the same. It holds no signature and nothing about any member.
refusal-export-too-big = The export is too big for Discord. Ask the person who runs the bot to run: `{ $command }`

audit-act-export = Exported counts and contracts
audit-field-as_of = As of
audit-field-manifest_sha256 = SHA-256 of the manifest
audit-field-files = Files

## The page for the meeting

page-counted = { $count ->
    [one] signature, as published on { $day } (publication { $number })
   *[other] signatures, as published on { $day } (publication { $number })
}
page-uncounted = No count has been published yet.
page-asked = Needed to sign: { $account ->
    [0] a Discord account of any age
    [one] a Discord account at least one day old
   *[other] a Discord account at least { $account } days old
} and { $server ->
    [0] no minimum time in the server.
    [one] one day in the server.
   *[other] { $server } days in the server.
}
page-goal = Goal: { $goal }. The published count is { $share }% of it.
page-goal-line = Goal: { $goal }
page-fell = On { $day } the published count went from { $before } to { $after }.
page-fell-struck = { $count ->
    [one] { $count } was removed ({ $reasons }).
   *[other] { $count } were removed ({ $reasons }).
}
page-fell-more = { $count ->
    [one] { $count } more fall or removal is in counts.csv, in the same export.
   *[other] { $count } more falls and removals are in counts.csv, in the same export.
}
page-paper = { $count ->
    [one] And { $count } on paper, entered by one organiser and confirmed by another; not added to the count above.
   *[other] And { $count } on paper, entered by one organiser and confirmed by another; not added to the count above.
}
page-contracts = Contracts watched here: { $what }.
page-delivered = { $count ->
    [one] Delivered on { $day } to { $to }, with { $count } signature.
   *[other] Delivered on { $day } to { $to }, with { $count } signatures.
}
page-answer-agreed = On { $day }, management agreed: { $text }
page-answer-partly = On { $day }, management agreed in part: { $text }
page-answer-refused = On { $day }, management refused: { $text }
page-method = { $verified ->
    [page] Each signature was given on the union’s page with a token that a member on the roster got, and counts once; it can be withdrawn there until the list closes.
    [roster] Each signature is that of one member on the union’s roster, who counts once whatever accounts they have, and it can be withdrawn until the demand’s key is destroyed.
    [role] Each signature was given with a Discord account that holds the role of the members and can sign once, and it can be withdrawn until the demand’s key is destroyed; it is for the organisers to check that nobody has two such accounts.
   *[server] Each signature was given with a Discord account of this server that can sign once, and it can be withdrawn until the demand’s key is destroyed; nobody checked that each account belongs to a different person.
} Counts are published several signatures at once, so that one signature is hard to see, and each publication holds the hash of the one before.
page-opened = Open for signing since { $day }.
page-closes = It can be signed until { $day }.
page-closed = Closed on { $day }.
page-zone = Days are those of { $zone }.
page-as-of = As of { $moment }.
page-check = To check these numbers: tocsin verify, with the export that this page belongs to. Signing key: { $key }
page-text-hash = SHA-256 of the demand’s text: { $hash }
page-head = To find out later whether a count was changed, keep this line: { $head }
page-board = On the board, for everyone: { $address }

export-readme-heads =
    Keep these lines: with them anyone can find out later whether a count was
    changed (tocsin verify … --head LINE).

    { $heads }
export-readme-board = Read it on the board: { $address }

export-readme =
    Published counts and watched contracts
    { $server }
    As of { $moment }

    Nothing here is about a member of the server, and no number moves when somebody
    signs: these are the counts as they were published.

    counts.csv         Every publication of every demand: its count, how many were
                       removed, and how signers were verified.
    units.csv          The breakdowns by site, as they were published.
    paper.csv          Signatures on paper, which are counted apart.
    invalidations.csv  How many signatures were removed, and why.
    versions.csv       The texts of the demands, with their SHA-256.
    contracts.csv      The watched contracts.
    actions.csv        What happened to them.
    tocsin.xlsx        All of these for spreadsheets, with pictures.
    tocsin.json        All of these for programs, as tocsin-export.schema.json says.
    ledger.json        The publications, chained by their hashes.
    page-….pdf         One page for the meeting, for each demand.
    timestamps/        If it is here: time-stamps of an authority, which show
                       when counts existed.
    manifest.json      The SHA-256 of every file.
    manifest.sig       The Ed25519 signature of manifest.json, in hexadecimal.

    How to check it

    tocsin verify FOLDER    every file, the signature, and every count
    Without Tocsin: see docs/verifying.md in its documentation.

    The signature was made with the key { $key }.
    Compare this with the fingerprint that the union published: anyone who made other
    files could have made another key.

    Money is in the currency beside it. A ceiling is a maximum and is never added to what
    is committed. All times are in UTC.
