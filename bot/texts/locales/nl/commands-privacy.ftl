command-privacy = privacy
    .description = Wat er met je gegevens gebeurt.
command-privacy-notice = uitleg
    .description = Wat er wordt bewaard, waar, hoelang, en hoe je je handtekening intrekt.
command-privacy-export = kopie
    .description = Een kopie van wat er over je wordt bewaard: vandaag gevraagd, morgen klaar.
command-privacy-erase = wissen
    .description = Alle handtekeningen van dit account intrekken en zijn gegevens wissen.
