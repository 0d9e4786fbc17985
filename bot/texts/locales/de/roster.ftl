### Wer unterschreiben kann, wie das geprüft wurde, und die Mitgliederliste.

## Wie die Unterschriften geprüft wurden

demand-verified-roster = { $size ->
    [0] Unterschrieben haben Mitglieder, die der Bot mit der Mitgliederliste der Gewerkschaft abgeglichen hat, jedes zählt einmal.
   *[other] Unterschrieben haben Mitglieder, die der Bot mit der Mitgliederliste der Gewerkschaft (mindestens { $size } Mitglieder) abgeglichen hat, jedes zählt einmal.
}
demand-verified-roster-left = Unterschrieben haben Mitglieder, die der Bot beim Unterschreiben mit der Mitgliederliste der Gewerkschaft abgeglichen hat, jedes zählt einmal; einige stehen inzwischen nicht mehr darauf und zählen weiter.
demand-verified-account = { $days ->
    [one] Ihre Discord-Konten waren mindestens { $days } Tag alt.
   *[other] Ihre Discord-Konten waren mindestens { $days } Tage alt.
}
demand-verified-time = { $days ->
    [one] Sie waren seit mindestens { $days } Tag auf diesem Server.
   *[other] Sie waren seit mindestens { $days } Tagen auf diesem Server.
}

## Unterschreiben und zurückziehen mit Mitgliederliste: immer gleich, ob das Konto verknüpft ist oder nicht

demand-roster-how = Eine Unterschrift zählt, wenn das Konto mit der Mitgliederliste der Gewerkschaft verknüpft ist: `/verknüpfen`, mit dem Code von deiner Gewerkschaft.
demand-signed-roster = **Deine Unterschrift zählt, wenn dieses Konto mit einem Mitglied auf der Mitgliederliste der Gewerkschaft verknüpft ist; wenn nicht, wurde nichts gespeichert.** Verknüpfen: `/verknüpfen` (die Antwort ist dieselbe, wenn es schon verknüpft ist); dann noch einmal unterschreiben. `/datenschutz kopie` sagt dir morgen, ob deine Unterschrift gespeichert ist. Der Bot zeigt sie niemandem: weder dem Kampagnenteam noch der Geschäftsleitung. Zurückziehen: per Knopf unten oder `/forderungen zurückziehen`.
demand-signed-roster-next = **Wie es weitergeht:** Unterschriften gehen gemeinsam in einen späteren Stand ein, meist nicht vor dem { $day }. Auf der Karte steht jeder Stand und später, wem sie übergeben und was geantwortet wurde.
demand-withdrawn-roster = **Dieses Konto hat keine Unterschrift unter dieser Forderung.** War eine gezählt, fällt sie mit einem späteren Stand weg. Hast du seither ein anderes Konto verknüpft, zieh die Unterschrift mit dem anderen zurück. Der Bot sagt es niemandem.

## Was Mitgliedern verweigert wird

refusal-account-young = { $days ->
    [one] Diese Forderung kannst du unterschreiben, sobald dein Discord-Konto { $days } Tag alt ist. Es wurde nichts geändert.
   *[other] Diese Forderung kannst du unterschreiben, sobald dein Discord-Konto { $days } Tage alt ist. Es wurde nichts geändert.
}
refusal-joined-lately = { $days ->
    [one] Diese Forderung kannst du unterschreiben, sobald du { $days } Tag auf diesem Server bist. Es wurde nichts geändert.
   *[other] Diese Forderung kannst du unterschreiben, sobald du { $days } Tage auf diesem Server bist. Es wurde nichts geändert.
}
refusal-code-mistyped = Das ist kein Code: Ein Zeichen ist falsch, fehlt oder ist zu viel. Es wurde nichts geändert. Prüf ihn: viermal vier Zeichen, ohne 0, 1, I, L, O, S und U.
refusal-code-unknown = Dieser Code funktioniert nicht. Es wurde nichts geändert. Vielleicht wurde er schon benutzt oder ersetzt, gehört zu einem anderen Server, oder er ersetzt einen anderen und ist noch keinen Tag alt. Prüf deine Eingabe; sonst bitte deine Gewerkschaft um einen neuen.
refusal-code-too-often = Es wurden zu viele Codes versucht, die nicht funktionieren. Es wurde nichts geändert. Warte eine Stunde und versuch es dann noch einmal.

## Die Einwilligung bei Forderungen mit Mitgliederliste: nach „consent-text“ aus petitions.ftl

consent-roster = Der Code entsteht aus meinem Platz auf der Mitgliederliste. Zwei weitere, mit anderem geheimem Schlüssel, verknüpfen mein Konto. So zähle ich einmal, gleich mit welchem Konto.

## Ein Konto verknüpfen

join-form-title = Dein Konto verknüpfen
join-form-code = Dein Code
    .hint = Die vier Zeichengruppen, die dir deine Gewerkschaft gegeben hat, nur für dich.
join-form-kept = Deine Gewerkschaft gab dir diesen Code, damit nur ihre Mitglieder unterschreiben, jedes einmal. Der Bot speichert damit zwei geheime Codes: einen aus deiner Mitgliedsnummer, einen aus deinem Discord-Konto. Ohne einen getrennt verwahrten Schlüssel ist keiner lesbar, und der Bot zeigt dem Kampagnenteam keinen davon. Mehr: `/datenschutz info`.
joined = **Dein Konto ist verknüpft.** Du kannst jetzt unterschreiben: mit dem Knopf an einer Forderung oder `/forderungen unterschreiben`. Die Antwort ist dieselbe, wenn es schon verknüpft war, mit diesem oder einem anderen Code. Der Bot sagt es sonst niemandem. Der Code ist verbraucht.

## Was ein Konto erfährt, wenn ein anderes an seine Stelle trat

link-replaced = **Seit { $day } ist ein anderes Konto anstelle von diesem verknüpft** und unterschreibt für deine Mitgliedschaft. Wenn du das nicht warst, sag es sofort deiner Gewerkschaft. Was du mit diesem Konto unterschrieben hast, kannst du weiter zurückziehen und löschen.
link-code-made = **Für deine Mitgliedschaft wurde ein neuer Code erstellt.** Ab { $moment } kann er ein anderes Konto anstelle von diesem verknüpfen. Wenn du nicht darum gebeten hast, sag es vorher deiner Gewerkschaft: Sie macht den Code ungültig.
