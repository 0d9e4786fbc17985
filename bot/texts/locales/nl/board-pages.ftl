### Pages of the board: demands, contracts, facts and what was posted.

## What was posted, in lists and feeds

board-event-opened = Open om te tekenen: { $title }
board-event-text = De tekst is gewijzigd: { $title }
board-event-closed = Gesloten: { $title }
board-event-delivered = Overhandigd: { $title }
board-event-answered = De directie heeft geantwoord: { $title }
board-posted-on = Geplaatst op { $day }
board-corrected = Gecorrigeerd op { $day }: zie de correctie

## A demand

board-text-language = Deze tekst is in het { $language }, zoals de vakbond die heeft gepubliceerd.
board-closes = Tekenen kan op de Discord-server van de vakbond tot { $day }, { $time } ({ $zone }).
board-verified-server = Getekend door leden van de Discord-server “{ $server }” (identiteit niet gecontroleerd).
board-verified-role = Getekend door leden van de Discord-server “{ $server }” die van het campagneteam een rol kregen (de bot heeft geen identiteit gecontroleerd).
board-verified-time = { $days ->
    [one] Ze waren minstens { $days } dag op de Discord-server “{ $server }”.
   *[other] Ze waren minstens { $days } dagen op de Discord-server “{ $server }”.
}
board-text-changed = **De tekst is op { $day } gewijzigd.** Een eerdere handtekening geldt voor de tekst zoals die was.
board-archived = Gearchiveerd op { $day }. De eis is afgesloten, en deze pagina blijft.
board-earlier-text = Eerdere tekst: { $version }
board-column-change = Verschil
board-count-corrected =
    { $invalidated ->
        [one] Publicatie { $number } heeft één ongeldige handtekening verwijderd.
       *[other] Publicatie { $number } heeft { $invalidated } ongeldige handtekeningen verwijderd.
    }

## A contract

board-committed = { $buyer } heeft { $amount } toegezegd aan { $supplier }
board-hash = { $answer }. SHA-256: { $hash }
board-first-seen-why = Het origineel staat niet op dit prikbord. Wie een kopie heeft, kan de SHA-256 daarvan met deze vergelijken.
board-former = Sinds { $day } volgt geen zoekopdracht van dit prikbord het nog. Wat erover is geplaatst, blijft.
board-steps = Toegezegd geld: { $first } op { $since }, { $last } sinds { $day }. Veranderingen: { $number }.
# In place of a command, where a card names one: “… is kept: `/contracts show`.”, “… and 3 more: see `/contracts search`”.
board-instead-of-show = de pagina ervan
board-instead-of-list = de lijst met contracten

## A fact

board-fact-title = { $state }: { $title }
board-fact-earlier = Wat is gecorrigeerd
board-fact-changed = Tot { $day } stond hier: { $said }
board-fact-text-changed = De tekst onder de titel is op { $day } gewijzigd.
board-retired-title = Een ingetrokken feit
board-retired = Het feit dat hier stond, is op { $day } ingetrokken. De vakbond beweert het niet meer.
