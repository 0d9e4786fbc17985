### Set-up inside Discord: the greeting, the checklist, and a card for each step.

## The checklist

setup-title = Set-up
setup-done = **{ $done } of { $total } done.** You can stop here; `/setup` goes on.
setup-all-done = **Everything is set up.** You can still change each step.
setup-go-to = Go to a step
setup-place = { $place } of { $total }: { $name }

setup-step-language = Language
setup-step-channel = Channel
setup-step-roles = Roles
setup-step-data = Who keeps the data
setup-step-watch = What to watch
setup-step-demand = First demand
setup-step-members = What members see

setup-why-language = The bot posts in one language.
setup-why-channel = Without a channel the bot posts nothing.
setup-why-roles = Until then, anyone who can manage the server is an organiser.
setup-why-roles-gone = Nobody holds a role that was deleted. Choose another.
setup-why-data = Members must be told before anything can be signed.
setup-why-watch = Without it the bot has nothing to report.
setup-why-demand = Without it there is nothing to sign.

button-setup-next = Next: { $step }
button-setup-all = All steps
button-setup-clear = Undo this step
setup-cleared = **Undone.**

## Language

setup-language-what = The language of the bot’s posts. Everybody gets their own answers in the language of their Discord.
setup-language-lacks = The bot does not speak the language of your Discord yet. It answers you in English.
setup-language-choose = Choose the language of posts

## Channel

setup-channel-what = Where news and counts are posted. Choose a channel that members read.
setup-channel-choose = Choose a channel
setup-channel-saved = **Saved.** The bot has all it needs there.
setup-channel-gone = **a channel that was deleted.** Choose another.
setup-channel-lacks = { $channel }; the bot lacks: { $permissions }
setup-rights = **Not possible yet in { $channel }.** { $count ->
    [one] The bot lacks one permission there:
   *[other] The bot lacks { $count } permissions there:
}
setup-rights-where = Hold the channel’s name (right-click on a computer): **Edit Channel**, **Permissions**, add this bot, allow these. Then press “Check again”.
permission-attach-files = Attach Files
button-setup-again = Check again
button-setup-other-channel = Another channel
button-setup-test = Post a test
button-setup-see = See it
button-setup-untest = Delete the test
setup-tested = **The test is posted.**
setup-untested = **The test is deleted.**
refusal-setup-gone = This channel or role no longer exists. Nothing was changed. Choose another.
refusal-setup-post = Discord refused the post in { $channel }. Nothing was posted. Look at the channel’s permissions, and whether the bot is timed out, then try again.
refusal-setup-delete = Discord refused to delete the post in { $channel }. It is still there. Delete it in the channel yourself.

## Roles

setup-roles-are = { $organisers } (organisers), { $members } (may sign)
setup-roles-no-organisers = anyone who can manage the server
setup-roles-no-members = anyone in the server
setup-roles-roster = members on the union’s roster
setup-roles-gone = **a role that was deleted**
setup-roles-organisers = **Organisers** change demands, watches and settings, and take the counts to meetings. Choose a role that only they hold.
setup-roles-choose-organisers = Choose the organisers’ role
setup-roles-members = **Members who may sign.** Without a choice, anyone in the server may. It applies to demands that open from now on.
setup-roles-choose-members = Choose the members’ role
setup-roles-not-yours = You do not hold the organisers’ role. For `/organise`, take it: *Server Settings*, *Members*, your name.
button-setup-clear-organisers = No organisers’ role
button-setup-clear-members = Anyone may sign

## Who keeps the data

setup-data-what = The law (GDPR) asks you to tell members this before they sign: a signature can reveal political opinions or union membership.
setup-data-is = { $controller }, { $months ->
    [one] one month
   *[other] { $months } months
}
setup-data-missing = still missing, or an example: { $fields }
setup-data-months = how long
setup-data-example = “{ $value }” is still an example. Write your own.
setup-data-kept = **Saved, but not complete yet.**
setup-data-cleared = **Undone,** but for the months: once chosen, they can only be changed.
button-setup-fill = Fill it in

## What to watch

setup-watch-what = Type a company: every source that can search for one is asked. Nothing is watched before you have seen and ticked it.
setup-watch-others = Feeds, web pages and other sources: `/organise do:watch add`.
setup-watch-stop = Stop watching…
button-setup-company = Type a company
button-setup-company-again = Another name
setup-company = The company
    .hint = As public records write it, or its number: a SIREN or SIRET in France, a UEI in the United States.
