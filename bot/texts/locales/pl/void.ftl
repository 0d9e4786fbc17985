### Postulat, którego klucz wydający żetony skopiowano.

demand-state-void = Nieważny
demand-void = **Nieważny od { $day }: skopiowano klucz, który wydawał jego żetony.** Jego liczby podpisów niczego już nie dowodzą.
demand-void-why = Zespół kampanii mówi: { $why }
demand-void-again = Podpisz ponownie tutaj
post-demand-void-title = Postulat jest nieważny
board-event-void = Nieważny: { $title }
board-reason-void = nieważny: skopiowano klucz, który wydawał jego żetony. Dalej nic już nie ma
