### Noms et descriptions en français de /organise settings posts.

command-organise-settings-posts = annonces
    .description = Quand et comment les nouvelles sont publiées.
