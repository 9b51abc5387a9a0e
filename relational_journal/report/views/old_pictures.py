"""Build the part of `rj look echoes` on old pictures: how much they are believed, what fits and what does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.report.document import wording
from relational_journal.report.document.document import Block, Line, Pair, Section, Text, line
from relational_journal.report.document.entry_text import format_day
from relational_journal.report.document.moment_rows import format_ids
from relational_journal.report.views.answer import format_heading
from relational_journal.report.views.tallies import uids

if TYPE_CHECKING:
    from relational_journal.model import Entry
    from relational_journal.patterns.questions.old_pictures import OldPicture

HEADING = "An old picture, a roomier one"
BELIEFS = {"not": "not", "a-little": "a little", "half": "half", "mostly": "mostly"}
_MOST_IDS = 12


def picture_sections(pictures: Sequence[OldPicture], today: date) -> Iterator[Section]:
    """Yield a section for each old picture, in the person's words."""
    for picture in pictures:
        latest = picture.looks[-1]
        heading = f"{latest.id}  {format_heading(picture.old)}"
        yield Section(f"picture:{latest.uid}", heading, tuple(_blocks(picture, today)))


def _blocks(picture: OldPicture, today: date) -> Iterator[Block]:
    if picture.new:
        yield Pair("Roomier", line(format_heading(picture.new)))
    for label, which in (("Old believed", "old"), ("New believed", "new")):
        if said := format_beliefs(picture, which, today):
            yield Pair(label, line(said))
    for label, moments in (("Fit it", picture.fits), ("Did not fit", picture.does_not_fit)):
        if moments:
            yield Pair(label, format_tied(moments, today))


def format_beliefs(picture: OldPicture, which: str, today: date) -> str:
    """Format as `mostly on 3 Sep, half on 12 Nov`; "" if it was never said."""
    return ", ".join(
        f"{BELIEFS.get(belief, belief)} on {format_day(look.when, today, weekday=False)}"
        for look, belief in picture.believed(which)
    )


def format_tied(moments: Sequence[Entry], today: date) -> Line:
    """Format as `3 moments, the last on 29 Aug (115 97 51)`."""
    last = format_day(moments[-1].when, today, weekday=False)
    when = f", the last on {last}" if len(moments) > 1 else f", on {last}"
    newest = list(reversed(moments))
    entries = Text(format_ids(newest, _MOST_IDS), "entry")
    return line(f"{wording.moments(len(moments))}{when} (", entries, ")", uids=uids(newest))
