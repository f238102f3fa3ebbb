"""The line mode: the same questions in the same order through plain prompts; it imports no textual."""
