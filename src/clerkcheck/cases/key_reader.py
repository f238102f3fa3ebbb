"""Reads a document key by key; whatever does not fit is an InputError at its place."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NoReturn, TypeVar

from clerkcheck.i18n import _
from clerkcheck.reading.documents import Document
from clerkcheck.reading.documents import Path as KeyPath
from clerkcheck.reading.nearest import suggestion
from clerkcheck.reading.written_values import ValueProblem, one_line, real_date, shown

Id = TypeVar("Id", bound=str)


class KeyReader:
    """Reads one document; every method takes the key path it reads, so that errors can point at it."""

    document: Document

    def get(self, path: KeyPath) -> Any:
        """Return the value at ``path`` as the file has it, or None where a key is missing on the way."""
        value = self.document.data
        for part in path:
            value = value.get(part) if isinstance(value, dict) else value[part] if isinstance(part, int) else None
        return value

    def mapping(self, key: str) -> Mapping[str, Any]:
        """Return the mapping under a top-level key, empty where missing; raises InputError for any other shape."""
        value = self.get((key,))
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.fail((key,), _("{key} 应当是“键: 值”的形式").format(key=key), _("每行写一项，冒号后空一格"))
        return value

    def keys(self, path: KeyPath, allowed: Iterable[str]) -> None:
        """Raise InputError at the first key of the mapping at ``path`` that is not in ``allowed``."""
        for key in self.get(path):
            if key not in allowed:
                self.fail((*path, key), _("没有 {key} 这个键").format(key=key), suggestion(key, allowed), key=True)

    def chosen(self, path: KeyPath, labels: Mapping[Id, str]) -> Id:
        """Return the id at ``path``, one of ``labels``; raises InputError where it is missing or another."""
        value = self.get(path)
        if value is None:
            self.fail((), _("缺少 {key}").format(key=path[-1]), suggestion("", labels))
        return self.one_of(path, value, labels)

    def one_of(self, path: KeyPath, value: Any, labels: Mapping[Id, str]) -> Id:
        """Return ``value`` where it is an id in ``labels``; raises InputError at ``path`` with the nearest one."""
        found = next((name for name in labels if name == value), None)
        if found is None:
            self.fail(path, _("“{value}”不在可选的值里").format(value=shown(value)), nearest_name(value, labels))
        return found

    def line(self, path: KeyPath) -> str:
        """Return the one-line text at ``path``; raises InputError where it is missing or is no single line."""
        value = self.get(path)
        if value is None:
            self.fail((), _("缺少 {key}").format(key=path[-1]), _("补上 {key}").format(key=path[-1]))
        text: str = self.read(path, one_line, value, str(path[-1]))
        return text

    def optional_line(self, path: KeyPath) -> str | None:
        """Return the one-line text at ``path``, or None where it is missing; raises InputError as ``line`` does."""
        return None if self.get(path) is None else self.line(path)

    def date_at(self, path: KeyPath) -> date | None:
        """Return the date at ``path``, or None where it is missing; raises InputError where it is no real date."""
        value = self.get(path)
        return None if value is None else self.read(path, real_date, value, str(path[-1]))

    def read(self, path: KeyPath, reader: Any, value: Any, label: str) -> Any:
        """Return what ``reader`` makes of ``value``; its ValueProblem becomes an InputError at ``path``."""
        try:
            return reader(value)
        except ValueProblem as problem:
            self.fail(path, _("{label}：{what}").format(label=label, what=problem.message), problem.remedy)

    def fail(self, path: KeyPath, message: str, remedy: str = "", *, key: bool = False) -> NoReturn:
        """Raise InputError at the value at ``path``, or with ``key`` at the key itself."""
        raise self.document.error(message, path, remedy, key=key)


def nearest_name(wrong: object, labels: Mapping[Id, str]) -> str:
    """Return the nearest of the ids, as a remedy; where none is near, where the ids can be read."""
    return suggestion(wrong, labels) or _("可用的名字见 clerkcheck new 写出的空白案件")
