"""Which wheels a machine without a network needs: the closure of a package's requirements on another platform.

pip itself reads markers (``sys_platform == "win32"``) for the machine it runs on; here they are read for the target.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from packaging.metadata import Metadata
from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version


class Target(NamedTuple):
    """A kind of machine: the platform tags that its wheels may have, best first, and what markers say of it."""

    name: str
    platforms: tuple[str, ...]
    markers: dict[str, str]

    def tags(self, python: str) -> set[Tag]:
        """Return the tags of all wheels that a Python (``3.11``) can install there."""
        version = tuple(map(int, python.split(".")))
        interpreter = f"cp{version[0]}{version[1]}"
        compiled = cpython_tags(version, platforms=self.platforms)
        return {*compiled, *compatible_tags(version, interpreter, self.platforms)}

    def environment(self, python: str) -> dict[str, str]:
        """Return what markers are read by."""
        return {
            **self.markers,
            "python_version": python,
            "python_full_version": f"{python}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
        }


class Wheel(NamedTuple):
    """A file: what it is of, where it fits, what it asks for."""

    file: str
    name: str
    version: Version
    tags: frozenset[Tag]
    requires: tuple[Requirement, ...]


def read_wheels(folder: Path) -> list[Wheel]:
    """Return the wheels of a folder."""
    return [_wheel(path) for path in sorted(folder.glob("*.whl"))]


def _wheel(path: Path) -> Wheel:
    name, version, _build, tags = parse_wheel_filename(path.name)
    with ZipFile(path) as archive:
        found = next(each for each in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", each))
        metadata = Metadata.from_email(archive.read(found), validate=False)
    return Wheel(path.name, name, version, tags, tuple(metadata.requires_dist or ()))


def missing(wheels: Iterable[Wheel], wanted: str, target: Target, python: str) -> Iterator[Requirement]:
    """Yield every requirement, direct and indirect, of ``wanted`` that none of the wheels meets on the target."""
    fitting = [wheel for wheel in wheels if wheel.tags & target.tags(python)]
    environment = target.environment(python)
    todo, done = [Requirement(wanted)], set[tuple[str, str]]()
    while todo:
        requirement = todo.pop()
        found = [
            wheel
            for wheel in fitting
            if wheel.name == canonicalize_name(requirement.name) and wheel.version in requirement.specifier
        ]
        if not found:
            yield requirement
            continue
        for extra in ("", *sorted(requirement.extras)):
            if (found[0].name, extra) in done:
                continue
            done.add((found[0].name, extra))
            todo += [
                each
                for each in found[0].requires
                if each.marker is None or each.marker.evaluate({**environment, "extra": extra})
            ]
