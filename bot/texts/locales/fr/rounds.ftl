round-post-title = Le tour { $number } de la page de signature a commencé
round-post-what = Depuis le { $begun }, les membres du syndicat peuvent prendre des jetons sur la page de signature. Ils permettent d’y signer les prochaines revendications. La première peut ouvrir le { $day } : prenez vos jetons avant.
round-post-hash =
    Empreinte des tours jusqu’ici : tout le monde doit voir la même, ici et, pour le tour { $number }, comme « hash » dans `{ $file }` sur le tableau.
    `{ $digest }`
