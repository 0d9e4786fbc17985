### What members read of a channel’s digest.

gathered-why = Since { $since }, the biggest first:
digest-next-day = From now on, changes are posted here once a day.
digest-next-week = From now on, changes are posted here once a week.
status-gathered =
    { $count ->
        [one] 1 update waits for the next digest: { $moment }.
       *[other] { $count } updates wait for the next digest: { $moment }.
    }
