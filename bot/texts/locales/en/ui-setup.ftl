### Set-up: what stands in a channel for everybody to read.

## When the bot is added

setup-welcome-title = Tocsin is here
setup-welcome = It watches public contracts, and collects signatures without showing anybody who signed. Setting it up takes about ten minutes, on a phone too. You can stop anywhere and go on later. It needs somebody who may manage this server.
setup-welcome-there = You added it to **{ $server }**. Open that server and enter `/setup`.
button-setup = Set it up
button-setup-server = Open the server

## Posts in the channel

setup-test-post = **This is a test.** The bot can post here. Nothing else has happened.
setup-pin-title = How this works
setup-pin-news = **News.** This bot watches public contracts. What is new or changes is posted here, with its source.
setup-pin-sign = **Signing.** Press *Sign* under a demand. The bot shows nobody who signs: not organisers, not management. Only totals are published.
setup-pin-withdraw = **Withdrawing.** The button under the demand, or `/demands withdraw`. The bot tells nobody.
setup-pin-page = **On the union’s page.** A demand that says so is signed there, without Discord, with the card that your browser makes with your union’s code. You withdraw there too, until 30 days after signing ended.
setup-pin-data = **Your data.** Responsible: { $controller }. Questions: { $contact }.
setup-pin-ask = **Questions about a demand?** Ask { $role }.
