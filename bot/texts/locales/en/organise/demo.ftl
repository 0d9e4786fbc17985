### The demo: what the terminal tells while the bot plays its story. Nobody sees this in Discord.

demo-tour-title = Tocsin: the tour
demo-tour-intro = The real bot, its real database and its real keys, in a simulated Discord. The contracts are those of the public record; a stand-in on this machine plays the source, { $source }, and shows each day as it was. Alice, Bob, Camille and the union section are made up.

## Who speaks

demo-anyone = Anyone
demo-steward = The person who runs the bot
demo-organiser = Camille (organiser)
demo-alice = Alice (member)
demo-bob = Bob (member)
demo-channel-general = general
demo-channel-news = contract-news
demo-channel-organisers = organisers
demo-role-organisers = Organisers
demo-role-members = Members
demo-role-managers = Server managers
demo-answer-private = only { $name } sees this answer
demo-form-opened = the form that { $name } sees
demo-post = posted in #{ $channel }
demo-presses = { $name } presses “{ $button }”
demo-submits = { $name } ticks the box and sends the form
demo-fills-in = { $name } names the watch, writes { $address } and sends the form
demo-calls = { $name } writes { $command }
demo-ran = { $name }: { $command }

## The steps

demo-step-set-up = The campaign is set up
demo-step-day = { $day }: { $title }
demo-step-page-watch = Camille has a web page watched
demo-step-demand = The union’s demand is opened for signing
demo-step-goal = Camille sets a goal
demo-step-delivery = The demand is closed and delivered
demo-step-fact-check = A fact is checked
demo-step-facts = Members look things up
demo-step-signing = Members sign
demo-step-publication = The count is published
demo-day-digest = the first reading
demo-day-page-changed = a paragraph disappears from the page
demo-day-page-shortened = two hours later, it is still missing
demo-day-page-missing = the page is not found
demo-day-page-gone = two hours later, it is still not found
demo-day-docket-changed = the protests are decided
demo-day-docket-decided = two hours later, the page still says so
demo-step-campaign-facts = Facts with their sources are loaded
demo-step-purchases = Camille wants to hear about the other suppliers
demo-step-notices = Camille has the calls for offers watched
demo-step-dockets = Camille has the protests watched
demo-step-first-seen = Bob looks at the page that is gone
demo-step-chart = Alice wants to see the money
demo-step-export = Camille takes the count to management
demo-step-evidence = Camille takes the evidence with her
demo-step-board = Anyone can read it on the board

demo-step-round = A round of tokens begins
demo-step-page-demand = A second demand is signed on the union’s page
demo-step-page-signing = Members sign on the page, without Discord
demo-step-page-closing = The demand on the page is closed
demo-step-page-count = Anyone can count the signatures on the page

demo-told-codes = The { $count } members on the union’s roster are given a code each, outside Discord. Each makes a card with it in a browser; these members are simulated.
demo-told-page-signed = Alice does the same over HTTP as her browser would on { $url }: code, card, tokens, signature. No account, no name, no site.
demo-told-page-changed = Somebody changes one byte in { $file }.
demo-told-signing-again = Bob is not sure that it worked, and does the same again.
demo-told-withdrawal = Bob changes his mind.
demo-told-next-day = A day later, the next count is published.
demo-told-next-week = Signing on the page lasts at least a week from the opening. A week later, the last count is published.
demo-told-picture = The picture in words, for those who cannot see it:
demo-told-board = Without Discord and without an account: the newest on the board.
demo-told-written = Written to { $folder }:

## What is checked on the way

