### Jak długo przechowuje się klucz postulatu i co oznacza jego koniec.

privacy-key = { $months ->
    [one] **Jak długo:** klucz postulatu jest niszczony miesiąc po zakończeniu podpisywania, najwyżej dwa tygodnie później, jeśli nie udało się powiadomić zespołu kampanii; w razie sporu prawnego za każdym razem do roku później. Postulat otwarty wcześniej zachowuje termin, który podano przy podpisie.
    [few] **Jak długo:** klucz postulatu jest niszczony { $months } miesiące po zakończeniu podpisywania, najwyżej dwa tygodnie później, jeśli nie udało się powiadomić zespołu kampanii; w razie sporu prawnego za każdym razem do roku później. Postulat otwarty wcześniej zachowuje termin, który podano przy podpisie.
   *[many] **Jak długo:** klucz postulatu jest niszczony { $months } miesięcy po zakończeniu podpisywania, najwyżej dwa tygodnie później, jeśli nie udało się powiadomić zespołu kampanii; w razie sporu prawnego za każdym razem do roku później. Postulat otwarty wcześniej zachowuje termin, który podano przy podpisie.
}
demand-held = Z powodu sporu prawnego klucz tego postulatu jest przechowywany, najdłużej do { $day }.
privacy-held = **Przechowywane dłużej z powodu sporu prawnego:** { $title }, najdłużej do { $day }: { $reason }
demand-anonymous = Podpisy pod tym postulatem zanonimizowano { $day }; liczba zostaje.
refusal-demand-anonymous = Podpisy pod tym postulatem zanonimizowano { $day }; liczba zostaje. Niczego nie da się już powiązać z nikim, więc nie można też niczego podpisać ani wycofać.
