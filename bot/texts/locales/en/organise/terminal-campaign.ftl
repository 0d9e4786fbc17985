### The terminal: what is wrong in a campaign file, and what loading it changed.

## A campaign file
terminal-campaign-newer = The file was written by a newer version of Tocsin (format { $written }; this version reads { $format }). Nothing was changed: install that version, or export the file with this one.
terminal-campaign-no-party = { $party } is not a company or authority: write its name as the source has it, or an identifier, as in "UEI DR6MQ56MGFA5", "LEI …", "SIREN …" or "SIRET …".
terminal-campaign-party-twice = { $party } is the same party as { $other }: keep one of them.
terminal-campaign-names-too-many = there are { $count } short names: at most { $most } are possible.
terminal-campaign-name-invisible = name holds an invisible character: write it again.
terminal-campaign-checked-future = checked is { $day }, which is still to come: write the day it was checked.
terminal-campaign-no-source = it has no source: add [[fact.source]] with a title and a publisher.
terminal-campaign-no-numbers = { $key } is { $value }: write a list of numbers in quotes, as in { $key } = ["70CDCR26FR0000024"].
terminal-campaign-number = { $key } has { $value }: write the number of a contract as its source has it, on one line, of at most { $most } characters.
terminal-campaign-too-many-numbers = { $key } has { $count } numbers (maximum { $most }): leave some out.
terminal-campaign-date = date is { $value }: write 2026-01-31 without quotes, or "2026-01", or "2026".
terminal-campaign-date-future = date is { $value }, which is still to come.
terminal-campaign-url = url is { $url }: write an address that starts with https://, or leave url out.
terminal-campaign-time-zone = time_zone is { $value }: write the name of a city, as in Europe/Paris.
terminal-campaign-no-size = it needs a size: how many people belong to it, members or not.
terminal-campaign-no-name = it has no name: add { $language } = "…".
terminal-campaign-no-meaning = it has no text: add { $language } = {"{"} word = "…", meaning = "…" {"}"}.
terminal-campaign-slug = slug is { $slug }: use small letters, digits and single hyphens, as in the-order.
terminal-campaign-no-text = it has no text: add { $language } = {"{"} title = "…", body = "…" {"}"}.
terminal-campaign-no-language = there is no language { $language } here: write one of { $list }.
terminal-campaign-not-toml = The file is not valid TOML: { $problem }.
terminal-campaign-line = line { $number }: { $problem }
terminal-campaign-not-toml-here = line { $number }, column { $column }: the file is not valid TOML here: { $problem }.
terminal-campaign-curly-quotes = it has curly quotes, which word processors write: write straight ones, "like this".
terminal-campaign-quote-missing = a quote is missing, at the beginning or the end of a text: write "like this".
terminal-campaign-no-quotes = a text needs quotes: write "like this".
terminal-query-unknown-key = { $key } is not a key of this source: { $hint }
terminal-query-not-text = { $key } must be a list of texts, as in ["…", "…"]{ $value }.
terminal-query-empty = { $key } holds an empty text: write a value or remove it{ $value }.
terminal-query-control-characters = { $key } holds an invisible control character: write it again on one line{ $value }.
terminal-query-too-short = { $key } holds a value that is too short to search for{ $value }.
terminal-query-too-many-values = { $key } holds too many values: make two watches of it{ $value }.
terminal-query-one-text = { $key } must be one text, as in "…"{ $value }.
terminal-query-too-wide = { $key } is missing: name a supplier or a keyword, an agency alone is too wide.
terminal-did-you-mean = did you mean { $close }?
terminal-the-keys-are = the keys are { $list }.
terminal-campaign-at = { $place }: { $sentence }
terminal-campaign-missing = { $key } is missing: write { $key } = "…".
terminal-campaign-not-text = { $key } is { $value }: write a text in quotes.
terminal-campaign-empty = { $key } is empty: write something or remove it.
terminal-campaign-too-long = { $key } has { $count } characters: at most { $most } are possible.
terminal-campaign-lines = { $key } has several lines: write it on one.
terminal-campaign-control = { $key } holds an invisible control character: write it again.
terminal-campaign-no-words = it has no text: write { $key } = "…", or { $key } = {"{"} { $language } = "…" {"}"}.
terminal-campaign-choice-missing = { $key } is missing: write one of { $words }.
terminal-campaign-choice = { $key } is { $value }: write one of { $words }.
terminal-campaign-no-day = { $key } is { $value }: write a date without quotes, as in 2026-01-31.
terminal-campaign-day-missing = { $key } is missing: write a date without quotes, as in 2026-01-31.
terminal-campaign-no-offset = { $key } lacks the distance from UTC: write 2026-12-31T18:00:00+01:00, or only the day.
terminal-campaign-year = { $key } is { $value }: write a year from 2000 to 2099.
terminal-campaign-no-number = { $key } is { $value }: write a whole number from { $least } to { $most }, without quotes.
terminal-campaign-no-table = { $key } is { $value }: write a table, as docs/campaign-files.md shows.
terminal-campaign-no-tables = { $key } is { $value }: begin each with double brackets, as in { $header }.
terminal-campaign-too-many = there are { $count } of { $key }: at most { $most } are possible.
terminal-campaign-taken = { $key } is already that of { $place }: give each its own.
terminal-the-keys-here-are = the keys here are { $list }.
terminal-campaign-unknown-key = { $key } is not a key here: { $hint }
terminal-value-number = the number { $value }
terminal-value-moment = the moment { $value }
terminal-value-date = the date { $value }
terminal-value-time = a time of day

