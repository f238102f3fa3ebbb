"""A text in traditional characters in simplified ones, and in the words that it had before it was converted.

Copies made by tools of Taiwan have not only other characters but other words (程式 for 程序, 檔案 for 文件). The
general dictionaries of such words make 文件 a 文档 and 执行 a 运行 on the way back; so only what regulations hold is
turned back here, and only in a text that shows by several of these words that it is such a copy.
"""

import re

from clerkcheck.i18n import _
from clerkcheck.reading.errors import InputError, Place

_TRADITIONAL = frozenset("條區長會議規則應當經濟項報")  # common in any regulation, and never simplified
# What no regulation of the mainland says, with what it does say; and what it may say too.
_TELLING = {
    "网际网路": "互联网", "网路": "网络", "程式": "程序", "稽核": "审核", "许可权": "权限", "资讯": "信息",
    "专案": "项目", "释出": "发布", "最佳化": "优化", "视讯": "视频", "智慧化": "智能化", "型别": "类型",
    "列印": "打印", "软体": "软件", "硬体": "硬件", "入口网站": "门户网站", "伺服器": "服务器",
}  # fmt: skip
_OTHERS = {
    "全域性": "全局", "社群": "社区", "联络群": "联系群", "支援": "支持", "著力": "着力",
    "著眼": "着眼", "沿著": "沿着",
}  # fmt: skip
_FILES = re.compile("档案(?!馆|局|管理|室|法|工作)(?<!人事档案)(?<!电子档案)(?<!干部档案)")
_FEWEST = 2  # different telling words
_WORDS = re.compile("|".join(sorted({**_TELLING, **_OTHERS}, key=len, reverse=True)))


def simplified(text: str, path: str) -> str:
    """Return ``text`` in simplified characters; raises InputError (naming ``path``) where opencc is not installed."""
    if not _TRADITIONAL & set(text):
        return text
    try:
        from opencc import OpenCC
    except ImportError:
        raise InputError(
            _("这是繁体文本，转换要另装 opencc"), Place(path), _("pip install 'clerkcheck[keeper]'")
        ) from None
    made: str = OpenCC("t2s").convert(text)
    if sum(word in made for word in _TELLING) < _FEWEST:
        return made
    known = _TELLING | _OTHERS
    return _FILES.sub("文件", _WORDS.sub(lambda match: known[match[0]], made))
