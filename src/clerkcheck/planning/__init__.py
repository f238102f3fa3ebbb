"""Planning: by which day each thing that a case still needs must be started, counted back from its meeting or issue."""