## tocsin import
terminal-import-into = { $title }: into server { $server }.
terminal-import-language = language: not changed: the server's is { $language }, the file's { $wanted }.
terminal-import-privacy-filled = privacy: filled in { $list }.
terminal-import-privacy-examples = privacy: examples put in for { $list }: organisers replace them with /organise do:settings privacy before a demand can open.
terminal-import-privacy-kept = privacy: not changed, since the organisers filled it in: { $list }.
terminal-import-privacy-missing = privacy: to be filled in before a demand can open: { $list }.
terminal-import-months = privacy: keys of demands are kept { $months } months after signing ends.
terminal-import-months-kept = privacy: not changed: keys are kept { $held } months, the file says { $wanted }.
terminal-import-names-no-room = short names: none set: with those of the file the server would have more than { $most }; remove some and load the file again.
terminal-import-names = short names: { $count } set, { $unchanged } unchanged.
terminal-import-watch-changed = watch { $name }: it now looks for something else and begins with a new digest.
terminal-import-watch-no-room = watch { $name }: not added: the server has { $most } watches already; remove one and load the file again.
terminal-import-watch-kept = watch { $name }: not changed: it is not in this file.
terminal-import-site-kept = site { $slug }: not changed: it is not in this file.
terminal-import-sites-confirm = sites: an organiser confirms what is new with /organise do:site confirm.
terminal-import-demand-kept = demand { $slug }: not changed: it is not in this file.
terminal-import-fact-kept = fact { $slug }: not changed: it is not in this file.
terminal-import-fact-again = fact { $slug }: shown again: it was retired in Discord on { $day }, the file's was checked later.
terminal-import-fact-retired = fact { $slug }: left out: it was retired in Discord on { $day }. To show it again, bring it back there, or give it a later checked day in the file.
terminal-import-fact-replaced = fact { $slug }: replaced by the file's, which was checked later ({ $file_day }, in Discord { $day }): it was changed in Discord and differs in: { $list }. What it said is in /organise do:audit.
terminal-import-fact-differs = fact { $slug }: not changed: it was changed in Discord and differs in: { $list }. To load the file's, give it a checked day after { $day }.
terminal-import-word-changed = word { $slug }: as in the file now. What it said is in /organise do:audit.
terminal-import-word-kept = word { $slug }: not changed: it is not in this file.
terminal-import-watches = watches: { $added } added, { $updated } updated, { $unchanged } unchanged.
terminal-import-facts = facts: { $added } added, { $updated } updated, { $unchanged } unchanged.
terminal-import-words = words: { $added } added, { $updated } updated, { $unchanged } unchanged.
terminal-import-sites = sites: { $added } added, { $updated } updated, { $unchanged } unchanged.
terminal-import-demands = demands: { $added } added, { $updated } updated, { $unchanged } unchanged.
terminal-import-site-no-room = site { $slug }: not added: the server has { $most } sites already; remove one and load the file again.
terminal-import-fact-no-room = fact { $slug }: not added: the server has { $most } facts already; retire one and load the file again.
terminal-import-contracts-wait = contracts that facts name, and that no watch here has found yet: { $list }. Each is linked once a watch finds it; until then, nobody is told when it changes.
terminal-import-contracts-several = numbers of several contracts here: { $list }. Nobody is told when they change. Choose the right one with /organise do:fact edit.
terminal-import-word-no-room = word { $slug }: not added: the server has { $most } words already; remove one and load the file again.
terminal-import-demand-no-room = demand { $slug }: not added: the server has { $most } demands already.
terminal-import-demand-open = demand { $slug }: not changed: it is open, and what members signed does not change. To ask for something else, give it another slug.
terminal-import-demand-closed = demand { $slug }: not changed: it is closed, and what members signed does not change. To ask for something else, give it another slug.
terminal-fact-state = state
terminal-fact-texts = text
terminal-fact-sources = sources
terminal-fact-checked-on = day of the check
terminal-fact-contracts = contracts
terminal-both = { $first }, { $second }

## Values of a campaign file

terminal-campaign-top = top of the file
terminal-campaign-no-such-day = line { $number }: { $day } is not a day that exists: write year-month-day, as in 2026-01-31.
terminal-campaign-no-date = line { $number }: { $day } is not a date here: write year-month-day, as in 2026-01-31.
terminal-campaign-not-toml-end = end of document: the file is not valid TOML here: { $problem }.
terminal-query-given = { " " }(it is { $value })
terminal-value-list = a list
terminal-value-table = a table