demo-check-imported = { $count ->
    [0] The campaign file brought a watch and a demand.
   *[other] The campaign file brought a watch, { $count } facts and a demand.
}
demo-check-facts-loaded = { $count } facts are loaded, each with its source. One is what the press says about the sale.
demo-check-nothing-new = Nothing changed in the record: nothing is posted.
demo-check-purchases = From now on, news of the other suppliers is posted too.
demo-check-notices = One post says that the notices on SAM.gov are watched from now on.
demo-check-dockets = { $count ->
    [one] One post says that the case is watched from now on.
   *[other] One post for each of the { $count } cases says that it is watched from now on.
}
demo-check-protests-decided = { $count ->
    [one] One post names the protest and quotes its outcome.
   *[other] One post for each of the { $count } protests, with its outcome in GAO’s own word.
}
demo-check-privacy = The privacy settings are complete: a demand may open.
demo-check-one-digest = Exactly one digest for all that was there before, not one post for each contract.
demo-check-digest-source = The digest names its source and the day it was read.
demo-check-demand-posted = The demand is posted once, with a button to sign.
demo-check-watch-saved = Only Camille saw what the watch would find, and nothing was watched before she saved it.
demo-check-page-digest = One post says that the page is watched from now on; what it says is kept, not posted.
demo-check-posts = { $count ->
    [one] Exactly one post for the change.
   *[other] Exactly { $count } posts, one for each contract with news.
}
demo-check-goal-set = The card in the channel shows the goal; nothing new was posted.
demo-check-milestone = Exactly one post says that the goal is reached, with the count as published.
demo-check-card-picture = The same card now has a picture of both counts.
demo-check-delivered = One post says that it closed, another to whom it was delivered, and with how many signatures: { $count }.
demo-delivered-to = the works council of the demo
demo-check-post-says = One post says: { $said }.
demo-check-source-linked = Each post links the public record.
demo-check-nothing-twice = Another reading of the same record posts nothing.
demo-check-fact-marked = The contract changed: members read that the fact needs checking again, and organisers are asked.
demo-check-fact-checked = The organiser said that it is still right: the mark is gone.
demo-check-fact-sourced = The fact carries its state, its source and the day it was checked.
demo-check-purchase = The bot lists { $count } orders that look like one purchase, and links each.
demo-check-contract-said = The contract shows what is committed, { $amount }, and links the public record.
demo-check-last-text = The page can still be read as it last was, without the paragraph that disappeared.
demo-check-first-seen = What was kept on the first day is handed over whole, with the paragraph that disappeared.
demo-check-picture-said = The words name each contract and its amount, { $amount } among them.
demo-check-picture = The picture and its words are in the folder.
demo-check-private = Nobody else sees what the bot answers to a signature.
demo-check-same-answer = The double press got the same answer, word for word, and changed nothing: { $count } signatures wait.
demo-check-not-shown = No count has moved: { $count ->
    [0] nothing is published yet.
    [one] the published count is still { $count }.
   *[other] the published count is still { $count }.
}
demo-check-published = { $count ->
    [one] The published count is { $count }.
   *[other] The published count is { $count }.
}
demo-check-page-lines = It quotes the paragraph that disappeared, and none of those that stayed.
demo-check-page-linked = It links the page.
demo-check-page-one-look = One look is not enough to say so: nothing is posted yet.
demo-check-page-gone = Exactly one post says that the page was removed.
demo-check-quiet = Nothing here has to be told at once: it is kept, or waits for the weekly digest.
demo-check-export-private = Only Camille received the files.
demo-check-export-count = Read back, the export says the same: { $count ->
    [one] { $count } signature.
   *[other] { $count } signatures.
}
demo-check-export-verified = `tocsin verify` finds every file as it was and the signature right, and recomputes the count.
demo-check-export-nobody = No file holds the id or the name of any member.
demo-check-evidence-sums = Every file in it has the hash that SHA256SUMS gives.
demo-check-evidence-contract = What the source answered about the contract is in it.
demo-check-evidence-page = The page is in it as it was, and the answer that it is gone.
demo-check-board-count = The board says the same: { $count ->
    [one] { $count } signature;
   *[other] { $count } signatures;
} its ledger is signed, and every count in it follows from the one before.
demo-check-board-contract = The contract has a page there, with its { $amount } and a link to the record.
demo-check-round-begun = One post says that the round has begun, with the fingerprint of its keys: whoever compares it notices if they are exchanged.
demo-check-issued = { $count } members have their tokens, signed blind: the union notes who got some, and never saw them.
demo-check-page-demand-posted = It is posted once, without a button to sign: its link to the page is the same for everybody.
demo-check-page-count = { $count } signatures are published and stand on the card in the channel. Three more wait, drawn at random: Alice’s may be one of them.
demo-check-page-closed = With the closing all that waited went out: { $count } signatures, Alice’s among them.
demo-check-page-verified = The program that the board hands out finds every row right, and Alice’s among them, and counts the same.
demo-check-page-changed = It names the line: { $line }.

