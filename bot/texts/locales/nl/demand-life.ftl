### Wat er van een eis wordt: doel en laatste dag, versies, berichten, overhandiging, antwoord, archief.

demand-state-delivered = Overhandigd
demand-state-answered = Beantwoord
demand-state-archived = Gearchiveerd

## Op de kaart

demand-goal = { $percent }% van het doel van { $goal }
demand-plan-goal = Doel: { $goal } handtekeningen.
demand-closes = Tekenen kan tot { $moment }, { $left }.
demand-text-changed = **De tekst is op { $day } gewijzigd.** Een eerdere handtekening geldt voor de tekst zoals die was: druk op “Tekenen” om deze te steunen.
demand-versions = Tot nu toe { $count } versies van de tekst en van wat ondertekenaars over hun gegevens lezen; elke handtekening geldt voor één daarvan.
demand-delivered = **Overhandigd** op { $day } aan { $to }, met { $count ->
    [one] { $count } handtekening.
   *[other] { $count } handtekeningen.
}
demand-answered = Op { $day } heeft de directie geantwoord: { $outcome ->
    [agreed] **ingewilligd**.
    [partly] **deels ingewilligd**.
   *[refused] **afgewezen**.
}
demand-archived = Gearchiveerd: staat niet meer in de lijst van eisen.
button-facts = De feiten
button-demand = De eis

## Berichten

post-demand-percent = { $percent ->
    [25] Een kwart van het doel van { $goal } is bereikt
    [50] De helft van het doel van { $goal } is bereikt
    [75] Driekwart van het doel van { $goal } is bereikt
   *[100] Het doel van { $goal } handtekeningen is bereikt
}
post-demand-round = { $number } handtekeningen bereikt
post-demand-reminder-title = Laatste dagen om te tekenen
post-demand-widened-title = Meer mensen kunnen tekenen
post-widened-role = { $role ->
    [all] Sinds { $day } is er geen rol nodig om te tekenen.
   *[other] Sinds { $day } kan ook tekenen wie de rol { $role } heeft.
}
post-widened-account = { $days ->
    [0] Sinds { $day } kunnen Discord-accounts van elke leeftijd tekenen.
    [one] Sinds { $day } kunnen Discord-accounts van minstens { $days } dag oud tekenen.
   *[other] Sinds { $day } kunnen Discord-accounts van minstens { $days } dagen oud tekenen.
}
post-widened-time = { $days ->
    [0] Sinds { $day } kan ook tekenen wie nieuw is op deze server.
    [one] Sinds { $day } kan tekenen wie minstens { $days } dag op deze server is.
   *[other] Sinds { $day } kan tekenen wie minstens { $days } dagen op deze server is.
}
post-demand-prolonged-title = Er kan langer worden getekend
post-prolonged = { $until } Dat is langer dan is gezegd tegen wie al tekende: twee uit het team hebben dat besloten. Ook de sleutel van hun handtekeningen wordt langer bewaard. Wie dat niet wil, kan intrekken.
post-demand-closed-title = De eis is gesloten
post-demand-closed = { $count ->
    [one] **{ $count } handtekening** bij het sluiten. Er kan niet meer worden getekend; late wijzigingen kunnen nog volgen.
   *[other] **{ $count } handtekeningen** bij het sluiten. Er kan niet meer worden getekend; late wijzigingen kunnen nog volgen.
}
post-demand-delivered-title = De eis is overhandigd
post-demand-answered-title = De directie heeft geantwoord
post-demand-delivered-corrected-title = Correctie: hoe de eis is overhandigd
post-demand-answered-corrected-title = Correctie: wat de directie heeft geantwoord
