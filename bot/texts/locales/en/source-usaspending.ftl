source-complete-usaspending = Pages are read until one is not full, even where the source says that there are no more.
