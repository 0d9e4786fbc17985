## A company in public registers, and the watches made of it

companies-title = { $company }: which company?
companies-what = Nothing is watched yet. Several companies can have the same name: recognise yours by its place and its numbers.
company-ceased = **no longer exists**, according to the register
company-stale = entry not renewed, so it may be out of date
company-with = with { $name }
company-more = and { $count ->
    [one] one more number
   *[other] { $count } more numbers
} of its group
companies-group = { $count ->
    [one] one number
   *[other] { $count } numbers
}
register-gleif = GLEIF
register-usaspending = USAspending
register-sirene = Sirene
companies-read = { $registers }: read { $date }
companies-unread = Could not be read: { $registers }. A company may be missing here. Try again in a few minutes.
companies-further = There are more with this name: { $registers }. If yours is not here, type its full name or its number.
companies-several = Take several that belong together…
button-company-names = Search by name alone
company-set-names = By name
company-set-sites = with all sites (SIRET)
company-set-empty = Nothing found there yet, but watched too: { $sources }.
company-set-unasked = Not watched, because its number there is not known: { $sources }.
company-set-cut = One watch takes { $uei } UEIs and { $siren } SIRENs. The UEI of a parent also finds the contracts of its companies.
company-set-choose = Untick what you do not mean…
