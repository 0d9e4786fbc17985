### Short names of companies and authorities.

short-names-title = Short names
short-names-none = There are none yet. `/organise do:name set` adds one: ICE instead of U.S. Immigration and Customs Enforcement.
short-name-set = { $party } is now called **{ $short }** in headlines, lists and charts.
short-name-removed = { $party } has no short name.
refusal-short-name-party = “{ $party }” is neither a company nor an authority. Nothing was changed. Give its name as the source writes it, or a number: UEI (12 letters and digits), LEI (20), SIREN (9 digits) or SIRET (14).
refusal-short-name-long = The short name is too long ({ $length } characters; maximum { $limit }). Nothing was changed. Shorten it.
refusal-short-names-too-many = There are { $most } short names already (the maximum). Nothing was changed. Remove one first: `/organise do:name set` without a short name.
audit-act-short-name = Set a short name
audit-field-party = Company or authority
audit-field-short = Short name
