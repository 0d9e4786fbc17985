### Le terminal : questions et réponses de ses commandes.

terminal-ask-address = La nouvelle base (postgresql://user:password@host/name)
terminal-ask-new-passphrase = Phrase secrète (douze caractères au moins)
terminal-ask-passphrase = Phrase secrète
terminal-ask-person = L’identifiant Discord de la personne
terminal-ask-number = Le numéro d’adhérent·e
terminal-ask-reason = Pourquoi faut-il un nouveau code ({ $list })
terminal-ask-clear = Les codes déjà remis ne fonctionneront plus. Vider le fichier des adhérent·es ?
terminal-ask-slug = Tapez { $slug } pour confirmer
terminal-not-the-slug = Ce n’est pas { $slug }. Rien n’a changé.
terminal-passphrase-too-short = La phrase secrète est trop courte : prenez douze caractères ou plus, par exemple quatre mots. Rien n’a été écrit.
terminal-not-a-person = Ce n’est pas un identifiant Discord (17 à 20 chiffres). Rien n’a changé. Copiez-le à nouveau depuis Discord.
terminal-erased = La base ne garde plus rien sur cette personne. À côté des clés reste un code secret pour chaque personne effacée, afin qu’une sauvegarde restaurée ne ramène aucune signature ; il disparaît avec les clés. La prochaine publication corrige ce qui a été publié.
terminal-keys-pair = La clé privée est dans { $file } et nulle part ailleurs : gardez-la hors de la machine du bot, avec une copie à un autre endroit. Sur la machine du bot : tocsin backup FICHIER --to { $public }
terminal-keys-destroy = Les signatures de { $slug } deviennent anonymes pour toujours. Les décomptes publiés restent.
terminal-health-off = TOCSIN_HTTP n’est pas défini : le bot ne dit pas son état. Écrivez 127.0.0.1:9464, par exemple.
terminal-demo-no-campaign = Il n’y a pas de campagne « { $name } » à jouer. Choisissez parmi : { $list }.
terminal-health-silent = Rien ne répond à { $url } : le bot ne tourne pas, ou démarre encore.
terminal-health-another = Un autre programme répond à { $url }, pas le bot. Vérifiez TOCSIN_HTTP.
terminal-import-not-text = { $file } n’est pas du texte en UTF-8 : enregistrez-le à nouveau en UTF-8.
terminal-import-fault = { $file } : { $fault }
terminal-import-correct = { $file } est correct.
terminal-not-a-server = ce n’est pas l’identifiant d’un serveur Discord.
terminal-choose = choisissez parmi { $list }.
terminal-texts-good = { $language } : bon.
terminal-texts-partly = { $language } : bon. { $count } textes de l’équipe de campagne sont en anglais.
terminal-texts-faults = { $count } à corriger.

terminal-panel-options = Options
terminal-panel-arguments = Arguments
terminal-panel-commands = Commandes
