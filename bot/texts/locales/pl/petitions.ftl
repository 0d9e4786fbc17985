### Co oznacza podpis i dlaczego czegoś nie można zrobić z postulatem.

## Zgoda: utrwalona razem z postulatem w chwili otwarcia. Zwykły tekst (formularze pogrubiają to, co stoi przed
## dwukropkiem).

consent-text =
    Popieram ten postulat i wyrażam wyraźną zgodę na to, by związek wskazany niżej to odnotował: może to ujawniać poglądy polityczne lub przynależność do związku zawodowego.
    Cel: pokazać, ile osób podpisuje, nigdy kto.
    Moje nazwisko: nikomu niepokazywane. Jawne tylko sumy. Discord (USA) widzi kliknięcia.
    Zapisane: postulat, wersja, dzień, mój zakład, jeśli go podam, a zamiast nazwiska kod, który tylko tajny klucz, trzymany osobno, wiąże ze mną. Po wycofaniu podpisu: tylko kod.
    Jak długo: { $months ->
        [0] związek nie podał jeszcze, kiedy klucz zostanie zniszczony.
        [one] podpisywanie trwa najwyżej { $signing } mies.; klucz jest niszczony miesiąc później, do 14 dni opóźnienia, jeśli bot działa. Potem nikogo nie da się zidentyfikować. Dłużej tylko decyzją dwóch osób z zespołu.
        [few] podpisywanie trwa najwyżej { $signing } mies.; klucz jest niszczony { $months } miesiące później, do 14 dni opóźnienia, jeśli bot działa. Potem nikogo nie da się zidentyfikować. Dłużej tylko decyzją dwóch osób z zespołu.
       *[many] podpisywanie trwa najwyżej { $signing } mies.; klucz jest niszczony { $months } miesięcy później, do 14 dni opóźnienia, jeśli bot działa. Potem nikogo nie da się zidentyfikować. Dłużej tylko decyzją dwóch osób z zespołu.
    }
    Administrator danych: { $controller }
    Pytania: { $contact }
    Odbiorcy: { $recipients }
    Podstawa: RODO, art. 6(1)(a) i 9(2)(a).{ $legal_basis ->
        [none] {""}
       *[other] {" "}{ $legal_basis }
    }
    Podpis jest dobrowolny. Do tego czasu mogę go wycofać, dostać kopię lub usunąć: przycisk, /prywatność, kontakt. Skarga: UODO.

## Odmowy dla członkiń i członków

refusal-no-such-demand = Nie ma tu takiego postulatu. Niczego nie zmieniono. Wybierz z listy.
refusal-demand-not-open = Ten postulat nie jest jeszcze otwarty. Niczego nie podpisano. Zespół kampanii go ogłosi.
refusal-demand-closed = Ten postulat jest zamknięty i nie przyjmuje już podpisów. Niczego nie zmieniono. Podpis można wycofać, dopóki jego klucz nie zostanie zniszczony.
refusal-demand-changed = W międzyczasie zmienił się postulat albo to, co się dzieje z twoimi danymi, więc niczego nie podpisano. Naciśnij „Podpisz” jeszcze raz, aby przeczytać obecną wersję.
refusal-role-needed = Ten postulat mogą podpisać tylko osoby z rolą { $roles }. Niczego nie zmieniono. Jeśli należysz do związku, poproś zespół kampanii o rolę, a potem naciśnij „Podpisz” jeszcze raz.
refusal-member-role-gone = Rola, której wymaga ten postulat, została usunięta z tego serwera. Niczego nie zmieniono. Powiedz o tym zespołowi kampanii: może dopuścić inną rolę poleceniem `/organise do:demand widen`.
