### Who owns the holder of a contract.

story-owners = Owner
# Headline of a post, behind the company.
story-owners-news =
    { $new ->
        [none] no parent company in the register any more
       *[other] another parent company in the register
    }
story-owners-line =
    Parent company in the register GLEIF: { $new ->
        [none] no longer stated
       *[other] { $new }
    }{ $old ->
        [none] { "" }
       *[other] , before: { $old }
    }
story-owners-parent =
    { $now ->
        [yes] { $company } (LEI { $lei }): { $parent ->
                [none] no parent company in the register
               *[other] parent company **{ $parent }**
            }, read { $date }{ $parent ->
                [none] . That does not show that it is independent
               *[other] { "" }
            }
       *[no] { $company }: until { $date } { $parent ->
                [none] no parent company in the register
               *[other] the parent company was { $parent }
            }
    }{ $stale ->
        [yes] . The entry was not renewed, and may be out of date
       *[no] { "" }
    }.
story-owners-action =
    Modification{ $number ->
        [none] { "" }
       *[other] { " " }{ $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    }: { $reason }
story-owners-lag = The register shows a sale late: a parent is named once it includes the company in its accounts, and many companies name no parent.
