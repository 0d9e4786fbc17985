### What signing means, and why something asked of a demand cannot be done.

## Refusals to organisers

refusal-demand-without-text = A demand needs a title and a text, in at least one language. Nothing was changed. Write both and send it again.
refusal-too-many-demands = This server has { $most } demands already (the maximum). Nothing was changed. Edit a draft instead.
refusal-demand-language = “{ $language }” is not the short code of a language. Nothing was changed. Write en or fr, for example.
refusal-demand-title-long = The title is too long ({ $length } characters; maximum { $limit }). Nothing was changed. Shorten it and send it again.
refusal-demand-body-long = The text is too long ({ $length } characters; maximum { $limit }). Nothing was changed. Shorten it and send it again.
refusal-demand-deadline-past = The last day to sign, { $closes }, is past. Nothing was changed. Choose a later one.
refusal-demand-not-draft = This demand has been opened and is no longer a draft. Nothing was changed. Choose a draft from the list, or write a new one with `/organise do:demand create`.
refusal-demand-already-open = This demand is open already. Nothing was changed.
refusal-opening-changed = This draft, its consent or who may sign it has changed since this was shown. Nothing was opened. Show it again, and read it before you open it.
refusal-demand-cannot-reopen = This demand is closed and cannot be opened again. Nothing was changed. Write a new one with `/organise do:demand create`.
refusal-demand-already-closed = This demand is already closed, and its last count is published. Nothing was changed.
refusal-demand-never-opened = This demand is a draft: nobody can sign it, so there is nothing to close. Nothing was changed.

refusal-privacy-missing =
    The demand cannot open yet: members must be told what happens to their data. Nothing was changed. With /organise do:settings privacy, fill in what is empty or still an example:{ $controller ->
        [missing] {"\u000A"}- { privacy-field-controller }
       *[given] {""}
    }{ $contact ->
        [missing] {"\u000A"}- { privacy-field-contact }
       *[given] {""}
    }{ $legal_basis ->
        [missing] {"\u000A"}- { privacy-field-legal-basis }
       *[given] {""}
    }{ $recipients ->
        [missing] {"\u000A"}- { privacy-field-recipients }
       *[given] {""}
    }

refusal-privacy-in-use =
    A demand is open, and its signers were told what happens to their data: none of this can become empty or an example. Nothing was saved. Fill in:{ $controller ->
        [missing] {"\u000A"}- { privacy-field-controller }
       *[given] {""}
    }{ $contact ->
        [missing] {"\u000A"}- { privacy-field-contact }
       *[given] {""}
    }{ $legal_basis ->
        [missing] {"\u000A"}- { privacy-field-legal-basis }
       *[given] {""}
    }{ $recipients ->
        [missing] {"\u000A"}- { privacy-field-recipients }
       *[given] {""}
    }

refusal-privacy-too-long = This is too long ({ $length } characters; maximum { $limit }): “{ $field ->
        [controller] { privacy-field-controller }
        [contact] { privacy-field-contact }
        [legal_basis] { privacy-field-legal-basis }
        [press] { audit-field-press }
       *[recipients] { privacy-field-recipients }
    }”. Nothing was saved. Shorten it and send it again.

refusal-language = This bot has no texts in “{ $language }”. Nothing was changed. Choose one of: { $known }.

## What organisers are told when rows and ledger differ

drift-title = A count does not agree with its signatures
drift-what = For “{ $demand }”, the signatures in the database do not match the published counts, or the ledger of the counts was changed. The bot has corrected nothing.
drift-next = Give out no count of this demand until this is explained. Ask the person who runs the bot to run `tocsin check`, which says what differs, and to keep a copy of the database as it is.
withheld-title = The public board is not published any more
withheld-what = **The database contradicts what the board has shown of the demand { $demand }.** The board stays as it was, and nothing new appears on it.
withheld-what-rounds = **The database contradicts what the board has shown of the rounds of issuing keys** for the signing page. The board stays as it was, and nothing new appears on it.
withheld-why = Somebody changed the database, or it is another or an older one. The bot cannot tell which. Anyone who kept a head (the line under a count) can check which history was shown.
withheld-next = Tell the person who runs the bot: `tocsin health` on its machine names both histories, and what to do.
altered-title = Counts of a demand are suspended
altered-what = **Nothing more is published for the demand { $demand }.** The database was restored from an older backup. The public board has later signatures of this demand, and its files are not as the bot signed them, so nothing was taken from them. Members can still sign.
altered-next = Ask the person who runs the bot to put an unchanged copy of the board’s folder in place: `tocsin check` names the file that was changed or is missing, and how to go on without it.
restored-title = The database was restored from an older backup
restored-what = For “{ $demand }”, the published counts no. { $first } to no. { $last } are no longer in the database. They were announced: exports and posts that show them remain a true record of what was published then. Signatures given since that backup are gone. Withdrawals stay, unless the record of them beside the keys was lost too: ask the person who runs the bot.
restored-next = Counting goes on from what is there now. Within minutes, a publication with the number after the last one that was announced says that the database was restored. Keep earlier exports, and ask members who signed in the last few days to check with `/privacy export` that their signature is still there.
restored-what-page = For “{ $demand }”, the published counts no. { $first } to no. { $last } are no longer in the database, and could not be read back from the public board. They were announced: exports and posts that show them remain a true record of what was published then. Signatures given on the page since that backup may be gone, and those withdrawn since may count again.
restored-next-page = Counting goes on from what is there now. Within minutes, a publication with the number after the last one that was announced says that the database was restored. Keep earlier exports, and ask members who signed or withdrew since to look at the signing page: whatever is missing there, they can do again.
restored-server = The bot’s database was lost and restored from the backup of { $moment }. What was entered since then is gone: signatures, settings, demands, texts. Please check them.
restored-server-posts = Posts made in between are not sent again by themselves. What the watches find in the first two days may have been posted already: it waits in `/updates status`, where an organiser can have it posted, or say that it is already there.
