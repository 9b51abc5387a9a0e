"""Build the parts about the sheet itself, an old and a roomier picture, experiments, and what it does not see."""

from __future__ import annotations

from relational_journal.model import Entry
from relational_journal.report.document import wording
from relational_journal.report.document.document import Block, Line, Part, Section, line
from relational_journal.report.document.pseudonyms import SOMEONE
from relational_journal.report.session_page.page_material import Limits, Material
from relational_journal.report.views.footer import without_note
from relational_journal.text.folding import caseless
from relational_journal.timestamps import beginning, day_of

EIGHT_WEEKS = 56  # days
SELF_NOTED = "Noted and chosen by me."
NOBODY_READS = "Nobody reads this between sessions."
HELP_SOONER = "Help sooner: the emergency number, or findahelpline.com."
_LEAST_UNKNOWN = 2  # moments with "someone", before it is said how many people that is
_OUTCOMES = {
    "worse": "worse than predicted",
    "as-feared": "as predicted",
    "mixed": "mixed",
    "better": "better than predicted",
}
_BELIEFS = {"not": "not", "a-little": "a little", "half": "half", "mostly": "mostly"}


def about_section(material: Material) -> Section:
    """Return over which days this is, on how many moments it is based, and who chose them."""
    new, all_ = len(material.new_moments), material.patterns.counted
    since = material.dated(material.new.since)
    days = _since(material)
    if not material.limits.asides and material.session is None:
        days = f"since {since}"
    if material.window.until != material.today:
        until = material.dated(material.window.until)
        days = f"on {since}" if since == until else f"from {since} to {until}"
    longer = f"; {all_} {_in_these_weeks(material)}" if material.window != material.new else ""
    text = f"{wording.moments(new)} {days}{longer}."
    if material.choices.only:
        text += f" Only {material.names.redact(material.choices.only)}."
    if all_ < wording.LEAST:
        text += f" {wording.too_few_moments(all_)}"
    blocks = (line(text, name="about:moments"), line(SELF_NOTED, name="about:self-noted"))
    return Section("about", "What this is", blocks, silent=True)


def _since(material: Material) -> str:
    """Format when the window of news begins, and why there."""
    since = material.dated(material.new.since)
    if material.new == material.window:
        return f"since {since}"
    return f"since last session, {since}" if material.session is not None else f"in two weeks (since {since})"


def _in_these_weeks(material: Material) -> str:
    """Format the window of patterns: `in these eight weeks (since 28 Sep)`."""
    since = material.dated(material.window.since)
    is_told = material.window.days == EIGHT_WEEKS and material.limits.asides
    return f"in eight weeks (since {since})" if is_told else f"since {since}"


def echoes_section(material: Material) -> Section | None:
    """Return an old picture and a roomier one, if shared: belief then and now, and one moment that does not fit."""
    pictures = [picture for picture in material.of_kind("picture") if material.is_chosen(picture)]
    latest = {caseless(picture.answers.get("old", "").strip()) for picture in pictures[-1:]} - {""}
    earlier = [
        picture
        for picture in material.of_kind("picture")[:-1]
        if pictures and picture is not pictures[-1] and caseless(picture.answers.get("old", "").strip()) in latest
    ]
    blocks = _picture(pictures[-1], earlier[0] if earlier else None, material) if pictures else ()
    return Section("echoes", "An old picture, a roomier one", tuple(blocks)) if blocks else None


def _picture(picture: Entry, earlier: Entry | None, material: Material) -> list[Block]:
    """Return old → new in the person's words, how much each is believed, and a moment that does not fit."""
    answers = picture.answers
    parts: list[Part | str] = []
    for key in ("old", "new"):
        if answers.get(key, "").strip():
            parts += [" → "] * bool(parts) + [material.words(answers[key])]
    if not parts and picture.text.strip():
        parts.append(material.words(picture.text))
    if not parts:
        return []
    material.placed.add(picture.uid)
    blocks: list[Block] = [line(*parts, name=f"entry:{picture.uid}:picture")]
    believed = [
        f"{words} {belief}"
        for words, entry in (("then", earlier), (f"on {material.day(picture)}", picture))
        if entry is not None and (belief := _believed(entry))
    ]
    said = [f"Believed: {', '.join(believed)} (old / new)."] if believed else []
    against = _does_not_fit(picture, material)
    if against is not None:
        who = material.who(against)
        said.append(f"Did not fit: {material.day(against)}{f', {who}' if who else ''}.")
    if said:
        blocks.append(line(" ".join(said), name="echoes:believed"))
    return blocks


