"""A saved web page as the text that a reader sees, every character where it stands in the file.

What is not text (tags, scripts, styles, comments) becomes blanks, so that messages name line and column of the page.
"""

import html
import re

_OPENS_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,400}?-->\s*)?"
    r"<(?:!doctype\s+html|html|head|body|meta|div|p|span|table|article)\b",
    re.I | re.S,
)
_CLOSES = re.compile(r"</[a-zA-Z][a-zA-Z0-9]{0,20}>")
_TAG = re.compile(r"<(?:!--|/?([a-zA-Z][a-zA-Z0-9]{0,20}))")
_UNSEEN_END = {name: re.compile(f"</{name}", re.I) for name in ("script", "style", "noscript", "template")}
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_LINE_END = re.compile(r"[^\n]")


def is_page(text: str) -> bool:
    """Return whether the text is HTML, whole or in part."""
    return bool(_OPENS_PAGE.match(text) or _CLOSES.search(text))


def text_of_page(text: str) -> str:
    """Return the page's text, as long as the page; what is marked up is blank."""
    parts: list[str] = []
    at = 0
    while tag := _TAG.search(text, at):
        parts.append(_words(text[at : tag.start()]))
        name = (tag[1] or "").lower()
        closing = "-->" if not name else ">"
        end = text.find(closing, tag.end())
        end = len(text) if end < 0 else end + len(closing)
        if name in _UNSEEN_END and text[tag.start() + 1] != "/":
            closing_tag = _UNSEEN_END[name].search(text, end)
            end = closing_tag.start() if closing_tag else len(text)
        parts.append(_LINE_END.sub(" ", text[tag.start() : end]))
        at = end
    parts.append(_words(text[at:]))
    return "".join(parts)


def _words(text: str) -> str:
    """Characters written as &emsp; stand at the beginning of their names."""
    return _ENTITY.sub(lambda found: html.unescape(found[0])[:1].ljust(len(found[0])), text)
