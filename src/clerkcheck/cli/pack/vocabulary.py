"""``clerkcheck pack vocabulary [WORD]``: the ids that clauses and cases may use, with labels, help and choices."""

from argparse import Namespace
from collections.abc import Iterator
from typing import NamedTuple

from clerkcheck.cells import wrap
from clerkcheck.cli.pack.which_pack import pack_at
from clerkcheck.cli.say import say
from clerkcheck.i18n import _, labelled, listed, remarked
from clerkcheck.packs.model import Fact, Pack
from clerkcheck.reading.errors import InputError
from clerkcheck.reading.nearest import suggestion

_WIDTH = 80


class VocabularyEntry(NamedTuple):
    """One id: what it is called, what else is said of it, a line each, and the part of the vocabulary it is in."""

    part: str
    id: str
    label: str
    more: tuple[str, ...] = ()

    def speaks_of(self, word: str) -> bool:
        """Whether a word stands in anything that is said of it, or in the name of the channels (发布渠道)."""
        texts = (self.id, self.label, *self.more, *((self.part,) if self.part == channels_part() else ()))
        return any(word in text.casefold() for text in texts)


def run(options: Namespace) -> int:
    """Print the entries that have the word, or all; return 0. Raises InputError where there are none."""
    entries = list(entries_of(pack_at(options.pack)))
    word = (options.word or "").strip()
    found = [each for each in entries if each.speaks_of(word.casefold())]
    if not found:
        remedy = suggestion(word, {each.id: each.label for each in entries})
        raise InputError(_("没有和“{word}”有关的").format(word=word), None, remedy or _("换一个短些的词"))
    part = ""
    for entry in found:
        if entry.part != part:
            say(("\n" if part else "") + f"== {entry.part}")
            part = entry.part
        say("\n".join(wrap(labelled(entry.id, entry.label), _WIDTH, rest="    ")))
        for line in entry.more:
            say("\n".join(wrap("    " + line, _WIDTH, rest="        ")))
    return 0


def entries_of(pack: Pack) -> Iterator[VocabularyEntry]:
    """Yield the pack's vocabulary, shared and own, then what the form of its files has fixed, in their order."""
    from clerkcheck.packs.form_words import VALUES

    words = pack.vocabulary
    for fact in words.facts.values():
        own = (
            [_("取值：{values}").format(values=listed(remarked(*each) for each in fact.of.items()))] if fact.of else []
        )
        more = [_fact_type(fact.type), *own, *_counted(fact, pack), *([fact.help] if fact.help else [])]
        yield VocabularyEntry(_("事实（facts，写在条件里）"), fact.id, fact.label, tuple(more))
    for name, label in words.materials.items():
        help_ = words.material_help.get(name)
        yield VocabularyEntry(_("要件（materials，写在 needs、any_of 里）"), name, label, (help_,) if help_ else ())
    parts = (
        (_("会议（写在 forum、forum_not 里）"), words.meetings),
        (_("签批人（写在 signer、also 里）"), words.signers),
        (_("日期（dates，写在 from、check 里）"), words.dates),
        (_("期限（deadlines，写在 due 里）"), words.deadlines),
        (_("术语（terms，本包的，写在条件里）"), {name: term.means for name, term in pack.terms.items()}),
    )
    for part, labels in parts:
        yield from (VocabularyEntry(part, name, label) for name, label in labels.items())
    yield from (VocabularyEntry(channels_part(), name, label) for name, label in words.channels.items())
    for key, values in VALUES.items():
        part = _("{key} 的值").format(key=key)
        yield from (VocabularyEntry(part, name, label) for name, label in values.items() if key != "rank")


def _counted(fact: Fact, pack: Pack) -> list[str]:
    """How a number is counted where several cases are judged together."""
    if not fact.counted_per:
        return []
    from clerkcheck.packs.counted import counted_condition
    from clerkcheck.packs.wording import condition_words

    which = condition_words(counted_condition(fact, pack), pack.vocabulary, pack.terms)
    date = pack.vocabulary.dates[fact.counted_date]
    text = _("几件一起查的，按同一年数（{date}）：{which}")
    if fact.counted_per == "meeting":
        text = _("几件一起查的，按同一次会议数（{date}）：{which}")
    return [text.format(date=date, which=which)]


def channels_part() -> str:
    """Return what the part of the channels is called: none of them has the word for it in its own name."""
    return _("发布渠道（channels，写在条件里：papers.名.channel）")


def _fact_type(name: str) -> str:
    from clerkcheck.packs.form_words import VALUES

    return VALUES["type"][name].split("／")[-1]
