demand-paper = { $count ->
    [one] Oraz **{ $count } na papierze**, wpisany przez jedną osobę z zespołu kampanii i potwierdzony przez drugą.
    [few] Oraz **{ $count } na papierze**, wpisane przez jedną osobę z zespołu kampanii i potwierdzone przez drugą.
   *[many] Oraz **{ $count } na papierze**, wpisanych przez jedną osobę z zespołu kampanii i potwierdzonych przez drugą.
}
