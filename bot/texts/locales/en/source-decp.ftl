source-name-decp = DECP (French public contracts)
source-complete-decp = The rows are counted first. An export with fewer is not used, nor a contract with fewer rows than the search found.
