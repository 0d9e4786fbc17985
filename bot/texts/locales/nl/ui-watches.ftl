watch-paused-since = **Gepauzeerd** sinds { $moment }: `/organise do:watch resume` hervat de zoekopdracht.
contract-part-of = deel van { $name }
