"""Every sentence a user reads passes through ``_()``; Chinese is the source language.

A second language is a gettext catalogue under ``clerkcheck/locale``, not a rewrite.
"""

from gettext import translation
from os.path import dirname, join

_ = translation("clerkcheck", join(dirname(__file__), "locale"), fallback=True).gettext
