"""Rule packs: a government's regulation as data. Load them with :func:`clerkcheck.packs.store.load_pack`."""
