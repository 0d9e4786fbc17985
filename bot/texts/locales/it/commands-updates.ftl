command-updates = novità
    .description = Che cosa è cambiato nei contratti, e come vanno i monitoraggi.
command-updates-latest = ultime
    .description = Gli ultimi cambiamenti dei contratti.
command-updates-status = stato
    .description = Quando sono state lette le fonti, che cosa non è riuscito, e che cosa aspetta di essere pubblicato.
