### How news is posted: at once or as a digest, with threads, to other servers.

posts-title = How news is posted
posts-when-now = News of contracts is posted at once. For one post a day or a week: `/organise settings posts`.
posts-when-day = News of contracts is one post a day, at { $hour } ({ $zone }).
posts-when-week = News of contracts is one post a week: { $weekday }, { $hour } ({ $zone }).
posts-next = Next: { $moment }. Without news there is no post.
posts-never-wait = Always posted at once: demands, counts and deadlines, corrected amounts, contracts that end within 7 days, problems with watches.
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
button-publish-off = Stop publishing
refusal-threads = The bot cannot open threads in { $channel }: it lacks “Create Public Threads” there. Nothing was changed. Allow this in the channel’s settings, under Permissions, then try again.
posts-mentions-title = Roles to mention
posts-mentions-how = Posts with such news mention the role, and nobody else. The bot does not give it to anyone: let members take it themselves, in *Server Settings*, *Onboarding*.
posts-mentions-seen = Everybody in the server can see who has a role.
posts-mention-none = Mention nobody
posts-mention-gone = **{ $news }:** the role was deleted. Nobody is mentioned.
posts-mention-unable = **The bot cannot mention { $role }:** in *Server Settings*, *Roles*, allow anyone to mention it.
refusal-mention-everyone = Each post would call @everyone. Nothing was changed. Choose a role that members take themselves.
refusal-mention-role = The bot cannot mention { $role }. Nothing was changed. In *Server Settings*, *Roles*, allow anyone to mention it, then choose it again.

audit-field-digest = News of contracts is posted
audit-field-digest_hour = Hour of the digest
audit-field-digest_weekday = Day of the digest (0: Monday)
audit-field-threads = Threads under posts about contracts
audit-field-publish = Posts about contracts go to servers that follow the channel
audit-field-contracts_role_id = Role mentioned for contracts and money
audit-field-publications_role_id = Role mentioned for notices, articles and web pages
audit-field-demands_role_id = Role mentioned for demands, counts and answers
audit-field-deadlines_role_id = Role mentioned for last days to sign
