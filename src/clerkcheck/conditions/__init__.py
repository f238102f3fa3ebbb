"""The condition language of the packs: parse, type-check, three-valued value, what a value still depends on."""
