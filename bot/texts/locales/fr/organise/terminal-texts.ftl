### Le terminal : ce que trouve tocsin texts check.

## tocsin texts check
terminal-texts-no-folder = { $language } : il n’y a pas de dossier de ce nom à côté de { $english }. Il y a : { $list }.
terminal-texts-unreadable = { $language }/{ $name } : illisible : { $text }
terminal-texts-superfluous = { $where } : superflu, l’anglais n’a pas ce message
terminal-texts-own-name = { $language }/language.ftl : écrivez language-name = …
terminal-texts-twice = { $language }/{ $name } : { $key } : est aussi dans { $other }
terminal-texts-missing = { $language }/{ $file } : { $key } : manque
terminal-texts-attribute-missing = { $where } : .{ $name } manque
terminal-texts-attribute-superfluous = { $where } : .{ $name } est superflu
terminal-texts-plural = { $where } : la forme du pluriel [{ $form }] manque
terminal-texts-english = { $where } : semble encore en anglais : { $text }
terminal-texts-choice = { $where } : a { $count } caractères, et Discord en accepte { $most }
terminal-texts-name = { $where } : Discord accepte des minuscules, des chiffres et -, 32 au plus, sans espace : { $name }
terminal-texts-same-name = { $where } : a le même nom que { $other }
terminal-texts-button = { $where } : a { $count } caractères, et un bouton en accepte { $most }
terminal-texts-form = { $where } : a { $count } caractères, et le titre ou l’étiquette d’un formulaire en accepte { $most }
terminal-texts-hint = { $where } : son indication a { $count } caractères, et Discord en accepte { $most }
terminal-card-signed = réponse à une signature
terminal-card-signed-roster = réponse à une signature, avec fichier des adhérent·es
terminal-card-withdrawn = réponse à un retrait
terminal-card-secret = Ma signature est-elle secrète ?
terminal-card-erasing = avant d’effacer
terminal-card-joined = compte relié
terminal-card-privacy = mentions sur la vie privée
terminal-card-agree = case du consentement
terminal-card-roster = consentement pour le fichier des adhérent·es
terminal-card-words = mots expliqués
terminal-texts-card = { $language } : la fiche « { $name } » prend { $lines } lignes d’un téléphone, au plus { $most }
terminal-texts-variables = { $where } : les variables sont { $ours } ; en anglais : { $theirs }
terminal-texts-description = { $where } : la description a { $count } caractères, et Discord en accepte { $most }
terminal-card-consent = consentement
