### How news is posted: at once or as a digest, with threads, to other servers.

posts-title = How news is posted
posts-when-now = News of contracts is posted at once. For one post a day or a week: `/organise settings posts`.
posts-when-day = News of contracts is one post a day, at { $hour } ({ $zone }).
posts-when-week = News of contracts is one post a week: { $weekday }, { $hour } ({ $zone }).
posts-next = Next: { $moment }. Without news there is no post.
posts-never-wait = Posted at once in any case: demands, counts and deadlines, corrected amounts, contracts that end within 7 days, problems with watches.
posts-option-now = At once
posts-option-day = Once a day
posts-option-week = Once a week
posts-threads-on = A thread for discussion is opened under each post about contracts.
posts-threads-off = No threads under posts.
posts-publish-on = Posts about contracts also go to the servers that follow this channel.
posts-publish-off = Posts do not go to the servers that follow this channel.
button-threads-on = Open threads
button-threads-off = No more threads
button-publish-on = Publish to followers
button-publish-off = Publish no more
refusal-threads = I cannot open threads in { $channel }: I lack “Create Public Threads” there. Nothing was changed. Give me that right in the channel’s settings, under Permissions, then try again.

audit-field-digest = News of contracts is posted
audit-field-digest_hour = Hour of the digest
audit-field-digest_weekday = Day of the digest (0: Monday)
audit-field-threads = Threads under posts about contracts
audit-field-publish = Posts about contracts go to servers that follow the channel
