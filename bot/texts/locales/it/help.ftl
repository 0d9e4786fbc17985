### /aiuto, e la scheda «La mia firma è segreta?»

help-title = Che cosa fa questo bot
help-intro =
    Notizie sui contratti pubblici: nuovi, più soldi, proroghe, correzioni.
    Fatti, con le loro fonti.
    Firme per le rivendicazioni del sindacato. A nessuno viene mostrato chi firma.
help-members = Per tutte le persone
help-organisers = Per il team della campagna
help-managers = Per chi gestisce il server
help-news = Solo alcune notizie? Se il team della campagna ha creato per questo ruoli o canali su Discord, sceglili lì. Il bot non dà ruoli.

## La mia firma è segreta? Ogni frase è in docs/threat-model.md, con il test che fa la parte di chi attacca.

secret-shown = **Il bot non mostra a nessuno che hai firmato:** né al team della campagna né alla direzione.
secret-counts = **I conteggi cambiano per più persone insieme**, mai perché hai appena premuto.
secret-key = **Il tuo nome non è conservato:** al suo posto c’è un codice, e solo chi ha sia i dati sia una chiave segreta, tenuta a parte finché non è distrutta, può collegarlo a te.
secret-screen = **Premere il pulsante non mostra se avevi già firmato:** la risposta del bot è la stessa.
secret-discord = **Discord vede che cosa premi**, e un tribunale può farglielo dire: se per te è troppo, chiedi al tuo sindacato di firmare su carta.
secret-page-kept = **Una rivendicazione sulla pagina del sindacato è diversa:** lì si firma e si ritira la firma, e il bot non vede nessun clic. Senza la tua carta o il tuo file di gettoni, ciò che si conserva non dice quale firma è la tua. Si registra chi ha ricevuto gettoni: se quasi tutti loro hanno firmato, si sa quasi chi ha firmato.
secret-more = La risposta lunga: *{ button-privacy }*, qui sotto, e *docs/privacy.md* tra i file di questo programma.

# Dietro il pulsante sotto i post e in /aiuto.
word-line = - **{ $word }**: { $meaning }
words-explained =
    - **Ordine**: l’ente compra.
    - **Impegnato**: promesso, pagato o no.
    - **Accordo quadro**: condizioni per ordini futuri.
    - **Tetto**: il massimo che tutti gli ordini possono raggiungere, non denaro speso.
    - **Modifica**: un cambiamento di un ordine.
    - **Opzione**: una proroga concordata in anticipo.
