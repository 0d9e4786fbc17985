### What every card and every answer may need.

## Lists

pager-previous = Previous
pager-next = Next
# Stands under every list of more than one page.
pager-where = { $first }–{ $last } of { $total }

## Words for what a source leaves open

labelled = **{ $label }:** { $value }
not-stated = not stated
unnamed = not named in the record

## Where a card's content comes from; the name of each source

source-name-usaspending = USAspending
source-read = Source: { $source }, read { $date }
button-public-page =
    { $kind ->
        [page] Open the page
        [article] Open the article
       *[other] Public record
    }
button-details = Details
button-demands = Demands
button-words = What do these words mean?
button-board = Read it on the board

## Failures

failure-only-in-a-server = This works only in a server. Open the server that you share with this bot and use the command there.
failure-not-allowed = You are not allowed to do this here. Nothing was changed. Ask the organisers if you think you should be.
failure-outdated = This button or command is from an older version of the bot. Nothing was changed. Use the command again; if your list of commands looks old, restart Discord.
failure-ours = Something went wrong on our side. Try again in a minute. If it happens again, give the organisers this reference: **{ $reference }**
failure-not-stored = **Nothing was stored.** The bot cannot save anything at the moment, so what you just did does not count: no signature was given or withdrawn, and nothing was changed. Try again in a few minutes; if it lasts, tell the organisers.
failure-database-away = **It is not certain that this was stored.** The bot cannot rely on its database at the moment. Try again in a minute, and look whether it is there before you do it twice. A signature never counts twice.

## Refusals that many commands share

refusal-no-organiser-role = This is for organisers, and this server has not named their role yet. Nothing was changed. Ask someone who manages the server to choose it with `/setup`.
refusal-organiser-role-gone = The organisers’ role has been deleted from this server. Nothing was changed. Ask someone who manages the server to choose another with `/setup`.
refusal-manager-not-organiser = You manage this server but do not hold the organisers’ role { $role }, which this needs. Nothing was changed. To take it: *Server Settings*, *Members*, your name, then add the role.
refusal-not-organiser = This is for organisers only: it needs the role { $role }. Nothing was changed. Ask an organiser to do it, or somebody who manages this server to give you the role.
refusal-choose-from-list = “{ $typed }” does not match exactly one entry. Nothing was changed. Type a few letters, then choose from the list that appears.
