## Une entreprise dans les registres publics, et les veilles qui en sortent

companies-title = { $company } : quelle entreprise ?
companies-what = Rien n’est encore surveillé. Plusieurs entreprises peuvent porter le même nom : reconnaissez la vôtre à son lieu et à ses numéros.
company-ceased = **n’existe plus**, d’après le registre
company-stale = inscription non renouvelée, donc peut-être dépassée
company-with = avec { $name }
company-more = et { $count ->
    [one] un autre numéro
   *[other] { $count } autres numéros
} de son groupe
companies-group = { $count ->
    [one] un numéro
   *[other] { $count } numéros
}
register-gleif = GLEIF
register-usaspending = USAspending
register-sirene = Sirene
companies-read = { $registers } : lecture du { $date }
companies-unread = Lecture impossible : { $registers }. Une entreprise peut manquer ici. Réessayez dans quelques minutes.
companies-further = Il y en a d’autres à ce nom : { $registers }. Si la vôtre n’est pas ici, tapez son nom complet ou son numéro.
companies-several = En prendre plusieurs qui vont ensemble…
button-company-names = Chercher par le nom seul
company-set-names = Par le nom
company-set-sites = avec tous les établissements (SIRET)
company-set-empty = Rien trouvé là pour l’instant, mais surveillé aussi : { $sources }.
company-set-unasked = Pas surveillé, car son numéro n’y est pas connu : { $sources }.
company-set-cut = Une veille prend { $uei } UEI et { $siren } SIREN. L’UEI d’une maison mère trouve aussi les contrats de ses sociétés.
company-set-choose = Décocher ce que vous ne visez pas…