setup-company-asking = Asking the sources for **{ $company }**… It can take a minute.
setup-company-found = { $company } in public sources
setup-company-nothing = Nothing by this name: { $sources }.
setup-company-by-number = Not asked, as it knows companies only by their SIREN or SIRET: { $sources }. Type that number to ask it.
watch-supplier-contracts = { $count ->
    [one] { $count } contract
   *[other] { $count } contracts
}
setup-company-all = { $source }: { $count ->
    [one] the one match
   *[other] all { $count } matches
}
setup-company-tick = Tick those you mean, by their numbers: other companies can have the same name.
setup-company-tick-menu = Tick what to watch
setup-ticked = Not watched yet
setup-ticked-next = If you save it, one post in { $channel } sums it up within minutes. After that only what is new or changes is posted.
setup-no-channel = the channel that you choose later
setup-watch-saved = **Watching.** The first post comes within minutes.
setup-watch-saved-unposted = **Watching.** The first post comes once a channel is chosen.
setup-unwatched = **“{ $name }” is no longer watched.** What was posted stays.

## The first demand

setup-demand-what = What members sign. Begin with a template; you can change every word before it opens.
setup-demand-draft = “{ $title }”: a draft, nobody can sign it yet
setup-demand-closed = “{ $title }”: can no longer be signed
setup-demand-read = Read it in each language, as members will sign it.
setup-demand-long = **Not all of it fits here.** “Change” shows a language in full; for other languages, `/organise do:demand edit`.
setup-demand-changed = **The text has changed since you read it.** Read it again before you open it.
setup-demand-open = It can be signed. To change it, close it or hand it over: `/organise do:demand`.
setup-demand-drafted = **Saved as a draft.**
setup-template-choose = Choose a template
setup-template-own = My own words
    .what = An empty form, in the language of posts
setup-employer = Your employer
    .hint = The name colleagues use: it appears in the title.
setup-partner = The authority or customer
    .hint = Who the work is for: the name appears in the title.
setup-written-in = Written in
refusal-setup-names = The text needs both names, of the employer and of the authority or customer. Nothing was written. Choose the template again.
button-setup-edit = Change: { $language }
button-setup-add = Add: { $language }
button-setup-discard = Throw it away
button-setup-back = Back
button-setup-right = It is right: open it
setup-opening = **If you open it,** members can sign it{ $channel ->
    [none] . It is not posted: no channel was chosen yet.
   *[other] , and it is posted in { $channel }.
} If its text changes later, they must sign again to support the new one. Once open, it can be closed, but not taken back.
setup-data-first = **First say who keeps the data.** Members must be told before they sign. Your draft is kept.
setup-opened = **It is open,** and on its way to { $channel }. It appears there within a minute.
setup-opened-unposted = **It is open,** but not posted: no channel is chosen yet. Choose one, then come back here.
setup-announced = **On its way to { $channel }.** It appears there within a minute.

# Templates of demands. They are written in each language, not translated by the program; organisers edit them.
setup-template-halt = Halt a cooperation
    .what = The employer stops working for an authority
    .title = { $employer } must stop working for { $partner }
    .body =
        { $employer } works for { $partner }. We do not want our work to be used there.

        We demand that management:
        1. ends this cooperation immediately, and signs no new contract, order or extension;
        2. tells staff and their representatives which contracts exist, what they are for and when they end;
        3. guarantees that nobody is put at a disadvantage for asking questions or refusing this work.
setup-template-publish = Publish a contract
    .what = Staff learn what was sold, to whom, until when
    .title = Publish the contract between { $employer } and { $partner }
    .body =
        { $employer } works for { $partner }. Staff should learn about it from management, not from public records.

        We demand that management publishes, or shows to the staff representatives where the law allows no more:
        1. the contract, its orders and their modifications;
        2. what is delivered, by which sites, and until when;
        3. every assessment of its effects on human rights.
setup-template-refuse = A right to refuse
    .what = Nobody has to take an assignment against their conscience
    .title = The right to refuse assignments for { $partner }
    .body =
        Nobody at { $employer } should have to work for { $partner } against their conscience.

        We demand a written agreement which says that:
        1. anyone who refuses such an assignment is given other work of the same kind and pay;
        2. a refusal appears in no evaluation and has no effect on pay or career;
        3. everybody is told, before an assignment begins, who it is for.

## What members see

setup-members-no-demand = As soon as there is a demand, you see here how members will see it.
setup-members-what = How members see “{ $title }”: the post in the channel, and the form behind *Sign*.
setup-members-what-elsewhere = How members see “{ $title }”: the post in the channel.
button-setup-see-post = See the post
button-setup-see-form = See the form
setup-form-seen = **That was the form as members see it.** Nothing was signed.
setup-pin-what = A text for members to pin in { $channel }: what the bot does, how to sign and withdraw, who keeps the data.
button-setup-pin = Post the text to pin
button-setup-unpin = Delete it again
setup-pinned = **Posted.** Hold the message (right-click on a computer), then **Pin Message**.
