command-join = verknüpfen
    .description = Dein Konto mit dem Code deiner Gewerkschaft verknüpfen. Die Antwort siehst nur du.
command-join-option-code = code
    .description = Dein Code; ohne ihn fragt ein Formular danach.
