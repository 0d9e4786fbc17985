### The source "page": one web page, and the addresses that a watch of a page or a feed cannot have.

source-name-page = Web page
source-complete-page = The page must end as it did before. Differences are checked a second time.
