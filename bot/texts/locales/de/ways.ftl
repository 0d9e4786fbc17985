### Ways of signing: in Discord, or on paper alone.

## On the card

demand-count-paper = { $count ->
    [0] Noch keine Unterschrift auf Papier ist bestätigt.
    [one] **{ $count } Unterschrift auf Papier**, von einer Person aus dem Kampagnenteam eingetragen, von einer anderen bestätigt.
   *[other] **{ $count } Unterschriften auf Papier**, von einer Person aus dem Kampagnenteam eingetragen, von einer anderen bestätigt.
}
demand-by-discord = Discord sieht, wer drückt.
demand-by-paper = Unterschrieben wird auf Papier: Frag das Kampagnenteam nach einem Bogen. Der Bot bewahrt keinen Namen auf, und Discord sieht keinen.

## To whoever would sign or withdraw in Discord

demand-sign-paper = Diese Forderung wird auf Papier unterschrieben. Es wurde nichts geändert. Bitte das Kampagnenteam um einen Bogen oder darum, deinen Namen zu streichen: Der Bot bewahrt keinen auf.
refusal-signed-on-paper = Diese Forderung wird auf Papier unterschrieben. Es wurde nichts geändert. Bitte das Kampagnenteam um einen Bogen oder darum, deinen Namen zu streichen: Der Bot bewahrt keinen auf.

## On the union’s page

# The consent: frozen with a demand when it opens, like “consent-text” of petitions.ftl.
consent-page =
    Ich unterstütze diese Forderung und willige ausdrücklich ein, dass meine Unterschrift ohne meinen Namen veröffentlicht wird. Mit mir verbunden, könnte sie meine politische Meinung oder Gewerkschaftszugehörigkeit zeigen.
    Wozu: um zu zeigen, wie viele, nie wer. Alle können die Unterschriften zählen.
    Veröffentlicht wird: ein zufälliger Schlüssel, die blinde Signatur der Gewerkschaft darauf, die Fassung, die ich unterschreibe. Kein Name, kein Konto, kein Standort und nicht der Tag, an dem ich unterschreibe; der Tag der Veröffentlichung ist öffentlich.
    Über mich wird aufbewahrt: dass mein Platz auf der Mitgliederliste in dieser Runde Marken bekam; der öffentliche Schlüssel meiner Karte und ein Code (Hash) jedes verborgenen Werts, der signiert wurde. Ohne meine Karte oder Markendatei kann daraus später niemand ablesen, welche Unterschrift meine ist. Haben aber fast alle, die Marken bekamen, unterschrieben, weiß man fast, wer unterschrieben hat. Ist die Datenbank der Gewerkschaft PostgreSQL, zeigt deren Protokoll tagelang, wer wann kam. Meine Karte zeigt bis zum Schließen der Unterschriftenliste, ob ich unterschrieben habe; eine Markendatei, solange es sie gibt.
    Wie lange: Zurückziehen kann ich, bis die Liste schließt, 30 Tage nach dem Ende der Unterschriften. Dann vernichtet die Gewerkschaft den Schlüssel, der meine Unterschrift mit meiner Karte finden könnte; später nur bei einem Rechtsstreit. Veröffentlichte Kopien lassen sich nicht zurückholen. Unterschrieben wird höchstens { $signing } Monate; länger nur, wenn zwei aus dem Team es beschließen.
    Verantwortlich: { $controller }
    Fragen: { $contact }
    Empfänger: alle; { $recipients }
    Rechtsgrundlage: DSGVO, Art. 6 Abs. 1 lit. a und Art. 9 Abs. 2 lit. a.{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    Unterschreiben ist freiwillig. Ich kann mich bei einer Datenschutzbehörde beschweren.
demand-by-page = Unterschrieben wird auf der Seite der Gewerkschaft: Was sie und Discord aufbewahren, zeigt nach einigen Tagen ohne Karte oder Markendatei nicht, von wem eine Unterschrift ist. Sie hält fest, wer Marken bekam: Haben fast alle davon unterschrieben, weiß man fast, wer unterschrieben hat.
demand-may-sign-page = Wer unterschreiben kann: wer auf der Seite Marken bekam und dabei auf der Mitgliederliste stand.
demand-count-rule-page = Unterschriften erscheinen ohne Namen, bis zum Schließen mehrere zugleich.
demand-text-changed-page = **Der Text wurde am { $day } geändert.** Eine frühere Unterschrift gilt für den Text, wie er war: Unterschreib auf der Seite neu, um diesen zu unterstützen.
demand-verified-roster-left-page = Unterschrieben haben Mitglieder, die auf der Mitgliederliste der Gewerkschaft standen, als sie Marken bekamen; jedes zählt einmal, auch wenn es inzwischen nicht mehr darauf steht.
demand-sign-page = Diese Forderung wird auf der Seite der Gewerkschaft unterschrieben, ohne Discord. Hier wurde nichts geändert. Mit der Karte, die dein Browser mit dem Code deiner Gewerkschaft gemacht hat, unterschreibst du dort, siehst, dass deine Unterschrift gezählt ist, und kannst sie zurückziehen.
refusal-signed-on-page = Diese Forderung wird auf der Seite der Gewerkschaft unterschrieben, ohne Discord. Hier wurde nichts geändert. Mit der Karte, die dein Browser mit dem Code deiner Gewerkschaft gemacht hat, unterschreibst du dort, siehst, dass deine Unterschrift gezählt ist, und kannst sie zurückziehen.
button-sign-page = Seite zum Unterschreiben öffnen
button-signing-page = Unterschriftenseite öffnen
