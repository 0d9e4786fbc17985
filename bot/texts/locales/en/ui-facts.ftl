### Facts: /facts list, search and show.

facts-title = Facts
facts-none = No fact is recorded here yet. Organisers add them with `/organise do:fact add`.
fact-not-checked = Not checked since { $date }
facts-not-checked = None checked since { $date }
facts-checked = All checked on { $date }
facts-found-title = Facts with “{ $words }”
facts-not-found = No fact has “{ $words }” in its text or its sources. Try fewer or other words, or `/facts list`.
fact-sources = Sources
fact-source = { $title }, { $publisher }
fact-source-dated = { $title }, { $publisher }, { $date }
fact-corrected-beside = Corrected on { $date } in { $languages }, but not in this language: this text may say something else.
fact-checked = Checked on { $date }
