source-complete-usaspending = Les pages sont lues jusqu’à la première qui n’est pas pleine, même si la source dit qu’il n’y en a plus.
