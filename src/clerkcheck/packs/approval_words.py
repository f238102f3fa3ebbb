"""Who approves in the place of a meeting, in words; apart from what reads conditions, which a verdict does not need."""

from clerkcheck.i18n import _


def approval_words(roles: str, meetings: str) -> str:
    """Return who approves in the place of a meeting: 由常务副市长审批，不必上会; 常务会议，或者由区长批准."""
    if not meetings:
        return _("由{roles}审批，不必上会").format(roles=roles)
    return _("{meetings}，或者由{roles}批准").format(meetings=meetings, roles=roles)
