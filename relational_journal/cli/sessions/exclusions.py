"""Exclude items from every page: moments become private, words are no longer shared, lines and parts are stored."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from relational_journal.report.session_page import exclusions

if TYPE_CHECKING:
    from relational_journal.journal.journal import Journal


def keep_off(journal: Journal, names: Sequence[str], sections: Sequence[str] = ()) -> list[str]:
    """Keep items off every future page; return one sentence for each that says how to undo it.

        Args:
    names: the names of items (`document.names`).
    sections: the keys of whole parts.
    """
    messages = []
    lines = [f"section:{section}" for section in sections]
    for name in names:
        kind, _, rest = name.partition(":")
        # Words and moments carry their own marks, which every page respects; only the rest needs the setting.
        if kind == "words":
            messages.append(_unchosen(journal, rest))
        elif kind in ("moment", "entry"):
            messages.append(_only_for_me(journal, rest.partition(":")[0]))
        else:
            lines.append(name)
    if lines:
        journal.settings.set(exclusions.SETTING, exclusions.written([*_kept_off(journal), *lines]))
        messages += [
            f"Never shown from now on: {exclusions.describe(name)}. again, or --again, brings it back."
            for name in lines
        ]
    return messages


def bring_back(journal: Journal, numbers: Collection[int]) -> list[str]:
    """Show again what `describe_exclusions` lists under these numbers; everything if there are no numbers."""
    names = _kept_off(journal)
    back = [name for at, name in enumerate(names, 1) if at in numbers or not numbers]
    if not back:
        return ["Nothing stands under that number: again lists what is never shown."]
    journal.settings.set(exclusions.SETTING, exclusions.written(name for name in names if name not in back))
    return [f"Shown again: {exclusions.describe(name)}." for name in back]


def describe_exclusions(journal: Journal) -> list[str]:
    """Describe everything that is never shown, in the order it was chosen."""
    return [exclusions.describe(name) for name in _kept_off(journal)]


def _kept_off(journal: Journal) -> tuple[str, ...]:
    return exclusions.read(journal.settings.get(exclusions.SETTING, ""))


def _unchosen(journal: Journal, uid: str) -> str:
    from relational_journal.model import replace

    entry = journal.find(uid)
    if entry.share:
        journal.replace(replace(entry, share=False), verb="share")
    return f"The words of {entry.id} are not chosen any more; add {entry.id} chooses them again."


def _only_for_me(journal: Journal, uid: str) -> str:
    from relational_journal.model import replace

    entry = journal.find(uid)
    if not entry.private:
        journal.replace(replace(entry, private=True), verb="private")
    back = f"rj edit {entry.id} --no-private takes that back"
    return f"{entry.id} is only for you now: in no word and no number of any page. {back}."
