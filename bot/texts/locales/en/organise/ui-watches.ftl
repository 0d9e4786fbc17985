### Watches as organisers see them.

watches-title = Watches
watches-none = Nothing is watched yet. Add a watch with `/organise do:watch add`.
watch-unread = Not read yet: the first read comes within a minute or so.
watch-read = Last complete read: { $moment }. { $count ->
    [one] { $count } match.
   *[other] { $count } matches.
}
watch-failing = { $count ->
    [one] The last read was not complete ({ $moment }): { $why }
   *[other] The last { $count } reads were not complete (the latest: { $moment }): { $why }
}

## Adding one

watch-form-title = Watch: { $source }
watch-form-name = Name of this watch
    .hint = To find it again. It appears in what is posted.
watch-form-many = { $required ->
    [yes] Required. Several: one on each line.
   *[no] May stay empty. Several: one on each line.
}
watch-form-one = { $required ->
    [yes] Required.
   *[no] May stay empty.
}
watch-draft-title = Not saved yet: { $name }
watch-matches = **Right now it would find:** { $contracts }.
watch-found-order = { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
watch-found-contract = { $count ->
    [one] { $count } contract
   *[other] { $count } contracts
}
watch-found-vehicle = { $count ->
    [one] { $count } framework contract
   *[other] { $count } framework contracts
}
watch-found-notice = { $count ->
    [one] { $count } notice
   *[other] { $count } notices
}
watch-found-article = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
watch-found-page = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
watch-finds-nothing = **Right now it would find nothing.** { $source ->
    [usaspending] Check how the source writes the names: the agency’s must be exact, capitals included, for example “U.S. Immigration and Customs Enforcement”.
   *[other] Check the spelling of what you typed.
} If it is what you meant, save it: you’ll be told when something appears.
watch-newest = The newest is dated { $day }.
watch-found-suppliers = Suppliers: { $names }.
watch-draft-pick = These { $count } suppliers are among them. Choose those you mean, by their identifier: others may have the same name, and a company that is renamed or sold keeps its identifier.
watch-draft-any = All of them
watch-draft-next = Nothing is watched yet. Is this what you meant?
watch-draft-next-edit = Nothing is changed yet. If this is what you meant, save it: a watch that looks for something else starts afresh, and one post sums up what it finds. If not, change it.
watch-draft-kept = What you typed is kept for a day.
button-watch-save = Watch this
button-watch-save-edit = Save the change
button-watch-edit = Change it
watch-added = Now watching: { $name }
watch-next = All of it is read within minutes, and one post sums it up. After that, only what is new or changes is posted. To undo this: `/organise do:watch remove`.

watch-next-renamed = Saved. It goes on as before.
watch-next-paused = It is paused: `/organise do:watch resume` reads it.

## What is done with one

watch-checking = “{ $name }” will be read again within a minute or so. Anything new is posted; `/organise do:watch list` shows when it was read.
watch-paused = **“{ $name }” is paused.** Its source is not read for it; what other watches find is still posted. `/organise do:watch resume` starts it again and posts what changed meanwhile.
watch-resumed = “{ $name }” will be read again within a few minutes; a web page at most once a day. What changed meanwhile is then posted.
watch-removed = **“{ $name }” is no longer watched.** What was posted stays. It looked for:
refusal-watch-paused = “{ $name }” is paused. Nothing was changed. Resume it first: `/organise do:watch resume`.
refusal-watch-no-form = “{ $name }” comes from a campaign file and looks for something that the form cannot show. Nothing was changed. The person who runs the bot can change the file and load it again.
refusal-draft-gone = Drafts are kept for a day, and this one is gone. Nothing was changed. Start again with `/organise do:watch add`.
refusal-draft-changed = This draft was changed after this list was shown. Nothing was chosen: use the newer message, or press “Change it” to see a new list.
refusal-draft-not-shown = This draft was changed after this message was shown. Nothing is watched yet: use the newer message, or press “Change it” to see what would be found now.
