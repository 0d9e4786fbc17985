### Facts: /facts list and show.

facts-title = Facts
facts-none = No fact is recorded here yet. They come with a campaign file: the person who runs the bot loads one with `tocsin import`.
fact-not-checked = Not checked since { $date }
facts-not-checked = None checked since { $date }
facts-checked = All checked on { $date }
fact-sources = Sources
fact-source = { $title }, { $publisher }
fact-source-dated = { $title }, { $publisher }, { $date }
fact-checked = Checked on { $date }
