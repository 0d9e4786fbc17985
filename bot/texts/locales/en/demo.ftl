### The rehearsal: what the terminal tells while the bot plays its story. Nobody sees this in Discord.

demo-tour-title = Tocsin: the tour
demo-tour-intro = The real bot, its real database and its real keys, in a simulated Discord. The contracts are those of the public record; a stand-in on this machine plays USAspending and shows each day as it was. Alice, Bob and Camille are made up.

## Who speaks

demo-steward = The steward of the machine
demo-organiser = Camille (organiser)
demo-alice = Alice (member)
demo-bob = Bob (member)
demo-answer-private = only { $name } sees this answer
demo-form-opened = the form that { $name } sees
demo-post = posted in #{ $channel }
demo-presses = { $name } presses “{ $button }”
demo-submits = { $name } ticks the box and sends the form
demo-calls = { $name } writes { $command }
demo-ran = { $name }: { $command }

## The steps

demo-step-set-up = The campaign is set up
demo-step-digest = { $day }: the first reading
demo-step-demand = The union's demand is opened for signing
demo-step-money = { $day }: money is added
demo-step-facts = Members look things up
demo-step-signing = Members sign
demo-step-publication = The count is published
demo-step-extension = { $day }: an order is extended
demo-step-correction = { $day }: the record is corrected
demo-step-quiet = { $day }: nothing worth an alarm
demo-step-export = Camille takes the count to management

demo-told-terminal = The terminal of the steward speaks English, whatever the language of the server.
demo-told-signing-again = Bob is not sure that it worked, and does the same again.
demo-told-withdrawal = Bob changes his mind.
demo-told-next-day = A day later, the next count is published.
demo-told-written = Written to { $folder }:

## What is checked on the way

demo-check-imported = The campaign file brought a watch, at least twelve facts and a demand.
demo-check-privacy = The privacy settings are complete: a demand may open.
demo-check-one-digest = Exactly one digest for all that was there before, not one post for each contract.
demo-check-digest-source = The digest names its source and the day it was read.
demo-check-demand-posted = The demand is posted once, with a button to sign.
demo-check-one-post = Exactly one post for the change.
demo-check-money-said = It says how much was added: { $amount }, with modification { $number }.
demo-check-source-linked = It links the public record.
demo-check-nothing-twice = Another reading of the same record posts nothing.
demo-check-fact-sourced = The fact carries its state, its source and the day it was checked.
demo-check-contract-said = The contract shows what is obligated, { $amount }, and links the public record.
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
demo-check-extension-said = It says until when: { $day }.
demo-check-correction-said = It says what was corrected: { $old } became { $new }.
demo-check-more-said = The same post says what else changed: { $amount } added, and until { $day }.
demo-check-quiet = A modification without money changed no date and no scope: it is kept, and not posted.
demo-check-export-private = Only Camille received the files.
demo-check-export-count = Read back, the export says the same: { $count ->
    [one] { $count } signature.
   *[other] { $count } signatures.
}
demo-check-export-nobody = No file holds the id or the name of any member.

demo-tour-done = Every step did what it says.
demo-tour-broken = The tour stopped here, because this is not so:
demo-tour-failed = The tour stopped here, because the bot failed:

## Privacy settings of the rehearsal

demo-privacy-controller = Rehearsal section of a union that does not exist, 1 Example Street, Paris
demo-privacy-contact = rehearsal@example.org
demo-privacy-legal-basis = Explicit consent, Article 9(2)(a) GDPR
demo-privacy-retention = Until the rehearsal ends: its data is deleted then
demo-privacy-recipients = The section's officers; in a real server also Discord, which carries every press

## The page

demo-page-title = Tocsin: the rehearsal
demo-page-address = Open this address in a browser on this machine:
demo-page-what = What you can do there: choose at the top whether you are { $member } or { $organiser }; press the buttons under the posts; sign the demand; or write / in the box at the bottom and choose a command. Alice and Camille are made up, the contracts are not.
demo-page-begins = The story begins when the page is open, and takes half a minute. Ctrl+C ends the rehearsal and deletes its data.
demo-page-day = { $day }: the record is read again
demo-page-told = The story is told. The bot goes on living: act as you like. Ctrl+C ends it.
demo-page-ended = The rehearsal is over; its data is deleted.
demo-page-port = Port { $port } is taken or not allowed: choose another with --port, or 0 for any free one.
demo-folder-unwritable = { $folder } cannot be written: { $reason }. Choose another folder with --to.
