### The terminal: questions and answers of its commands.

terminal-ask-address = The new database (postgresql://user:password@host/name)
terminal-ask-new-passphrase = Passphrase (twelve characters or more)
terminal-ask-passphrase = Passphrase
terminal-ask-person = The person's Discord id
terminal-ask-number = The membership number
terminal-ask-reason = Why is a new code needed ({ $list })
terminal-ask-clear = Codes that were handed out will stop working. Clear the roster?
terminal-ask-slug = Type { $slug } to confirm
terminal-not-the-slug = This is not { $slug }. Nothing was changed.
terminal-passphrase-too-short = The passphrase is too short: use twelve characters or more, for example four words. Nothing was written.
terminal-not-a-person = This is not a Discord id (17 to 20 digits). Nothing was changed. Copy it again from Discord.
terminal-erased = The database keeps nothing about this person any more. Beside the keys a secret code stays for everyone who is erased, so that a restored backup brings no signature back; it goes with the keys. The next publication corrects what was published.
terminal-keys-pair = The private key is in { $file } and nowhere else: keep it off the bot's machine, and a copy in another place. On the bot's machine: tocsin backup FILE --to { $public }
terminal-keys-destroy = This makes the signatures of { $slug } anonymous for good. The published counts stay.
terminal-health-off = TOCSIN_HTTP is not set, so the bot reports no health. Set it to 127.0.0.1:9464, for example.
terminal-demo-no-campaign = There is no campaign “{ $name }” to play. Choose one of: { $list }.
terminal-health-silent = Nothing answers at { $url }: the bot is not running, or is still starting.
terminal-health-another = Another program answers at { $url }, not the bot. Check TOCSIN_HTTP.
terminal-import-not-text = { $file } is not UTF-8 text: save it again as UTF-8.
terminal-import-fault = { $file }: { $fault }
terminal-import-correct = { $file } is correct.
terminal-not-a-server = this is not the id of a Discord server.
terminal-choose = choose one of { $list }.
terminal-texts-good = { $language }: good.
terminal-texts-partly = { $language }: good. { $count } organisers' texts are in English.
terminal-texts-faults = { $count } to correct.

terminal-panel-options = Options
terminal-panel-arguments = Arguments
terminal-panel-commands = Commands
