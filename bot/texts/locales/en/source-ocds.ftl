source-name-ocds = Open Contracting data (OCDS)
source-complete-ocds = The links are followed to the last page. If a full page has no link to the next, its period is read again in two halves.
