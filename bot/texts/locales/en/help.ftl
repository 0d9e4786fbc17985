### /help, and the card "Is my signature secret?"

help-title = What this bot does
help-intro =
    News of public contracts: new ones, more money, extensions, corrections.
    Facts, with their sources.
    Signatures for the union’s demands. Nobody is shown who signs.
help-members = For everyone
help-organisers = For organisers
help-managers = For those who manage the server
help-news = Only some news? If the organisers have set up roles or channels for that in Discord, choose them there. The bot gives no roles.

## Behind the button under posts and under /help.

words-explained =
    - **Order**: the agency buys.
    - **Committed**: promised, paid or not.
    - **Framework contract**: terms for future orders.
    - **Ceiling**: the most all orders may reach, not money spent.
    - **Modification**: a change to an order.
    - **Option**: an extension agreed in advance.
# A word of the campaign’s own.
word-line = - **{ $word }**: { $meaning }

## Is my signature secret? Each sentence is in docs/threat-model.md, with the test that plays its attacker.

secret-shown = **The bot shows nobody that you signed:** not organisers, not management.
secret-counts = **Counts change for several people at once**, never because you just pressed.
secret-key = **Your name is not kept:** a code stands for it, and only whoever has both the data and a secret key, kept apart until it is destroyed, can link it to you.
secret-screen = **A press does not show whether you had signed before:** the bot’s answer is the same.
secret-discord = **Discord sees what you press**, and a court can make it tell: if that is too much, ask your union to sign on paper.
secret-page-kept = **A demand on the union’s page is different:** it is signed and withdrawn there, and the bot sees no press. Without your card or tokens file, what is kept does not show which signature is yours. The union keeps a record of who got tokens: if nearly all of them signed, that is nearly who signed.
secret-more = The long answer: *{ button-privacy }*, below, and *docs/privacy.md* among the files of this program.
