### Che cosa ne è di una rivendicazione: obiettivo e scadenza, versioni, post, consegna, risposta, archivio.

demand-state-delivered = Consegnata
demand-state-answered = Con risposta
demand-state-archived = Archiviata

## Nella scheda

demand-goal = { $percent }% dell’obiettivo di { $goal }
demand-plan-goal = Obiettivo: { $goal } firme.
demand-closes = Si può firmare fino al { $moment }, { $left }.
demand-text-changed = **Il testo è cambiato il { $day }.** Una firma data prima vale per il testo com’era: premi «Firma» per sostenere questo.
demand-versions = Finora { $count } versioni del testo e di ciò che si dice a chi firma sui suoi dati; ogni firma vale per una.
demand-delivered = **Consegnata** il { $day } a { $to }, con { $count ->
    [one] { $count } firma.
   *[other] { $count } firme.
}
demand-answered = Il { $day } la direzione ha risposto: { $outcome ->
    [agreed] **accolta**.
    [partly] **accolta in parte**.
   *[refused] **respinta**.
}
demand-archived = Archiviata: non è più nell’elenco delle rivendicazioni.
button-facts = I fatti
button-demand = La rivendicazione

## Post

post-demand-percent = { $percent ->
    [25] Raggiunto un quarto dell’obiettivo di { $goal }
    [50] Raggiunta la metà dell’obiettivo di { $goal }
    [75] Raggiunti tre quarti dell’obiettivo di { $goal }
   *[100] Raggiunto l’obiettivo di { $goal } firme
}
post-demand-round = Raggiunte { $number } firme
post-demand-reminder-title = Ultimi giorni per firmare
post-demand-widened-title = Più persone possono firmare
post-widened-role = { $role ->
    [all] Dal { $day } non serve nessun ruolo per firmare.
   *[other] Dal { $day } può firmare anche chi ha il ruolo { $role }.
}
post-widened-account = { $days ->
    [0] Dal { $day } possono firmare account Discord di qualunque età.
    [one] Dal { $day } possono firmare account Discord di almeno { $days } giorno.
   *[other] Dal { $day } possono firmare account Discord di almeno { $days } giorni.
}
post-widened-time = { $days ->
    [0] Dal { $day } può firmare anche chi è da poco in questo server.
    [one] Dal { $day } può firmare chi è in questo server da almeno { $days } giorno.
   *[other] Dal { $day } può firmare chi è in questo server da almeno { $days } giorni.
}
post-demand-prolonged-title = Si può firmare più a lungo
post-prolonged = { $until } È più a lungo di quanto detto a chi ha già firmato: lo hanno deciso due persone del team. Anche la chiave delle loro firme è conservata più a lungo. Chi non lo vuole può ritirare la propria.
post-demand-closed-title = La rivendicazione è chiusa
post-demand-closed = { $count ->
    [one] **{ $count } firma** alla chiusura. Non si può più firmare; possono ancora seguire modifiche tardive.
   *[other] **{ $count } firme** alla chiusura. Non si può più firmare; possono ancora seguire modifiche tardive.
}
post-demand-delivered-title = La rivendicazione è stata consegnata
post-demand-answered-title = La direzione ha risposto
post-demand-delivered-corrected-title = Correzione: come è stata consegnata la rivendicazione
post-demand-answered-corrected-title = Correzione: che cosa ha risposto la direzione
