## The board: a public site of what the bot posted and published in Discord

board-description = What the union demands, how many signed, and what the public records say.
board-pages = Pages
board-languages = Languages
board-skip = Skip to the text
board-turn = Pages of the list
board-page-of = { $title }: { $page }
board-menu-demands = Demands
board-menu-contracts = Contracts
board-menu-facts = Facts
board-menu-updates = Updates
board-menu-verify = Check a count
board-menu-sign = Sign
board-made = Made by Tocsin on { $day }.
board-about = About this board
board-no-demands = No demand is open yet.
board-money-title = { $amount } { $source ->
        [decp] for whole contracts
       *[other] committed
    }{ $since ->
        [none] {""}
       *[month] {" "}since { $since }
    }
board-sold = { $word }: { $meaning }.
board-progress = Progress towards the goal
board-latest = What changed lately
board-all-updates = All updates
board-all-facts = All facts
board-money = The money over time, as a chart and a table
board-all-contracts = All contracts
board-column-contract = Contract
board-column-since = Since
board-column-amount = Amount
board-column-ceiling = Ceiling
board-press = For the press
board-press-publisher = Published by { $name }.
board-press-contact = Contact: { $contact }
board-press-right = You may write:
board-press-wrong = Please do not write:
board-press-money = { $said } for { $what } ({ $source })
board-press-ceiling = “{ $amount } paid”: that is a ceiling, not money spent
board-press-employees = “{ $count } employees signed”: nobody checked who works there

board-undated = Without a date
board-feed-count =
    { $count ->
        [one] { $count } signature: { $title }
       *[other] { $count } signatures: { $title }
    }

## A demand

board-demand-text = What is signed
board-seen-by =
    { $way ->
        [page] You sign on the union’s page, without an account: Discord and the bot see no press. The union records who got tokens.
        [paper] Signed on paper: the bot keeps no name, and Discord sees none.
       *[discord] Discord sees who presses Sign. The bot shows nobody who signed.
    }
board-publications = Every count that was published
board-publications-caption = Newest first. Keep a head: with it, anyone can check later that nothing before it was changed.
board-column-number = No.
board-column-day = Day
board-column-count = Signatures
board-column-reason = Published because
board-column-head = Head
board-reason-batch = enough changes were waiting
board-reason-late = enough time had passed
board-reason-opening = the demand opened
board-reason-amended = the text changed
board-reason-closing = the demand closed
board-reason-ended = the list of signatures closed: nothing follows
board-reason-invalidated =
    { $invalidated ->
        [one] one signature was removed as invalid
       *[other] { $invalidated } signatures were removed as invalid
    }
board-reason-restored = the first after a backup was restored: some before it are lost
board-head = Keep this line, and you can check later that nothing before it was changed:
board-head-how = How to compare it
board-sign = Sign on the union’s page
board-verify-link = Check this count
board-ledger-file = The ledger, to download
board-embed = Show this count on your own site
board-embed-how = Paste this line into your page. The picture always shows the last count that was published, in words for screen readers, too; it has no script and sets no cookie.
board-embed-seen = The server of this board sees the network address of everybody who opens your page, as your own server does.
board-version = Version { $number }, of { $day }

## A contract

board-first-seen = As it was first seen
board-earlier-actions = { $count } earlier

## About the board

board-about-text =
    This board shows what a bot posted in the union’s Discord server, “{ $server }”: demands with their counts, public contracts, facts with their sources. It does not say who signed.

    A count is the number of signatures when it was published. How signers were verified stands beside it.
board-compare-title = Is everyone shown the same? Three steps
board-compare-steps =
    1. Keep a head: the line under a count, here or in the union’s announcements channel on Discord. It ends with 32 characters, in groups of four.
    2. Later, open *Check a count*, choose the demand, and paste the head you kept.
    3. If it says that nothing has changed, the history up to that count is the one that you saw. Compare your head with a colleague’s: if they differ for one number, two histories exist, and the union must explain.
