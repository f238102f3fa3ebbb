"""The app: screens, widgets, and the session they share. Only this room imports textual."""
