"""How the running bot is: health for people and programs, and metrics. Off unless it is asked for."""
