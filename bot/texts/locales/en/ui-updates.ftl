### /updates latest and status.

updates-title = Latest changes
updates-none = No change yet since the watches began. `/updates status` shows when they look again.
updates-more-changes =
    { $count ->
        [one] and 1 more change
       *[other] and { $count } more changes
    }

button-status = Status of the watches
status-title = Status of the watches
status-watch-nearly = Watched since { $moment }, but some contracts could not be read yet: each read tries them again.
status-watch-complete =
    { $source ->
        [page] Last complete read: { $moment }.
        [feed] Last complete read: { $moment }. { $matched ->
            [0] Nothing matched.
            [one] One article matched.
           *[other] { $matched } articles matched.
        }
       *[other] Last complete read: { $moment }. { $matched ->
            [0] Nothing matched.
            [one] One contract matched.
           *[other] { $matched } contracts matched.
        }
    }
status-watch-new = Not read in full yet. The first complete read becomes one digest; changes are news from then on.
status-watch-fault =
    { $failures ->
        [one] The last read was not complete.
       *[other] The last { $failures } reads were not complete.
    }
status-watch-held =
    { $count ->
        [one] One contract shows a change that may only be how the source publishes.
       *[other] { $count } contracts show changes that may only be how the source publishes.
    } Held until the next complete read.
status-watch-unsteady = **Values keep changing** since { $since }, in { $count ->
        [one] one contract
       *[other] { $count } contracts
    }. None of it is posted until two complete reads in a row agree. Please look at the source.
status-untold = Not posted: there is no channel for it.
status-watch-stale = **Nothing new since { $since }**, which is longer than ever before. Please look at the source.
status-watch-less = **Much less than before:** { $now } found, { $before } before. Please compare with the source.
status-watch-next = Next read: { $moment }
status-watch-due = Next read: now due

status-not-stored =
    { $why ->
        [full] **Nothing can be stored: the disk of the machine is full.** Signatures and settings are refused, and nothing new is posted, until there is room. Tell the person who runs the bot; it then goes on by itself.
        [read-only] **Nothing can be stored: the bot may not write to its disk.** Signatures and settings are refused, and nothing new is posted, until it may. Tell the person who runs the bot; it then goes on by itself.
        [locked] **Nothing can be stored: another program holds the bot’s database.** Signatures and settings are refused, and nothing new is posted, until it lets go. Tell the person who runs the bot; it then goes on by itself.
        [silent] **Nothing can be stored: the folder of the keys does not answer.** Signatures and settings are refused, and nothing new is posted, until it does. Tell the person who runs the bot; it then goes on by itself.
       *[broken] **Nothing can be stored: the disk of the machine reports errors.** Signatures and settings are refused, and nothing new is posted, until it works again. Tell the person who runs the bot soon.
    }

status-clock-wrong = **The clock of the machine is wrong.** No count is published and no demand is closed until it is right. Tell the person who runs the bot.

status-demand-gone = **Nobody can sign “{ $demand }”:** the role that it asks for was deleted. Let another role sign with `/organise do:demand widen`.
status-demand-few = **No new signatures of “{ $demand }” are counted:** fewer than { $least } people may sign it. Give its role to more people, or let another role sign with `/organise do:demand widen`.
status-posts = Posts
status-channel = Changes are posted in { $channel }.
status-no-channel = No channel is chosen, so nothing is posted. An organiser chooses one with `/organise do:settings channel`.
status-pending =
    { $count ->
        [one] One post is waiting, since { $oldest }.
       *[other] { $count } posts are waiting, the oldest since { $oldest }.
    }
status-none-held = Nothing is waiting to be posted.
status-uncertain =
    { $count ->
        [one] One post may or may not have arrived, and the bot cannot find out: it may not read the channel’s history, or its database was restored from a backup. The bot does not post it again by itself. Look in the channel: if it is missing, an organiser posts it again here; if it is there, an organiser says so here.
       *[other] { $count } posts may or may not have arrived, and the bot cannot find out: it may not read the channel’s history, or its database was restored from a backup. The bot does not post them again by itself. Look in the channel: if they are missing, an organiser posts them again here; if they are there, an organiser says so here.
    }
button-post-again = Post again
status-posting-again =
    { $count ->
        [0] Nothing is uncertain any more. `/updates status` shows what waits.
        [one] It will be posted again in a moment.
       *[other] { $count } posts will be posted again in a moment.
    }
button-posts-seen = They are there
status-posts-seen =
    { $count ->
        [0] Nothing is uncertain any more. `/updates status` shows what waits.
        [one] Noted: it was posted, and will not be posted again.
       *[other] Noted: all { $count } posts were posted, and will not be posted again.
    }

# Why a channel refuses posts.
channel-fault-forbidden = The bot is not allowed to post there. Someone who manages the server must let it see the channel and send messages there; what waits is then posted by itself.
channel-fault-missing = The channel does not exist any more. An organiser chooses another with `/organise do:settings channel`; what waits is then posted there.
