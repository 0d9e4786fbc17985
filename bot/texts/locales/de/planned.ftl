contract-planned-for = Ausschreibung geplant für
contract-code-estimate = Schätzung des Auftraggebers
contract-code-project-state = Stand des Vorhabens
