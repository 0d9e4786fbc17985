watch-paused-since = **Gepauzeerd** sinds { $moment }: `/organise watch resume` hervat de zoekopdracht.
contract-part-of = deel van { $name }
