### Watches: what was refused, what is wrong with a query, and why a read failed.

refusal-watch-name = Give the watch a short name: up to { $most } characters, on one line.
refusal-watch-name-taken = There is a watch called “{ $name }” already. Choose another name, or remove that one first.
refusal-watch-too-many-watches = This server has { $most } watches, which is the most there can be. Remove one first: `/organise watch remove`.
refusal-watch-source = “{ $source }” is not a source this bot can read. It can read: { $known }.
refusal-watch-matches-nothing = The source has no contract that matches. Check how it writes the names: the agency’s must be exact, capitals included, for example “U.S. Immigration and Customs Enforcement”.
refusal-watch-too-wide =
    { $most ->
        [one] More than { $most } contract matches, which is too many for one watch. Add a supplier, an agency or a keyword.
       *[other] More than { $most } contracts match, which is too many for one watch. Add a supplier, an agency or a keyword.
    }
refusal-watch-unreadable =
    { $fault ->
        [unreachable] The source cannot be reached at the moment. Nothing was changed: try again in a few minutes.
        [timeout] The source takes too long to answer. Nothing was changed: try again in a few minutes.
        [busy] The source is overloaded. Nothing was changed: try again in a few minutes.
        [filter-ignored] The source did not take everything that was asked into account, so its answer is of no use. Nothing was changed: try other words.
        [refused] The source refuses this question. Nothing was changed: try other words.
       *[other] The source answered with an error. Nothing was changed: try again later.
    }
refusal-watch-unknown = This watch does not exist any more. Choose one from the list: `/organise watch list`.
refusal-watch-checked =
    { $minutes ->
        [one] This watch has just been read. You can have it read again in a minute.
       *[other] This watch has just been read. You can have it read again in { $minutes } minutes.
    }
refusal-contract-unknown = No watch of this server follows this contract. Choose one from the list: `/contracts list`.

query-part =
    { $key ->
        [suppliers] supplier
        [agencies] agency
        [keywords] keywords
       *[other] { $key }
    }
query-unknown-key = “{ $key }” is not something this source can look for. Use a supplier, an agency or keywords.
query-not-text = “{ query-part }” must be text. Write it out in words.
query-empty = “{ query-part }” is empty. Write something, or leave it out.
query-control-characters = “{ query-part }” holds characters that cannot be seen. Type it again instead of pasting it.
query-too-short = “{ $value }” is too short for “{ query-part }”: it would match far too much. Write more of it.
query-nothing-to-find = Name at least one supplier or one keyword. An agency alone buys far too much to be watched.
query-too-many-values = “{ query-part }” has { $value } entries, which is too many for one watch. Make two watches of it.

fault-unreachable = The source could not be reached. The bot keeps trying.
fault-timeout = The source took too long to answer. The bot keeps trying.
fault-busy = The source is overloaded. The bot keeps trying.
fault-server-error = The source answered with an error of its own. The bot keeps trying.
fault-refused = The source refused the question. If this lasts, remove the watch and add it again in other words.
fault-bad-answer = The source answered something that cannot be read. The bot keeps trying; if this lasts, tell whoever runs it.
fault-filter-ignored = The source did not take the whole question into account, so its answer was not used. If this lasts, tell whoever runs the bot.
fault-too-many = More than 500 contracts match. Remove the watch and add a narrower one.
fault-gone = The source does not know this address any more. If this lasts, tell whoever runs the bot.
fault-internal = Something went wrong in the bot itself. It keeps trying; whoever runs it finds the details in the log.
