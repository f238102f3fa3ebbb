"""What pyproject.toml asks for, for .ci/run: its lowest versions as constraints, or the versions that are installed.

``python tools/requirements.py lowest`` prints ``name==version`` for each package with a lower bound;
``python tools/requirements.py installed`` prints one line of names and versions.
"""

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
APART = {"spark", "bench", "docs", "package"}  # extras that the test suite is not run with


def main() -> None:
    """Print what the one argument asks for."""
    lowest = lowest_versions()
    if sys.argv[1:] == ["lowest"]:
        print("\n".join(f"{name}=={number}" for name, number in lowest.items()))
    elif sys.argv[1:] == ["installed"]:
        print(" ".join(f"{name} {_installed(name)}" for name in lowest))
    else:
        sys.exit(__doc__)


def lowest_versions() -> dict[str, str]:
    """Return the lower bound of each package that the program or its suite needs; of two bounds, the higher."""
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].items()
    wanted = [*project["dependencies"], *(each for name, found in extras if name not in APART for each in found)]
    bounds: dict[str, str] = {}
    for requirement in wanted:
        name, number = re.match(r"([A-Za-z0-9._-]+)>=([0-9.]+)", requirement).groups()
        bounds[name] = max(number, bounds.get(name, ""), key=_parts)
    return dict(sorted(bounds.items(), key=lambda item: item[0].lower()))


def _parts(number: str) -> list[int]:
    return [int(part) for part in number.split(".") if part]


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


if __name__ == "__main__":
    main()
