### Hoelang de sleutel van een eis wordt bewaard, en wat zijn einde betekent.

privacy-key = { $months ->
    [one] **Hoelang:** de sleutel van een eis wordt een maand na het einde van het tekenen vernietigd, hoogstens twee weken later als het campagneteam niet kon worden ingelicht; bij een juridisch geschil telkens tot een jaar later. Voor een eerder geopende eis blijft de termijn gelden die bij het tekenen is genoemd.
   *[other] **Hoelang:** de sleutel van een eis wordt { $months } maanden na het einde van het tekenen vernietigd, hoogstens twee weken later als het campagneteam niet kon worden ingelicht; bij een juridisch geschil telkens tot een jaar later. Voor een eerder geopende eis blijft de termijn gelden die bij het tekenen is genoemd.
}
demand-held = Wegens een juridisch geschil wordt de sleutel van deze eis bewaard, hoogstens tot { $day }.
privacy-held = **Langer bewaard wegens een juridisch geschil:** { $title }, hoogstens tot { $day }: { $reason }
demand-anonymous = De handtekeningen van deze eis zijn op { $day } anoniem gemaakt; de telling blijft.
refusal-demand-anonymous = De handtekeningen van deze eis zijn op { $day } anoniem gemaakt; de telling blijft. Niets is nog aan iemand te koppelen, dus tekenen of intrekken kan ook niet meer.
