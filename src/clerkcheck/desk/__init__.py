"""What every surface does with cases (app, line mode, command line): it knows no widget and no prompt."""
