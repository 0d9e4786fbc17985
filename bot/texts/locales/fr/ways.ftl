### Ways of signing: in Discord, on the union’s page, or on paper alone.

## On the card

demand-count-paper = { $count ->
    [0] Aucune signature sur papier n’est encore confirmée.
    [one] **{ $count } signature sur papier**, saisie par une personne de l’équipe de campagne et confirmée par une autre.
   *[other] **{ $count } signatures sur papier**, saisies par une personne de l’équipe de campagne et confirmées par une autre.
}
demand-by-discord = Se signe dans Discord, qui voit qui appuie ; sur papier, non.
demand-by-paper = Se signe sur papier : demandez une feuille à l’équipe de campagne. Le bot ne garde aucun nom, et Discord n’en voit aucun.

## To whoever would sign or withdraw in Discord

demand-sign-paper = Cette revendication se signe sur papier. Rien n’a changé. Demandez une feuille à l’équipe de campagne, ou d’y rayer votre nom : le bot n’en garde aucun.
refusal-signed-on-paper = Cette revendication se signe sur papier. Rien n’a changé. Demandez une feuille à l’équipe de campagne, ou d’y rayer votre nom : le bot n’en garde aucun.

## On the union’s page

# The consent: frozen with a demand when it opens, like “consent-text” of petitions.ftl.
consent-page =
    Je soutiens cette revendication et consens explicitement à ce que ma signature soit publiée sans mon nom. Reliée à moi, elle pourrait révéler mon opinion politique ou mon appartenance syndicale.
    But : montrer combien nous sommes, jamais qui. Tout le monde peut compter les signatures.
    Publié : une clé aléatoire, la signature aveugle du syndicat sur elle, la version que je signe. Ni nom, ni compte, ni site, ni le jour où je signe ; celui de la publication est public.
    Gardé sur moi : que ma place dans le fichier des adhérent·es a reçu des jetons lors de ce tour ; la clé publique de ma carte de signature, et un code (empreinte) de chaque valeur cachée qui a été signée. Avec cela, personne ne peut dire plus tard quelle signature est la mine, sans ma carte de signature ou mon fichier de jetons. Mais si presque toutes les personnes qui ont reçu des jetons ont signé, on sait presque qui a signé. Là où la base du syndicat est PostgreSQL, son journal montre pendant des jours qui est venu, et quand. Ma carte de signature montre si j’ai signé jusqu’à la clôture de la liste des signatures ; un fichier de jetons, tant qu’il existe.
    Durée : je peux retirer jusqu’à la clôture de la liste, 30 jours après la fin des signatures. Le syndicat détruit alors la clé qui permettrait de retrouver ma signature avec ma carte de signature ; plus tard en cas de litige seulement. Les copies publiées ne peuvent être rappelées. On signe { $signing } mois au plus ; davantage seulement si deux personnes de l’équipe le décident.
    Responsable : { $controller }
    Questions : { $contact }
    Destinataires : tout le monde ; { $recipients }
    Base légale : RGPD, art. 6.1.a et 9.2.a.{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    Signer est facultatif. Réclamation : CNIL.
demand-by-page = Se signe sur la page du syndicat. Ce que le syndicat et Discord gardent ne permet pas de dire, quelques jours après, à qui est une signature, sans une carte de signature ou un fichier de jetons. Le syndicat note qui a reçu des jetons : si presque toutes ces personnes ont signé, on sait presque qui a signé.
demand-may-sign-page = Qui peut signer : toute personne qui a reçu ses jetons sur la page en étant dans le fichier des adhérent·es.
demand-count-rule-page = Les signatures paraissent sans nom, plusieurs à la fois jusqu’à la fin des signatures.
demand-text-changed-page = **Le texte a changé le { $day }.** Une signature donnée avant vaut pour l’ancien texte : signez à nouveau sur la page pour soutenir celui-ci.
demand-verified-roster-left-page = Signataires : membres qui étaient dans le fichier des adhérent·es en recevant leurs jetons, comptés une fois chacun, même après l’avoir quitté.
demand-sign-page = Cette revendication se signe sur la page du syndicat, sans Discord. Rien n’a changé ici. Avec la carte de signature que votre navigateur a faite avec le code de votre syndicat, vous y signez, vous y voyez votre signature comptée, et vous pouvez la retirer.
refusal-signed-on-page = Cette revendication se signe sur la page du syndicat, sans Discord. Rien n’a changé ici. Avec la carte de signature que votre navigateur a faite avec le code de votre syndicat, vous y signez, vous y voyez votre signature comptée, et vous pouvez la retirer.
button-sign-page = Ouvrir la page pour signer
button-signing-page = Ouvrir la page de signature
