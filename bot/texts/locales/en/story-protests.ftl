### Protests against a purchase, at the US Government Accountability Office (GAO).

story-protests = Protests
story-protests-meaning =
    { $meaning ->
        [none] { "" }
        [dismissed] { " " }(closed without a decision)
        [denied] { " " }(rejected)
        [sustained] { " " }(upheld)
       *[withdrawn] { " " }(taken back)
    }
story-protests-line =
    { $count ->
        [one] Protested by { $protester }
       *[other] { $count } protests, the last by { $protester }
    }{ $outcome ->
        [none] { "" }
       *[other] : { $outcome }{ story-protests-meaning }
    }
story-protests-line-same =
    { $count } protests by { $protester }{ $outcome ->
        [none] { "" }
       *[other] , each { $outcome }{ story-protests-meaning }
    }
story-protests-only-words =
    { $published ->
        [yes] GAO, which decides on protests, published something about this purchase
       *[no] A description mentions a protest or a stop of the work
    }
story-protests-docket =
    { $file }, { $protester }{ $outcome ->
        [none] { "" }
       *[other] : { $outcome }
    }{ $filed ->
        [none] { "" }
       *[other] , filed { $filed }
    }{ $ends ->
        [none] { "" }
       *[other] , decision due { $ends }
    }{ $decided ->
        [none] { "" }
       *[other] , decided { $decided }
    }
story-protests-article = Published by GAO: { $title }
story-protests-described =
    The description{ $number ->
        [none] { "" }
       *[other] { " " }of { $number }
    }{ $date ->
        [none] { "" }
       *[other] { " " }({ $date })
    } says: { $words }
story-protests-silence = Only GAO cases that this server watches are shown. There may have been other protests.
story-protests-read = Source: GAO, read { $date }

headline-protest = protest now { $outcome }
protest-name = Protest { $file } by { $protester } about the purchase { $solicitation }
protest-means =
    { $outcome } means: { $meaning ->
        [dismissed] closed without deciding who was right
        [denied] GAO decided against the protest
        [sustained] GAO decided for the protest
       *[withdrawn] taken back by the company that protested
    }.
change-protest =
    { $meaning ->
        [none] Outcome: { $outcome }.
       *[other] { protest-means }
    }{ $decided ->
        [none] { "" }
       *[other] { " " }Decided on { $decided }.
    }{ $before ->
        [none] { "" }
       *[other] { " " }Before: { $before }.
    }

contract-code-protester = Protester
contract-code-protest-agency = Agency
contract-code-protest-file = File
contract-code-protest-outcome = Outcome
contract-code-protest-decided = Decided
contract-code-protest-filed = Filed
contract-code-protest-due = Decision due
contract-code-protest-case = Kind of case
