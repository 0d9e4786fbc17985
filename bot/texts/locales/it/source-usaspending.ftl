source-complete-usaspending = Si leggono pagine finché una non è piena, anche se la fonte dice che non ce ne sono altre.
