### Strona, na której podpisuje się bez konta. Krótkie zdania, na telefon.

## Przede wszystkim

signing-title = Podpis bez nazwiska
signing-lead = Tutaj podpisujesz bez konta. Twojego nazwiska nie ma na liście podpisów.
signing-before-title = Zanim zaczniesz
signing-before-device = Użyj własnego telefonu lub komputera i własnej przeglądarki: nie należących do pracodawcy.
signing-before-network = Użyj własnej sieci: nie Wi-Fi ani VPN pracodawcy.
signing-promised-title = Co obiecujemy
signing-promised-who = Bez karty lub pliku z żetonami nikt nie może później poznać z tego, co przechowują związek i Discord, czyj jest który podpis. Związek zapisuje jednak, kto dostał żetony: jeśli podpisali prawie wszyscy z nich, prawie wiadomo, kto podpisał. Do zamknięcia listy karta pokazuje, czy nią podpisano; plik z żetonami, dopóki istnieje.
signing-promised-count = Każdy może policzyć podpisy. Możesz zobaczyć, że twój jest policzony, i wycofać go, dopóki lista nie zostanie zamknięta: kartą albo, jeśli ją zgubiono, zastąpiono lub usunięto, plikiem z żetonami.
signing-not-title = Czego nie obiecujemy
signing-not-tokens = Że nikt się nie dowie, że masz żetony, czyli prawo do podpisu: związek może to zobaczyć.
signing-not-watched = Ochrony przed kimś, kto patrzy, gdy podpisujesz, zmienia tę stronę albo zmusza cię do pokazania karty.
signing-not-roster = Że lista członkowska jest prawdziwa.
signing-begin = Zacznij
signing-board = Adres tablicy twojego związku
signing-unable = Ta strona się nie uruchomiła. Wymaga skryptów i przeglądarki z 2021 roku lub nowszej. Otwórz ją w innej własnej przeglądarce. Postulaty możesz przeczytać na tablicy, a związek powie, jak podpisać inaczej.
signing-noscript = W tej przeglądarce skrypty są wyłączone. Włącz je dla tej strony.
signing-no-crypto = Ta przeglądarka nie może tu tworzyć kluczy. Otwórz stronę pod adresem z https, albo zapisz ją i otwórz z dysku, albo użyj innej przeglądarki. Postulaty możesz przeczytać na tablicy.
signing-framed = Ta strona jest pokazana wewnątrz innej. Otwórz ją w osobnej karcie przeglądarki.

## Kod, karta

signing-choose-title = Co masz?
signing-have-code = Mam kod od związku
signing-have-card = Mam kartę
signing-have-file = Mam plik: z kartą albo z żetonami
signing-only-look = Chcę tylko przeczytać postulaty
signing-notice = Co się dzieje z twoimi danymi
signing-kept-here = Na tym urządzeniu są zapisane żetony.
signing-use-kept = Użyj ich
signing-delete-kept = Usuń je z tego urządzenia
signing-kept-deleted = Na tym urządzeniu nic już nie jest zapisane.
signing-go-on = Dalej
signing-code-title = Twój kod
signing-code = Kod od związku
signing-code-hint = Cztery grupy po cztery znaki. Jeśli masz dwie połowy, wpisz jedną po drugiej.
signing-card-title = Twoja karta
signing-card-what = Ta przeglądarka właśnie ją wylosowała. To jedyny egzemplarz. Zapisz wszystkie siedem grup na kartce albo w pliku.
signing-card-care = Nie pokazuj jej nikomu, nawet związkowi. Kto ją ma, może zobaczyć, czy twój podpis został złożony, i wycofać go. Karta nie jest nigdzie wysyłana.
signing-written = Karta jest zapisana
signing-save-card = Zapisz kartę w pliku
signing-card-file = To twoja karta do podpisywania. Nie pokazuj jej nikomu. Jeśli ją zgubisz, nowa dostanie żetony dopiero w następnej turze.
signing-confirm-title = Czy karta jest zapisana?
signing-confirm = Wpisz grupę { $number } ze swojej karty
signing-confirm-hint = Cztery znaki. Wtedy idziesz dalej, a kod zostaje zużyty.
signing-confirm-wrong = To nie jest grupa { $number }. Niczego nie wysłano. Porównaj z tym, co masz zapisane, albo zobacz kartę jeszcze raz.
signing-make-card = Użyj mojego kodu dla tej karty
signing-show-card = Pokaż kartę jeszcze raz
signing-card-taken = Karta jest przyjęta. Kod jest zużyty.
signing-enter-card-title = Twoja karta
signing-enter-card = 28 znaków twojej karty
signing-enter-card-hint = Siedem grup po cztery. Wielkość liter, spacje i kreski nie mają znaczenia.
signing-mistyped = Jakiś znak jest błędny, brakuje go albo jest zbędny (wpisano: { $length }). Porównaj każdą grupę.
signing-mistyped-groups = Sprawdź grupę { $groups }: jakiś znak jest błędny, brakuje go albo jest zbędny. W kodach i kartach nie ma 0, 1, I, L, O, S ani U.
signing-mistyped-first = Jakiś znak jest błędny. Porównaj każdą grupę, zaczynając od grupy { $groups }.

