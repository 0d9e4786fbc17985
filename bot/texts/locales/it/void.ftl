### Una rivendicazione la cui chiave di emissione è stata copiata.

demand-state-void = Nulla
demand-void = **Nulla dal { $day }: la chiave che emetteva i suoi gettoni è stata copiata.** I suoi conteggi non provano più nulla.
demand-void-why = Il team della campagna dice: { $why }
demand-void-again = Firma di nuovo qui
post-demand-void-title = La rivendicazione è nulla
board-event-void = Nulla: { $title }
board-reason-void = nulla: la chiave che emetteva i suoi gettoni è stata copiata. Non segue altro
