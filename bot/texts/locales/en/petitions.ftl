### What signing means, and why something asked of a demand cannot be done.

## The consent: frozen with a demand when it opens. Plain text, no markup (forms set what stands before a
## colon in bold); a changed setting is a new version.

consent-text =
    I support this demand and explicitly consent to the union below keeping a record of it. It can reveal my political opinions or union membership.
    What for: to show how many people support this, never who.
    Who is shown my name: no one. Only totals are published. Discord sees the button I press and carries it to the United States.
    What is kept: the demand and its version, the day, my workplace if I choose one, and a code in place of my name that only a secret key, kept apart, can link to me. If I withdraw: only a code, so that no backup brings my signature back.
    How long: { $months ->
        [0] the union has not said yet when that key is destroyed.
        [one] that key is destroyed one month after signing ends (14 days late at most while the bot runs; later only for a legal dispute). Nobody can be identified from the data after that.
       *[other] that key is destroyed { $months } months after signing ends (14 days late at most while the bot runs; later only for a legal dispute). Nobody can be identified from the data after that.
    }
    Responsible: { $controller }
    Questions: { $contact }
    Recipients: { $recipients }
    Legal basis: my explicit consent, in the EU Articles 6(1)(a) and 9(2)(a) GDPR.{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    Signing is voluntary. Until the key is destroyed I can withdraw with the button, get a copy or erase with /privacy, or write to the contact. I can complain to a data-protection authority (France: CNIL).

## Refusals to members

refusal-no-such-demand = There is no such demand here. Choose one from the list of demands.
refusal-demand-not-open = This demand is not open yet. The organisers will announce it when it can be signed.
refusal-demand-closed = This demand is closed and takes no more signatures. Nothing was changed. You can still withdraw a signature until its key is destroyed.
refusal-demand-changed = This demand, or what happens to your data, has changed since your form was made. Nothing was signed. Press Sign again to read it as it is now.
refusal-role-needed = This demand can be signed only by those who hold { $roles }. Nothing was changed. If you are a member, ask the organisers for the role, then press Sign again.
refusal-member-role-gone = The role of those who may sign this demand has been deleted from this server. Nothing was changed. Tell the organisers: they let another role sign with `/organise demand widen`.

## Refusals to organisers

refusal-demand-without-text = A demand needs a title and a text, in at least one language. Write both and send it again.
refusal-too-many-demands = This server has { $most } demands, which is the most. Nothing was changed. Edit a draft instead.
refusal-demand-language = “{ $language }” is not the short name of a language. Write en or fr, for example.
refusal-demand-title-long = The title has { $length } characters, and { $limit } is the most. Shorten it and send it again.
refusal-demand-body-long = The text has { $length } characters, and { $limit } is the most. Shorten it and send it again.
refusal-demand-deadline-past = The last day to sign, { $closes }, is past. Choose a later one.
refusal-demand-not-draft = This demand has been opened: it can no longer be opened or changed as a draft. Choose a draft from the list, or write a new demand with /organise demand create.
refusal-demand-already-open = This demand is open already. Nothing was changed.
refusal-demand-cannot-reopen = This demand is closed and cannot be opened again. Write a new one with /organise demand create.
refusal-demand-already-closed = This demand is closed already, and its last count is published. Nothing was changed.
refusal-demand-never-opened = This demand is a draft: nobody can sign it, so there is nothing to close.

refusal-privacy-missing =
    The demand cannot open yet: members must be told what happens to their data. Fill in with /organise settings privacy what is empty or still an example:{ $controller ->
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
    A demand is open, and its signers have been told what happens to their data: none of this can be left empty or become an example. Nothing was saved. Fill in:{ $controller ->
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

refusal-privacy-too-long = This has { $length } characters, and { $limit } is the most: “{ $field ->
        [controller] { privacy-field-controller }
        [contact] { privacy-field-contact }
        [legal_basis] { privacy-field-legal-basis }
       *[recipients] { privacy-field-recipients }
    }”. Nothing was saved. Shorten it and send it again.

refusal-language = This bot has no texts in “{ $language }”. Choose one of: { $known }.

## What organisers are told when rows and ledger differ

drift-title = A count does not agree with its signatures
drift-what = For “{ $demand }”, the signatures in the database are not those that the published counts say, or the ledger of the counts was changed. Nothing was corrected.
drift-next = Hand out no count of this demand until it is explained. Ask whoever runs the machine for `tocsin check`, which says what differs, and to keep a copy of the database as it is.
restored-title = The database was restored from an older backup
restored-what = For “{ $demand }”, the published counts no. { $first } to no. { $last } are no longer in the database. They were announced: exports and posts that show them stay true as what was published then. Signatures given since that backup are gone; whoever withdrew stays withdrawn.
restored-next = Counting goes on from what stands now. The next published count has the number after the last one that was announced, and says that the database was restored. Keep the exports you took before, and ask members who signed in the last days to look whether their signature still stands.
restored-server = The machine’s database was lost, and put back from the backup of { $moment }. What was entered since then is gone: signatures, settings, demands, texts. Please look through them.
restored-server-posts = Posts of the time in between are not posted again by themselves. What the watches find in their first reading may have been posted already: it waits in `/updates status`, where an organiser has it posted, or says that it is there.
