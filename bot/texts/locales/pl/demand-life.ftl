### Co się dzieje z postulatem: cel i termin, wersje, wpisy, przekazanie, odpowiedź, archiwum.

demand-state-delivered = Przekazany
demand-state-answered = Z odpowiedzią
demand-state-archived = W archiwum

## Na karcie

demand-goal = { $percent }% celu ({ $goal })
demand-plan-goal = Cel, liczba podpisów: { $goal }.
demand-closes = Podpisywanie do { $moment }, { $left }.
demand-text-changed = **Tekst zmieniono { $day }.** Wcześniejszy podpis dotyczy tekstu sprzed zmiany: naciśnij „Podpisz”, aby poprzeć ten.
demand-versions = Dotychczasowe wersje tekstu i informacji o danych dla podpisujących: { $count }; każdy podpis dotyczy jednej z nich.
demand-delivered = **Przekazany** { $day }, odbiorca: { $to }. { $count ->
    [one] Był pod nim { $count } podpis.
    [few] Były pod nim { $count } podpisy.
   *[many] Było pod nim { $count } podpisów.
}
demand-answered = Odpowiedź kierownictwa z { $day }: { $outcome ->
    [agreed] **zgoda**.
    [partly] **częściowa zgoda**.
   *[refused] **odmowa**.
}
demand-archived = W archiwum: nie ma go już na liście postulatów.
button-facts = Fakty
button-demand = Postulat

## Wpisy

post-demand-percent = { $percent ->
    [25] Jedna czwarta celu ({ $goal }) osiągnięta
    [50] Połowa celu ({ $goal }) osiągnięta
    [75] Trzy czwarte celu ({ $goal }) osiągnięte
   *[100] Cel osiągnięty, podpisów: { $goal }
}
post-demand-round = Osiągnięta liczba podpisów: { $number }
post-demand-reminder-title = Ostatnie dni na podpis
post-demand-widened-title = Więcej osób może podpisać
post-widened-role = { $role ->
    [all] Od { $day } do podpisu nie potrzeba żadnej roli.
   *[other] Od { $day } mogą podpisywać także osoby z rolą { $role }.
}
post-widened-account = { $days ->
    [0] Od { $day } mogą podpisywać konta Discord niezależnie od wieku.
    [one] Od { $day } mogą podpisywać konta Discord istniejące co najmniej { $days } dzień.
    [few] Od { $day } mogą podpisywać konta Discord istniejące co najmniej { $days } dni.
   *[many] Od { $day } mogą podpisywać konta Discord istniejące co najmniej { $days } dni.
}
post-widened-time = { $days ->
    [0] Od { $day } mogą podpisywać także osoby nowe na tym serwerze.
    [one] Od { $day } mogą podpisywać osoby, które są na tym serwerze co najmniej { $days } dzień.
    [few] Od { $day } mogą podpisywać osoby, które są na tym serwerze co najmniej { $days } dni.
   *[many] Od { $day } mogą podpisywać osoby, które są na tym serwerze co najmniej { $days } dni.
}
post-demand-prolonged-title = Można podpisywać dłużej
post-prolonged = { $until } To dłużej, niż podano osobom, które już podpisały: zdecydowały o tym dwie osoby z zespołu. Klucz ich podpisów też jest przechowywany dłużej. Kto tego nie chce, może wycofać podpis.
post-demand-closed-title = Postulat jest zamknięty
post-demand-closed = { $count ->
    [one] **{ $count } podpis** w chwili zamknięcia. Nie można go już podpisać; mogą jeszcze nastąpić późne zmiany.
    [few] **{ $count } podpisy** w chwili zamknięcia. Nie można go już podpisać; mogą jeszcze nastąpić późne zmiany.
   *[many] **{ $count } podpisów** w chwili zamknięcia. Nie można go już podpisać; mogą jeszcze nastąpić późne zmiany.
}
post-demand-delivered-title = Postulat został przekazany
post-demand-answered-title = Kierownictwo odpowiedziało
post-demand-delivered-corrected-title = Sprostowanie: jak przekazano postulat
post-demand-answered-corrected-title = Sprostowanie: co odpowiedziało kierownictwo
