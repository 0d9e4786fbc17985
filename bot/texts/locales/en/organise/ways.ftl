### Ways of signing: how organisers choose one.

demand-form-way = How is it signed? Fixed once it opens.
demand-way-discord = In Discord
demand-way-paper = On paper
demand-form-way-discord = **In Discord:** the union is shown no name. Discord sees each press, and whoever has the bot’s database and keys can find out who signed. Wrong where that is too much.
demand-form-way-paper = **On paper:** hides the signers from Discord and from the bot; whoever holds the sheets reads the names. Wrong where a sheet can be seen or taken. You enter totals with `/organise do:paper enter`.
demand-opening-paper = **If you open this demand**, it is announced as one that is signed on paper: nobody can sign it in Discord. Enter the sheets with `/organise do:paper enter`. It is not posted anywhere until you announce it. Written in: { $languages }.
demand-closing-paper = **If you close this demand**, it cannot be opened again. Sheets can still be entered and confirmed.
demand-announcing-elsewhere = The demand will be posted in { $channel }, for everyone there to see, with how it is signed.

audit-field-signed_by = How it is signed

## Refusals

refusal-no-such-way = A demand is not signed in this way. Nothing was changed. Open the form again and choose from the list.
refusal-invalidation-paper = This demand is signed on paper. Nothing was changed. To take sheets out of its count: `/organise do:paper withdraw`.
refusal-hold-paper = This demand is signed on paper: the bot has no key of it, and nothing to hold. Nothing was changed. Keep the sheets.

## On the union’s page

demand-way-page = On the union’s page
demand-form-way-page = **On the union’s page:** after some days, nobody can tell from what the union and Discord keep which signature is whose, without a card or tokens file. The union keeps a record of who got tokens: if nearly all of them signed, that is nearly who signed. Anyone can count. Needs a roster, and codes handed out a week before. Wrong where people are made to show their phones.
demand-closing-page = **If you close this demand**, signing ends a day from now, or a week after the last change of its text if that is later: nobody can choose the moment at which the last signatures are published. The card says when, and members are told. Then all signatures that wait are published, and it cannot be opened again. Members can withdraw on the page for another 30 days, also once it is delivered.
demand-archiving-page = **If you archive this demand**, it leaves the lists and suggestions of members for good. It stays in exports and in your own list; its posted cards say that it is archived. Until 30 days after signing ended, signatures can still be withdrawn on the union’s page.
demand-opening-page = **If you open this demand**, members can sign it on the union’s page, and not in Discord. Each published signature can be checked by anyone, and nobody can strike one. If you change its text later, that is a new version, which they must sign again to support. It is not posted anywhere until you announce it. Written in: { $languages }.
refusal-page-no-board = Members sign on a page of your public board, and there is none with an address. Nothing was changed. Make one with `/organise do:settings board`; the person who runs the bot sets `TOCSIN_SITE` and `TOCSIN_SITE_URL`.
refusal-page-no-roster = A demand is signed on the union’s page by members on its roster, and none is imported. Nothing was changed. The person who runs the bot imports it with `tocsin roster import`.
refusal-page-was-open = This demand was open before, and the database was restored from an older backup. Nothing was changed. Members may have signed it: draft a new demand with another short name.
refusal-invalidation-page = Nobody can tell whose signature is whose on the union’s page, so none can be struck. Nothing was changed. Each of them was given by somebody on the roster, once.
refusal-deliver-uncounted = The closing count of this demand is not published yet. Nothing was changed. Try again in a few minutes; if it lasts, ask the person who runs the bot.
refusal-key-of-open-ledger = The ledger of this demand is open: its signatures can still be withdrawn. Nothing was changed. It closes 30 days after signing ended.
terminal-drift-withheld = signatures from the signing page wait and are not published, since they cannot be right: the bot’s log says why.
terminal-drift-files = the published files of signatures are not those whose hashes are in the ledger.
refusal-version-few = The text cannot change yet. Nothing was changed. On the union’s page, each public signature says which text it is for, so one that few have signed would mark them. At least { $least } published signatures must be for the text as it is now. Until then, close the demand and open another instead.
refusal-signing-short = On the union’s page a demand is signed for at least { $days } days: whoever opened one for an hour would see who signs. Nothing was opened. Set a later last day, with `/organise do:demand schedule`.
refusal-version-late = The text cannot change in the last { $days } days of signing: what few sign would mark them. Nothing was changed. Set a later last day first, with `/organise do:demand schedule`.
refusal-deadline-soon = Signing on the union’s page cannot end that soon: whoever chose the moment could see who signed last. Nothing was changed. It can end on { $day } at { $hour } ({ $zone }) at the earliest: a day from now, and a week after a change of the text.
refusal-deadline-stands = Signing on the union’s page ends within a day, and that stands: whoever could put it off could choose who signs last. Nothing was changed.
