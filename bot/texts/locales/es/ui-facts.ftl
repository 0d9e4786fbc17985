### Hechos: /hechos lista, buscar y ver.

facts-title = Hechos
facts-none = Aún no hay ningún hecho anotado aquí. El equipo de campaña añade hechos con `/organise do:fact add`.
facts-not-checked = Ninguno comprobado desde el { $date }
facts-checked = Todos comprobados el { $date }
facts-found-title = Hechos con «{ $words }»
facts-not-found = Ningún hecho tiene «{ $words }» en su texto o sus fuentes. Prueba con menos palabras u otras, o con `/hechos lista`.
fact-sources = Fuentes
fact-source = { $title }, { $publisher }
fact-source-dated = { $title }, { $publisher }, { $date }
fact-corrected-beside = Corregido el { $date } en { $languages }; este texto no, y puede decir otra cosa.
fact-checked = Comprobado el { $date }
fact-not-checked = Sin comprobar desde el { $date }
