### Ways of signing: how organisers choose one.

demand-form-way = How is it signed? Fixed once it opens.
demand-way-discord = In Discord
demand-way-paper = On paper
demand-form-way-discord = **In Discord:** the union is shown no name. Discord sees each press, and whoever has the bot’s database and keys can find out who signed. Wrong where that is too much.
demand-form-way-paper = **On paper:** hides the signers from Discord and from the bot; whoever holds the sheets reads the names. Wrong where a sheet can be seen or taken. You enter totals with `/organise paper enter`.
demand-opening-paper = **If you open this demand**, it is announced as one that is signed on paper: nobody can sign it in Discord. Enter the sheets with `/organise paper enter`. It is not posted anywhere until you announce it. Written in: { $languages }.
demand-closing-paper = **If you close this demand**, it cannot be opened again. Sheets can still be entered and confirmed.
demand-announcing-elsewhere = The demand will be posted in { $channel }, for everyone there to see, with how it is signed.

audit-field-signed_by = How it is signed

## Refusals

refusal-no-such-way = A demand is not signed in this way. Nothing was changed. Open the form again and choose from the list.
refusal-invalidation-paper = This demand is signed on paper. Nothing was changed. To take sheets out of its count: `/organise paper withdraw`.
refusal-hold-paper = This demand is signed on paper: the bot has no key of it, and nothing to hold. Nothing was changed. Keep the sheets.
