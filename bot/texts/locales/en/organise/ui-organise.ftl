### What organisers see: settings, demands being prepared, watches, the export.


## Settings

settings-title = Settings of this server
settings-saved = **Saved.**
settings-channel = Announcements are posted in { $channel }.
settings-channel-missing = **No channel for announcements yet:** choose one with `/organise do:settings channel`. Until then nothing is posted.
settings-channel-refused = **The channel { $channel } refuses the bot’s posts:**
settings-organisers = Organisers: members with the role { $role }.
settings-organisers-missing = **No role for organisers yet:** choose one with `/setup`. Until then, those who may manage the server are the organisers.
settings-organisers-gone = **The organisers’ role was deleted:** choose another with `/setup`. Until then nobody can use `/organise`.
settings-signers = Demands that open from now on: members with the role { $role } may sign.
settings-signers-gone = **The role of those who may sign was deleted:** choose another for demands to come with `/organise do:settings roles`. Open demands that ask for it: `/organise do:demand widen`.
settings-signers-anyone = Demands that open from now on: no role is needed to sign. To let only verified members sign, choose their role with `/organise do:settings roles`.
settings-language = Posts are in { $language }; everybody gets their own answers in the language of their Discord.
settings-purchases = New orders of other suppliers in the same purchase, and more money for one, are posted too. To turn this off: `/organise do:settings updates`.
settings-purchases-off = Orders of other suppliers in the same purchase are not posted. To turn this on: `/organise do:settings updates`.
settings-subcontracts = New subcontracts under the watched contracts, and new ones that the watched companies have elsewhere, are posted too. To turn this off: `/organise do:settings updates`.
settings-subcontracts-off = New subcontracts are not posted. To turn this on: `/organise do:settings updates`.
settings-weekly = Once a week the bot posts that it is still watching. To turn this off: `/organise do:settings updates`.
settings-weekly-off = The bot does not post each week that it is still watching. To turn this on: `/organise do:settings updates`.
settings-organiser-channel = Problems with watches are reported in { $channel }.
settings-organiser-channel-none = Problems with watches are reported where announcements are posted. To have them in a channel of the organisers: `/organise do:settings channel`, purpose “problems”.
settings-privacy = The privacy settings are complete.
settings-privacy-missing = **Privacy settings are missing or still an example:** { $fields }. Fill them in with `/organise do:settings privacy`; until then no demand can open.
settings-no-watch = **No watch yet:** add one with `/organise do:watch add`.
settings-no-demand = **No demand yet:** write one with `/organise do:demand create`.
settings-not-yours = You do not hold the organisers’ role yourself, so you cannot use `/organise`. To take the role: *Server Settings*, *Members*, your name, then add it.

permission-view-channel = View Channel
permission-send-messages = Send Messages
permission-read-message-history = Read Message History

## Demands being prepared

form-language-removable = In { $language }. Leave this and the next field empty to take this language away.
demand-form-title = The demand
demand-form-name = Title
    .hint = In { $language }: one sentence that says what you ask for, and of whom.
demand-form-text = Text
    .hint = In { $language }: what you ask for and why, as members will sign it. No formatting.
demand-saved = Saved as a draft, written in: { $languages }. Add another language or correct this one with `/organise do:demand edit`, set a goal and a last day with `/organise do:demand schedule`, then open it with `/organise do:demand open`.
demand-opening = **If you open this demand**, members can sign it. If you change its text later, that is a new version, which they must sign again to support. It is not posted anywhere until you announce it. Written in: { $languages }.
demand-opening-signers = Who may sign: { $who }. **Once it is open, these conditions can be relaxed, but never tightened.**
demand-opening-consent = Signers agree to this:
demand-opened = The demand is open. It can now be announced in { $channel }.
demand-opened-no-channel = The demand is open. To announce it, first choose a channel with `/organise do:settings channel`.
demand-widening = **If you widen this demand**, this is who may sign: { $who }. It is posted in { $channel }, and you cannot take it back.
demand-widened = Done. Its cards and a post now say so.
demand-closing = **If you close this demand**, nobody can sign it any more, and it cannot be opened again. Its count is published at once; if fewer than three signatures and fewer than three withdrawals are left, they wait and are not in it. Members can still withdraw.
demand-announcing = The demand will be posted in { $channel }, for everyone there to see, with buttons to sign and to withdraw.
demand-announced = The demand is on its way to { $channel }. It appears there within a minute; if it does not, `/updates status` says why.

button-open-demand = Open for signing
button-widen = Widen for good
button-close-demand = Close for good
button-announce-demand = Post it in the channel

## Refusals

refusal-not-manager = This needs the permission Manage Server, or the organisers’ role. Nothing was changed. Ask someone who can manage the server to give you that role.
refusal-everyone-organises = @everyone cannot be the organisers’ role: everybody in the server could then change and close demands. Nothing was changed. Choose a role that only organisers hold.
refusal-channel-permissions = The bot cannot post in { $channel }. Nothing was changed. Missing there: { $permissions }. Allow this in the channel’s settings, under Permissions, then try again.
refusal-widen-narrows = This would ask more of signers than now. While a demand is open, it can only ask for less. Nothing was changed. To ask for more, close it and open another.
refusal-widen-nothing = This would let nobody else sign. Nothing was changed. Choose another role, @everyone, or fewer days than now.
refusal-widen-roles = This demand names { $most } roles already (the maximum). Nothing was changed. To let anyone in the server sign, choose @everyone.
refusal-eligible-few = Fewer than { $least } people could sign: a count of so few would point at people. Nothing was changed. Choose a role that at least { $least } people hold, or give it to more people first.
refusal-no-channel = No channel for announcements is chosen yet. Nothing was changed. Choose one with `/organise do:settings channel`, then try again.

refusal-other-doubts = Other posts are in doubt now than those you were shown. Nothing was changed. Use `/updates status` again, and look in the channel.
