### How news is posted: at once or as a digest.

posts-title = How news is posted
posts-when-now = News of contracts is posted at once. For one post a day or a week: `/organise settings posts`.
posts-when-day = News of contracts is one post a day, at { $hour } ({ $zone }).
posts-when-week = News of contracts is one post a week: { $weekday }, { $hour } ({ $zone }).
posts-next = Next: { $moment }. Without news there is no post.
posts-never-wait = Posted at once in any case: demands, counts and deadlines, corrected amounts, contracts that end within 7 days, problems with watches.
posts-option-now = At once
posts-option-day = Once a day
posts-option-week = Once a week

audit-field-digest = News of contracts is posted
audit-field-digest_hour = Hour of the digest
audit-field-digest_weekday = Day of the digest (0: Monday)
