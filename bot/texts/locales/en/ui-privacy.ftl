### What becomes of people's data: the notice for everybody, and the organisers' form.

## /privacy notice

privacy-title = What happens to your data
privacy-stored = **When you sign**, this bot keeps: the demand, a secret code in place of your name, the version of the text and of the consent, the day, and your site if you chose one. Not your name, your Discord account, the time, or where you were.
privacy-code = Only a secret key, kept apart from the data, can make that code again: whoever holds both can find out whether an account has signed. When its time is over the key is destroyed, and the data, backups too, leads to nobody, where no copy of the key is left. Only a legal dispute can make the union keep it longer.
privacy-more = **If you joined with a code**, it keeps, as secret codes, that your account belongs to a member on the union’s roster. **If you organise**, your acts are on record, your account encrypted. **{ $days } days after the bot is removed from a server**, all data of that server is deleted.
privacy-shown = **The bot shows nobody who signed**, not even organisers: no list, no post, no role, no direct message. Counts are published several changes at once.
privacy-discord = **Discord sees what you press and what the bot answers**, knows your account, and a court can order it to hand that over. Do nothing here that Discord must not learn.
privacy-withdraw = **You can withdraw until the key is destroyed**, without a reason: the button on the demand or `/demands withdraw`. From that moment your signature is gone; the count follows at the next publication. A secret code beside the keys, kept even if you had never signed, keeps a restored backup from bringing one back. Leaving the server does not withdraw.
privacy-yours = **A copy:** `/privacy export`, ready a day later; a secret code records that you asked, for eight days at most. **Erasing:** `/privacy erase` deletes what is kept about this account in all servers of this bot, but for the code against restored backups; if you organise, who you are goes 30 days later. Backups may hold it for some weeks more. Both also work in direct messages with the bot.
privacy-unreachable = If you cannot reach the bot, write to the contact named below.
privacy-unreachable-elsewhere = If you cannot reach the bot, write to the union that asked for your signature.
privacy-server = What the organisers of this server say
privacy-of-controller = **Who is responsible:** { $text }
privacy-of-contact = **Whom to ask:** { $text }
privacy-of-legal-basis = **On what legal basis:** your explicit consent, in the EU Articles 6(1)(a) and 9(2)(a) GDPR. { $text }
privacy-of-recipients = **Who receives it:** { $text }
privacy-of-nobody = The organisers have not said yet who is responsible for the data, how long it is kept and who receives it. Until they do, no demand can be signed here.
privacy-of-missing = Still missing: { $fields }. Until it is there, no new demand can open here.

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
refusal-own-data-under-way = Your files are being made already: they come as the answer to your call before this one.
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
own-data-unit = Site or department: { $unit }
own-data-held = The key of this demand is kept longer for a dispute, until { $day } at the latest. Reason: { $reason }
own-data-consent = What you agreed to:
own-data-roster = In “{ $server }” this account is linked, by a code that you entered, with a member on the union’s roster. Which member that is, is kept only as a secret code. Signatures that were given before this account was linked are not listed.
own-data-former-link = In “{ $server }” another account is linked in place of this one since { $day }. What you signed with this account before is not listed here; you can still withdraw and erase it.
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
button-erase = Erase my data
erased = **What the database kept of this account is erased.** If a union’s roster knows you by another account, or by a code that you have not used, that entry stays, with what the other account signed. If you organise, who you are stays in the record of organisers’ acts for 30 days after this and after your last act. Where a signature of yours stood, a secret code stays beside the demand’s key, so that a restored backup does not bring it back; it is destroyed with the key. Where a published count held a signature of yours, the next publication puts it right. Backups of the data may hold what was there for some weeks more; they help nobody without the keys.
