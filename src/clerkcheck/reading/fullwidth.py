"""Chinese punctuation where a file's form wants the ASCII one: found, and named."""

import re

from clerkcheck.i18n import _

ASCII = {
    "（": "(", "）": ")", "［": "[", "］": "]", "【": "[", "】": "]", "｛": "{", "｝": "}", "，": ",", "、": ",",
    "：": ":", "；": ";", "＝": "=", "＞": ">", "＜": "<", "！": "!", "－": "-", "—": "-", "＃": "#", "％": "%",
    "．": ".", "＿": "_",
}  # fmt: skip
_QUOTES = "“”‘’「」＂＇"
# Compiled on first use (re keeps them): every start imports this module, and hardly any needs it.
_ANY = f"[{re.escape(''.join(ASCII) + _QUOTES)}]"
_IDS = r"[\x00-\x7f\s]*\Z"  # what is left is words of the form, not a text in Chinese


def fullwidth_in(text: str) -> re.Match[str] | None:
    """Return the first Chinese punctuation mark in ``text``, None where there is none."""
    return re.search(_ANY, text)


def named(mark: str) -> tuple[str, str]:
    """Return what is wrong with a mark, and what to write in its place, in words."""
    if mark in _QUOTES:
        return _("“{mark}”是中文引号").format(mark=mark), _("删去引号")
    return _("“{mark}”是全角标点").format(mark=mark), _("写成英文的 {right}").format(right=ASCII[mark])


def fullwidth_remedy(text: str) -> str:
    """Return what to do about Chinese punctuation among ids (``plenary，standing``); "" for any other text."""
    found = fullwidth_in(text)
    if found is None or not re.match(_IDS, re.sub(_ANY, "", text)):
        return ""
    wrong, right = named(found[0])
    return _("{wrong}，{right}").format(wrong=wrong, right=right)
