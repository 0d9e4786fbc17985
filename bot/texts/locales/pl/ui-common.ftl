### Czego może potrzebować każda karta i każda odpowiedź.

## Listy

pager-previous = Wstecz
pager-next = Dalej
# Stoi pod każdą listą dłuższą niż jedna strona.
pager-where = { $first }–{ $last } z { $total }

## Słowa na to, czego źródło nie podaje

labelled = **{ $label }:** { $value }
not-stated = nie podano
unnamed = bez nazwy w danych

## Skąd pochodzi treść karty; nazwa każdego źródła

source-name-usaspending = USAspending
source-read = Źródło: { $source }, odczyt z { $date }
button-public-page =
    { $kind ->
        [page] Otwórz stronę
        [article] Otwórz artykuł
       *[other] Dane publiczne
    }
button-details = Szczegóły
button-demands = Postulaty
button-words = Co znaczą te słowa?
button-board = Czytaj na tablicy

## Błędy

failure-only-in-a-server = To działa tylko na serwerze. Otwórz serwer, na którym jesteś razem z tym botem, i użyj polecenia tam.
failure-not-allowed = Nie masz tu do tego uprawnień. Niczego nie zmieniono. Zapytaj zespół kampanii, jeśli uważasz, że powinno być inaczej.
failure-outdated = Ten przycisk lub polecenie pochodzi ze starszej wersji bota. Niczego nie zmieniono. Użyj polecenia jeszcze raz; jeśli lista poleceń wygląda na starą, uruchom Discord ponownie.
failure-ours = Coś poszło nie tak po naszej stronie. Spróbuj za minutę. Jeśli to się powtórzy, podaj zespołowi kampanii to oznaczenie: **{ $reference }**
failure-not-stored = **Niczego nie zapisano.** Bot nie może teraz niczego zapisać, więc to, co właśnie zrobiono, się nie liczy: nie złożono ani nie wycofano podpisu i niczego nie zmieniono. Spróbuj za kilka minut; jeśli to potrwa dłużej, powiedz zespołowi kampanii.
failure-database-away = **Nie jest pewne, czy to zapisano.** Bot nie może teraz polegać na swojej bazie danych. Spróbuj za minutę i sprawdź, czy to już jest, zanim powtórzysz. Podpis nigdy nie liczy się podwójnie.

## Odmowy wspólne dla wielu poleceń

refusal-no-organiser-role = To jest dla zespołu kampanii, a na tym serwerze nie wskazano jeszcze jego roli. Niczego nie zmieniono. Poproś kogoś, kto zarządza serwerem, o wybranie jej przez `/setup`.
refusal-organiser-role-gone = Rola zespołu kampanii została usunięta z tego serwera. Niczego nie zmieniono. Poproś kogoś, kto zarządza serwerem, o wybranie innej przez `/setup`.
refusal-manager-not-organiser = Zarządzasz tym serwerem, ale nie masz roli { $role } zespołu kampanii, która jest tu potrzebna. Niczego nie zmieniono. Aby ją sobie nadać: *Ustawienia serwera*, *Członkowie*, twoja nazwa, potem dodaj rolę.
refusal-not-organiser = To tylko dla zespołu kampanii: potrzebna jest rola { $role }. Niczego nie zmieniono. Poproś kogoś z zespołu, żeby to zrobił, albo kogoś, kto zarządza serwerem, żeby nadał ci rolę.
refusal-choose-from-list = „{ $typed }” nie pasuje do dokładnie jednej pozycji. Niczego nie zmieniono. Wpisz kilka liter, a potem wybierz z listy, która się pojawi.
