### La source « page » : une page web, et les adresses qu’une veille de page ou de flux ne peut pas avoir.

source-name-page = Page web
source-complete-page = La page doit finir comme avant. Les différences sont vérifiées une seconde fois.
