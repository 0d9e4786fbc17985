gathered-why = Sinds { $since }, het grootste eerst:
digest-next-day = Vanaf nu komen wijzigingen hier één keer per dag.
digest-next-week = Vanaf nu komen wijzigingen hier één keer per week.
status-gathered =
    { $count ->
        [one] 1 nieuwtje wacht op het volgende overzicht: { $moment }.
       *[other] { $count } nieuwtjes wachten op het volgende overzicht: { $moment }.
    }
