### Watches: what was refused, what is wrong with a query, and why a read failed.

refusal-watch-name = This cannot be the name of a watch. Nothing was saved. Give one of up to { $most } characters, on one line.
refusal-watch-name-taken = There is already a watch called “{ $name }”. Nothing was saved. Choose another name, or remove that watch first.
refusal-watch-too-many-watches = This server has { $most } watches already (the maximum). Nothing was saved. Remove one first: `/organise do:watch remove`.
refusal-watch-source = “{ $source }” is not a source that this bot reads. Nothing was saved. Choose one of: { $known }.
refusal-watch-too-wide =
    { $most ->
        [one] More than { $most } contract matches: too many for one watch. Nothing was saved. Narrow the search: more words, or fewer suppliers.
       *[other] More than { $most } contracts match: too many for one watch. Nothing was saved. Narrow the search: more words, or fewer suppliers.
    }
refusal-watch-unreadable =
    { $fault ->
        [unreachable] The source could not be reached, or did not answer in time. Nothing was changed: try again in a few minutes.
        [timeout] The source could not be reached, or did not answer in time. Nothing was changed: try again in a few minutes.
        [no-host] The source could not be reached, or did not answer in time. Nothing was changed: try again in a few minutes.
        [too-complex] The answer is too complex to read. Nothing was changed: try another address.
        [internal] Something went wrong in the bot itself. Nothing was changed: try again in a few minutes.
        [busy] The source is overloaded. Nothing was changed: try again in a few minutes.
        [filter-ignored] The source ignored part of the search, so its answer cannot be used. Nothing was changed: try other words.
        [refused] { $source ->
            [page] The site does not let the bot read this page. Nothing was changed: try another page.
            [feed] The site does not let the bot read this feed. Nothing was changed: try another feed.
           *[other] The source refuses this search. Nothing was changed: try other words.
        }
        [too-big] The answer is longer than the bot can read. Nothing was changed: try narrower words, or another address.
        [not-public] This address leads into a private network, and the bot reads public addresses only. Nothing was changed: try a public address.
        [not-loopback] In the demo, the bot reads only what a program on this machine plays: no source on the internet. Nothing was changed.
        [moved] This address leads to another site, which the bot does not follow. Nothing was changed: open it in a browser and give the address where you arrive.
        [not-allowed] The site asks programs not to read this page, and the bot keeps to that. Nothing was changed: try another page.
        [gone] There is nothing at this address. Nothing was changed: check it in a browser, then try again.
        [no-key] SAM.gov needs a key, and the bot does not have one yet. Nothing was changed: ask the person who runs the bot to set one.
        [resting] The source failed several times in a row, so the bot leaves it alone for a while. Nothing was changed: try again in an hour.
        [pages-missing] The source’s list was incomplete, so the bot cannot say what the watch would find. Nothing was changed: try again in a few minutes, or with narrower words.
        [bad-answer] The source’s answer cannot be read, or holds no text to follow. Nothing was changed: check the address.
       *[other] The source answered with an error. Nothing was changed: try again later.
    }
refusal-watch-unreachable = “{ $address }” could not be reached, or did not answer in time. Nothing was changed: open the address in a browser to check it, or try again in a few minutes.
refusal-watch-no-host = There is no public website at “{ $address }”. Nothing was changed: check how the address is spelled.
refusal-watch-slow = The source is slow: it had not answered in full after { $seconds } seconds. Nothing was changed, and nothing that you typed is lost: try again in a few minutes, or with narrower words.
refusal-watch-surveys = The bot is still searching for other drafts. Nothing was changed, and nothing that you typed is lost: try again in a minute.
refusal-watch-unknown = This watch no longer exists. Nothing was changed. Choose one from the list: `/organise do:watch list`.
refusal-watch-looked = “{ $name }” was last read on { $at }. A page is read at most once a day, to spare its site, so it is not read now. Next read: { $again }.
refusal-watch-checked =
    { $minutes ->
        [one] This watch has just been read. You can ask again in a minute.
       *[other] This watch has just been read. You can ask again in { $minutes } minutes.
    }

query-part =
    { $key ->
        [suppliers] supplier
        [agencies] agency
        [buyers] buyer
        [keywords] keywords
        [words] words
        [countries] country
        [address] address
        [file] file
       *[other] { $key }
    }
query-unknown-key = This source cannot search by “{ $key }”. Nothing was saved. The form of `/organise do:watch add` shows what it can search by.
query-not-text = “{ query-part }” must be text. Nothing was saved. Write it in words.
query-empty = “{ query-part }” is empty. Nothing was saved. Write something, or leave it out.
query-control-characters = “{ query-part }” contains invisible characters. Nothing was saved. Type it instead of pasting it.
query-too-short = “{ $value }” is too short for “{ query-part }”: far too much would match. Nothing was saved. Write more of it.
query-nothing-to-find = What to look for is missing. Nothing was saved. Name at least one supplier or one word: on USAspending, an agency alone buys far too much to be watched.
refusal-company = A company’s name needs a letter or a digit. Nothing was changed. Type the name again.
query-too-many-values = “{ query-part }” has { $value } entries, too many for one watch. Nothing was saved. Make two watches of it.
