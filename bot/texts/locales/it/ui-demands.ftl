### Rivendicazioni: le schede, firmare e ritirare la firma.

## Elenchi e schede

demands-title = Rivendicazioni
demands-none = Qui non si può ancora firmare nessuna rivendicazione. Il team della campagna annuncerà la prima.
demands-read = Leggi e firma

demand-state-draft = Bozza
demand-state-open = Aperta alle firme
demand-state-closed = Chiusa

demand-count = { $count ->
    [one] **{ $count } firma**, pubblicata il { $day }. { $verified }
   *[other] **{ $count } firme**, pubblicate il { $day }. { $verified }
}
demand-uncounted = Non è ancora stato pubblicato nessun conteggio.
demand-verified-server = Chi firma: membri di questo server (identità non verificate).
demand-verified-role = Chi firma: membri a cui il team della campagna ha dato un ruolo (il bot non ha verificato nessuna identità).

demand-may-sign = Chi può firmare: { $who }. Si può solo allargare, mai restringere, e sempre in pubblico.
may-sign-roles = { $count ->
    [0] chiunque in questo server
    [one] chi ha il ruolo { $roles }
   *[other] chi ha uno dei ruoli { $roles }
}
may-sign-roster = con un account collegato all’elenco iscritti del sindacato
may-sign-account = { $days ->
    [one] con un account Discord di almeno { $days } giorno
   *[other] con un account Discord di almeno { $days } giorni
}
may-sign-time = { $days ->
    [one] in questo server da almeno { $days } giorno
   *[other] in questo server da almeno { $days } giorni
}
demand-eligible = Finché Discord o l’elenco iscritti del sindacato mostrano meno di { $least } persone che possono firmare, le nuove firme non vengono contate.{ $checked ->
    [yes] {""}
   *[no] {" "}**Non verificato all’apertura della rivendicazione:** Discord non ha detto quante persone hanno il ruolo.
}

demand-open-since = Aperta alle firme dal { $day }.
demand-closed-on = Chiusa il { $day }: non si può più firmare.
demand-secret = A nessuno viene mostrato chi firma: né al team della campagna né alla direzione.
demand-count-rule = I conteggi si pubblicano per più firme insieme, così che una sola sia difficile da notare.
demand-head =
    Conserva questa riga: permette di verificare più tardi se un conteggio è stato cambiato.
    `{ $head }`
demand-draft = Una bozza: la vede solo il team della campagna e nessuno può firmarla.

button-sign = Firma
button-withdraw = Ritira la mia firma
button-privacy = Che cosa succede ai miei dati
button-secret = La mia firma è segreta?

## Il modulo

sign-form-title = Firma questa rivendicazione
sign-form-language =
    { $part ->
        [demand] *La rivendicazione è in { $language }.*
        [consent] *Il consenso è in { $language }.*
       *[both] *Rivendicazione e consenso: in { $language }.*
    }
sign-form-rest = *Testo intero: nella scheda, `/rivendicazioni mostra`.*
sign-form-consent = Il tuo consenso
sign-form-rest-of-consent = *Questo testo continua in `/privacy informativa`.*
sign-form-agree = La sostengo e do il mio consenso.

## Risposte: sempre le stesse, qualunque cosa ci fosse prima

demand-signed = **Grazie. La tua firma è stata registrata.** Il bot non la mostra a nessuno: né al team della campagna né alla direzione. Per ritirarla: il pulsante qui sotto o `/rivendicazioni ritira`.
demand-signed-next = **Che cosa succede ora:** la tua firma entrerà insieme ad altre in un conteggio successivo, di solito non prima del { $day }. La scheda della rivendicazione mostra ogni conteggio, poi a chi è stata consegnata e che cosa hanno risposto.
demand-pass-on = Da far girare, senza il tuo nome:
demand-pass-on-text = La nostra rivendicazione: «{ $title }». Per leggerla e firmarla, scrivi /rivendicazioni nel nostro server Discord. Il bot non mostra a nessuno chi firma.
demand-pass-on-link = La nostra rivendicazione: «{ $title }». Per leggerla e firmarla nel nostro server Discord: { $link } Il bot non mostra a nessuno chi firma.
demand-pass-on-board = Chiunque può leggerla qui: { $link }
demand-withdrawn = **Non hai firme su questa rivendicazione.** Se una era stata contata, uscirà con un conteggio successivo. Il bot non lo dice a nessuno.
demand-sign-again = Puoi firmare di nuovo finché la rivendicazione è aperta.

## Che cosa non è riuscito

refusal-no-consent = Non hai spuntato la casella del consenso, quindi non è stato firmato nulla. Premi di nuovo «Firma» e spuntala se sei d’accordo.
