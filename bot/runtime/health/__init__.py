"""Health and metrics of the running bot, for people and programs. Off by default."""
