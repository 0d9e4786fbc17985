source-name-ocds = Open-Contracting-Daten (OCDS)
source-complete-ocds = Den Links wird bis zur letzten Seite gefolgt. Hat eine volle Seite keinen Link zur nächsten, wird ihr Zeitraum in zwei Hälften noch einmal gelesen.
