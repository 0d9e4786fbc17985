### Les preuves : ce qui a été lu des contrats surveillés, dans un fichier que l’on peut vérifier.

evidence-title = Preuves
evidence-what = **{ $file }** contient toutes les réponses conservées des sources sur les contrats surveillés ici : { $snapshots ->
    [one] une réponse
   *[other] { $snapshots } réponses
} sur { $contracts ->
    [one] un contrat
   *[other] { $contracts } contrats
}, octet par octet, avec l’adresse et l’heure. Son **README.txt** dit comment le vérifier. Il ne contient ni compte ni signature d’un membre.
evidence-as-of = État au { $moment }. Gardez-en une copie en lieu sûr : ce que les sources retirent y reste.

refusal-evidence-none = Aucune réponse d’une source n’est encore conservée pour ce serveur : ses veilles n’ont rien lu. `/nouvelles état` montre où en est la lecture.
refusal-evidence-too-big = Les preuves sont trop volumineuses pour Discord. Demandez à la personne qui administre le bot de lancer : `{ $command }`

evidence-readme =
    Preuves au sujet de contrats publics
    { $server }
    État au { $moment }

    Ce dossier contient ce que des sources publiques ont dit des contrats surveillés ici,
    octet par octet comme Tocsin l’a lu, et quand. Quoi qu’une source modifie ou retire
    ensuite, voici ce qui a été lu à ce moment-là. Ce dossier ne contient ni compte ni
    signature d’un membre.

    snapshots/      Les réponses comme elles ont été lues. Le nom de chacune est le
                    SHA-256 de son contenu. Un même contenu est gardé une seule fois,
                    avec le moment où il est arrivé la première fois.
    snapshots.json  Pour chaque réponse : sa taille, l’adresse d’où elle vient, quand elle
                    a été lue, de quels contrats elle faisait partie, lors de quelle
                    lecture, et sous "what" ce qui en est ici. "answer" : toute la
                    réponse. "part" : c’était une liste de plusieurs contrats qui n’a
                    pas été lue pour ce serveur ; voici ce qu’elle disait de celui-ci.
                    "no-such-contract" : la réponse de la source, à qui le numéro du
                    contrat était demandé, qu’elle n’en a pas.
    evidence.csv    Pour chaque contrat : ce qui a changé et quand nous l’avons vu, aussi
                    ce qui n’a pas été annoncé, et les réponses de cette lecture par leur
                    SHA-256. Là où la source a dit qu’elle n’a pas de tel contrat, "change"
                    vaut "no-such-contract". Pour un tableur : UTF-8, séparé par des
                    virgules.
    timestamps/     S’il est là : les horodatages d’une autorité. Ils montrent quel jour
                    des réponses existaient, selon son horloge. tocsin verify dit
                    lesquelles.
    manifest.json   Chaque autre fichier avec son SHA-256 ; manifest.sig en est la
                    signature.
    SHA256SUMS      Le SHA-256 de chaque fichier, sauf de lui-même.

    Comment vérifier que rien n’a changé

    Linux :    sha256sum -c SHA256SUMS
    macOS :    shasum -a 256 -c SHA256SUMS
    Windows :  Get-FileHash FICHIER dans PowerShell, à comparer à la ligne de SHA256SUMS
    Signature : tocsin verify FICHIER, avec le fichier tel qu’il vous a été remis. Comparez
              l’empreinte de la clé avec celle que le syndicat a publiée :
              { $key }

    Ce que cela prouve et ce que cela ne prouve pas

    La signature montre que les fichiers sont tels que ce bot les a écrits. Elle ne montre
    pas qu’il a copié fidèlement les sources ni, sans horodatage, quand : confiez le
    SHA-256 de l’ensemble, ou l’ensemble, à quelqu’un d’autre le jour où vous le prenez.
    Toutes les heures sont en UTC, selon l’horloge de la machine qui a lu. Les montants de
    evidence.csv sont dans la devise indiquée à côté ; un plafond est un maximum et ne
    s’ajoute jamais à ce qui est engagé.
