### What becomes of people's data: the notice for everybody, and the organisers' form.

## /privacy notice

privacy-title = What happens to your data
privacy-stored = **When you sign a demand**, this bot keeps: which demand, a keyed code in place of your name, the version of the text you agreed to, and the day. It does not keep your name, your Discord account, the time, or where you were.
privacy-code = The code is there so that nobody counts twice and so that you can withdraw. It can only be made again from your account with a secret key, which is kept apart from the data and has to be destroyed when the data is no longer needed. Until then, whoever holds both the data and the key could find out whether a given account has signed.
privacy-shown = **Nobody is shown who signed**: no list, no post, no role, no direct message. Counts are published several signatures at once, and a withdrawal also waits for the next count; only the final count, when a demand closes, takes whatever is waiting. Organisers export counts, never people.
privacy-discord = **Discord sees what you press.** It runs the app in which you do so, knows your account, and can be ordered by a court to hand over what it holds. Do not do here what Discord must not learn.
privacy-withdraw = **You can withdraw at any time**, with the button on the demand or with `/demands withdraw`, without giving a reason. The signature is then deleted; if it was in a published count, it is deleted at the next publication.
privacy-withdraw-left = If you have left the server, write to the contact named below.
privacy-withdraw-left-elsewhere = If you have left the server, write to the union that asked for your signature.
privacy-server = What the organisers of this server say
privacy-of-controller = **Who is responsible:** { $text }
privacy-of-contact = **Whom to ask:** { $text }
privacy-of-legal-basis = **On what legal basis:** { $text }
privacy-of-retention = **How long it is kept:** { $text }
privacy-of-recipients = **Who receives it:** { $text }
privacy-of-nobody = The organisers of this server have not said yet who is responsible for the data, how long it is kept and who receives it. Until they do, no demand can be signed here.
privacy-of-missing = Still missing: { $fields }. Until it is there, no new demand can open here.

## The fields

privacy-field-controller = who is responsible
privacy-field-contact = whom to ask
privacy-field-legal-basis = the legal basis
privacy-field-retention = how long it is kept
privacy-field-recipients = who receives it

privacy-form-title = Privacy settings
privacy-form-controller = Who is responsible for the data
    .hint = The union or body that decides, with its legal name and address.
privacy-form-contact = Whom members can ask
    .hint = An address that is read: an e-mail address or a postal address.
privacy-form-legal-basis = On what legal basis
    .hint = In the EU, for example: explicit consent, Article 9(2)(a) GDPR.
privacy-form-retention = How long it is kept
    .hint = For example: until the demand is delivered, and at most twelve months.
privacy-form-recipients = Who receives it
    .hint = Everybody who gets data or counts. Discord is one of them: it carries every press.

privacy-saved = The privacy settings are saved. Members see them with `/privacy notice` and in the form when they sign.
privacy-saved-open = The consent text of the demands that are open has changed with them: members who sign from now on agree to the new one.
privacy-missing = Still missing, or still an example: { $fields }. A demand cannot open before.
