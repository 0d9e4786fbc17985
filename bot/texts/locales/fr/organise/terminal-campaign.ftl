### Le terminal : ce qui ne va pas dans un fichier de campagne, et ce que son chargement a changé.

## Un fichier de campagne
terminal-campaign-newer = Le fichier a été écrit par une version plus récente de Tocsin (format { $written } ; cette version lit le { $format }). Rien n’a changé : installez cette version-là, ou exportez le fichier avec celle-ci.
terminal-campaign-no-party = { $party } n’est ni une entreprise ni une administration : écrivez son nom comme la source, ou un identifiant, comme "UEI DR6MQ56MGFA5", "LEI …", "SIREN …" ou "SIRET …".
terminal-campaign-party-twice = { $party } est la même que { $other } : gardez-en une.
terminal-campaign-names-too-many = il y a { $count } noms courts : { $most } au plus sont possibles.
terminal-campaign-name-invisible = name contient un caractère invisible : récrivez-le.
terminal-campaign-checked-future = checked vaut { $day }, qui est encore à venir : écrivez le jour de la vérification.
terminal-campaign-no-source = il n’a pas de source : ajoutez [[fact.source]] avec un titre (title) et un éditeur (publisher).
terminal-campaign-no-numbers = { $key } est { $value } : écrivez une liste de numéros entre guillemets, comme { $key } = ["70CDCR26FR0000024"].
terminal-campaign-number = { $key } contient { $value } : écrivez le numéro d’un contrat comme sa source, sur une ligne, { $most } caractères au plus.
terminal-campaign-too-many-numbers = { $key } a { $count } numéros (maximum { $most }) : retirez-en.
terminal-campaign-date = date vaut { $value } : écrivez 2026-01-31 sans guillemets, ou "2026-01", ou "2026".
terminal-campaign-date-future = date vaut { $value }, qui est encore à venir.
terminal-campaign-url = url vaut { $url } : écrivez une adresse qui commence par https://, ou retirez url.
terminal-campaign-time-zone = time_zone vaut { $value } : écrivez le nom d’une ville, comme Europe/Paris.
terminal-campaign-no-size = il lui faut une taille (size) : combien de personnes y sont, membres ou non.
terminal-campaign-no-name = il n’a pas de nom : ajoutez { $language } = "…".
terminal-campaign-no-meaning = il n’a pas de texte : ajoutez { $language } = {"{"} word = "…", meaning = "…" {"}"}.
terminal-campaign-slug = slug vaut { $slug } : prenez des minuscules, des chiffres et des traits d’union simples, comme the-order.
terminal-campaign-no-text = il n’a pas de texte : ajoutez { $language } = {"{"} title = "…", body = "…" {"}"}.
terminal-campaign-no-language = il n’y a pas de langue { $language } ici : écrivez l’une de celles-ci : { $list }.
terminal-campaign-not-toml = Le fichier n’est pas du TOML valable : { $problem }.
terminal-campaign-line = ligne { $number } : { $problem }
terminal-campaign-not-toml-here = ligne { $number }, colonne { $column } : le fichier n’est pas du TOML valable ici : { $problem }.
terminal-campaign-curly-quotes = il y a des guillemets courbes, comme en écrivent les traitements de texte : écrivez-les droits, "comme ceci".
terminal-campaign-quote-missing = il manque un guillemet, au début ou à la fin d’un texte : écrivez "comme ceci".
terminal-campaign-no-quotes = il faut des guillemets autour d’un texte : écrivez "comme ceci".
terminal-query-unknown-key = { $key } n’est pas une clé de cette source : { $hint }
terminal-query-not-text = { $key } doit être une liste de textes, comme ["…", "…"]{ $value }.
terminal-query-empty = { $key } contient un texte vide : écrivez une valeur ou retirez-le{ $value }.
terminal-query-control-characters = { $key } contient un caractère de contrôle invisible : récrivez-le sur une ligne{ $value }.
terminal-query-too-short = { $key } contient une valeur trop courte pour une recherche{ $value }.
terminal-query-too-many-values = { $key } contient trop de valeurs : faites-en deux veilles{ $value }.
terminal-query-one-text = { $key } doit être un seul texte, comme "…"{ $value }.
terminal-query-too-wide = { $key } manque : nommez un fournisseur ou un mot-clé, un organisme seul est trop large.
terminal-did-you-mean = vouliez-vous dire { $close } ?
terminal-the-keys-are = les clés sont { $list }.
terminal-campaign-at = { $place } : { $sentence }
terminal-campaign-missing = { $key } manque : écrivez { $key } = "…".
terminal-campaign-not-text = { $key } vaut { $value } : écrivez un texte entre guillemets.
terminal-campaign-empty = { $key } est vide : écrivez quelque chose ou retirez-le.
terminal-campaign-too-long = { $key } a { $count } caractères : { $most } au plus sont possibles.
terminal-campaign-lines = { $key } a plusieurs lignes : écrivez-le sur une seule.
terminal-campaign-control = { $key } contient un caractère de contrôle invisible : récrivez-le.
terminal-campaign-no-words = il n’a pas de texte : écrivez { $key } = "…", ou { $key } = {"{"} { $language } = "…" {"}"}.
terminal-campaign-choice-missing = { $key } manque : écrivez l’un de ces mots : { $words }.
terminal-campaign-choice = { $key } vaut { $value } : écrivez l’un de ces mots : { $words }.
terminal-campaign-no-day = { $key } vaut { $value } : écrivez une date sans guillemets, comme 2026-01-31.
terminal-campaign-day-missing = { $key } manque : écrivez une date sans guillemets, comme 2026-01-31.
terminal-campaign-no-offset = { $key } ne dit pas l’écart avec UTC : écrivez 2026-12-31T18:00:00+01:00, ou seulement le jour.
terminal-campaign-year = { $key } vaut { $value } : écrivez une année de 2000 à 2099.
terminal-campaign-no-number = { $key } vaut { $value } : écrivez un nombre entier de { $least } à { $most }, sans guillemets.
terminal-campaign-no-table = { $key } vaut { $value } : écrivez une table, comme le montre docs/campaign-files.md.
terminal-campaign-no-tables = { $key } vaut { $value } : commencez chacun par deux crochets, comme { $header }.
terminal-campaign-too-many = il y a { $count } { $key } : { $most } au plus sont possibles.
terminal-campaign-taken = { $key } est déjà celui de { $place } : donnez à chacun le sien.
terminal-the-keys-here-are = les clés sont ici { $list }.
terminal-campaign-unknown-key = { $key } n’est pas une clé ici : { $hint }
terminal-value-number = le nombre { $value }
terminal-value-moment = le moment { $value }
terminal-value-date = la date { $value }
terminal-value-time = une heure

