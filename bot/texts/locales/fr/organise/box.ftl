### L’urne, qui reçoit les signatures de la page de signature.

refusal-box-unknown = L’urne ne connaît pas cette revendication. Rien n’a changé. Demandez à la personne qui administre le bot de vérifier qu’il utilise la même urne qu’à l’ouverture.
refusal-box-differs = L’urne connaît cette revendication avec une autre clé ou un autre texte. Rien n’a changé. Demandez à la personne qui administre le bot de vérifier qu’aucun autre bot n’utilise cette urne.
refusal-box-file = Les lignes de la publication { $number } ne sont pas celles qui ont été publiées : elles n’ont pas été remises. Prenez sur le site le fichier rows-{ $number }.jsonl, sans le modifier.
refusal-box-number = L’urne a déjà remis des lignes pour une publication postérieure à la nº { $number }. Rien n’a changé. Le bot réessaie de lui-même ; si cela dure, demandez à la personne qui administre le bot de vérifier qu’aucun autre bot n’utilise cette urne.
refusal-box-away = L’urne ne répond pas : rien n’a été fait, ou pas tout. En attendant, il se peut que les membres ne puissent pas signer sur la page. Les signatures pas encore publiées n’existent que dans l’urne. Réessayez dans quelques minutes ; si cela dure, prévenez la personne qui administre l’urne.
refusal-box-secret = L’urne n’accepte pas le secret du bot : rien n’a été fait. La personne qui administre l’urne doit remettre son fichier box.key à celle qui administre le bot, pour le dossier des clés.

status-page = **Depuis { $since }, aucune nouvelle signature de la page du syndicat ne peut être publiée pour « { $demand } ».** Celles qui ne le sont pas encore n’existent que dans l’urne. Le bot réessaie de lui-même.
status-page-away = L’urne ne répond pas, et il se peut que les membres ne puissent pas signer. Si cela dure, prévenez la personne qui administre l’urne.
status-page-secret = L’urne n’accepte pas le secret du bot. La personne qui administre le bot a besoin du fichier box.key de celle qui administre l’urne.
status-page-other-box = L’urne ne connaît pas cette revendication. Demandez à la personne qui administre le bot de vérifier qu’il utilise la même urne qu’à l’ouverture.
status-page-other-bot = L’urne a autre chose que le bot pour cette revendication. Demandez à la personne qui administre le bot de vérifier qu’aucun autre bot n’utilise cette urne.
status-page-log = Si cela dure, prévenez la personne qui administre le bot : le journal technique dit pourquoi.
refusal-box-receipt-key = L’urne n’a pas de clé pour signer ses reçus : rien n’a été ouvert. Demandez à la personne qui administre l’urne de regarder son journal technique.
