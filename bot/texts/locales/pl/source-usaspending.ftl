source-complete-usaspending = Czyta się strony, aż któraś nie będzie pełna, nawet gdy źródło mówi, że więcej nie ma.
