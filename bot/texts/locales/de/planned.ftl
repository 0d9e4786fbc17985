contract-planned-for = Ausschreibung geplant für
contract-code-estimate = Schätzung des Auftraggebers
contract-code-project-state = Stand des Vorhabens
notice-type-uk1 = Liste geplanter Einkäufe
notice-type-uk2 = Markterkundung
notice-type-uk3 = geplante Ausschreibung
