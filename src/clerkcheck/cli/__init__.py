"""The command line: one module a command, each returning an exit status."""
