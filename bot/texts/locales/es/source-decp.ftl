source-name-decp = DECP (contratos públicos franceses)
source-complete-decp = Primero se cuentan las filas. No se usa una exportación con menos, ni un contrato con menos filas de las que halló la búsqueda.
