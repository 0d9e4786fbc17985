### Chi può firmare, come è stato verificato, e l’elenco iscritti.

## Come sono state verificate le firme

demand-verified-roster = { $size ->
    [0] Chi firma: persone iscritte, verificate dal bot nell’elenco iscritti del sindacato; ognuna conta una volta.
   *[other] Chi firma: persone iscritte, verificate dal bot nell’elenco iscritti del sindacato (almeno { $size } persone); ognuna conta una volta.
}
demand-verified-roster-left = Chi firma: persone iscritte, verificate dal bot nell’elenco iscritti del sindacato al momento della firma; ognuna conta una volta. Alcune nel frattempo ne sono uscite e contano ancora.
demand-verified-account = { $days ->
    [one] I loro account Discord avevano almeno { $days } giorno.
   *[other] I loro account Discord avevano almeno { $days } giorni.
}
demand-verified-time = { $days ->
    [one] Erano in questo server da almeno { $days } giorno.
   *[other] Erano in questo server da almeno { $days } giorni.
}

## Firmare e ritirare dove serve l’elenco iscritti: uguale, che l’account sia collegato o no

demand-roster-how = Una firma conta se l’account è collegato all’elenco iscritti del sindacato: `/collega`, con il codice del tuo sindacato.
demand-signed-roster = **La tua firma conta se questo account è collegato a una persona nell’elenco iscritti del sindacato; altrimenti non è stato conservato nulla.** Per collegarlo: `/collega`, che dice lo stesso se lo è già; poi firma di nuovo. `/privacy esporta` ti dice domani se la tua firma è registrata. Il bot non la mostra a nessuno: né al team della campagna né alla direzione. Per ritirarla: il pulsante qui sotto o `/rivendicazioni ritira`.
demand-signed-roster-next = **Che cosa succede ora:** le firme entrano insieme ad altre in un conteggio successivo, di solito non prima del { $day }. La scheda della rivendicazione mostra ogni conteggio, poi a chi è stata consegnata e che cosa hanno risposto.
demand-withdrawn-roster = **Questo account non ha firme su questa rivendicazione.** Se una era stata contata, uscirà con un conteggio successivo. Se da allora hai collegato un altro account, ritira con quello. Il bot non lo dice a nessuno.

## Che cosa si rifiuta ai membri

refusal-account-young = { $days ->
    [one] Potrai firmare questa rivendicazione quando il tuo account Discord avrà { $days } giorno. Non è cambiato nulla.
   *[other] Potrai firmare questa rivendicazione quando il tuo account Discord avrà { $days } giorni. Non è cambiato nulla.
}
refusal-joined-lately = { $days ->
    [one] Potrai firmare questa rivendicazione quando sarai in questo server da { $days } giorno. Non è cambiato nulla.
   *[other] Potrai firmare questa rivendicazione quando sarai in questo server da { $days } giorni. Non è cambiato nulla.
}
refusal-code-mistyped = Questo non è un codice: un carattere è sbagliato, manca o è di troppo. Non è cambiato nulla. Controllalo: quattro gruppi di quattro, senza 0, 1, I, L, O, S e U.
refusal-code-unknown = Questo codice non è valido. Non è cambiato nulla. Forse è già stato usato o sostituito, è di un altro server, oppure ne sostituisce uno da meno di un giorno. Controlla ciò che hai scritto; altrimenti chiedine uno nuovo al tuo sindacato.
refusal-code-too-often = Sono stati provati troppi codici non validi. Non è cambiato nulla. Aspetta un’ora, poi riprova.

## Il consenso delle rivendicazioni che chiedono l’elenco iscritti: dopo «consent-text» di petitions.ftl

consent-roster = Il codice nasce dal mio posto nell’elenco iscritti. Altri due, con un’altra chiave segreta, vi collegano il mio account. Così conto una volta sola, qualunque account io abbia.

## Collegare un account

join-form-title = Collega il tuo account
join-form-code = Il tuo codice
    .hint = I quattro gruppi di caratteri che il tuo sindacato ti ha dato, solo per te.
join-form-kept = Il tuo sindacato ti ha dato questo codice perché firmi solo chi è iscritto, una volta a testa. Con questo codice il bot conserva due codici segreti: uno ricavato dal tuo numero di tessera, uno dal tuo account Discord. Nessuno dei due si legge senza una chiave tenuta a parte, e al team della campagna non se ne mostra nessuno. Maggiori dettagli: `/privacy informativa`.
joined = **Il tuo account è collegato.** Ora puoi firmare: il pulsante di una rivendicazione o `/rivendicazioni firma`. La risposta è la stessa se era già collegato, con questo codice o con un altro. Il bot non lo dice a nessun altro. Il codice è stato usato.

## Che cosa si dice a un account quando un altro ne ha preso il posto

link-replaced = **Dal { $day } un altro account è collegato al posto di questo** e firma per la tua iscrizione. Se non l’hai fatto tu, avvisa subito il tuo sindacato. Puoi ancora ritirare e cancellare ciò che hai firmato con questo account.
link-code-made = **È stato creato un nuovo codice per la tua iscrizione.** Dal { $moment } può collegare un altro account al posto di questo. Se non l’hai chiesto, avvisa prima il tuo sindacato: annullerà il codice.