demo-tour-done = Every step did what it says.
demo-tour-broken = The tour stopped here, because this is not true:
demo-tour-failed = The tour stopped here, because the bot failed:

## Privacy settings of the demo

demo-privacy-controller = Demo section of a union that does not exist, 1 Example Street, Paris
demo-privacy-contact = demo@example.org
demo-privacy-recipients = The section’s officers

## The demand that is signed on the union’s page

demo-page-demand-title = A written answer to our demands
demo-page-demand-body = We ask management to answer each of the union’s demands in writing, within a month, with reasons.

## What is true of the demo alone: on the card of a demand, and after signing

demo-count-rule = In this demo a count is published as soon as one or two have signed in Discord, or six on the page (three of them, drawn at random, wait), so that you can see it. A real bot waits until ten have signed, or a few within a week, so that one signature is hard to see.
demo-signed-next = **What happens next:** in this demo a count is published as soon as one or two have signed. A real bot counts your signature together with others, a day later or more. The demand’s card shows each count, then to whom it was handed over and what was answered.

## The page

demo-page-title = Tocsin: the demo
demo-page-address = Open this address in a browser on this machine:
demo-page-you = You are
demo-page-what = What you can do there: choose at the top whether you are { $member } or { $organiser }; press the buttons under the posts; sign the demand; or write / in the box at the bottom and choose a command. Alice, Camille and the union section are made up, the contracts are not. The facts were checked in November 2026, after the days of the story. Nothing leaves this machine.
demo-page-welcome = **Demo, not Discord:** nothing leaves this computer. Contracts are real; { $site ->
        [yes] people, the planned notice, subcontracts and the web page
       *[no] the people and the union section
    } are made up. You are Alice: wait for the demand, then sign it. Board: { $url }
demo-page-board = In a second tab: the board, which anyone can read on the web without Discord. { $url }
demo-page-begins = The story begins when the page is open, and takes less than two minutes. Ctrl+C ends the demo and deletes its data.
demo-page-empty = To set everything up yourself, from the greeting on: tocsin demo --empty
demo-page-empty-what = A server where nothing is set up yet: you are { $owner }, who manages it, or Alice, a member. Press the button under the greeting, or write /setup. Sources are stand-ins on this machine; nothing leaves it.
demo-page-signing = The second demand is signed without Discord, on the union’s page. Enter Alice’s code there: { $code }, and the line under it: { $line }. A real union gives her both on paper. { $url }
demo-page-signed = A signature came in on the page; nothing in it says whose it is. Other members now sign too, and each count publishes several at once. Three, drawn at random, always wait for the next one, and this one may be among them. All that still wait go out when Camille closes the demand.
demo-page-told = The story is over. The bot keeps running: do as you like. Ctrl+C ends it.
demo-page-ended = The demo is over; its data is deleted.
demo-page-port = Port { $port } is taken or not allowed: choose another with --port, or 0 for any free one.
demo-folder-unwritable = { $folder } cannot be written: { $reason }. Choose another folder with --to.

## The web page of the demo

demo-site-none = This page does not exist

## Alternative texts of the pictures in the documents

demo-picture-setup = The first card of /setup on a phone, “{ $title }”: the steps of the set-up, which are done and which are missing.
demo-picture-form = The form “{ $title }” on a phone: the demand, what the signature is for, who is shown the name, and what is kept.
demo-picture-post = A post about a contract on a phone: “{ $title }”, what changed, the total, the source, and buttons to sign and for details.
demo-picture-card = The card of a contract on a phone: “{ $title }”, who buys and who is paid, amounts, dates and history, each with its source.
demo-picture-page = The page for the meeting: “{ $title }”, with the published count, how it grew, and how to check it.
demo-picture-board = The first page of the board on a phone, in a browser: “{ $title }”, how many signed, how signers were verified, and the progress towards the goal.
demo-picture-board-demand = The page of the demand “{ $title }” on the board, on a phone: its count, its text, and how to check it.
