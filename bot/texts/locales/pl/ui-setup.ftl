### Konfiguracja: co wszyscy czytają na kanale.

setup-welcome-title = Tocsin już tu jest
setup-welcome = Obserwuje umowy publiczne i zbiera podpisy, nie pokazując nikomu, kto się podpisał. Konfiguracja zajmuje około dziesięciu minut, także na telefonie. Możesz przerwać w dowolnej chwili i dokończyć później. Potrzebna jest osoba, która może zarządzać tym serwerem.
setup-welcome-there = Bota dodano do **{ $server }**. Otwórz ten serwer i wpisz `/setup`.
button-setup = Skonfiguruj
button-setup-server = Otwórz serwer

setup-test-post = **To jest test.** Bot może tu pisać. Nic więcej się nie stało.
setup-pin-title = Jak to działa
setup-pin-news = **Wiadomości.** Ten bot obserwuje umowy publiczne. To, co nowe lub się zmienia, pojawia się tutaj, ze źródłem.
setup-pin-sign = **Podpisywanie.** Naciśnij *Podpisz* pod postulatem. Bot nie pokazuje nikomu, kto podpisuje: ani zespołowi kampanii, ani kierownictwu. Publikowane są tylko sumy.
setup-pin-withdraw = **Wycofanie podpisu.** Przycisk pod postulatem albo `/postulaty wycofaj`. Bot nikomu tego nie mówi.
setup-pin-page = **Na stronie związku.** Postulat, przy którym tak napisano, podpisuje się tam, bez Discorda, kartą, którą przeglądarka tworzy z użyciem kodu od związku. Tam też wycofuje się podpis, przez 30 dni po końcu podpisywania.
setup-pin-data = **Twoje dane.** Administrator danych: { $controller }. Pytania: { $contact }.
setup-pin-ask = **Pytania o postulat?** Zapytaj { $role }.
