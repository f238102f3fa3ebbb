"""A case: what a clerk has stated about one agenda item or document, and its safe loading."""
