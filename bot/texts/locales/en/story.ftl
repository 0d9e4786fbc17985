### The story of a contract: what is known beside its own record.

button-story = Background
story-title = Background: { $name }
story-none = Nothing more is known about it yet.
contract-code-solicitation = Call for offers (solicitation)

## The same purchase, split among suppliers

story-purchase = The same purchase
story-purchase-line =
    { $proved ->
        [yes] One of { $count } orders for the same purchase
        [least] One of at least { $count } orders for the same purchase
       *[no] One of { $count } orders that look like one purchase
    }{ $amount ->
        [none] { "" }
       *[other] : **{ $amount }** together
    }
# In a post, which shows later orders for some days only.
story-purchase-as-of = { $said } (as of { $date })
story-purchase-unknown =
    { $count ->
        [one] not counting one order whose amount is not stated
       *[other] not counting { $count } orders whose amounts are not stated
    }
story-purchase-alike-because = bought by the same office, with the same product and industry codes, each from a different supplier, signed within { $days } days of this one, under framework contracts of the same year
story-purchase-others =
    { $count ->
        [one] one other
       *[other] { $count } others
    }
story-purchase-known-by =
    { $proved ->
        [yes] The public record gives the same call for offers for all of them, or for their framework contracts: { $solicitation }.
        [some] The public record gives the same call for offers for this order and { story-purchase-others }, or for their framework contracts: { $solicitation }. The rest only look alike: { story-purchase-alike-because }.
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
story-purchase-missing = { $number }, { $supplier }: the search has not found it since { $date }; not counted
story-purchase-chart = Chart
story-purchase-not-stated = amount not stated
story-purchase-chart-more =
    { $count ->
        [one] One more order is not in the chart.
       *[other] { $count } more orders are not in the chart.
    }
story-purchase-news = the other suppliers of this purchase
story-purchase-news-new = New: { $order }
story-purchase-news-more = { $number }, { $supplier }: { $amount } more, { $total } in all
story-purchase-amounts = Amounts: what each order commits so far. Ceilings are never added.
