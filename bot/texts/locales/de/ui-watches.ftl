watch-paused-since = **Pausiert** seit { $moment }: `/organise do:watch resume` setzt sie fort.
contract-part-of = Teil von { $name }
