"""Demands from the draft to management's answer: text, deadline, consent, delivery."""
