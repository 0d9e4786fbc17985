### Kto może podpisać, jak to sprawdzono, i lista członkowska.

## Jak sprawdzono podpisy

demand-verified-roster = { $size ->
    [0] Podpisują osoby należące do związku, sprawdzone przez bota na jego liście członkowskiej, każda liczy się raz.
    [one] Podpisują osoby należące do związku, sprawdzone przez bota na jego liście członkowskiej (co najmniej { $size }), każda liczy się raz.
    [few] Podpisują osoby należące do związku, sprawdzone przez bota na jego liście członkowskiej (co najmniej { $size }), każda liczy się raz.
   *[many] Podpisują osoby należące do związku, sprawdzone przez bota na jego liście członkowskiej (co najmniej { $size }), każda liczy się raz.
}
demand-verified-roster-left = Podpisują osoby należące do związku, sprawdzone przez bota na jego liście członkowskiej w chwili podpisu, każda liczy się raz; niektórych już na niej nie ma, a nadal się liczą.
demand-verified-account = { $days ->
    [one] Ich konta Discord istniały co najmniej { $days } dzień.
    [few] Ich konta Discord istniały co najmniej { $days } dni.
   *[many] Ich konta Discord istniały co najmniej { $days } dni.
}
demand-verified-time = { $days ->
    [one] Były na tym serwerze co najmniej { $days } dzień.
    [few] Były na tym serwerze co najmniej { $days } dni.
   *[many] Były na tym serwerze co najmniej { $days } dni.
}

## Podpis i wycofanie, gdy wymagana jest lista: to samo, czy konto jest połączone, czy nie

demand-roster-how = Podpis się liczy, jeśli konto jest połączone z listą członkowską związku: `/połącz`, z kodem od twojego związku.
demand-signed-roster = **Twój podpis liczy się, jeśli to konto jest połączone z osobą z listy członkowskiej związku; jeśli nie, niczego nie zapisano.** Aby je połączyć: `/połącz` (odpowiedź jest taka sama, jeśli konto już jest połączone); potem podpisz jeszcze raz. `/prywatność kopia` powie ci jutro, czy twój podpis jest zapisany. Bot nie pokazuje go nikomu: ani zespołowi kampanii, ani kierownictwu. Wycofanie: przycisk poniżej albo `/postulaty wycofaj`.
demand-signed-roster-next = **Co dalej:** podpisy wchodzą po kilka naraz do jednej z następnych publikowanych liczb, zwykle nie wcześniej niż { $day }. Karta postulatu pokazuje każdą opublikowaną liczbę, a potem to, komu postulat przekazano i jaka była odpowiedź.
demand-withdrawn-roster = **To konto nie ma podpisu pod tym postulatem.** Jeśli jakiś był policzony, zniknie przy jednej z następnych publikacji. Jeśli od tego czasu połączono inne konto, wycofaj podpis z tamtego. Bot nikomu tego nie mówi.

## Odmowy dla członkiń i członków

refusal-account-young = { $days ->
    [one] Ten postulat możesz podpisać, gdy twoje konto Discord będzie miało { $days } dzień. Niczego nie zmieniono.
    [few] Ten postulat możesz podpisać, gdy twoje konto Discord będzie miało { $days } dni. Niczego nie zmieniono.
   *[many] Ten postulat możesz podpisać, gdy twoje konto Discord będzie miało { $days } dni. Niczego nie zmieniono.
}
refusal-joined-lately = { $days ->
    [one] Ten postulat możesz podpisać po { $days } dniu na tym serwerze. Niczego nie zmieniono.
    [few] Ten postulat możesz podpisać po { $days } dniach na tym serwerze. Niczego nie zmieniono.
   *[many] Ten postulat możesz podpisać po { $days } dniach na tym serwerze. Niczego nie zmieniono.
}
refusal-code-mistyped = To nie jest kod: jakiś znak jest błędny, brakuje znaku albo jest o jeden za dużo. Niczego nie zmieniono. Sprawdź: cztery grupy po cztery znaki, bez 0, 1, I, L, O, S i U.
refusal-code-unknown = Ten kod nie działa. Niczego nie zmieniono. Mógł zostać użyty lub zastąpiony, należeć do innego serwera albo zastępować inny i mieć mniej niż jeden dzień. Sprawdź, co wpisano; jeśli wszystko się zgadza, poproś związek o nowy.
refusal-code-too-often = Wypróbowano zbyt wiele kodów, które nie działają. Niczego nie zmieniono. Poczekaj godzinę i spróbuj ponownie.

## Zgoda przy postulatach z listą członkowską: po „consent-text” z petitions.ftl

consent-roster = Kod powstaje z mojego miejsca na liście członkowskiej. Dwa inne, z innym tajnym kluczem, łączą z nim moje konto. Dzięki temu liczę się raz, bez względu na to, ile mam kont.

## Łączenie konta

join-form-title = Połącz swoje konto
join-form-code = Twój kod
    .hint = Cztery grupy znaków od twojego związku, tylko dla ciebie.
join-form-kept = Związek dał ci ten kod, żeby podpisywały tylko osoby do niego należące, każda raz. Na jego podstawie bot przechowuje dwa tajne kody: jeden z twojego numeru członkowskiego, drugi z konta Discord. Żadnego nie da się odczytać bez klucza trzymanego osobno i żadnego nie pokazuje się zespołowi kampanii. Więcej: `/prywatność informacja`.
joined = **Twoje konto jest połączone.** Możesz teraz podpisywać: przyciskiem przy postulacie albo przez `/postulaty podpisz`. Odpowiedź jest taka sama, jeśli konto było już połączone, tym kodem lub innym. Bot nie mówi tego nikomu innemu. Kod został zużyty.

## Co widzi konto, gdy jego miejsce zajęło inne

link-replaced = **Od { $day } zamiast tego konta połączone jest inne** i to ono podpisuje za twoje członkostwo. Jeśli to nie ty, od razu powiedz o tym związkowi. To, co podpisano z tego konta, nadal możesz wycofać i usunąć.
link-code-made = **Utworzono nowy kod dla twojego członkostwa.** Od { $moment } może on połączyć inne konto zamiast tego. Jeśli to nie była twoja prośba, powiedz o tym związkowi, zanim to nastąpi: unieważni kod.
