### What members read of a channel’s digest.

gathered-why = Since { $since }, the biggest first:
digest-next-day = From now on, changes are posted here once a day.
digest-next-week = From now on, changes are posted here once a week.
status-gathered =
    { $count ->
        [one] 1 update waits for the next digest: { $moment }.
       *[other] { $count } updates wait for the next digest: { $moment }.
    }
status-thread-refused = **No threads are opened:** the bot lacks “Create Public Threads” in that channel. Posts come all the same. Organisers: give it that right in the channel’s settings, under Permissions.
status-publish-refused = **Posts are not published to the servers that follow the channel:** the bot may not send there. Organisers: give it that right in the channel’s settings, under Permissions.
status-unpublished =
    { $count ->
        [one] 1 post waits to be published to the servers that follow the channel: Discord takes 10 an hour.
       *[other] { $count } posts wait to be published to the servers that follow the channel: Discord takes 10 an hour.
    }
help-roles = Only some news? Take or leave these roles yourself, in *Channels & Roles* at the top of the channel list, if they are offered there. The bot gives no roles. Everybody in this server can see who has one.
help-role = • { $role }: { $news }
news-contracts = contracts and money
news-publications = notices, articles and web pages
news-demands = demands, counts and answers
news-deadlines = last days to sign
