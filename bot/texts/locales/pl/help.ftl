### /pomoc i karta „Czy mój podpis jest tajny?”

help-title = Co robi ten bot
help-intro =
    Wiadomości o umowach publicznych: nowe, więcej pieniędzy, przedłużenia, sprostowania.
    Fakty, ze źródłami.
    Podpisy pod postulatami związku. Bot nikomu nie pokazuje, kto podpisuje.
help-members = Dla wszystkich
help-organisers = Dla zespołu kampanii
help-managers = Dla osób zarządzających serwerem
help-news = Tylko część wiadomości? Jeśli zespół kampanii utworzył do tego role lub kanały na Discordzie, wybierz je tam. Bot nie nadaje ról.

## Czy mój podpis jest tajny? Każde zdanie jest w docs/threat-model.md, z testem, który gra atak.

secret-shown = **Bot nie pokazuje nikomu, że podpisujesz:** ani zespołowi kampanii, ani kierownictwu.
secret-counts = **Liczba zmienia się o kilka osób naraz**, nigdy dlatego, że właśnie naciśnięto przycisk.
secret-key = **Twoje nazwisko nie jest przechowywane:** zastępuje je kod i tylko ktoś, kto ma i dane, i tajny klucz, trzymany osobno aż do zniszczenia, może powiązać go z tobą.
secret-screen = **Naciśnięcie przycisku nie pokazuje, czy podpis był już wcześniej:** bot odpowiada tak samo.
secret-discord = **Discord widzi, co naciskasz**, a sąd może nakazać, by to ujawnił: jeśli to dla ciebie za dużo, poproś związek o podpis na papierze.
secret-page-kept = **Z postulatem na stronie związku jest inaczej:** tam się podpisuje i wycofuje, a bot nie widzi żadnego naciśnięcia. Bez twojej karty lub pliku z żetonami z tego, co się przechowuje, nie wynika, który podpis jest twój. Zapisuje się, kto dostał żetony: jeśli podpisali prawie wszyscy z nich, prawie wiadomo, kto podpisał.
secret-more = Dłuższa odpowiedź: *{ button-privacy }* poniżej i *docs/privacy.md* wśród plików tego programu.

# Za przyciskiem pod wpisami i w /pomoc.
word-line = - **{ $word }**: { $meaning }
words-explained =
    - **Zamówienie**: instytucja kupuje.
    - **Zakontraktowano**: obiecano, zapłacono lub nie.
    - **Umowa ramowa**: warunki przyszłych zamówień.
    - **Limit**: najwyższa możliwa suma wszystkich zamówień, a nie wydane pieniądze.
    - **Aneks**: zmiana zamówienia.
    - **Opcja**: przedłużenie uzgodnione z góry.
