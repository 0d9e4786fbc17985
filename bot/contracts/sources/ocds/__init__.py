"""Open Contracting data: packages of releases or records, from any publisher."""
