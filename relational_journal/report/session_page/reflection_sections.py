"""Sections of the page for the session on what it is, what it reminds of, what was tried, and what it does not see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from relational_journal.model import Moment
from relational_journal.report.document import wording
from relational_journal.report.document.document import Block, Line, Pair, Part, Section, line
from relational_journal.report.session_page.page_material import Material, in_window
from relational_journal.report.views.claims import standing_out
from relational_journal.report.views.footer import without_note
from relational_journal.report.views.tallies import definition, uids
from relational_journal.timestamps import beginning, day_of, first_day

LEAST_ECHOES = 3  # links from which on a past experience is mentioned (domain §6, question 10)
_MOST_WEEKS = 8

_CHECKIN = {
    "stressed": "stressed",
    "myself-with-someone": "able to be myself with someone",
    "mattered": "I mattered to someone",
    "someone-mattered": "someone mattered to me",
    "all-right-with-me": "all right with who I am",
    "at-home-in-body": "at home in my body",
    "energy": "energy",
    "alone-with-things": "alone with things",
}
_OUTCOMES = {
    "worse": "worse than predicted",
    "as-feared": "as predicted",
    "mixed": "mixed",
    "better": "better than predicted",
}
_BELIEFS = {"not": "not", "a-little": "a little", "half": "half", "mostly": "mostly"}


def about_section(material: Material) -> Section:
    """Section 2: what this is, over which days, and how many moments it rests on."""
    new, all_ = len(material.new_moments), material.patterns.counted
    since, from_ = material.dated(material.new.since), material.dated(material.window.since)
    days = f"since {since}"
    if material.window.until != material.today:
        days = f"from {since} to {material.dated(material.window.until)}"
    patterns = f"; patterns over the {all_} since {from_}" if material.window != material.new else ""
    told = f"{wording.moments(new)} I noted {days}{patterns}."
    blocks = [line(told, name="about:moments")]
    if material.choices.only:
        blocks.append(line(f"Only {material.names.redact(material.choices.only)}.", name="about:filters"))
    if all_ < wording.LEAST:
        blocks.append(line(wording.too_few_moments(all_), name="about:too-few"))
    blocks.append(line(wording.NOT_AN_ASSESSMENT, name="about:not-an-assessment"))
    return Section("about", "What this is", tuple(blocks))


def echoes_section(material: Material) -> Section | None:
    """Section 8: past experiences that echo in three moments or more, and a picture, old and new, if chosen."""
    blocks: list[Block] = []
    for memory in material.of_kind("memory"):
        echoing = _echoing(memory, material)
        if len(echoing) >= LEAST_ECHOES:
            blocks.append(_echo(memory, echoing, material))
    pictures = [picture for picture in material.of_kind("picture") if material.is_chosen(picture)]
    for picture in pictures[-1:]:
        blocks += _picture(picture, material)
    return Section("echoes", "What it reminds me of", tuple(blocks)) if blocks else None


def _echoing(memory: Moment, material: Material) -> list[Moment]:
    """The moments of the window tied to a past experience as echoes, whichever of the two holds the link."""
    back = {link.to for link in memory.links if link.as_ == "echoes"}
    return [
        moment
        for moment in material.moments
        if moment.uid in back or any(link.to == memory.uid and link.as_ == "echoes" for link in moment.links)
    ]


def _echo(memory: Moment, echoing: Sequence[Moment], material: Material) -> Line:
    title = memory.answers.get("title") or memory.text
    named: Part | str = "A past experience"
    if title.strip() and material.is_chosen(memory):
        named = material.words(title)
        material.placed.add(memory.uid)
    there = {moment.uid for moment in echoing}
    around = [
        f"{definition(row).row} in {n}"
        for row in material.patterns.rows
        if row.key not in material.choices.hidden and (n := sum(moment.uid in there for moment in row.shows))
    ]
    beside = f"; {', '.join(around[:3])} of these" if around else ""
    last = material.day(echoing[-1])
    told = f" echoes in {wording.moments(len(echoing))}, the last on {last}{beside}."
    return line(named, told, uids=uids(echoing), name=f"entry:{memory.uid}")


def _picture(picture: Moment, material: Material) -> list[Block]:
    answers = picture.answers
    blocks: list[Block] = []
    for label, key, belief in (("The old picture: ", "old", "believe-old"), ("A roomier one: ", "new", "believe-new")):
        if answers.get(key, "").strip():
            believed = _BELIEFS.get(answers.get(belief, ""), "")
            today = f" (believed today: {believed})" if believed else ""
            blocks.append(line(label, material.words(answers[key]), today, name=f"entry:{picture.uid}:{key}"))
    if not blocks and picture.text.strip():
        blocks.append(line("A picture: ", material.words(picture.text), name=f"entry:{picture.uid}"))
    material.placed.add(picture.uid)
    return blocks


def experiment_section(material: Material, agreed: Line | None) -> Section | None:
    """Section 9: predicted, happened, learned; the words themselves only if chosen.

    Args:
        agreed: what was to be tried after the last session, where it may stand here.
    """
    tried = {link.to for moment in material.new_moments for link in moment.links if link.as_ in ("tries", "outcome-of")}
    blocks = [
        _experiment(entry, material)
        for entry in material.of_kind("experiment")
        if material.is_new(entry) or entry.uid in tried
    ]
    heading = ("What I wanted to try", "An experiment", "Experiments")[min(len(blocks), 2)]
    told = (agreed, *blocks) if agreed else tuple(blocks)
    return Section("experiment", heading, told) if told else None


def _experiment(entry: Moment, material: Material) -> Line:
    answers = entry.answers
    state = {"tried": "Tried", "changed-my-mind": "Changed my mind"}.get(answers.get("state", ""), "Not tried yet")
    outcome = _OUTCOMES.get(answers.get("outcome", ""), "")
    who = material.who(entry)
    if not material.is_chosen(entry):
        told = f"{material.day(entry)}{f', with {who}' if who else ''}: {state[:1].lower()}{state[1:]}"
        went = f"; it went {_went(outcome)}" if outcome else ""
        return line(f"{told}{went}.", uids=(entry.uid,), name=f"entry:{entry.uid}")
    parts: list[str | Part] = []

    def add(label: str, text: str) -> None:
        if text.strip():
            own = material.words(text)
            parts.extend([" " if parts else "", label, own, "" if own.text.endswith((".", "!", "?", "…")) else "."])

    add(f"{state}: ", answers.get("try") or entry.text)
    add("Predicted: ", answers.get("predicted", ""))
    add(f"Happened{f', {outcome}' if outcome else ''}: ", answers.get("happened", ""))
    if outcome and not answers.get("happened", "").strip():
        parts.append(f" It went {_went(outcome)}.")
    add("Learned: ", answers.get("learned", ""))
    material.placed.add(entry.uid)
    return line(*(parts or [f"{state}."]), uids=(entry.uid,), name=f"entry:{entry.uid}")


def _went(outcome: str) -> str:
    return "both ways" if outcome == "mixed" else outcome


def checkin_section(material: Material) -> Section | None:
    """Section 10: the words of the weekly check-in, week by week; no total, no comparison.

    A line a question, so that eight weeks take no more room than one: the weeks are named once, above.
    """
    weeks: dict[date, dict[str, str]] = {}
    entries = [entry for entry in material.of_kind("lookback") if in_window(entry, material.window)]
    for entry in entries:
        words = {key: word for key in _CHECKIN if (word := _answer(entry, key))}
        if words:
            day = first_day(entry.when)
            weeks.setdefault(day - timedelta(day.weekday()), {}).update(words)
    latest = sorted(weeks)[-_MOST_WEEKS:]
    if not latest:
        return None
    told = [material.dated(monday) for monday in latest]
    blocks: list[Block] = [line(f"{_weeks(told)}:", uids=uids(entries), name="checkin:weeks")]
    for key, question in _CHECKIN.items():
        answers = [weeks[monday].get(key, "") for monday in latest]
        if any(answers):
            blocks.append(Pair(question, line(_by_week(answers), uids=uids(entries), name=f"checkin:{key}")))
    return Section("checkin", "How the weeks were", tuple(blocks))


def _weeks(told: Sequence[str]) -> str:
    """`Week of 9 Nov`; `Weeks of 2 Nov and 9 Nov, in this order`."""
    if len(told) == 1:
        return f"Week of {told[0]}"
    return f"Weeks of {', '.join(told[:-1])} and {told[-1]}, in this order"


def _by_week(answers: Sequence[str]) -> str:
    """`fairly · very · fairly`; `fairly, each week`."""
    if len(answers) > 1 and len(set(answers)) == 1:
        return f"{answers[0]}, each week"
    return " · ".join(answer or "not said" for answer in answers)


def _answer(entry: Moment, key: str) -> str:
    """One of the four listed words, or nothing: other texts are not for the page unless chosen."""
    word = entry.answers.get(key, "")
    return word.replace("-", " ") if word in ("hardly", "a-little", "fairly", "very") else ""


def unseen_section(material: Material) -> Section:
    """Section 12, at the foot of every page: what this journal does not see (domain §6, question 16)."""
    moments = material.moments
    days = {day_of(moment.when) for moment in moments} - {None}
    sentences = [f"{wording.days_with_moments(len(days), material.window.days)}; {_ordinary(moments)}."]
    silent = len(without_note(material.patterns))
    if silent:
        sentences.append(f"{silent} {'says' if silent == 1 else 'say'} nothing of what came before.")
    dated = [moment for moment in moments if day_of(moment.when) and moment.written]
    if dated:
        same = sum(moment.written[:10] == beginning(moment.when)[:10] for moment in dated)
        sentences.append(f"{same} of {len(dated)} were noted the same day.")
    sentences.append(wording.NOTICING_MORE)
    if not standing_out(material.patterns, material.choices.hidden):
        sentences.append("Nothing compared stands out.")
    return Section("unseen", "What this journal does not see", (line(" ".join(sentences), name="unseen:days"),))


def _ordinary(moments: Sequence[Moment]) -> str:
    ordinary = sum(moment.tone == "ordinary" for moment in moments)
    return f"{wording.moments(ordinary)} {'is' if ordinary == 1 else 'are'} ordinary"