board-not-shown-title = What nobody can see here
board-not-shown =
    - Who signed. That is on purpose.
    - That each signature is a person’s. It rests on how signers were verified, and on who vouches for that.
    - How many signed in Discord, and how many withdrew there, between two counts. For the union’s page, the rows show it, without names.
    - That nothing was left out before a history began. Days are by the clock of the machine that runs the bot.
    - Whether this site shows everyone the same. Heads that are compared show it.
board-data-title = The data
board-data-board = Demands with every count, facts and explained words, as JSON
board-data-schema = What the keys of the JSON files mean: a JSON schema
board-data-counts = Every published count, as CSV
board-data-contracts = The contracts, as CSV
board-data-actions = Their modifications, as CSV
board-data-feed = The same, as a JSON feed
board-data-atom = What is posted, as an Atom feed to subscribe to
board-data-columns = What the columns of the CSV files mean, in English
board-data-nested = The contracts with their modifications, as JSON
board-key = The ledgers are signed with the key { $key }. Compare it with the one that the union published elsewhere.
board-script = The signing page’s script has the hash `{ $hash }`. In the page’s source, `script-src` has the same one: the browser runs no other script. Compare it with the page of another union, or with the one that comes with Tocsin, of the same version.

## Checking a ledger

board-verify-what = Your browser computes every count of a demand again, and asks nobody. It needs the ledger; the union’s key and a head that you kept make the check stronger.
board-verify-noscript = This page needs scripts. Without them, use `verify.py` from this board, or `tocsin verify`.
board-verify-ledger = Demand
board-verify-everything = Everything: all ledgers and the data of this board
board-verify-file = Or files on your machine: a ledger; or several files of a board, with its manifest.json and manifest.sig
board-verify-key = The union’s key or its fingerprint, if you have it
board-verify-head = A head that you kept, if you have one
board-verify-row = Your own row or its key, if you kept it
board-verify-receipt = The file with your receipts, from the signing page
board-verify-button = Check
board-verify-own-title = If you do not trust this site
board-verify-own = This page comes from the site that it checks. A dishonest site could put a page here that always says yes. So use one of your own: save this page from another board, or take `verify.html` from Tocsin’s documents; open it from your disk, and choose the files there. It needs no network, and sends nothing.
board-check-verdict-good = Everything that was checked is right.
board-check-verdict-wrong = Something is wrong.
board-check-counts = The publications form one chain: { $publications } of them, the last count { $count }.
board-check-key = It was signed with the key you gave.
board-check-head = Nothing up to publication { $number } has changed since the head you kept.
board-check-restored = Publications are missing before { $number }, which says that they were lost when a backup was restored. Nobody can tell whether they were, or whether somebody dropped them.
board-check-clock = Publication { $number } is dated before the one it follows: the clock of the machine was put back.
board-check-compare-key = It was signed with the key { $key }. Compare that with the one the union published.
board-check-no-ed25519 = This browser cannot check signatures (Ed25519). Everything else was checked.
board-check-signature = The signature is not valid: something was changed after it was signed.
board-check-other-key = It was signed with another key than yours: { $key }.
board-check-head-unread = The head cannot be read: copy the whole line again.
board-check-head-other = Publication { $number } is not the one whose head you kept: this is another history.
board-check-head-absent = Publication { $number }, whose head you kept, is not here: it was removed or lost.
board-check-head-changed = The head is not that of the last publication: one was cut off, or the head was changed.
board-check-no-ledger = This is not a ledger as Tocsin writes it: it is another kind of file, was cut short, or was changed.
board-check-text = The hash of version { $number } of the text is not that of the text.
board-check-no-text = Publication { $number }: the text that was signed is not in the file.
board-check-missing = Before publication { $number }, one is missing, or there is one too many.
board-check-other-demand = Publication { $number } is one of another demand.
board-check-negative = Publication { $number } has a negative number.
board-check-lost-nothing = Publication { $number } says that something was lost, and does not say what.
board-check-previous = Publication { $number } does not hold the hash of the one before: something was changed or removed.
board-check-hash = Publication { $number }: its hash is not that of what it says.
board-check-verdict-part = What was checked is right. Not everything was: the lines with a dash say what is missing.
board-check-verdict-none = Nothing was checked.
board-check-checking = Checking…
board-check-choose = Choose a file first.
board-check-no-crypto = This browser computes no hashes here. Save this page, open it from your disk and choose a file; or use verify.py.
board-check-unreachable = A file could not be read. Download it, and choose it here.
board-check-ledger = It is the ledger of “{ $title }” ({ $demand }).
board-check-files = Files unchanged, as in the signed list: { $number }. The list is of { $day }.
board-check-head-newer = The ledger ends before publication { $number }, whose head you kept: the file is older than your head, or something was removed.
board-check-head-demand = The head you kept is of another demand: { $demand }.
board-check-key-unread = The key cannot be read: it has 64 digits, its fingerprint 32. Copy it again.
board-check-too-large = The file is larger than any ledger, and was not read.
board-check-newer-format = It was made by a newer Tocsin: use the page or the program of that one.
board-check-no-list = There is no list of files as Tocsin writes it (manifest.json and manifest.sig), or it was changed.
board-check-file-changed = { $name } was changed: it is not as in the signed list.
board-check-file-missing = { $name } is missing.
board-check-file-added = { $name } is not in the signed list: it was added or renamed.
board-check-other-ledger = { $name } is the ledger of another demand: { $demand }.
board-check-other-counts = { $name } does not say the same as the ledgers.
board-check-not-shown = This shows neither who signed, nor that each signature is a person’s, nor that others were shown the same.
board-check-after-end = Publication { $number } comes after the one that closed the list of signatures.
board-check-no-rows = Publication { $number } has no rows, and another count than the one before.
board-check-opening = Publication { $number }: a demand that is signed on the page opens with number 1, which counts nothing, and only once.
board-check-issuing-key = Publication { $number }: its issuing key is not one as Tocsin makes them.
board-check-other-issuing-key = Publication { $number } has another issuing key than the one before.
board-check-page-entry = Publication { $number } says what no demand signed on the page can say: Tocsin did not make it.
board-check-issued = Publication { $number }: { $count } signatures, { $issued } issued tokens and { $places } places on the roster do not fit together, or are not given in tens.
board-check-consent = The hash of version { $number } of the consent is not that of the consent.
board-check-rows-missing = { $name }, the rows of publication { $number }, is missing.
board-check-rows-hash = { $name } is not the file that publication { $number } names: a row was changed, added or removed.
board-check-index-hash = Publication { $number }: the index that it names is not that of { $name }.
board-check-rows-count = Publication { $number } says { $count }, and the rows give { $found }.
board-check-rows-issued = Publication { $number }: { $found } keys have rows, and only { $issued } tokens were issued.
board-check-row-form = { $name }, line { $row }: this is not a row as Tocsin writes it.
board-check-row-twice = { $name }, line { $row }: it has the same key as the line before.
board-check-row-order = { $name }, line { $row }: the rows are not in the order of their keys.
board-check-row-turn = { $name }, line { $row }: this key has already published a row with this turn or a later one.
board-check-row-version = { $name }, line { $row }: no publication up to this one names the version that it signs.
board-check-row-late = { $name }, line { $row }: it signs after the closing, when nobody could sign any more.
board-check-row-token = { $name }, line { $row }: the token was not issued with this demand’s key.
board-check-row-signature = { $name }, line { $row }: the signature is not that of this key for this demand and what the row says.
board-check-rows-more = { $name }: there are { $number } more faults in its rows.
board-check-rows = Rows checked one by one: { $number }, by { $found } keys. Each has a token issued with the demand’s one key, and they give every count.
board-check-rows-unchecked = The rows were not checked. Choose their files together with the ledger, or put them beside it: { $name } and so on.
board-check-rounds = Each issuing key is of an announced round, and opens one demand.
board-check-rounds-unchecked = There is no rounds.json: whether the issuing key was announced was not checked.
board-check-rounds-unread = { $name } is not the list of rounds as Tocsin writes it, or its signature is not valid.
board-check-round = { $name }, round { $number }: it does not follow the one before, its hash is not that of what it says, or one of its keys was there before.
board-check-round-no-key = The issuing key of { $demand } is in no announced round.
board-check-key-twice = { $demand } and { $other } have the same issuing key, and each key opens one demand.
board-check-timestamps-unchecked = The time-stamps were not checked here. Check them with tocsin verify, or with OpenSSL in a folder such as { $name }: openssl ts -verify -in 1.tsr -data document.json -CAfile ROOT.pem. ROOT.pem is the root certificate, from the authority itself.
board-check-own = Your row is there, whole: { $name }, line { $row }.
board-check-own-signed = The last row with your key signs version { $version }: { $name }, line { $row }.
board-check-own-withdrawn = The last row with your key withdraws: { $name }, line { $row }.
board-check-own-newer = A newer row than yours has your key: { $name }, line { $row }. If you did not make it, somebody has your card or your tokens.
board-check-own-other = { $name }, line { $row }, has your key, and is not your row. Keep both, and show them to others.
board-check-own-absent = Your row is not among the published ones. Some rows wait for the next count; once the demand’s list of signatures has closed, none does.
board-check-own-unread = Your row cannot be read: copy the whole line, or its key of 86 characters.
board-check-not-shown-page = Nor does this show that the roster is true, that each token went to a member, or that members signed on the published page. And no check finds signatures that whoever holds the issuing key made for members who got tokens and did not sign: up to the number of tokens issued.
board-check-progress = Rows checked: { $number }…
board-check-other-format = Publication { $number } has another format than the one before.
board-check-other-box-key = Publication { $number } names another key of the box than the one before.
board-check-places = “{ $demand }”: { $first_places } places on the roster when it opened, { $places } now; { $first_issued } issued tokens then, { $issued } now.
board-check-places-fell = Publication { $number } says { $now } places on the roster, and the one before { $before }: they never become fewer.
board-check-issued-fell = Publication { $number } says that { $now } tokens were issued, and the one before { $before }: they never become fewer.
board-check-figures-changed = Publication { $number } has other places or issued tokens than the closing, after which nobody gets a token.
board-check-round-fell = Publication { $number } of “{ $demand }” has fewer places or issued tokens than an earlier one of “{ $other }”, in the same round { $round }.
board-check-file-odd = { $name } is a link, a pipe or the like, and not a file: it was not opened.
board-check-archive-odd = { $name }: the archive is damaged, or its list of files does not agree with what is in it. Different programs would unpack different files: unpack it, and check the folder.
board-check-document-unchecked = { $name } is too large, and was not checked. The signed list of files covers it.
board-check-void = VOID: the list of “{ $demand }” was declared void on { $day }. Its counts prove nothing.
board-check-verdict-void = Void: the counts prove nothing, though nothing was changed.
board-check-receipt = The box of “{ $demand }” took your row: the receipt is valid.
board-check-receipt-waits = Your row of “{ $demand }” is not published yet: it waits. All rows that wait are published when the demand closes; withdrawals made after that, when its list of signatures closes.
board-check-receipt-none = The file has no receipt for what was checked here. Keep your row: the list shows whether it was published.
board-check-receipt-unread = The file with the receipt cannot be read: use it as the signing page saved it.
board-check-receipt-wrong = This receipt is not one that the box of “{ $demand }” gave for this row.
board-check-row-struck = The box took your signature on “{ $demand }”, or your withdrawal, and it is not in the list. This file proves it, unless you changed your mind before it was published. It also shows that you signed.
board-check-not-shown-evidence = This shows that the bot with this key put this evidence together, not that it copied the sources faithfully: compare with the sources.
