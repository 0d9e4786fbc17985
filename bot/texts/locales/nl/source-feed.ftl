source-name-feed = Nieuwsfeed
source-complete-feed = De feed moet tot het einde worden gelezen. Wat er niet meer in staat, geldt niet als verwijderd.
