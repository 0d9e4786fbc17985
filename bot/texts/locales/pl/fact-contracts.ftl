### Umowy, o których mówią fakty.

fact-changed = Umowa się zmieniła (odczyt z { $date }). Ten fakt trzeba sprawdzić ponownie.
fact-changed-short = Umowa zmieniona, do sprawdzenia
fact-contracts = { $count ->
    [one] Umowa
    [few] Umowy
    [many] Umowy
   *[other] Umowy
}
button-fact-contract = Umowa { $number }
contract-facts = Fakty o tej umowie
button-contract-facts = { $count ->
    [one] Fakt o niej
    [few] Fakty o niej: { $count }
    [many] Fakty o niej: { $count }
   *[other] Fakty o niej: { $count }
}
contract-fact =
    { $state ->
        [stated] { $source } podaje: { $title }
       *[other] { $known }: { $title } ({ $source })
    }
