command-privacy = privacy
    .description = Che cosa succede ai tuoi dati.
command-privacy-notice = informativa
    .description = Che cosa si conserva, dove, per quanto, e come ritirare la firma.
command-privacy-export = esporta
    .description = Una copia di ciò che è conservato su di te: chiesta oggi, pronta domani.
command-privacy-erase = cancella
    .description = Ritirare tutte le firme di questo account e cancellarne i dati.
