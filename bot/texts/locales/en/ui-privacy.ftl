### What becomes of people's data: the notice for everybody, and the organisers' form.

## /privacy notice

privacy-title = What happens to your data
privacy-stored = **When you sign**, this bot keeps: the demand, the version of its text and of the consent, the day, your site if you chose one, and a secret code in place of your name. Not your name, your Discord account or the time.
privacy-code = **Only a secret key**, kept apart, leads from that code to you. Once it is destroyed, the data, backups too, leads to nobody, where no copy of the key is left.
privacy-shown = **The bot shows nobody who signed**, organisers neither. Counts are published several changes at once.
privacy-public = **What is published here is on the public web too:** counts, also by site, never who signed.
privacy-discord = **Discord (USA) sees what you press and what the bot answers**, and a court can order it to hand that over.
privacy-withdraw = **You can withdraw until the key is destroyed:** the button on the demand or `/demands withdraw`. From that moment your signature is gone; the count follows later. Leaving the server does not withdraw.
privacy-yours = **A copy:** `/privacy export`, ready a day later. **Erasing:** `/privacy erase`, in all servers of this bot. Both also work in direct messages with the bot.
privacy-unreachable = If you cannot reach the bot, write to the contact below.
privacy-unreachable-elsewhere = If you cannot reach the bot, write to the union that asked for your signature.
privacy-server = What the organisers of this server say
privacy-of-controller = **Who is responsible:** { $text }
privacy-of-contact = **Whom to ask:** { $text }
privacy-of-legal-basis = **Legal basis:** your explicit consent, in the EU GDPR, 6(1)(a) and 9(2)(a). { $text }
privacy-of-recipients = **Who receives it:** { $text }
privacy-of-nobody = The organisers have not said yet who is responsible for the data, how long it is kept and who receives it. Until they do, no demand can be signed here.
privacy-of-missing = Still missing: { $fields }. Until it is there, no new demand can open here.

## Behind the button “More about your data” of the notice

button-privacy-more = More about your data
privacy-more-link = **If you joined with a code**, the bot keeps, as secret codes, that your account belongs to a member on the union’s roster.
privacy-more-organiser = **If you organise**, your acts are on record, your account encrypted. Once you erase your data, who acted is deleted 30 days later.
privacy-more-withdrawn = **If you withdrew**, a secret code stays beside the keys until they are destroyed, so that no restored backup brings a signature back. It is there too for whoever pressed and had never signed. If it is lost with the machine, an older backup can bring the signature back: withdraw again then.
privacy-more-asked = **If you asked for a copy**, a secret code records that, for eight days at most.
privacy-more-erased = **Erasing** deletes what is kept about this account in all servers of this bot, but for the code against restored backups. Backups may hold it for some weeks more.
privacy-more-removed = **{ $days } days after the bot is removed from a server**, all data of that server is deleted.
privacy-more-complain = **You can complain** to a data-protection authority (France: CNIL).

## The fields

privacy-field-controller = who is responsible
privacy-field-contact = whom to ask
privacy-field-legal-basis = the legal basis
privacy-field-recipients = who receives it

## /privacy export

own-data-noted = Noted. From { $moment }, for { $days } days, the same command gives you the file.
own-data-alone = Everybody gets this answer, and tomorrow a file, whatever is kept. Collect it when nobody looks over your shoulder.
own-data = Your data
own-data-here = What this bot keeps about you, in all its servers: one file to read, one for programs. Only you see this answer, but it passed through Discord. Keep the files where nobody looks, or delete them.
refusal-own-data-under-way = Your files are already being made: they come as the answer to your earlier call.
own-data-title = What this bot keeps about you, as of { $moment }
own-data-signatures =
    { $count ->
        [0] Signatures: none.
       *[other] Signatures: { $count }.
    }
own-data-where = In “{ $server }”, on { $day }, version { $version } of the text.
own-data-damaged = In “{ $server }”. The rest of what was kept with this signature is damaged and cannot be read: write to the contact in `/privacy notice`.
own-data-state-published = It is in the published count.
own-data-state-pending = It waits for the next publication of the count.
own-data-unit = Site: { $unit }
own-data-held = The key of this demand is kept longer for a dispute, until { $day } at the latest. Reason: { $reason }
own-data-consent = What you agreed to:
own-data-roster = In “{ $server }” this account is linked, by a code that you entered, with a member on the union’s roster. Which member that is, is kept only as a secret code. Signatures that were given before this account was linked are not listed.
own-data-card = In “{ $server }”, the public key of this member’s card for the union’s page: { $key }
own-data-card-code = In “{ $server }”, a code for a card on the union’s page waits for this member. It is kept as a secret code.
own-data-issued = In “{ $server }”, tokens were issued to this member in round { $number }, begun on { $day }. What is kept: a code (hash) of each hidden value that was signed.
own-data-card-withheld = In “{ $server }”, another account was linked with this member before. Whether this member has a card or tokens for the union’s page is not listed here: ask the contact in `/privacy notice`.
own-data-former-link = In “{ $server }” an earlier link of this account ended on { $day }: another account took its place, or you have another membership number. What you signed under it is not listed here; you can still withdraw and erase it.
own-data-acts = What you did as an organiser:
own-data-not-kept =
    Not kept at all: your name, your Discord account itself, the time of a signature, where you were, and what you read.

    Kept beside the keys alone, for whoever withdraws, whether they had signed or not, and for whoever erases a signature: a secret code, so that a restored backup brings no signature back. It says nothing without the database, and is destroyed with the key of the demand.

    Kept without being yours: counts that were published, and acts of organisers who erased their data.

    Until you collected this, it was kept that you had asked for it.

## /privacy erase

erase-title = Erase the data of this account
erase-what = This withdraws all signatures of this account, in every server of this bot, also of closed or delivered demands. It takes this account off the rosters that it joined: the code does not work again. It deletes your request for a copy, and in 30 days who you are in the record of organisers’ acts.
erase-not = It cannot be undone, but you can sign again. Counts follow at their next publication; what was delivered stays as it was told. Roles and messages in Discord stay.
erase-page = **Signatures on the union’s page are not withdrawn by this:** withdraw them there.
erase-page-kept = If the member linked with this account has a card for the union’s page, or got tokens there, that stays on record until no round is under way there and the last list of signatures has closed. The person who has the card can delete it on that page.
button-erase = Erase my data
erased = **What the database kept of this account is erased.** If a union’s roster knows you by another account, or by a code that you have not used, that entry stays, with what the other account signed. If you organise, who you are stays in the record of organisers’ acts for 30 days after this and after your last act. Where a signature of yours stood, a secret code stays beside the demand’s key, so that a restored backup does not bring it back; it is destroyed with the key. Where a published count held a signature of yours, the next publication puts it right. Backups of the data may hold what was there for some weeks more; they help nobody without the keys.
