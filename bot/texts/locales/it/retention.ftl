### Per quanto si conserva la chiave di una rivendicazione, e che cosa significa la sua fine.

privacy-key = { $months ->
    [one] **Per quanto:** la chiave di una rivendicazione è distrutta un mese dopo la fine delle firme, al massimo due settimane più tardi se non si è potuto avvisare il team; in caso di contenzioso, fino a un anno in più ogni volta. Una rivendicazione aperta prima mantiene la durata indicata a chi l’ha firmata.
   *[other] **Per quanto:** la chiave di una rivendicazione è distrutta { $months } mesi dopo la fine delle firme, al massimo due settimane più tardi se non si è potuto avvisare il team; in caso di contenzioso, fino a un anno in più ogni volta. Una rivendicazione aperta prima mantiene la durata indicata a chi l’ha firmata.
}
demand-held = Per un contenzioso, la chiave di questa rivendicazione si conserva, al massimo fino al { $day }.
privacy-held = **Conservata più a lungo per un contenzioso:** { $title }, al massimo fino al { $day }: { $reason }
demand-anonymous = Le firme di questa rivendicazione sono state rese anonime il { $day }; resta il conteggio.
refusal-demand-anonymous = Le firme di questa rivendicazione sono state rese anonime il { $day }; resta il conteggio. Nulla si può più collegare a qualcuno, quindi non si può più firmare né ritirare nulla.
