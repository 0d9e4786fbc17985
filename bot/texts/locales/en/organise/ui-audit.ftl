### What organisers did, as /organise do:audit shows it.

audit-title = What organisers did
audit-none = Nothing is on record yet. From now on each act of an organiser is recorded: who, when, what, and the values before and after.
audit-sealed = Who acted, and the values before and after, are encrypted in the database. No entry can be changed or taken out without breaking the chain that `tocsin check` follows.
audit-by-steward = the person who runs the bot, or the bot itself
audit-by-erased = an organiser whose data was erased
audit-line = { $label }: { $value }
audit-nothing = nothing
audit-yes = yes
audit-no = no
audit-more = { $count ->
    [one] … and { $count } more value
   *[other] … and { $count } more values
}

## Acts

audit-act-settings = Changed the settings
audit-act-watch-add = Added a watch
audit-act-watch-check = Asked for a watch to be read
audit-act-watch-pause = Paused a watch
audit-act-watch-resume = Resumed a watch
audit-act-watch-remove = Removed a watch
audit-act-audit-cut = Found that earlier entries are missing: a backup was restored, or the record was cut
audit-act-audit-erased = Erased an organiser’s identity, 30 days after they asked
audit-act-posts-again = Had uncertain posts sent again
audit-act-posts-seen = Marked uncertain posts as posted
audit-act-fact-add = Added a fact
audit-act-fact-edit = Changed a fact
audit-act-fact-check = Checked a fact
audit-act-fact-retire = Retired a fact
audit-act-fact-restore = Brought a fact back
audit-act-word-add = Explained a word
audit-act-word-edit = Changed a word’s explanation
audit-act-word-remove = Removed a word’s explanation
audit-act-watch-edit = Changed a watch
audit-act-campaign-export = Exported the campaign file

## What it was done on

audit-subject-demand = demand “{ $name }”
audit-subject-demand-gone = demand no. { $number }, which no longer exists
audit-subject-fact = fact “{ $name }”
audit-subject-fact-gone = fact “{ $number }”, which no longer exists
audit-subject-word = word “{ $name }”
audit-subject-word-gone = word no. { $number }, which is no longer explained
audit-subject-campaign = the campaign
audit-subject-watch = watch “{ $name }”
audit-subject-watch-gone = watch no. { $number }, which no longer exists
audit-subject-unit = site “{ $name }”
audit-subject-unit-gone = site no. { $number }, which no longer exists
audit-subject-paper = sheets “{ $name }”
audit-subject-paper-gone = sheets no. { $number }, which no longer exist
audit-subject-audit = the record itself
audit-subject-server = this server
audit-subject-roster = the union’s roster
audit-subject-export = the published counts and the contracts

## What was changed

audit-field-language = Language of posts
audit-field-tokens = Codes that stood for them
audit-field-channel_id = Channel
audit-field-organiser_role_id = Organisers’ role
audit-field-organiser_channel_id = Organisers’ channel
audit-field-member_role_id = Role of those who may sign
audit-field-purchase_news = Other suppliers’ orders in a purchase are posted
audit-field-subcontract_news = New subcontracts are posted
audit-field-weekly = Weekly post
audit-field-controller = Who is responsible
audit-field-contact = Whom to ask
audit-field-legal_basis = Legal basis
audit-field-retention = How long it is kept
audit-field-recipients = Who receives it
audit-field-name = Name
audit-field-source = Source
audit-field-query = What is looked for
audit-field-posts = Posts
audit-field-word = Word
audit-field-meaning = Meaning
audit-field-title = Title
audit-field-body = Text
audit-field-sources = Sources
audit-field-checked_on = Last checked on
audit-field-position = Place in the list
audit-field-publisher = Publisher
audit-field-date = Date
audit-field-url = Address
