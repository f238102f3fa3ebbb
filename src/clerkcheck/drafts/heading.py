"""What stands before the body: copy number, secrecy, urgency, the organ's mark, number, signer, title, addressee."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from clerkcheck.drafts.dates import DATE
from clerkcheck.drafts.model import DraftPara
from clerkcheck.drafts.names import ANNEXED_END, NUMBER, genre_of, is_organ, organs
from clerkcheck.drafts.pieces import TextPiece

_COPY = re.compile(r"(?:份号[:：]?\s*)?(?:No\.?\s*|№\s*)?\d{1,8}", re.IGNORECASE)
_SECRECY = re.compile(
    r"(?:绝密|机密|秘密|内部|普通商密|核心商密)(?:\s*[★☆*]?\s*[0-9一二三四五六七八九十]*\s*(?:年|个月|月|长期)?)"
)
_URGENCY = re.compile(r"特急|加急|紧急|急件|特提|平急|急|火急")
_SIGNER = re.compile(r"(签\s*发(?:\s*人)?\s*[:：]\s*(\S.*)?)$")
# The head of a telegram, which has degrees of urgency of its own: 等级 特急·明电 云政办电〔2025〕9号.
_TELEGRAM = re.compile(
    rf"等\s*级\s*[：:]?\s*(?P<level>特提|特急|加急|平急)(?:\s*[·•.]?\s*明\s*电)?\s*(?P<whole>{NUMBER.pattern})?"
)
_NAMES = re.compile(r"(?!关于)[\u4e00-\u9fff·]{1,4}(?:\s+[\u4e00-\u9fff·]{1,4}){0,3}")
_EMPTY_NUMBER = re.compile(
    r"[（(]\s*发文字号.{0,4}(?:空|略|待定).{0,4}[）)]|[\u4e00-\u9fff×X]{0,14}〔\s*(?:(?:19|20)\d{2}|[×X]{2,4})?\s*〕\s*(?:第)?[\s_＿×X]*号"
)
_DAMAGED = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[［【（(]?\s*(?:19|20)\d{2,8}\s*[〕\]］】）)]?\s*(?:第)?\s*\d*\s*号")
_PASSED = re.compile(
    rf"[（(](?:[^（）()]*{DATE}[^（）()]*|第.{{1,8}}[期号次].*|征求意见稿|送审稿|代拟稿|草案|讨论稿|审议稿)[）)]"
    r"|〔\d{4}〕\d{1,4}号|第[\d一二三四五六七八九十百]{1,5}[期号次]"
)
# What answers to proposals carry above all: A类, 类别：B, 是否公开：是.
_CATEGORY = re.compile(
    r"[（(]?\s*[A-D]\d?\s*类?\s*[）)]?|(?:类\s*别|办理结果|答复类别|是否(?:同意)?公开|公开属性)[：:].{0,12}"
)
SPOKEN = re.compile(rf"[（(—－-]*\s*{DATE}\s*在.{{4,60}}(?:会议|大会)上[）)]?")
_REMARK = re.compile(r"[（(][^（）()]{1,6}[）)]")  # （节选） below a title that is whole
_CONTENTS = re.compile(r"目\s*[录次]")
_BESIDE = re.compile(r"(.{4,}?)\s*[（(]\s*(" + NUMBER.pattern + r")\s*[）)]$")
_SAYS = re.compile(r"如下\s*[：:]$|(?:通知|报告|批复|函复|答复|公告|通告|请示|纪要|强调|要求|指出|认为|提出)\s*[：:]$")
_PERSON = re.compile(
    r"(?:委员|代表|同志|先生|女士|书记|主席|[省市县区州]长|局长|主任|部长|厅长|领导|总理)(?:[：:]|、|$)"
)
_SENTENCE = re.compile(r"[。；！？;]$|。")
_OPENING = re.compile(
    r"第[一二三四五六七八九十百]+[章条节]|[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]+）|(?:为|根据|按照|经)[^，]*，"
)
_WEB = re.compile(
    r"(索\s*引\s*号|主题分类|发文机关|成文日期|发文日期|发布日期|发布时间|生成日期|公开日期|标\s*题|名\s*称|发文字号|文\s*号|主\s*题\s*词|信息来源|来\s*源|发布机构|有效性|浏览次数|字\s*体)\s*[：:](.*)"
)
_LABELS = re.compile(r"附\s*件\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[:：]?")
_MOST_TITLE_LINES, _LONGEST_LINE = 6, 70


class DraftHeading(NamedTuple):
    """The elements before the body; ``end`` is the index of the body's first paragraph.

    ``numbers``: all document numbers that stand there. ``beside``: the number stands in the title's own line.
    ``missing_colon``: the addressee's line does not end in a colon. ``passed``: the note below the title of when the
    document was dated, passed or read out (题注). ``spaced``: the title with the spaces that part its organs.
    """

    copy_number: TextPiece | None = None
    secrecy: TextPiece | None = None
    urgency: TextPiece | None = None
    mark: TextPiece | None = None
    number: TextPiece | None = None
    numbers: tuple[TextPiece, ...] = ()
    empty_number: TextPiece | None = None
    damaged_number: TextPiece | None = None
    signer: TextPiece | None = None
    title: TextPiece | None = None
    title_lines: tuple[int, ...] = ()
    spaced: tuple[str, ...] = ()
    passed: TextPiece | None = None
    addressee: TextPiece | None = None
    beside: bool = False
    missing_colon: bool = False
    end: int = 0


def heading_of(paras: Sequence[DraftPara], start: int, end: int, *, inner: bool = False) -> DraftHeading:
    """Return what stands before the body of the document that begins at ``start``."""
    reader = _HeadingReader(paras, inner=inner)
    at = start
    while at < end and reader.take(at):
        at += 1
    return reader.heading(at, end)


class _HeadingReader:
    """Takes line after line while they belong to the heading."""

    def __init__(self, paras: Sequence[DraftPara], *, inner: bool) -> None:
        self.paras, self.inner = paras, inner
        self.found: dict[str, TextPiece] = {}
        self.numbers: list[TextPiece] = []
        self.titles: list[TextPiece] = []
        self.before: list[TextPiece] = []  # lines that stood before a number and were taken for a title
        self.broken = TextPiece("", -1)  # addressees that go on in the next line
        self.signed = -2  # the last line with the name of one who signs
        self.done = self.missing_colon = self.beside = False

    def take(self, at: int) -> bool:
        """Take a line of the heading; False for one that belongs to the body."""
        text = self.paras[at].text
        if self.done:
            return False
        if self._mark(text, at) or (not self.titles and (self._label(text, at) or self._of_web_page(text, at))):
            return True
        if self._number(text, at):
            return True
        remark = _REMARK.fullmatch(text) and genre_of("".join(line.value for line in self.titles))
        if remark or _PASSED.fullmatch(text) or SPOKEN.fullmatch(text):
            self.found.setdefault("passed", TextPiece(text, at))
            return True
        if self._addressee(text, at):
            self.done = "addressee" in self.found
            return True
        return self._title(text, at)

    def _label(self, text: str, at: int) -> bool:
        for name, pattern in (("secrecy", _SECRECY), ("urgency", _URGENCY), ("copy_number", _COPY)):
            if name not in self.found and pattern.fullmatch(text):
                self.found[name] = TextPiece(text, at)
                return True
        telegram = _TELEGRAM.fullmatch(text)
        if telegram:
            if telegram["level"] in ("特急", "加急"):
                self.found.setdefault("urgency", TextPiece(telegram["level"], at))
            return not telegram["whole"] or self._number(telegram["whole"], at)
        return _LABELS.fullmatch(text) is not None or _CATEGORY.fullmatch(text) is not None

    def _mark(self, text: str, at: int) -> bool:
        """The organ's mark with 文件 at its end, or in its middle where several organs stand one below another."""
        if not re.search(r"文\s*件$", text) or len(text) >= 60 or not all(organs(line.value) for line in self.titles):
            return False
        name = re.sub(r"文\s*件$", "", text)
        if not (organs(name) if name else self.titles):
            return False
        lines = [*self.titles, TextPiece(text, at)]
        self.found["mark"] = TextPiece("\u3000".join(line.value for line in lines), lines[0].at)
        self.titles = []
        return True

    def _of_web_page(self, text: str, at: int) -> bool:
        """A line of what a web page says of a document above it; its number and its title are taken from there."""
        match = _WEB.fullmatch(text)
        if match is None:
            return False
        if re.sub(r"\s", "", match[1]) in ("发文字号", "文号") and NUMBER.fullmatch(match[2].strip()):
            self.found.setdefault("number", TextPiece(match[2].strip(), at))
            self.numbers = self.numbers or [TextPiece(match[2].strip(), at)]
        return True

    def _number(self, text: str, at: int) -> bool:
        signer = _SIGNER.search(text)
        rest = text[: signer.start()].strip() if signer else text
        if signer:
            self.found.setdefault("signer", TextPiece(signer[1].strip(), at))
            self.signed = at
        elif self.signed == at - 1 and not self.titles and _NAMES.fullmatch(text) and not is_organ(text):
            self.signed = at  # more who sign, one below another
            return True
        if not rest:
            return True
        rest = re.sub(r"^[（(](.+号)[）)]$", r"\1", rest)  # as collections of texts put it below the title
        for name, pattern in (("empty_number", _EMPTY_NUMBER), ("number", NUMBER), ("damaged_number", _DAMAGED)):
            match = pattern.fullmatch(rest)
            if match and (name != "number" or match["hao"] or match["serial"]):
                broken = name == "number" and not (match["close"] and re.fullmatch("[0-9xX×*]{2,4}", match["year"]))
                self.found.setdefault("damaged_number" if broken else name, TextPiece(rest, at))
                self.numbers.append(TextPiece(rest, at))
                self._was_a_mark()
                return True
        return signer is not None

    def _was_a_mark(self) -> None:
        """Lines before a number that name organs and no more are the organ's mark, not a title."""
        if self.titles and all(organs(line.value) for line in self.titles):
            self.found.setdefault("mark", TextPiece("".join(line.value for line in self.titles), self.titles[0].at))
            self.titles = []

    def _addressee(self, text: str, at: int) -> bool:
        if "addressee" in self.found or "。" in text or _SAYS.search(text) or len(text) > 400:
            return False
        text, at = self.broken.value + text, self.broken.at if self.broken.value else at
        if text.endswith(("：", ":")):
            short = len(text) <= 30 and "，" not in text.rstrip("：:")
            if short or "各" in text or _PERSON.search(text) or _names_organs(text.rstrip("：:")):
                self.found["addressee"] = TextPiece(text, at)
                return True
            return False
        ready = self.titles and genre_of("".join(line.value for line in self.titles))
        if ready and text.endswith(("，", "、")) and (text.startswith("各") or _names_organs(text.rstrip("，、"))):
            self.broken = TextPiece(text, at)
            return True
        if (
            ready
            and len(text) < 60
            and re.fullmatch(
                r".*(?:人民政府|国务院|委员会|局|厅|部门|单位|机构|办事处|学校|企业|公司|中心|院)[。，,；]?", text
            )
        ):
            bare = text.rstrip("。，,；")
            if organs(bare) or text.startswith("各"):
                self.found["addressee"], self.missing_colon = TextPiece(text, at), True
                return True
        return False

    def _title(self, text: str, at: int) -> bool:
        joined = "".join(line.value for line in self.titles)
        full = genre_of(joined) is not None or (self.inner and ANNEXED_END.search(joined) is not None)
        if (
            _CONTENTS.fullmatch(text)
            or len(self.titles) >= _MOST_TITLE_LINES
            or len(text) > _LONGEST_LINE
            or (_SENTENCE.search(text) and joined)
        ):
            return False
        open_book = joined.count("《") > joined.count("》")
        if (full and not open_book and not _goes_on(joined, text)) or (_OPENING.match(text) and not open_book):
            return False
        if re.search(r"[。；]|如下\s*[：:]$", text) or (text.endswith(("：", ":")) or re.search(r"[，,].*[，,]", text)):
            return bool(re.fullmatch(r"[^。]{6,60}。", text) and not joined and genre_of(text)) and self._take(text, at)
        if re.fullmatch(r"[（(].*[）)]", text):
            return not joined
        return self._take(text, at)

    def _take(self, text: str, at: int) -> bool:
        beside = _BESIDE.fullmatch(text)
        if beside:
            self.beside = True
            self.found["number"] = TextPiece(beside[2], at)
            self.numbers.append(TextPiece(beside[2], at))
            text = beside[1].strip()
        self.titles.append(TextPiece(text, at))
        return True

    def heading(self, at: int, end: int) -> DraftHeading:
        """Return what was taken; a title must look like one, or its lines are left to the body."""
        if self.broken.value and "addressee" not in self.found:
            self.found["addressee"], self.missing_colon = self.broken, True
        joined = "".join(re.sub(r"[\s\u3000]+", "", line.value) for line in self.titles)
        after = at < end or "addressee" in self.found
        if joined and not (
            genre_of(joined) or "关于" in joined or ANNEXED_END.search(joined) or (self.inner and after)
        ):
            known = any(each in self.found for each in ("number", "addressee"))
            if not known or is_organ(joined):
                at, joined = (self.titles[0].at if "addressee" not in self.found else at), ""
        title = TextPiece(joined, self.titles[0].at) if joined else None
        lines = tuple(line.at for line in self.titles) if joined else ()
        return DraftHeading(
            **self.found, spaced=tuple(line.value for line in self.titles) if joined else (), numbers=tuple(self.numbers), title=title, title_lines=lines,
            beside=self.beside, missing_colon=self.missing_colon, end=at,
        )  # fmt: skip


def _names_organs(text: str) -> bool:
    """Whether a line names organs, as 北京市、河北省人民政府，商务部 does: the first, or one of several short names."""
    names = re.split("[，、,]", text)
    return is_organ(names[0]) or (not _OPENING.match(text) and max(map(len, names)) <= 20 and any(map(is_organ, names)))


def _goes_on(title: str, line: str) -> bool:
    """Whether a title that could end here goes on in the next line: 工作意见 / 报告的通知."""
    return len(line) <= 40 and genre_of(line) is not None and not re.search(r"关于|人民政府", line[:20]) and bool(title)
