### Ways of signing: in Discord, or on paper alone.

## On the card

demand-count-paper = { $count ->
    [0] Nie potwierdzono jeszcze żadnego podpisu na papierze.
    [one] **{ $count } podpis na papierze**, wpisany przez jedną osobę z zespołu kampanii i potwierdzony przez drugą.
    [few] **{ $count } podpisy na papierze**, wpisane przez jedną osobę z zespołu kampanii i potwierdzone przez drugą.
   *[many] **{ $count } podpisów na papierze**, wpisanych przez jedną osobę z zespołu kampanii i potwierdzonych przez drugą.
}
demand-by-discord = Podpisuje się na Discordzie, który widzi, kto naciska; postulat na papierze nie przechodzi przez Discord.
demand-by-paper = Podpisuje się na papierze: poproś zespół kampanii o arkusz. Bot nie przechowuje żadnego nazwiska, a Discord żadnego nie widzi.

## To whoever would sign or withdraw in Discord

demand-sign-paper = Ten postulat podpisuje się na papierze. Niczego nie zmieniono. Poproś zespół kampanii o arkusz albo o skreślenie nazwiska: bot żadnego nie przechowuje.
refusal-signed-on-paper = Ten postulat podpisuje się na papierze. Niczego nie zmieniono. Poproś zespół kampanii o arkusz albo o skreślenie nazwiska: bot żadnego nie przechowuje.
