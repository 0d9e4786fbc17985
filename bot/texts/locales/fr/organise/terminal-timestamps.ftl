### Horodatage : réglages, tocsin check et tocsin verify.

terminal-settings-tsa-pairs = { $key } et { $roots } ne vont pas ensemble : écrivez au plus { $most } adresses différentes et, dans le même ordre, le fichier du certificat racine de chacune, séparés par des virgules.
terminal-settings-tsa-url = { $key } vaut { $value } : écrivez l’adresse de l’autorité, http://timestamp.example.org par exemple, sans mot de passe et sans « ? ».
terminal-settings-tsa-root = { $key } : { $file } est illisible, ou ne contient pas exactement un certificat au format PEM. Demandez le certificat racine à l’autorité et nommez son fichier.

terminal-timestamp-no-answer = la réponse n’est pas un horodatage
terminal-timestamp-rejected = l’autorité a refusé : { $reason }
terminal-timestamp-other-request = la réponse est celle d’une autre demande
terminal-timestamp-other-bytes = l’horodatage est celui d’autres octets
terminal-timestamp-untrusted = l’horodatage n’est pas signé par une autorité sous le certificat racine de confiance, ou son certificat n’était pas valide alors

terminal-check-timestamps = Le dernier horodatage de { $authority } est daté du { $moment }.
terminal-check-timestamps-clock = Le dernier horodatage de { $authority } est daté du { $moment } ; l’horloge de cette machine disait { $received }. L’une des deux horloges se trompe.
terminal-check-timestamps-late = { $authority } n’a rien horodaté depuis le { $moment }. Le journal technique dit pourquoi ; le bot redemande de lui-même.
terminal-check-timestamps-never = { $authority } n’a encore rien horodaté. Si le bot fonctionne depuis une heure, le journal technique dit pourquoi.

terminal-verify-timestamp-heads = { $name } : ces registres existaient le { $at }, selon l’horloge de { $by }, jusqu’à ces publications : { $heads }.
terminal-verify-timestamp-evidence = { $name } : { $count ->
    [one] l’une des réponses existait
   *[other] { $count } des réponses existaient
} le { $at }, selon l’horloge de { $by }.
terminal-verify-timestamp-uncovered = Aucun horodatage présent ici ne couvre { $count ->
    [one] l’une des réponses
   *[other] { $count } des réponses
}.
terminal-verify-timestamp-root = Comparez le certificat racine de { $by } avec celui que publie cette autorité. Son SHA-256 est { $root }. Sans cela, rien ne montre qui a daté.
terminal-verify-timestamp-not-shown = Un horodatage montre que ces octets existaient alors. Il ne montre ni qui les a faits, ni qu’ils sont vrais, et vaut autant que votre confiance dans l’autorité.
terminal-verify-timestamp-wrong = { $name } ne date pas le document à côté : { $reason }.
terminal-verify-timestamp-part = { $name } n’est pas ce qui a été horodaté : document.json, à côté, n’a pas son SHA-256.
terminal-verify-timestamp-shape = { $name } n’est pas tel que Tocsin l’écrit, ou il manque un fichier à côté.
terminal-verify-timestamp-head = La publication { $number } de { $demand }, horodatée le { $day }, n’est plus dans le registre telle qu’elle était : l’historique a été réécrit.
terminal-verify-timestamp-expected-root = Les horodatages de { $by } relèvent d’un certificat racine que vous avez nommé.
terminal-verify-timestamp-other-root = Les horodatages de { $by } relèvent d’un autre certificat racine que ceux que vous avez nommés : son SHA-256 est { $root }.
terminal-verify-timestamp-none = Il n’y a ici aucun horodatage à vérifier avec --root.
terminal-timestamp-no-root = { $file } ne contient pas exactement un certificat au format PEM.
