"""YAML of the tests' own, read fast: the scenarios are half a megabyte."""

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def from_yaml(text):
    """Return what YAML text says, as plain data."""
    return yaml.load(text, Loader=_LOADER)
