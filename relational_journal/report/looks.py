"""`rj look`: the other questions of domain §6 as reports; each says what it rests on and opens into its entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from relational_journal.model import Moment
from relational_journal.patterns.breaks import Break, Repairs, Within
from relational_journal.report import wording
from relational_journal.report.moments import SETTINGS, ids, period
from relational_journal.report.patterns import definition, dots_of, uids
from relational_journal.report.told import day_told, people_told
from relational_journal.report.value import Block, Own, Pair, Report, Row, Said, Section, ToneMark, line, number

if TYPE_CHECKING:
    from relational_journal.patterns.bracing import Bracing
    from relational_journal.patterns.echoes import Echo
    from relational_journal.patterns.experiments import Experiments
    from relational_journal.patterns.growth import Growth
    from relational_journal.patterns.result import Comparison, Ledger, Patterns
    from relational_journal.patterns.theme import Part, Theme
    from relational_journal.patterns.therapist import WithTherapist
    from relational_journal.patterns.unseen import Unseen

_STATUS = {"open": "open", "partly": "partly mended", "mended": "mended", "let-go": "let go"}
_LEFT_OUT = {"not-safe-to-mend": "not safe to mend", "ended": "ended"}
_OUTCOMES = {
    "worse": "worse than predicted",
    "as-feared": "as feared",
    "mixed": "mixed",
    "better": "better than predicted",
}
_STATES = {"tried": "tried", "not-yet": "not tried yet", "changed-my-mind": "changed my mind"}
_NOTICING = "Noticing more can look like doing more."


def repairs_report(repairs: Repairs, patterns: Patterns, *, today: date) -> Report:
    """Question 7: how often breaks were mended, how long it took, who moved first."""
    if not repairs.breaks and not repairs.left_out:
        return _nothing("Breaks and repairs", patterns, "No breaks in these weeks.")
    counts = [f"{repairs.with_status(key)} {told}" for key, told in _STATUS.items() if repairs.with_status(key)]
    counts += [f"{repairs.with_status(key)} {told}" for key, told in _LEFT_OUT.items() if repairs.with_status(key)]
    said: list[Block] = [line(" · ".join(counts))]
    for days, within in ((7, repairs.within_7), (30, repairs.within_30)):
        said.append(line(_mended_within(within, days)))
    still_open = repairs.with_status("open")
    if repairs.median_days is not None:
        middle = f"{repairs.median_days:g} {'day' if repairs.median_days == 1 else 'days'}"
        also = f"; {still_open} still open, and not among these" if still_open else ""
        said.append(line(f"From break to repair: {middle} in the middle of those mended{also}."))
    movers = [f"{who} {repairs.first_move[key]}" for key, who in _MOVERS.items() if repairs.first_move[key]]
    if movers:
        said.append(line(f"Who moved first: {', '.join(movers)}."))
    sections = [Section("counts", "", tuple(said))]
    for key, heading in (("open", "OPEN"), ("partly", "PARTLY MENDED"), ("mended", "MENDED"), ("let-go", "LET GO")):
        rows = [_break_row(each, today) for each in repairs.breaks if each.status == key]
        if rows:
            sections.append(Section(key, heading, tuple(rows)))
    rest = [_break_row(each, today) for each in repairs.left_out]
    if rest:
        sections.append(Section("left-out", "NOT COUNTED HERE", tuple(rest)))
    return _report("Breaks and repairs", patterns, sections)


_MOVERS = {"me": "you", "them": "they", "both": "both of you"}


def _mended_within(within: Within, days: int) -> str:
    """`Within 7 days 6 of the 13 breaks at least 7 days old were mended, or partly.`"""
    if within.of < wording.LEAST:
        return f"Within {days} days: {wording.too_few_moments(within.of, 'breaks')}"
    verb = "was" if within.mended == 1 else "were"
    old = f"breaks at least {days} days old {verb} mended, or partly"
    return f"Within {days} days {within.mended} of the {within.of} {old}{_early(within.of)}."


def _early(of: int) -> str:
    return " (an early impression)" if of < wording.EARLY else ""


def _break_row(each: Break, today: date) -> Row:
    told = _STATUS.get(each.status) or _LEFT_OUT[each.status]
    if each.is_repaired and each.days is not None:
        told += f" after {each.days} {'day' if each.days == 1 else 'days'}" if each.days else " the same day"
        told += f"; {_MOVERS[each.moved_first]} moved first" if each.moved_first else ""
    elif each.status in ("open", "partly"):
        told += f", {each.age} {'day' if each.age == 1 else 'days'} ago"
    return _moment_row(each.moment, today, told)


def bracing_report(bracing: Bracing, patterns: Patterns) -> Report:
    """Question 9: what was braced for, and what happened; never called a wrong fear."""
    title = "What you braced for, and what happened"
    if not bracing.ledger.of:
        return _nothing(title, patterns, "No moment says both what you braced for and what they did.")
    sections = [Section("ledger", "", (line(f"{_ledger(bracing.ledger)}."), *_ledger_ids(bracing.ledger)))]
    for key, heading, parts in (
        ("people", "WITH WHOM", list(bracing.people.items())),
        ("settings", "WHERE", [(SETTINGS[key], ledger) for key, ledger in bracing.settings.items()]),
    ):
        if parts:
            sections.append(Section(key, heading, tuple(Pair(name, line(_ledger(each))) for name, each in parts)))
    foot = "Where prejudice is real, expecting it is also good eyesight."
    return _report(title, patterns, sections, foot)


def _ledger(ledger: Ledger) -> str:
    """`5 of 8 went better; 1 as feared; 2 cannot say`."""
    if ledger.of < wording.LEAST:
        return f"{len(ledger.better)} of {ledger.of} went better, {wording.TOO_FEW}"
    said = f"{len(ledger.better)} of {ledger.of} went better; {len(ledger.as_feared)} as feared"
    return said + (f"; {len(ledger.cannot_say)} cannot say" if ledger.cannot_say else "") + _early(ledger.of)


def _ledger_ids(ledger: Ledger) -> Iterable[Pair]:
    named = (("better", ledger.better), ("as feared", ledger.as_feared), ("cannot say", ledger.cannot_say))
    return [Pair(name, line(Said(ids(moments), "entry"), uids=uids(moments))) for name, moments in named if moments]


def echoes_report(echoes: Sequence[Echo], patterns: Patterns, *, today: date) -> Report:
    """Question 10: past experiences the person linked to moments of these weeks; nothing is linked for them."""
    title = "What echoes"
    if not echoes:
        told = "No moment of these weeks is linked to a past experience. rj link MOMENT MEMORY --as echoes ties them."
        return _nothing(title, patterns, told)
    sections = []
    for echo in echoes:
        count = wording.moments(len(echo.moments))
        lines: list[Block] = [
            line(
                f"{count}, the last on {day_told(echo.last.isoformat(), today, weekday=False)} (",
                Said(ids(echo.moments), "entry"),
                ")",
                uids=uids(echo.moments),
            )
        ]
        shown = [f"{_name(key, patterns).lower()} in {n}" for key, n in echo.patterns.items()]
        if shown:
            lines.append(line(f"Among them: {', '.join(shown)}."))
        if echo.is_worth_a_mention:
            lines.append(line("It has come up often enough to mention, if you like."))
        sections.append(
            Section(echo.memory.uid, f"{echo.memory.id}  {' '.join(echo.title.split())[:60]}", tuple(lines))
        )
    return _report(title, patterns, sections)


def theme_report(theme: Theme, patterns: Patterns) -> Report:
    """Question 11: the most frequent wish, response and reply over full moments (domain §2)."""
    title = "Your theme"
    vocabulary = patterns.study.index.vocabulary
    if theme.wish is None or theme.response is None or theme.reply is None:
        told = f"It takes 10 full moments to say ({theme.full} so far): a wish, what they did or you braced for, and"
        return _nothing(title, patterns, f"{told} what you did or felt.")

    def told_part(part: Part) -> str:
        alike = [vocabulary.told(key) for key in part.also]
        also = f"; as often: {', '.join(alike[:_MOST_ALIKE])}" + (" …" if len(alike) > _MOST_ALIKE else "")
        return f"{vocabulary.told(part.key)}, {wording.share(*part.share)}" + (also if alike else "")

    parts = [
        Pair("I wanted", line(told_part(theme.wish))),
        Pair("They", line(told_part(theme.response))),
        Pair("I", line(told_part(theme.reply))),
    ]
    often = (
        f"These three came often together: in {theme.together} moments."
        if theme.together is not None
        else "These three need not have come together; fewer than 3 moments hold them all."
    )
    opens = line("Its moments: ", Said(f"rj list --tag {theme.wish.key}", "command"), " and the like.")
    sections = [Section("theme", "", (line(f"Over {theme.full} full moments."), *parts, line(often), opens))]
    return _report(title, patterns, sections, "A wish tends to stay; what changes first is the reply.")


_MOST_ALIKE = 2


def growth_report(growth: Sequence[Growth], patterns: Patterns) -> Report:
    """Question 12: the five good things by person, by name, with no single score."""
    title = "What grows, with whom"
    if not growth:
        return _nothing(title, patterns, "Nobody has 5 moments yet that say what grew (three of the five or more).")
    vocabulary = patterns.study.index.vocabulary
    sections = []
    for person in growth:
        lines: list[Block] = [
            Pair(vocabulary.told(key), line(_amounts(amounts))) for key, amounts in person.good.items()
        ]
        if person.both_ways.of:
            both = f"yes both ways in {wording.share(*person.both_ways)}"
            lines.append(line(f"Did you matter to each other: {both}."))
        tones = [f"{tone} {person.tones[tone]}" for tone in _TONES if person.tones.get(tone)]
        if tones:
            lines.append(line(" · ".join(tones)))
        lines.append(line(Said(ids(person.answered), "entry"), uids=uids(person.answered)))
        heading = f"{person.name}, {wording.moments(len(person.answered))} that say what grew"
        sections.append(Section(person.name, heading, tuple(lines)))
    return _report(title, patterns, sections)


_TONES = ("connection", "mixed", "disconnection", "ordinary")


def _amounts(amounts: Mapping[str, int]) -> str:
    return " · ".join(f"{amount} {amounts.get(amount, 0)}" for amount in ("more", "same", "less"))


def therapist_report(found: WithTherapist, *, today: date) -> Report:
    """Question 13: patterns, exceptions and breaks with the therapist; shown to the person first."""
    title = "Between you and your therapist"
    patterns = found.patterns
    if not patterns.counted:
        return _nothing(title, patterns, "No moments with your therapist in these weeks.")
    rows: list[Block] = [
        Pair(_name(row.key, patterns), line(number(wording.share(len(row.shows), row.of)), "  ", dots_of(row)))
        for row in patterns.rows
        if row.of >= wording.LEAST and len(row.shows)
    ]
    few = f"{wording.moments(patterns.counted)} counted; too few of each kind to say more."
    sections = [Section("patterns", "", tuple(rows or [line(few)]))]
    if found.otherwise:
        moments = tuple(_moment_row(moment, today, _moves(moment, patterns)) for moment in found.otherwise[:6])
        sections.append(Section("otherwise", "WHEN IT WENT OTHERWISE", moments))
    breaks = tuple(_break_row(each, today) for each in found.repairs.breaks)
    if breaks:
        sections.append(Section("breaks", "BREAKS AND REPAIRS", breaks))
    return _report(title, patterns, sections, "It is on no summary unless you include it: --include therapist.")


def experiments_report(found: Experiments, patterns: Patterns, *, today: date) -> Report:
    """Question 14: what was predicted, what came, and what was learned."""
    title = "What your experiments taught you"
    if not found.entries:
        return _nothing(title, patterns, "No experiments in these weeks. rj reflect experiment plans a small one.")
    states = [f"{found.states[key]} {told}" for key, told in _STATES.items() if found.states[key]]
    outcomes = [f"{told} {found.outcomes[key]}" for key, told in _OUTCOMES.items() if found.outcomes[key]]
    counted = line(" · ".join(states) + (f"; {', '.join(outcomes)}" if outcomes else ""))
    sections = [Section("counts", "", (counted,))]
    for entry in found.entries:
        answers = entry.answers
        lines = [
            Pair(label, line(Own(" ".join(answers[key].split()))))
            for key, label in (("predicted", "Predicted"), ("happened", "Happened"), ("learned", "Learned"))
            if answers.get(key, "").strip()
        ]
        outcome = _OUTCOMES.get(answers.get("outcome", ""))
        if outcome:
            lines.append(Pair("It went", line(outcome)))
        tried = " ".join((answers.get("try") or entry.text).split())[:60]
        heading = f"{entry.id}  {day_told(entry.when, today, weekday=False)}  {tried}".strip()
        sections.append(Section(entry.uid, heading, tuple(lines or [line("Not tried yet.")])))
    return _report(title, patterns, sections)


def unseen_report(unseen: Unseen, patterns: Patterns) -> Report:
    """Question 16: what this journal does not see; at the foot of every report."""
    of = patterns.counted
    said = [
        line(f"{_days_with(unseen)}; what the others held, nobody noted."),
        line(f"{unseen.people} {'person is' if unseen.people == 1 else 'people are'} in them."),
        line(
            f"{unseen.tones['connection']} of {of} are marked as connection, "
            f"{unseen.tones['ordinary']} as ordinary, {unseen.tones['unmarked']} not at all."
        ),
    ]
    if unseen.same_day.of:
        said.append(line(f"{unseen.same_day.shows} of {unseen.same_day.of} were noted the same day."))
    empty = [f"{_FIELDS[field]} {n}" for field, n in unseen.empty.items() if n and field in _FIELDS]
    sections = [Section("seen", "", tuple(said))]
    if empty:
        sections.append(Section("empty", "LEFT EMPTY", (line(f"Of the {of}: {', '.join(empty)}."),)))
    foot = "An empty field means not said, never no. Every share is of what was noted, never of your life."
    return _report("What this journal does not see", patterns, sections, foot)


def _days_with(unseen: Unseen) -> str:
    """`32 of 56 days have a moment`; days that hold only moments that are not counted are told apart."""
    told = wording.days_with_moments(unseen.days, unseen.of_days)
    apart = unseen.days_logged - unseen.days
    return f"{told} that is counted, {apart} more one that is not" if apart else told


_FIELDS = {
    "people": "with whom",
    "tone": "closer or further",
    "first": "what they did first",
    "braced": "what you braced for",
    "felt_before": "feelings before",
    "wishes": "wishes",
    "moves": "what you did",
    "after": "what they did then",
    "felt_after": "feelings after",
    "good": "what grew",
    "power": "power",
    "context": "social context",
}


def changes_report(changes: Iterable[Comparison], patterns: Patterns) -> Report:
    """Question 8 over all patterns: this window beside the one before; no direction is called better or worse."""
    title = "Then and now"
    before = patterns.before_window
    told = [
        Pair(_name(each.pattern, patterns), line(wording.changed(each.with_, each.without, each.reading)))
        for each in changes
        if each.without.of or each.with_.of
    ]
    if before is None or not any(each.without.of for each in patterns.comparisons if each.by == "change"):
        return _nothing(title, patterns, "Nothing before these weeks to compare with yet.")
    sections = [Section("changes", f"Compared with {period(before)}", tuple(told))]
    return _report(title, patterns, sections, _NOTICING)


def _name(key: str, patterns: Patterns) -> str:
    return definition(patterns.row(key)).name


def _moves(moment: Moment, patterns: Patterns) -> str:
    return ", ".join(patterns.study.index.vocabulary.told(key) for key in moment.moves)


def _moment_row(moment: Moment, today: date, told: str) -> Row:
    """One moment on a line: number, day, people, tone, and what is told of it; never its sentence."""
    return Row(
        (
            line(Said(str(moment.id), "entry")),
            line(day_told(moment.when, today, weekday=False)),
            line(people_told(moment.people) or "someone"),
            line(ToneMark(moment.tone)),
            line(told),
        ),
        uids=(moment.uid,),
    )


def _report(title: str, patterns: Patterns, sections: Sequence[Section], foot: str = "") -> Report:
    closing = [line(Said(foot, "quiet"))] if foot else []
    return Report(title, period(patterns.window), (), tuple(sections), tuple(closing))


def _nothing(title: str, patterns: Patterns, told: str) -> Report:
    return Report(title, period(patterns.window), (line(told),))
