watch-paused-since = **Pausiert** seit { $moment }: `/organise watch resume` setzt sie fort.
contract-part-of = Teil von { $name }
