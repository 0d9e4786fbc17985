### Pages of the board: demands, contracts, facts and what was posted.

## What was posted, in lists and feeds

board-event-opened = Open for signing: { $title }
board-event-text = The text changed: { $title }
board-event-closed = Closed: { $title }
board-event-delivered = Delivered: { $title }
board-event-answered = Management answered: { $title }
board-posted-on = Posted on { $day }
board-corrected = Corrected on { $day }: see the correction

## A demand

board-text-language = This text is in { $language }, as the union published it.
board-closes = Can be signed in the union’s Discord server until { $day }, { $time } ({ $zone }).
board-verified-server = Signers: members of the Discord server “{ $server }” (identities not checked).
board-verified-role = Signers: members of the Discord server “{ $server }” to whom the organisers gave a role (the bot checked no identities).
board-verified-time = { $days ->
    [one] They had been in the Discord server “{ $server }” for at least { $days } day.
   *[other] They had been in the Discord server “{ $server }” for at least { $days } days.
}
board-text-changed = **The text changed on { $day }.** A signature given before is for the text as it was.
board-archived = Archived on { $day }. It is over, and this page stays.
board-earlier-text = Earlier text: { $version }
board-column-change = Change
board-count-corrected =
    { $invalidated ->
        [one] Publication { $number } removed one signature as invalid.
       *[other] Publication { $number } removed { $invalidated } signatures as invalid.
    }

## A contract

board-committed = { $buyer } committed { $amount } to { $supplier }
board-hash = { $answer }. SHA-256: { $hash }
board-first-seen-why = The record itself is not on this board. Anyone who has a copy can compare its SHA-256 with this one.
board-former = No watch of this board has followed it since { $day }. What was posted about it stays.
board-steps = Money committed: { $first } on { $since }, { $last } since { $day }. Steps: { $number }.
# In place of a command, where a card names one: “… is kept: `/contracts show`.”, “… and 3 more: see `/contracts search`”.
board-instead-of-show = its page
board-instead-of-list = the list of contracts

## A fact

board-fact-title = { $state }: { $title }
board-fact-earlier = What was corrected
board-fact-changed = Until { $day }, it said: { $said }
board-fact-text-changed = The text below the title was changed on { $day }.
board-retired-title = A fact that was withdrawn
board-retired = The fact that stood here was withdrawn on { $day }. The union no longer states it.
