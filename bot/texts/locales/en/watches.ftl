### Watches: what was refused, what is wrong with a query, and why a read failed.

refusal-contract-unknown = No watch of this server follows this contract. Choose one from the list: `/contracts list`.

fault-unreachable = The source could not be reached, or did not answer in time. The bot keeps trying.
fault-timeout = The source could not be reached, or did not answer in time. The bot keeps trying.
fault-busy = The source is overloaded. The bot keeps trying.
fault-server-error = The source answered with an error of its own. The bot keeps trying.
fault-refused =
    { $source ->
        [page] The site does not let the bot read this page. The bot keeps trying; if this lasts and the page opens in a browser, the site keeps programs out: remove the watch and choose another page.
        [feed] The site does not let the bot read this feed. The bot keeps trying; if this lasts and the feed opens in a browser, the site keeps programs out: remove the watch and choose another feed.
       *[other] The source refuses this search. If this lasts, change the watch: `/organise do:watch edit`.
    }
fault-bad-answer = The source’s answer cannot be read. The bot keeps trying; if this lasts, tell the person who runs it.
fault-pages-missing = The source’s list is incomplete: a page is missing, comes twice, or does not match the total. Nothing is skipped: the bot reads the same part again until it is whole. If this lasts, tell the person who runs the bot.
fault-filter-ignored = The source ignored part of the search, so its answer was not used. If this lasts, tell the person who runs the bot.
fault-too-many = More than 1,000 contracts match. Narrow the watch: `/organise do:watch edit`.
fault-gone = The source no longer knows this address. If it is one you gave, look it up in a browser, then give the watch the new address: `/organise do:watch edit`. If not, tell the person who runs the bot.
fault-too-big = The answer is longer than the bot can read. If this lasts, narrow the watch or give it another address: `/organise do:watch edit`.
fault-too-complex = The answer is too complex to read, so the bot stopped reading it. Nothing was changed. If this lasts, remove the watch and choose another address.
fault-allowance = Today’s answers from this source take up all the storage that a watch, or all watches of a server, may use in a day. The bot goes on with it tomorrow. If this lasts, narrow the watch: `/organise do:watch edit`.
fault-no-host = There is no public website at this address. Check how it is spelled, then correct it: `/organise do:watch edit`.
fault-not-public = This address leads into a private network, and the bot reads public addresses only. Give the watch a public address: `/organise do:watch edit`.
fault-not-loopback = In the demo, the bot reads only what a program on this machine plays: no source on the internet.
fault-moved = The address now leads to another site, which the bot does not follow. Open it in a browser, then give the watch the address where you arrive: `/organise do:watch edit`. If you never gave an address, tell the person who runs the bot.
fault-not-allowed = The site asks programs not to read this page, and the bot keeps to that. Remove the watch and choose another page.
fault-left-out = This feed lists more than 200 entries, and not all of them have a date: the bot reads 200, and cannot tell whether newer ones are among the rest. If the publisher has a shorter feed, or one with dates, give the watch that address: `/organise do:watch edit`.
fault-resting = The source failed several times in a row, so the bot leaves it alone for a while. It tries again by itself.
fault-partly = Some contracts could not be read. All others are watched as usual, and the bot tries these again at every read. If this lasts, tell the person who runs it.
fault-internal = Something went wrong in the bot itself. It keeps trying; the person who runs it finds the details in the log.
