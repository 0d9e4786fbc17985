### L’export : la fiche au-dessus des fichiers, la page pour la réunion, et le fichier qui explique tout.

export-title = Export
export-what = **Pour le prouver :** { $file } contient tous les décomptes publiés, ce qui a été écarté et pourquoi, et les contrats avec leurs changements. Il est signé : tout le monde peut le vérifier avec `tocsin verify`. Il ne contient rien sur aucun membre.
export-loose = **Pour la réunion :** une page par revendication, à imprimer. **Pour vos calculs :** le tableur. Ce que Discord n’accepte pas est dans l’archive.
export-not-loose = Les pages pour la réunion et le tableur sont dedans : ensemble, ils sont trop volumineux pour Discord.
export-as-of = État au { $moment }. Publiez l’empreinte de la clé, afin que d’autres puissent savoir qu’un export vient de vous : `{ $key }`. N’additionnez jamais des devises différentes, ni des plafonds et des engagements.

campaign-title = Fichier de campagne
campaign-what = **{ $file }** contient ce que ce serveur surveille, ses faits, ses mots, ses sites et ses revendications, et qui garde les données. Chargé ailleurs avec `tocsin import`, il met en place la même campagne. Il ne contient aucune signature et rien sur aucun membre.
refusal-export-too-big = L’export est trop volumineux pour Discord. Demandez à la personne qui administre le bot de lancer : `{ $command }`

audit-act-export = Décomptes et contrats exportés
audit-field-as_of = État au
audit-field-manifest_sha256 = SHA-256 du manifeste
audit-field-files = Fichiers

## La page pour la réunion

page-counted = { $count ->
    [one] signature, selon le décompte publié le { $day } (publication { $number })
   *[other] signatures, selon le décompte publié le { $day } (publication { $number })
}
page-uncounted = Aucun décompte n’a encore été publié.
page-asked = Pour signer, il faut : { $account ->
    [0] un compte Discord de n’importe quel âge
    [one] un compte Discord d’au moins { $account } jour
   *[other] un compte Discord d’au moins { $account } jours
}, et { $server ->
    [0] aucune ancienneté sur le serveur.
    [one] { $server } jour sur le serveur.
   *[other] { $server } jours sur le serveur.
}
page-goal = Objectif : { $goal }, atteint à { $share } % au dernier décompte publié.
page-goal-line = Objectif : { $goal }
page-fell = Le { $day }, le décompte publié est passé de { $before } à { $after }.
page-fell-struck = { $count ->
    [one] { $count } signature écartée ({ $reasons }).
   *[other] { $count } signatures écartées ({ $reasons }).
}
page-fell-more = { $count ->
    [one] { $count } autre baisse ou invalidation figure dans counts.csv, dans le même export.
   *[other] { $count } autres baisses et invalidations figurent dans counts.csv, dans le même export.
}
page-paper = { $count ->
    [one] Et { $count } sur papier, saisie par une personne de l’équipe de campagne et confirmée par une autre ; elle ne s’ajoute pas au décompte ci-dessus.
   *[other] Et { $count } sur papier, saisies par une personne de l’équipe de campagne et confirmées par une autre ; elles ne s’ajoutent pas au décompte ci-dessus.
}
page-contracts = Contrats suivis ici : { $what }.
page-delivered = { $count ->
    [one] Remise le { $day } (destinataire : { $to }), avec { $count } signature.
   *[other] Remise le { $day } (destinataire : { $to }), avec { $count } signatures.
}
page-answer-agreed = Le { $day }, la direction a répondu : revendication acceptée. { $text }
page-answer-partly = Le { $day }, la direction a répondu : revendication acceptée en partie. { $text }
page-answer-refused = Le { $day }, la direction a répondu : revendication refusée. { $text }
page-method = { $verified ->
    [page] Chaque signature a été donnée sur la page du syndicat avec un jeton remis à un membre du fichier des adhérent·es, et compte une fois ; elle peut y être retirée jusqu’à la clôture de la liste.
    [roster] Chaque signature est celle d’un membre du fichier des adhérent·es, qui ne compte qu’une fois quels que soient ses comptes, et elle peut être retirée jusqu’à la destruction de la clé de la revendication.
    [role] Chaque signature a été donnée depuis un compte Discord qui porte le rôle des membres et ne peut signer qu’une fois, et elle peut être retirée jusqu’à la destruction de la clé de la revendication ; vérifier que personne n’a deux comptes de ce genre revient à l’équipe de campagne.
   *[server] Chaque signature a été donnée depuis un compte Discord de ce serveur, qui ne peut signer qu’une fois, et elle peut être retirée jusqu’à la destruction de la clé de la revendication ; personne n’a vérifié que chaque compte est celui d’une autre personne.
} Les décomptes sont publiés par groupes de signatures, afin qu’une seule se voie difficilement, et chaque publication contient l’empreinte de la précédente.
page-opened = Ouverte à la signature depuis le { $day }.
page-closes = Elle peut être signée jusqu’au { $day }.
page-closed = Close le { $day }.
page-zone = Les jours sont ceux de { $zone }.
page-as-of = État au { $moment }.
page-check = Pour vérifier ces nombres : tocsin verify, avec l’export auquel cette page appartient. Clé de signature : { $key }
page-text-hash = SHA-256 du texte de la revendication : { $hash }
page-head = Pour savoir plus tard si un décompte a été modifié, gardez cette ligne : { $head }
page-board = Sur le tableau, pour tout le monde : { $address }

export-readme-heads =
    Gardez ces lignes : elles permettent de vérifier plus tard si un décompte
    a été modifié (tocsin verify … --head LIGNE).

    { $heads }
export-readme-board = À lire sur le tableau : { $address }

export-readme =
    Décomptes publiés et contrats surveillés
    { $server }
    État au { $moment }

    Rien ici ne concerne un membre du serveur, et aucun nombre ne bouge quand quelqu’un
    signe : ce sont les décomptes tels qu’ils ont été publiés.

    counts.csv         Chaque publication de chaque revendication : le décompte, combien
                       de signatures ont été écartées, et comment les signataires ont
                       été vérifiés.
    units.csv          Les répartitions par site, telles qu’elles ont été publiées.
    paper.csv          Les signatures sur papier, comptées à part.
    invalidations.csv  Combien de signatures ont été écartées, et pourquoi.
    versions.csv       Les textes des revendications, avec leur SHA-256.
    contracts.csv      Les contrats surveillés.
    actions.csv        Ce qui leur est arrivé.
    tocsin.xlsx        Tout cela pour un tableur, avec des graphiques.
    tocsin.json        Tout cela pour des programmes, selon tocsin-export.schema.json.
    ledger.json        Les publications, enchaînées par leurs empreintes.
    page-….pdf         Une page pour la réunion, par revendication.
    timestamps/        S’il est là : les horodatages d’une autorité, qui montrent quand des
                       décomptes existaient.
    manifest.json      Le SHA-256 de chaque fichier.
    manifest.sig       La signature Ed25519 de manifest.json, en hexadécimal.

    Comment vérifier

    tocsin verify DOSSIER    chaque fichier, la signature, et chaque décompte
    Sans Tocsin : voir docs/verifying.md dans sa documentation.

    La signature a été faite avec la clé { $key }.
    Comparez-la à l’empreinte que le syndicat a publiée : l’auteur d’autres
    fichiers aurait pu faire une autre clé.

    Les montants sont dans la devise indiquée à côté. Un plafond est un maximum et ne
    s’ajoute jamais à ce qui est engagé. Toutes les heures sont en UTC.