## tocsin import
terminal-import-into = { $title } : dans le serveur { $server }.
terminal-import-language = langue : inchangée : celle du serveur est { $language }, celle du fichier { $wanted }.
terminal-import-privacy-filled = privacy : rempli : { $list }.
terminal-import-privacy-examples = privacy : exemples mis pour { $list } : l’équipe de campagne les remplace avec /organiser action:réglages confidentialité avant qu’une revendication puisse s’ouvrir.
terminal-import-privacy-kept = privacy : inchangé, car l’équipe de campagne l’a rempli : { $list }.
terminal-import-privacy-missing = privacy : à remplir avant qu’une revendication puisse s’ouvrir : { $list }.
terminal-import-months = privacy : les clés des revendications sont gardées { $months } mois après la fin des signatures.
terminal-import-months-kept = privacy : inchangé : les clés sont gardées { $held } mois, le fichier dit { $wanted }.
terminal-import-names-no-room = noms courts : aucun mis : avec ceux du fichier, le serveur en aurait plus de { $most } ; retirez-en et chargez à nouveau le fichier.
terminal-import-names = noms courts : { $count } mis, { $unchanged } inchangés.
terminal-import-watch-changed = veille { $name } : elle cherche maintenant autre chose et recommence par un résumé.
terminal-import-watch-no-room = veille { $name } : pas ajoutée : le serveur a déjà { $most } veilles ; retirez-en une et chargez à nouveau le fichier.
terminal-import-watch-kept = veille { $name } : inchangée : elle n’est pas dans ce fichier.
terminal-import-site-kept = site { $slug } : inchangé : il n’est pas dans ce fichier.
terminal-import-sites-confirm = sites : une personne de l’équipe de campagne confirme ce qui est nouveau avec /organiser action:site confirmer.
terminal-import-demand-kept = revendication { $slug } : inchangée : elle n’est pas dans ce fichier.
terminal-import-fact-kept = fait { $slug } : inchangé : il n’est pas dans ce fichier.
terminal-import-fact-again = fait { $slug } : montré à nouveau : il a été retiré dans Discord le { $day }, celui du fichier a été vérifié plus tard.
terminal-import-fact-retired = fait { $slug } : laissé de côté : il a été retiré dans Discord le { $day }. Pour le montrer à nouveau, rétablissez-le là-bas, ou donnez-lui dans le fichier un jour de vérification (checked) plus tardif.
terminal-import-fact-replaced = fait { $slug } : remplacé par celui du fichier, vérifié plus tard ({ $file_day }, dans Discord { $day }) : il a été modifié dans Discord et diffère par : { $list }. Ce qu’il disait est dans /organiser action:journal.
terminal-import-fact-differs = fait { $slug } : inchangé : il a été modifié dans Discord et diffère par : { $list }. Pour charger celui du fichier, donnez-lui un jour de vérification (checked) après le { $day }.
terminal-import-word-changed = mot { $slug } : maintenant comme dans le fichier. Ce qu’il disait est dans /organiser action:journal.
terminal-import-word-kept = mot { $slug } : inchangé : il n’est pas dans ce fichier.
terminal-import-watches = veilles : ajoutées { $added }, modifiées { $updated }, inchangées { $unchanged }.
terminal-import-facts = faits : ajoutés { $added }, modifiés { $updated }, inchangés { $unchanged }.
terminal-import-words = mots : ajoutés { $added }, modifiés { $updated }, inchangés { $unchanged }.
terminal-import-sites = sites : ajoutés { $added }, modifiés { $updated }, inchangés { $unchanged }.
terminal-import-demands = revendications : ajoutées { $added }, modifiées { $updated }, inchangées { $unchanged }.
terminal-import-site-no-room = site { $slug } : pas ajouté : le serveur a déjà { $most } sites ; retirez-en un et chargez à nouveau le fichier.
terminal-import-fact-no-room = fait { $slug } : pas ajouté : le serveur a déjà { $most } faits ; retirez-en un et chargez à nouveau le fichier.
terminal-import-contracts-wait = contrats que des faits nomment et qu’aucune veille n’a encore trouvés ici : { $list }. Chacun est relié dès qu’une veille le trouve ; d’ici là, aucun message ne prévient de ses changements.
terminal-import-contracts-several = numéros de plusieurs contrats ici : { $list }. Aucun message ne prévient de leurs changements. Choisissez le bon avec /organiser action:fait modifier.
terminal-import-word-no-room = mot { $slug } : pas ajouté : le serveur a déjà { $most } mots ; retirez-en un et chargez à nouveau le fichier.
terminal-import-demand-no-room = revendication { $slug } : pas ajoutée : le serveur a déjà { $most } revendications.
terminal-import-demand-open = revendication { $slug } : inchangée : elle est ouverte, et ce que des membres ont signé ne change pas. Pour demander autre chose, donnez-lui un autre slug.
terminal-import-demand-closed = revendication { $slug } : inchangée : elle est close, et ce que des membres ont signé ne change pas. Pour demander autre chose, donnez-lui un autre slug.
terminal-fact-state = état
terminal-fact-texts = texte
terminal-fact-sources = sources
terminal-fact-checked-on = jour de la vérification
terminal-fact-contracts = contrats
terminal-both = { $first }, { $second }

## Valeurs d’un fichier de campagne

terminal-campaign-top = début du fichier
terminal-campaign-no-such-day = ligne { $number } : { $day } n’est pas un jour qui existe : écrivez année-mois-jour, comme 2026-01-31.
terminal-campaign-no-date = ligne { $number } : { $day } n’est pas une date ici : écrivez année-mois-jour, comme 2026-01-31.
terminal-campaign-not-toml-end = fin du document : le fichier n’est pas du TOML valable ici : { $problem }.
terminal-query-given = { " " }(vous avez écrit { $value })
terminal-value-list = une liste
terminal-value-table = une table