def _believed(picture: Entry) -> str:
    """Format as `mostly / a little`: the old picture, then the roomier one; "" if neither was said."""
    said = [_BELIEFS.get(picture.answers.get(key, ""), "") for key in ("believe-old", "believe-new")]
    return " / ".join(belief or "not said" for belief in said) if any(said) else ""


def _does_not_fit(picture: Entry, material: Material) -> Entry | None:
    """Return the latest moment that was linked to the picture as one that does not fit it."""
    tied = {link.to for link in picture.links if link.as_ == "does-not-fit"}
    found = [
        moment
        for moment in material.can_be_named
        if moment.uid in tied or any(link.to == picture.uid and link.as_ == "does-not-fit" for link in moment.links)
    ]
    return max(found, key=lambda moment: beginning(moment.when), default=None)


def experiment_section(material: Material, agreed: Line | None) -> Section | None:
    """Return what was predicted, happened and learned; the words themselves only if they are shared.

    Args:
        agreed: what was to be tried after the last session, if it may stand here.
    """
    tried = {link.to for moment in material.new_moments for link in moment.links if link.as_ in ("tries", "outcome-of")}
    found = [e for e in material.of_kind("experiment") if material.is_new(e) or e.uid in tried]
    found.sort(key=material.is_chosen)  # the latest of those whose words were chosen goes last
    most = min(Limits().tried, max(material.limits.tried, sum(map(material.is_chosen, found))))
    latest = sorted(found[-most:], key=lambda entry: (beginning(entry.when), entry.written, entry.uid))
    blocks = (*([agreed] if agreed else []), *(_experiment(entry, material) for entry in latest))
    return Section("experiment", "Tried", blocks) if blocks else None


def _experiment(entry: Entry, material: Material) -> Line:
    answers = entry.answers
    state = {"tried": "Tried", "changed-my-mind": "Changed my mind"}.get(answers.get("state", ""), "Not tried yet")
    outcome = _OUTCOMES.get(answers.get("outcome", ""), "")
    who = material.who(entry)
    if not material.is_chosen(entry):
        opening = f"{material.day(entry)}{f', with {who}' if who else ''}: {state[:1].lower()}{state[1:]}"
        went = f"; it went {_went(outcome)}" if outcome else ""
        return line(f"{opening}{went}.", uids=(entry.uid,), name=f"entry:{entry.uid}")
    parts: list[str | Part] = []

    def add(label: str, text: str) -> None:
        if text.strip():
            own = material.words(text)
            parts.extend([" " if parts else "", label, own, "" if own.text.endswith((".", "!", "?", "…")) else "."])

    add("" if state == "Tried" else f"{state}: ", answers.get("try") or entry.text)
    add("Predicted: ", answers.get("predicted", ""))
    add(f"Happened{f', {outcome}' if outcome else ''}: ", answers.get("happened", ""))
    if outcome and not answers.get("happened", "").strip():
        parts.append(f" It went {_went(outcome)}.")
    add("Learned: ", answers.get("learned", ""))
    material.placed.add(entry.uid)
    return line(*(parts or [f"{state}."]), uids=(entry.uid,), name=f"entry:{entry.uid}")


def _went(outcome: str) -> str:
    return "both ways" if outcome == "mixed" else outcome


def unseen_section(material: Material) -> Section:
    """Return what the journal does not see, for the foot of every sheet."""
    days = {day_of(moment.when) for moment in material.moments} - {None}
    sentence = f"This sheet sees {len(days)} of {wording.moments(material.window.days, 'day')}."
    blocks = (
        line(sentence + _without_what_came_before(material) + _who_is_someone(material), name="unseen:days"),
        line(f"{NOBODY_READS} {HELP_SOONER}", name="unseen:help"),
    )
    return Section("unseen", "What this does not see", blocks, silent=True)


def _without_what_came_before(material: Material) -> str:
    """Return that what came before is seldom noted, where it is: then few moments can count for a pattern."""
    silent = len(without_note(material.patterns))
    if material.patterns.counted < wording.LEAST or silent < wording.LEAST or 2 * silent < material.patterns.ways.of:
        return ""
    return f" {wording.moments(silent)} say nothing of what came before."


def _who_is_someone(material: Material) -> str:
    """Return whether "someone" is one person or several, if it stands for the people of several moments."""
    unknown = [{name for name in moment.people if material.names.shown(name) == SOMEONE} for moment in material.moments]
    if sum(map(bool, unknown)) < _LEAST_UNKNOWN:
        return ""
    people = len(set[str]().union(*unknown))
    return f" Someone is {'one person' if people == 1 else f'{people} different people'} in these moments."
