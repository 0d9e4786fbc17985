### Watches as organisers see them.

watch-paused-since = **Paused** since { $moment }: `/organise do:watch resume` reads it again.

## What is done with one
contract-part-of = part of { $name }
