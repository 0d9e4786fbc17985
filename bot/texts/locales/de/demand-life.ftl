### Was aus einer Forderung wird: Ziel und letzter Tag, Fassungen, Beiträge, Übergabe, Antwort, Archiv.

demand-state-delivered = Übergeben
demand-state-answered = Beantwortet
demand-state-archived = Archiviert

## Auf der Karte

demand-goal = { $percent } % des Ziels von { $goal }
demand-plan-goal = Ziel: { $goal } Unterschriften.
demand-closes = Unterschreiben bis { $moment }, { $left }.
demand-text-changed = **Der Text wurde am { $day } geändert.** Eine frühere Unterschrift gilt für den Text, wie er war: Drück auf „Unterschreiben“, um diesen zu unterstützen.
demand-versions = Bisher { $count } Fassungen des Textes und der Angaben zum Datenschutz; jede Unterschrift gilt für eine davon.
demand-delivered = **Übergeben** am { $day } an { $to }, mit { $count ->
    [one] { $count } Unterschrift.
   *[other] { $count } Unterschriften.
}
demand-answered = Am { $day } hat die Geschäftsleitung geantwortet: { $outcome ->
    [agreed] **zugestimmt**.
    [partly] **teilweise zugestimmt**.
   *[refused] **abgelehnt**.
}
demand-archived = Archiviert: steht nicht mehr in der Liste der Forderungen.
button-facts = Die Fakten
button-demand = Die Forderung

## Beiträge

post-demand-percent = { $percent ->
    [25] Ein Viertel des Ziels von { $goal } ist erreicht
    [50] Die Hälfte des Ziels von { $goal } ist erreicht
    [75] Drei Viertel des Ziels von { $goal } sind erreicht
   *[100] Das Ziel von { $goal } Unterschriften ist erreicht
}
post-demand-round = { $number } Unterschriften erreicht
post-demand-reminder-title = Die letzten Tage zum Unterschreiben
post-demand-widened-title = Mehr Menschen können unterschreiben
post-widened-role = { $role ->
    [all] Seit { $day } braucht man zum Unterschreiben keine Rolle mehr.
   *[other] Seit { $day } können auch alle mit der Rolle { $role } unterschreiben.
}
post-widened-account = { $days ->
    [0] Seit { $day } können Discord-Konten jeden Alters unterschreiben.
    [one] Seit { $day } können Discord-Konten unterschreiben, die mindestens { $days } Tag alt sind.
   *[other] Seit { $day } können Discord-Konten unterschreiben, die mindestens { $days } Tage alt sind.
}
post-widened-time = { $days ->
    [0] Seit { $day } können auch alle unterschreiben, die neu auf diesem Server sind.
    [one] Seit { $day } können alle unterschreiben, die seit mindestens { $days } Tag auf diesem Server sind.
   *[other] Seit { $day } können alle unterschreiben, die seit mindestens { $days } Tagen auf diesem Server sind.
}
post-demand-prolonged-title = Es kann länger unterschrieben werden
post-prolonged = { $until } Das ist länger, als denen gesagt wurde, die schon unterschrieben haben: Zwei aus dem Team haben es beschlossen. Auch der Schlüssel ihrer Unterschriften wird länger aufbewahrt. Wer das nicht will, kann zurückziehen.
post-demand-closed-title = Die Forderung ist geschlossen
post-demand-closed = { $count ->
    [one] **{ $count } Unterschrift** beim Schließen. Unterschreiben geht nicht mehr; späte Änderungen können noch folgen.
   *[other] **{ $count } Unterschriften** beim Schließen. Unterschreiben geht nicht mehr; späte Änderungen können noch folgen.
}
post-demand-delivered-title = Die Forderung wurde übergeben
post-demand-answered-title = Die Geschäftsleitung hat geantwortet
post-demand-delivered-corrected-title = Berichtigung: wie die Forderung übergeben wurde
post-demand-answered-corrected-title = Berichtigung: was die Geschäftsleitung geantwortet hat
