"""Reading what people wrote: strict YAML and JSON, amounts and dates, and errors that say where."""
