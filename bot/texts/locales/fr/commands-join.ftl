### Nom et description de /join en français.

command-join = rejoindre
    .description = Lier votre compte avec le code de votre syndicat. Réponse visible par vous uniquement.
command-join-option-code = code
    .description = Votre code ; sans lui, un formulaire vous le demande.
