watch-paused-since = **Gepauzeerd** sinds { $moment }: `/organise watch resume` leest ze weer.
contract-part-of = deel van { $name }
