source-name-ocds = Open-contracting-gegevens (OCDS)
source-complete-ocds = De links worden gevolgd tot de laatste pagina. Heeft een volle pagina geen link naar de volgende, dan wordt die periode in twee helften opnieuw gelezen.
