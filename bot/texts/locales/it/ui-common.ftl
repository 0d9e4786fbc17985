### Che cosa può servire a ogni scheda e a ogni risposta.

## Elenchi

pager-previous = Precedente
pager-next = Successiva
# Sta sotto ogni elenco di più di una pagina.
pager-where = { $first }–{ $last } di { $total }

## Parole per ciò che una fonte lascia aperto

labelled = **{ $label }:** { $value }
not-stated = non indicato
unnamed = senza nome negli atti

## Da dove viene il contenuto di una scheda; il nome di ogni fonte

source-name-usaspending = USAspending
source-read = Fonte: { $source }, letta il { $date }
button-public-page =
    { $kind ->
        [page] Apri la pagina
        [article] Apri l’articolo
       *[other] Scheda pubblica
    }
button-details = Dettagli
button-demands = Rivendicazioni
button-words = Che cosa significano queste parole?
button-board = Leggi sulla bacheca

## Guasti

failure-only-in-a-server = Funziona solo in un server. Apri il server che condividi con questo bot e usa lì il comando.
failure-not-allowed = Qui non ti è permesso. Non è cambiato nulla. Chiedi al team della campagna se pensi che dovrebbe esserlo.
failure-outdated = Questo pulsante o comando è di una versione precedente del bot. Non è cambiato nulla. Usa di nuovo il comando; se il tuo elenco dei comandi sembra vecchio, riavvia Discord.
failure-ours = Qualcosa è andato storto da parte nostra. Riprova fra un minuto. Se succede ancora, dai al team della campagna questo riferimento: **{ $reference }**
failure-not-stored = **Non è stato salvato nulla.** Al momento il bot non può salvare niente, quindi ciò che hai appena fatto non conta: nessuna firma è stata data o ritirata, e non è cambiato nulla. Riprova fra qualche minuto; se continua, avvisa il team della campagna.
failure-database-away = **Non è certo che sia stato salvato.** Al momento il bot non può contare sul suo database. Riprova fra un minuto e guarda se c’è già prima di rifarlo. Una firma non conta mai due volte.

## Rifiuti comuni a molti comandi

refusal-no-organiser-role = Questo è per il team della campagna, e questo server non ne ha ancora indicato il ruolo. Non è cambiato nulla. Chiedi a chi gestisce il server di sceglierlo con `/setup`.
refusal-organiser-role-gone = Il ruolo del team della campagna è stato eliminato da questo server. Non è cambiato nulla. Chiedi a chi gestisce il server di sceglierne un altro con `/setup`.
refusal-manager-not-organiser = Gestisci questo server ma non hai il ruolo { $role } del team della campagna, che serve per questo. Non è cambiato nulla. Per prenderlo: *Impostazioni server*, *Membri*, il tuo nome, poi aggiungi il ruolo.
refusal-not-organiser = Questo è solo per il team della campagna: serve il ruolo { $role }. Non è cambiato nulla. Chiedi a qualcuno del team di farlo, o a chi gestisce il server di darti il ruolo.
refusal-choose-from-list = «{ $typed }» non corrisponde a una sola voce. Non è cambiato nulla. Scrivi qualche lettera, poi scegli dall’elenco che compare.
