"""Every sentence a user reads passes through ``_()``; Chinese is the source language.

A second language is a gettext catalogue under ``clerkcheck/locale``, not a rewrite. How words and clauses are put
together is a matter of language, too: the functions below are the ways of doing it that occur again and again.
"""

from collections.abc import Iterable
from gettext import translation
from os.path import dirname, join

_ = translation("clerkcheck", join(dirname(__file__), "locale"), fallback=True).gettext


def listed(words: Iterable[str]) -> str:
    """Return words as a list: 甲、乙、丙."""
    return _("、").join(words)


def joined(statements: Iterable[str]) -> str:
    """Return statements, each complete in itself, as one: 甲；乙；丙."""
    return _("；").join(statements)


def linked(parts: Iterable[str]) -> str:
    """Return the parts of one sentence as a sentence: 甲，乙，丙."""
    return _("，").join(parts)


def labelled(label: object, text: object) -> str:
    """Return a text behind its label: 单位：区某局."""
    return _("{label}：{text}").format(label=label, text=text)


def remarked(text: object, remark: object) -> str:
    """Return a text with a remark in brackets: 区府办（第四十九条）."""
    return _("{text}（{remark}）").format(text=text, remark=remark)


def cited(source: object, quote: object) -> str:
    """Return an article, or what else is quoted, with its words: 第四十九条“应当……”."""
    return _("{source}“{quote}”").format(source=source, quote=quote)
