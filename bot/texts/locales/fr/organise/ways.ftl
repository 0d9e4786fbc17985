### Ways of signing: how organisers choose one.

demand-form-way = Comment signer ? Fixé à l’ouverture.
demand-way-discord = Dans Discord
demand-way-paper = Sur papier
demand-form-way-discord = **Dans Discord :** le syndicat ne voit aucun nom. Discord voit chaque clic, et qui a la base et les clés du bot peut retrouver qui a signé. À éviter là où c’est trop.
demand-form-way-paper = **Sur papier :** cache les signataires à Discord et au bot ; qui tient les feuilles lit les noms. À éviter là où une feuille peut être vue ou prise. Vous saisissez les totaux avec `/organiser papier saisir`.
demand-opening-paper = **Si vous ouvrez cette revendication**, elle est annoncée comme signée sur papier : personne ne peut la signer dans Discord. Saisissez les feuilles avec `/organiser papier saisir`. Elle n’est publiée nulle part avant que vous ne l’annonciez. Rédigée en : { $languages }.
demand-closing-paper = **Si vous fermez cette revendication**, elle ne peut plus être rouverte. Des feuilles peuvent encore être saisies et confirmées.
demand-announcing-elsewhere = La revendication sera publiée dans { $channel }, où chacun la verra, avec la façon de la signer.

audit-field-signed_by = Façon de signer

## Refusals

refusal-no-such-way = Une revendication ne se signe pas de cette façon. Rien n’a changé. Rouvrez le formulaire et choisissez dans la liste.
refusal-invalidation-paper = Cette revendication se signe sur papier. Rien n’a changé. Pour retirer des feuilles de son décompte : `/organiser papier retirer`.
refusal-hold-paper = Cette revendication se signe sur papier : le bot n’en a pas de clé, et rien à conserver. Rien n’a changé. Gardez les feuilles.
