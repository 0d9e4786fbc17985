"""Key store: the keys of references and sealed rows, as files beside the database, never in it."""