## Żetony

signing-get-title = Odbierz żetony
signing-get-what = Żeton pozwala podpisać raz, pod jednym postulatem. Związek podpisuje go, nie widząc go. Zapisuje, że masz żetony, ale nie to, co z nimi robisz.
signing-get = Odbierz moje żetony
signing-tokens-title = Masz żetony
signing-tokens-what = Żetony: { $number }, każdy do jednego postulatu, otwartego teraz lub później. Możesz podpisać teraz. Bezpieczniej je zachować i podpisać innego dnia: wtedy nic nie pokazuje, że zrobiono to podczas jednej wizyty.
signing-keep-what = Znikną po zamknięciu strony, chyba że je zachowasz. Z tą samą kartą dostaniesz je ponownie.
signing-save-tokens = Zapisz żetony w pliku
signing-keep-here = Zapisz je na tym urządzeniu
signing-keep-care = Kto je znajdzie, może zobaczyć, czy twój podpis został złożony, i wycofać go. Zapisuj je tylko na własnym urządzeniu. Okno prywatne je zapomni. Usuń plik, gdy lista zostanie zamknięta.
signing-kept = Zapisano na tym urządzeniu.
signing-kept-already = Na tym urządzeniu są już zapisane żetony. Zapisz plik albo najpierw usuń tamte.
signing-not-kept = Ta przeglądarka niczego nie zapisuje, jak w oknie prywatnym. Zapisz plik.
signing-saved = Zapisano jako { $name }, jeśli tak mówi przeglądarka.
signing-to-demands = Do postulatów
signing-no-tokens = Teraz nie ma żetonów. Wróć, gdy związek otworzy postulat.
signing-replaced = Dla twojego miejsca utworzono nowy kod. Od { $day } może zastąpić tę kartę. Jeśli to nie na twoją prośbę, sprzeciw się teraz.
signing-object = To nie na moją prośbę: sprzeciw
signing-objected = Nowy kod został wstrzymany. Związek wyjaśni to z tobą osobiście.
signing-look-code = Czy utworzono nowy kod?
signing-no-new-code = Nie ma nowego kodu dla twojego miejsca.
signing-remove = Usuń tę kartę
signing-remove-what = Karta zostaje wtedy usunięta i nie dostanie więcej żetonów: potrzebny będzie nowy kod. Zapis, że twoje miejsce dostało żetony, zostaje. Podpisy też zostają, a żetony, które masz, nadal działają. Jeśli chcesz wycofać podpis, zrób to najpierw.
signing-remove-now = Usuń
signing-removed = Karta jest usunięta.

## Postulaty

signing-demands-title = Postulaty
signing-no-demands = Teraz nie ma żadnego postulatu.
signing-open = Przeczytaj i podpisz
signing-see = Przeczytaj
signing-no-token = Nie masz tu żetonu do tego postulatu.
signing-back = Wszystkie postulaty
signing-back-choose = Karta lub kod
signing-count = Podpisy: { $count }
signing-count-of = Podpisy: { $count } (cel: { $goal })
signing-count-day = stan na { $day }
signing-state-open = Otwarty.
signing-state-closed = Zamknięty: bez nowych podpisów. Swój możesz jeszcze wycofać.
signing-state-ended = Lista jest zamknięta. Niczego nie można już zmienić.
signing-closes = Można podpisać do { $day }.
signing-version = Wersja tekstu: { $number }.
signing-head = Wiersz kontrolny listy: { $head }. Porównaj go z tym na Discordzie. Jeśli przy tym samym numerze się różnią, powiedz o tym związkowi.
signing-waits = Nie ma tego jeszcze na liście. Jeśli to potrwa, wyślij ponownie: liczy się tylko raz.
signing-status-none = Na liście nie ma twojego podpisu. Jeśli złożono go niedawno, może jeszcze czekać.
signing-status-unknown = Ta strona nie wie, czy twój podpis został złożony.
signing-status-taken = Twój podpis jest przyjęty. Liczy się od jednej z następnych publikacji. Trzy zawsze czekają, losowo; na końcu publikowane są wszystkie.
signing-status-unsure = Twój wybór wysłano, ale nie było odpowiedzi. Wyślij go ponownie: liczy się tylko raz.
signing-status-missing = Twojego ostatniego wyboru nie ma na liście, a lista jest zamknięta. Powiedz o tym związkowi.
signing-status-counted = Twój podpis jest na liście: publikacja { $number }, nic w nim nie zmieniono.
signing-status-indexed = Twój podpis jest w indeksie listy: publikacja { $number }. Lista jest długa: ta strona czyta jej indeks, a nie same podpisy.
signing-status-older = Twój podpis jest na liście, pod wersją { $version } tekstu. Tekst się zmienił. Przeczytaj nowy i podpisz, jeśli się zgadzasz. Jeśli nic nie zrobisz, dotychczasowy nadal się liczy.
signing-status-withdrawn = Podpis jest wycofany, tak podaje publikacja { $number }; już się nie liczy.
signing-status-void = Podpis jest wycofany i na liście nie ma niczego twojego.
signing-consent-title = Twoja zgoda
signing-consent = Po przeczytaniu popieram postulat i wyrażam zgodę.
signing-consent-missing = Pole nie jest zaznaczone, więc niczego nie podpisano.
signing-sign = Podpisz
signing-signed = Twój podpis jest przyjęty. Liczy się od jednej z następnych publikacji.
signing-withdraw-what = Możesz wycofać podpis, dopóki lista nie zostanie zamknięta. To, co już opublikowano, zostaje w kopiach zrobionych przez innych; już się nie liczy.
signing-withdraw-unknown = Jeśli twój podpis został złożony, a tu go nie widać, i tak możesz go wycofać.
signing-withdraw = Wycofaj mój podpis
signing-withdrawn = Wycofanie jest przyjęte. Liczy się od jednej z następnych publikacji.
signing-look-what = Podpisy i wycofania na liście: { $rows }. Czytana jest cała, a długiej indeks, żeby nikt się nie dowiedział, który jest twój.
signing-look = Poszukaj mojego

