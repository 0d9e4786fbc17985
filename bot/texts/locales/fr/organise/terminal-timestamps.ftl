### Horodatage : réglages, tocsin check et tocsin verify.

terminal-settings-tsa-pairs = { $key } et { $roots } ne vont pas ensemble : écrivez au plus { $most } adresses différentes et, dans le même ordre, le fichier du certificat racine de chacune, séparés par des virgules.
terminal-settings-tsa-url = { $key } vaut { $value } : écrivez l’adresse de l’autorité, http://timestamp.example.org par exemple.
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
