### The story of a contract: what is known beside its own record.

button-story = Background
story-title = Background: { $name }
story-none = Nothing more is known of it yet.
contract-code-solicitation = Solicitation

## The same purchase, split among suppliers

story-purchase = The same purchase
story-purchase-line =
    { $proved ->
        [yes] One of { $count } orders for the same purchase
       *[no] One of { $count } orders that look like one purchase
    }{ $amount ->
        [none] { "" }
       *[other] : **{ $amount }** together
    }
story-purchase-unknown =
    { $count ->
        [one] without one order whose amount is not stated
       *[other] without { $count } orders whose amounts are not stated
    }
story-purchase-alike-because = bought by the same office, with the same product and industry codes, each from another supplier, signed within { $days } days of this one, under framework contracts of the same year
story-purchase-others =
    { $count ->
        [one] one other
       *[other] { $count } others
    }
story-purchase-known-by =
    { $proved ->
        [yes] The public record gives the same solicitation for all of them, or for their framework contracts: { $solicitation }.
        [some] The public record gives the same solicitation for this order and { story-purchase-others }, or for their framework contracts: { $solicitation }. The rest only look alike: { story-purchase-alike-because }.
       *[no] The public record does not say that they are one purchase. They look alike: { story-purchase-alike-because }.
    }
story-purchase-order =
    { $number }, { $supplier }: { $amount ->
        [none] amount not stated
       *[other] **{ $amount }**
    }{ $signed ->
        [none] { "" }
       *[other] , signed { $signed }
    }
story-purchase-this = this order
story-purchase-alike = looks alike
story-purchase-missing = { $number }, { $supplier }: not found by the search since { $date }, and not counted
story-purchase-chart = Chart
story-purchase-not-stated = amount not stated
story-purchase-chart-more =
    { $count ->
        [one] One more order is not drawn.
       *[other] { $count } more orders are not drawn.
    }
story-purchase-news = the other suppliers of this purchase
story-purchase-news-new = New: { $order }
story-purchase-news-more = { $number }, { $supplier }: { $amount } more, { $total } in all
story-purchase-amounts = Amounts: what each order commits so far. Ceilings are never added.