## Co się nie udało

signing-busy = Chwileczkę…
signing-again = Spróbuj ponownie
signing-code-for-card = Wpisz kod dla tej karty
signing-send-newest = Wyślij jako mój najnowszy wybór
signing-read-again = Przeczytaj ponownie
signing-error-no-answer = Nie było odpowiedzi. Sprawdź połączenie i spróbuj ponownie: wysłanie dwa razy tego samego nie szkodzi.
signing-error-not-stored = Nie udało się zapisać. Nic nie przepadło. Spróbuj ponownie za kilka minut.
signing-error-too-many = Zbyt wiele prób. Niczego nie zmieniono. Poczekaj minutę i spróbuj ponownie.
signing-error-code-unknown = Ten kod nie działa. Niczego nie zmieniono. Mógł zostać użyty z inną kartą, należeć do innego związku albo, jeśli zastępuje kartę, działać dopiero po siedmiu dniach. Sprawdź, co wpisano; w przeciwnym razie zapytaj związek.
signing-error-card-unknown = Związek nie zna tej karty. Niczego nie zmieniono. Jeśli powstała przed chwilą, wpisz kod jeszcze raz. Jeśli została zastąpiona lub usunięta, poproś związek o nowy kod.
signing-error-round-unknown = Zaczęła się nowa tura. Niczego nie zmieniono. Spróbuj ponownie.
signing-error-issued-already = W jednej turze wydano już żetony dla twojego miejsca, z inną kartą. Do postulatów tej tury użyj tamtej karty. Ta dostaje żetony z późniejszych tur.
signing-error-keys-changed = W międzyczasie otwarto lub zamknięto postulat. Niczego nie zmieniono. Spróbuj ponownie.
signing-error-bad-request = Serwer związku nie przyjął tego, co wysłała ta strona. Niczego nie zmieniono. Wczytaj stronę ponownie; jeśli to się powtórzy, powiedz związkowi.
signing-error-demand-unknown = Tego postulatu już nie ma. Niczego nie zmieniono. Wczytaj stronę ponownie.
signing-error-other-version = Tekst zmieniono w międzyczasie. Niczego nie podpisano. Przeczytaj go w obecnej wersji.
signing-error-turn-used = Twój podpis lub wycofanie już tu jest: z innej karty przeglądarki, z innego urządzenia albo złożone kiedy indziej. Tego wyboru nie przyjęto. Wysłać go jako najnowszy?
signing-error-turns-spent = Decyzję zmieniono tu już tyle razy, ile można: nie da się już podpisać. Podpis można jeszcze wycofać.
signing-error-closed = Postulat zamknięto w międzyczasie. Niczego nie zmieniono.
signing-error-bad-state = Nie można odczytać tego, co podaje tablica. Niczego nie zmieniono. Spróbuj później; jeśli to się powtórzy, powiedz związkowi.
signing-error-newer-state = Ta strona jest starsza niż tablica. Wczytaj ją albo zapisz ponownie.
signing-error-bad-address = To nie jest adres tablicy. Zaczyna się od https://
signing-error-bad-token = Odpowiedź związku nie jest ważnym żetonem. Nie zachowano jej. Spróbuj później; jeśli to się powtórzy, powiedz związkowi.
signing-error-other-list = Lista nie jest tą, którą podaje tablica. Wczytaj stronę ponownie; jeśli to się powtórzy, powiedz związkowi i innym.
signing-error-other-row = Na liście twój podpis jest inny niż złożony. Zachowaj kartę oraz żetony i powiedz o tym związkowi i innym.
signing-error-bad-file = W tym pliku nie ma karty ani żetonów albo został zmieniony. Wybierz inny.
signing-error-broken = Tekst lub zgoda nie pasuje do swojej sumy kontrolnej. Nie podpisuj; powiedz o tym związkowi.
signing-error-failed = Coś na tej stronie się nie udało. To, co masz, nie przepadło. Wczytaj stronę ponownie.
