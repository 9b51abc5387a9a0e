"""The rules of docs/counting.md once more, written down as they read, without a thought for speed or for our data.

Every key is copied by hand from docs/counting.md and docs/vocabulary.md, so that a slip in the data files shows too.
Works on the JSON objects of an export, one moment at a time; own words are replaced first. Nothing of the package is
used.
"""

from __future__ import annotations

from datetime import date, timedelta

TOWARD = """they-were-warm they-understood they-asked-about-me they-opened-up they-reached-out they-helped
they-made-amends they-shared-my-joy they-respected-my-limit they-thanked-me they-stood-by-me they-forgave-me
they-leaned-on-me""".split()
ASK = ["they-asked-something"]
UNCLEAR = ["they-were-busy", "they-were-hard-to-read", "they-teased-me"]
AWAY = ["they-missed-it", "they-pulled-away", "they-let-me-down", "they-lied-to-me"]
AGAINST = """they-dismissed-me they-criticised-me they-got-angry they-pressed-me they-shamed-me they-decided-for-me
they-treated-me-as-less they-rejected-me they-froze-me-out they-compared-me they-took-the-credit they-crossed-a-line
they-threatened-me""".split()
RESPONSES = TOWARD + ASK + UNCLEAR + AWAY + AGAINST
_FAMILIES = {
    "close": "loved tender grateful trusting accepted understood belonging compassionate protective desire",
    "alive": "joyful energised proud hopeful relieved",
    "steady": "calm safe clear strong respected",
    "mixed": "surprised bored torn",
    "fear": "anxious afraid wary insecure panicky",
    "anger": "irritated angry resentful jealous betrayed disgusted",
    "sad": "sad rejected longing grieving homesick hurt lonely disappointed hopeless",
    "shame": "ashamed embarrassed guilty not-enough humiliated a-burden small",
    "shut": "powerless numb overwhelmed tense drained confused",
}
FAMILIES = {name: keys.split() for name, keys in _FAMILIES.items()}
FEELINGS = [key for keys in FAMILIES.values() for key in keys]
_WAYS = {
    "contact": """took-space-and-said-so reached-out turned-toward listened asked-what-they-meant stayed-present
said-what-i-felt said-what-i-needed let-them-see-me asked-for-help accepted-care disagreed-openly set-a-boundary
named-the-unfairness apologised repaired received-their-repair shared-good-news kind-to-myself helped-them
comforted-them kept-them-company thanked-them played-together showed-affection stood-up-for-them let-it-go""",
    "away": """went-silent pulled-back left-abruptly cancelled-plans left-unanswered changed-subject made-a-joke-of-it
hid-how-i-felt hid-part-of-me refused-help handled-it-alone went-numb numbed-out lied talked-behind-them""",
    "against": "criticised-first snapped got-defensive picked-a-fight threatened-to-leave took-over used-force",
    "appeasing": "said-yes-meant-no people-pleased over-explained over-gave",
    "pressing": "pushed-for-answer checked-repeatedly tested-them hinted-and-waited",
}
WAYS = {way: keys.split() for way, keys in _WAYS.items()}
WISHES = """to-be-close to-be-loved to-be-understood to-be-accepted to-matter to-be-respected to-be-treated-fairly
to-be-heard to-trust to-be-safe to-be-helped to-give to-be-free to-keep-the-peace to-have-space to-belong to-be-seen
to-be-forgiven to-make-it-right to-protect to-have-fun to-be-touched to-get-even to-be-needed""".split()
POSITIONS = ["they-had-more", "i-had-more", "about-equal", "it-shifted", "power-not-sure"]
USES = ["power-over-me", "power-over-them", "power-with"]
AS_LESS = """talked-over not-believed seen-through-an-image told-i-am-too-much treated-as-outsider talked-down-to
made-to-serve singled-out called-a-slur""".split()
CONTEXTS = """race-ethnicity class-money culture gender age disability-health body-looks sexuality religion
immigration-language role-at-work education family-role gender-identity neurodivergence politics-war legal-status
caste-or-tribe family-status other-context""".split()
GOOD = ["zest", "action", "clarity", "worth", "more-connection"]
SETTING_OF = {
    **dict.fromkeys("parent child sibling wider-family in-law grandparent step-or-co-parent".split(), "family"),
    **dict.fromkeys("chosen-family someone-i-care-for someone-who-died".split(), "family"),
    **dict.fromkeys("partner ex-partner dating".split(), "intimate"),
    **dict.fromkeys("manager colleague someone-i-lead teacher-or-mentor client-or-patient".split(), "professional"),
    **dict.fromkeys("close-friend friend neighbour online-contact housemate".split(), "social"),
    **dict.fromkeys("group-or-faith official-or-service stranger".split(), "community"),
    **dict.fromkeys("landlord-or-tenant god-or-ancestors".split(), "community"),
    "therapist": "therapy",
    "myself": "self",
}
SETTINGS = ["family", "intimate", "professional", "social", "community", "therapy", "self"]

# key: base, markers, opposite, signs before, after, on either side, wishes, power, moves
PATTERNS = {
    "pushing-away": (
        "close",
        "pulled-back left-abruptly cancelled-plans left-unanswered picked-a-fight threatened-to-leave",
        "turned-toward stayed-present reached-out let-them-see-me said-what-i-felt took-space-and-said-so "
        "accepted-care received-their-repair showed-affection",
        {"before": "anxious wary torn", "after": "lonely relieved"},
    ),
    "going-silent": (
        "voice",
        "went-silent hid-how-i-felt changed-subject made-a-joke-of-it",
        "said-what-i-felt said-what-i-needed disagreed-openly named-the-unfairness",
        {"wishes": "to-keep-the-peace", "before": "afraid small", "after": "resentful numb"},
    ),
    "keeping-the-peace": (
        "ask",
        "people-pleased said-yes-meant-no over-explained",
        "disagreed-openly set-a-boundary said-what-i-needed took-space-and-said-so",
        {"wishes": "to-keep-the-peace", "before": "anxious guilty", "after": "resentful drained"},
    ),
    "hiding-parts": (
        "hiding",
        "hid-part-of-me lied",
        "let-them-see-me said-what-i-felt",
        {"either": "wary small seen-through-an-image"},
    ),
    "striking-first": (
        "tense",
        "criticised-first snapped got-defensive picked-a-fight",
        "asked-what-they-meant said-what-i-felt said-what-i-needed listened took-space-and-said-so stayed-present",
        {"before": "hurt ashamed afraid", "after": "guilty"},
    ),
    "pursue-withdraw:chaser": (
        "chaser",
        "pushed-for-answer checked-repeatedly criticised-first",
        "said-what-i-needed asked-what-they-meant listened stayed-present took-space-and-said-so",
        {"after": "they-pulled-away they-were-busy they-were-hard-to-read they-missed-it"},
    ),
    "pursue-withdraw:retreater": (
        "retreater",
        "went-silent left-abruptly pulled-back left-unanswered changed-subject",
        "said-what-i-needed asked-what-they-meant listened stayed-present took-space-and-said-so",
        {"after": "they-pressed-me they-criticised-me they-got-angry"},
    ),
    "testing": (
        "unsure",
        "tested-them hinted-and-waited checked-repeatedly threatened-to-leave",
        "asked-what-they-meant said-what-i-needed said-what-i-felt reached-out",
        {"wishes": "to-trust to-matter"},
    ),
    "over-giving": (
        "ask",
        "over-gave said-yes-meant-no",
        "set-a-boundary said-what-i-needed asked-for-help accepted-care",
        {"after": "drained resentful", "either": "made-to-serve"},
    ),
    "bracing": ("expect", "", "", {"moves": "assumed-the-worst", "before": "wary anxious"}),
    "shutting-down-under-power": (
        "power",
        "went-silent went-numb hid-how-i-felt hid-part-of-me said-yes-meant-no pulled-back over-explained",
        "named-the-unfairness said-what-i-needed disagreed-openly set-a-boundary asked-for-help reached-out",
        {"before": "afraid small", "either": " ".join(AS_LESS)},
    ),
    "going-it-alone": (
        "need",
        "handled-it-alone refused-help numbed-out",
        "asked-for-help accepted-care reached-out let-them-see-me",
        {"after": "lonely drained"},
    ),
    "reaching-out": (
        "any",
        "reached-out turned-toward asked-for-help shared-good-news showed-affection thanked-them",
        "left-unanswered cancelled-plans pulled-back handled-it-alone",
        {"after": " ".join(TOWARD)},
    ),
    "repairing": ("rupture", "", "", {}),
    "saying-whats-true": (
        "voice",
        "said-what-i-felt said-what-i-needed disagreed-openly named-the-unfairness",
        "went-silent hid-how-i-felt changed-subject made-a-joke-of-it",
        {"after": "clear strong"},
    ),
    "boundaries-with-contact": (
        "ask",
        "set-a-boundary took-space-and-said-so",
        "said-yes-meant-no over-gave left-abruptly",
        {"either": "they-respected-my-limit"},
    ),
    "letting-in": (
        "close",
        "let-them-see-me accepted-care asked-for-help received-their-repair",
        "hid-part-of-me refused-help pulled-back",
        {"after": "accepted tender"},
    ),
    "growth-moments": ("answered", "", "", {"power": "power-with", "either": "they-opened-up"}),
    "being-there": (
        "there",
        "helped-them comforted-them kept-them-company listened turned-toward stood-up-for-them",
        "left-unanswered changed-subject made-a-joke-of-it went-numb pulled-back got-defensive",
        {"either": "they-thanked-me compassionate"},
    ),
}
CLOSE_WISHES = "to-be-close to-be-loved to-be-understood to-be-accepted to-matter to-belong".split()
CLOSE_WISHES += ["to-be-seen", "to-be-touched"]
FIELDS_READ = {
    "close": ["first", "wishes"],
    "voice": ["first", "felt_before", "wishes"],
    "need": ["first", "felt_before", "wishes"],
    "ask": ["first", "wishes"],
    "tense": ["first", "felt_before"],
    "unsure": ["first", "felt_before"],
    "chaser": ["first"],
    "retreater": ["first"],
    "power": ["power", "treated"],
    "there": ["first", "wishes"],
    "hiding": ["first", "wishes", "felt_before", "context"],
}


def some(values, keys):
    return any(value in keys for value in values)


class Oracle:
    """Counts a journal, slowly."""

    def __init__(self, entries, people, since, until, today, safety=None):
        self.people = {"myself": "myself", **people}
        self.safety = safety or {}
        self.moments = [entry for entry in entries if entry["kind"] == "moment"]
        self.apart = [name for name in self.named() if self.is_held_apart(name)]
        self.since, self.until, self.today = since, until, today
        self.window = [m for m in self.moments if since <= day(m) <= until]
        days = (until - since).days + 1
        self.before = [m for m in self.moments if since - timedelta(days) <= day(m) < since]
        if len([m for m in self.before if self.counts(m)]) < 5:
            self.before = [m for m in self.moments if day(m) < since]
        self.by_uid = {m["uid"]: m for m in self.moments}
        self.seen = self.seen_repairs()

    # unsafe, held-apart, base
    def unsafe_itself(self, m):
        dangers = ["they-threatened-me", "they-crossed-a-line"]
        return m["unsafe"] or some(m["first"] + m["after"], dangers) or "kept-myself-safe" in m["moves"]

    def unsafe(self, m):
        return self.unsafe_itself(m) or some(m["people"], self.apart)

    def named(self):
        return sorted({name for m in self.moments for name in m["people"]} | set(self.safety))

    def is_held_apart(self, name):
        if self.people.get(name) == "myself":
            return False
        if self.safety.get(name) == "not-safe":
            return True
        several = self.people.get(name) in ("stranger", "group-or-faith", "official-or-service")
        if self.safety.get(name) == "ordinary" or several:
            return False
        unsafe = [m for m in self.moments if name in m["people"] and self.unsafe_itself(m)]
        alone = [m for m in unsafe if all(self.people.get(other) == "myself" for other in m["people"] if other != name)]
        return len(unsafe) >= 2 and len(alone) >= 1

    def counts(self, m):
        return not self.unsafe(m) and not m["story_only"]

    def may_stand_in_a_base(self, m):
        alone = m["people"] and all(self.people.get(name) == "myself" for name in m["people"])
        return self.counts(m) and not alone

    def in_base(self, name, m):
        if not self.may_stand_in_a_base(m):
            return False
        if name == "expect":
            return bool(m["braced"])
        if name == "answered":
            return len(m["good"]) >= 3
        if name == "rupture":
            broken = self.break_status(m)
            return broken not in (None, "not-safe-to-mend", "ended") and (self.today - day(m)).days >= 7
        if not (m["moves"] or m["urges"]):
            return False
        first, felt, wishes = m["first"], m["felt_before"], m["wishes"]
        close = some(first, TOWARD) or some(wishes, CLOSE_WISHES)
        if name == "any":
            return True
        if name == "close":
            return close
        if name == "voice":
            return (
                some(wishes, "to-be-heard to-be-understood to-be-respected to-be-treated-fairly".split())
                or some(felt, FAMILIES["anger"] + FAMILIES["sad"])
                or some(first, AWAY + AGAINST)
            )
        if name == "ask":
            asked = "they-asked-something they-pressed-me they-criticised-me they-got-angry they-decided-for-me".split()
            return some(first, asked) or some(wishes, ["to-keep-the-peace", "to-give"])
        if name == "tense":
            return some(first, AWAY + AGAINST) or some(felt, FAMILIES["anger"])
        if name == "unsure":
            return some(first, [*UNCLEAR, "they-missed-it", "they-pulled-away"]) or some(
                felt, ["anxious", "insecure", "jealous", "wary"]
            )
        if name == "need":
            return (
                some(wishes, ["to-be-helped", "to-be-safe"])
                or some(felt, ["overwhelmed", "drained", "hopeless", "afraid", "lonely"])
                or "they-helped" in first
            )
        if name == "power":
            return some(m["power"], ["they-had-more", "power-over-me"]) or some(m["treated"], AS_LESS)
        if name == "there":
            return some(first, ["they-opened-up", "they-leaned-on-me", "they-asked-something"]) or some(
                wishes, ["to-give", "to-protect"]
            )
        if name == "hiding":
            return close or bool(m["context"]) or some(felt, FAMILIES["shame"])
        if name == "chaser":
            return some(first, ["they-pulled-away", "they-were-busy", "they-were-hard-to-read", "they-missed-it"])
        assert name == "retreater"
        return some(first, ["they-pressed-me", "they-criticised-me", "they-got-angry"])

    # break, repair-day, repair-seen, status-read
    def others(self, m):
        return [name for name in m["people"] if self.people.get(name) != "myself"]

    def is_break(self, m):
        if not self.may_stand_in_a_base(m):
            return False
        if m["break"] is not None:
            return True
        met = [self.people.get(name) for name in self.others(m)]
        passing = all(kind in ("stranger", "official-or-service") for kind in met)
        return m["tone"] == "disconnection" and bool(met) and not passing

    def movers(self, keys):
        me = some(keys, ["apologised", "repaired", "let-it-go"])
        them = some(keys, ["they-made-amends", "received-their-repair", "they-forgave-me"])
        return "both" if me and them else "me" if me else "them" if them else None

    def moved(self, m, fields):
        moves = ["apologised", "repaired", "let-it-go", "received-their-repair"]
        keys = [key for key in m["moves"] if key in moves]
        came = [key for field in fields for key in m[field] if key in ("they-made-amends", "they-forgave-me")]
        return self.movers(keys + came)

    def noted_repair(self, m):
        """The repair day by (a), (b) or (c), and who moved; or None."""
        found = []
        own = self.moved(m, ["after"])
        if own:
            found.append((day(m), ("",), own))
        for other in self.moments:
            tied = {"to": m["uid"], "as": "repairs"} in other["links"]
            if tied and self.counts(other) and self.moved(other, ["first", "after"]):
                found.append((max(day(other), day(m)), when_in_order(other), self.moved(other, ["first", "after"])))
        if m["mended"]:
            found.append((max(day_of(m["mended"]["when"]), day(m)), ("~",), m["mended"]["by"]))
        if not found:
            return None
        earliest = min(found, key=lambda each: each[:2])
        return earliest[0], earliest[2]

    def seen_repairs(self):
        """(d): uid of a break → the moment taken for its repair."""
        taken = {}
        broken = [m for m in self.moments if self.is_break(m) and m["break"] is None]
        broken = [m for m in broken if len(m["when"]) >= 10 and not self.noted_repair(m)]
        for m in sorted(self.moments, key=when_in_order):
            if not self.counts(m) or self.is_break(m) or len(m["when"]) < 10 or not self.moved(m, ["first", "after"]):
                continue
            if any(link["as"] == "repairs" for link in m["links"]):
                continue
            before = [
                each
                for each in broken
                if each["uid"] not in taken and set(self.others(m)) & set(self.others(each)) and comes_soon(m, each)
            ]
            if before:
                taken[max(before, key=when_in_order)["uid"]] = m
        return taken

    def repair(self, m):
        """The repair day and who moved, or None."""
        if self.noted_repair(m):
            return self.noted_repair(m)
        other = self.seen.get(m["uid"])
        return other and (day(other), self.moved(other, ["first", "after"]))

    def break_status(self, m):
        if not self.is_break(m):
            return None
        if m["break"] is not None:
            return m["break"]
        if self.repair(m):
            return "partly"
        again = [
            other
            for other in self.moments
            if self.counts(other)
            and other["tone"] == "connection"
            and set(self.others(other)) & set(self.others(m))
            and day(other) > day(m)
        ]
        return "went-on" if (self.today - day(m)).days > 60 and again else "open"

    def repairs(self):
        """What `rj look repairs --json` says of the window."""
        broken = [m for m in self.window if self.is_break(m)]
        status = {m["uid"]: self.break_status(m) for m in broken}
        base = [m for m in broken if status[m["uid"]] not in ("not-safe-to-mend", "ended")]
        repair = {m["uid"]: self.repair(m) for m in base if status[m["uid"]] in ("mended", "partly")}
        repair = {uid: found for uid, found in repair.items() if found}
        days = sorted((found[0] - day(self.by_uid[uid])).days for uid, found in repair.items())

        def within(most):
            old = [m["uid"] for m in base if (self.today - day(m)).days >= most]
            soon = [uid for uid in old if uid in repair and (repair[uid][0] - day(self.by_uid[uid])).days <= most]
            return {"count": len(soon), "of": len(old)}

        statuses = list(status.values())
        movers = [found[1] for found in repair.values()]
        middle = None if not days else (days[(len(days) - 1) // 2] + days[len(days) // 2]) / 2
        return {
            "breaks": len(base),
            **{name: statuses.count(name) for name in ("open", "partly", "mended", "let-go")},
            "went_on": statuses.count("went-on"),
            "seen": len([m for m in base if m["uid"] in self.seen and not self.noted_repair(m)]) if base else 0,
            "left_out": {name: statuses.count(name) for name in ("not-safe-to-mend", "ended")},
            "within_7": within(7),
            "within_30": within(30),
            "median_days": middle,
            "first_move": {who: movers.count(who) for who in ("me", "them", "both")},
        }

    # shows, turned, otherwise, signs
    def markers(self, key, m):
        """The markers a moment holds, as a set."""
        if key == "bracing":
            return {each for each in m["braced"] if each in AWAY + AGAINST}
        if key == "repairing":
            return {"mended"} if self.break_status(m) in ("mended", "partly") and self.repair(m) else set()
        if key == "growth-moments":
            amounts = list(m["good"].values())
            return {"grew"} if amounts.count("more") >= 3 and "less" not in amounts else set()
        found = set(m["moves"]) & self.possible_markers(key, m)
        if key == "boundaries-with-contact" and some(
            m["moves"], ["ended-contact", "left-abruptly", "threatened-to-leave"]
        ):
            return set()
        return found

    def possible_markers(self, key, m):
        possible = set(PATTERNS[key][1].split())
        if key == "pushing-away" and self.in_base("close", m):
            possible.add("ended-contact")
        if key == "hiding-parts" and some(m["felt_before"], FAMILIES["shame"]):
            possible.add("hid-how-i-felt")
        return possible

    def part(self, key, m):
        """shows / turned / otherwise / held / neither, as a set of what applies."""
        opposite = set(PATTERNS[key][2].split())
        if key == "bracing":
            if self.markers(key, m):
                kinder = some(m["moves"], ["asked-what-they-meant", "stayed-present", "reached-out"])
                return {"shows", "turned"} if kinder else {"shows"}
            return {"otherwise"} if some(m["braced"], TOWARD) else {"neither"}
        if key in ("repairing", "growth-moments"):
            return {"shows"} if self.markers(key, m) else {"neither"}
        if self.markers(key, m):
            return {"shows", "turned"} if some(m["moves"], opposite) else {"shows"}
        pulled = some(m["urges"], self.possible_markers(key, m))
        if pulled:
            return {"otherwise", "held"}
        return {"otherwise"} if some(m["moves"], opposite) else {"neither"}

    def signs(self, key, m):
        signs = PATTERNS[key][3]
        before = signs.get("before", "").split()
        after = signs.get("after", "").split()
        either = signs.get("either", "").split()
        supported = (
            some(m["first"] + m["felt_before"], before)
            or some(m["after"] + m["felt_after"], after)
            or some(m["first"] + m["felt_before"] + m["after"] + m["felt_after"] + m["treated"], either)
            or some(m["wishes"], signs.get("wishes", "").split())
            or some(m["power"], signs.get("power", "").split())
            or some(m["moves"], signs.get("moves", "").split())
        )
        return 1 + (len(self.markers(key, m)) >= 2) + bool(supported)

    # elsewhere, not-noted-before
    def elsewhere(self, key):
        own = PATTERNS[key][0]
        if own in ("any", "expect", "rupture", "answered"):
            return []
        acting = [m for m in self.window if self.may_stand_in_a_base(m) and (m["moves"] or m["urges"])]
        return [m["uid"] for m in acting if self.markers(key, m) and not self.in_base(own, m)]

    def not_noted(self, key):
        own = PATTERNS[key][0]
        counted = [m for m in self.window if self.may_stand_in_a_base(m)]
        if own in ("any", "rupture"):
            return 0
        if own == "expect":
            return len([m for m in counted if not m["braced"]])
        if own == "answered":
            return len([m for m in counted if len(m["good"]) < 3])
        acting = [m for m in counted if m["moves"] or m["urges"]]
        return len([m for m in acting if not any(m[field] for field in FIELDS_READ[own])])

    # which way I moved
    def ways(self):
        base = [m for m in self.window if self.in_base("any", m)]

        def of_way(field, way):
            return [m for m in base if some(m[field], WAYS[way])]

        urges = {way: len([m for m in of_way("urges", way) if m not in of_way("moves", way)]) for way in WAYS}
        return {"of": len(base), **{way: len(of_way("moves", way)) for way in WAYS}, "urges": urges}

    def row(self, key):
        name = PATTERNS[key][0]
        base = [m for m in self.window if self.in_base(name, m)]
        entries: dict[str, list[str]] = {part: [] for part in ("shows", "turned", "otherwise", "held", "neither")}
        for m in base:
            for part in self.part(key, m):
                entries[part].append(m["uid"])
        entries["elsewhere"] = self.elsewhere(key)
        row = {
            "key": key,
            "base": name,
            "of": len(base),
            **{part: len(uids) for part, uids in entries.items()},
            "entries": {part: sorted(uids) for part, uids in entries.items()},
            "not_noted_before": self.not_noted(key),
            "after": {part: self.toward_after(entries[part]) for part in ("shows", "otherwise")},
            "people": self.people_rows(key, base),
            "by_power": self.by_power(key, base),
        }
        if key == "growth-moments":
            row["mirror"] = len([m for m in base if list(m["good"].values()).count("less") >= 3])
        if key == "bracing":
            row["ledger"] = self.ledger(entries["shows"])
        return row

    def toward_after(self, uids):
        said = [m for m in map(self.by_uid.get, uids) if m["after"]]
        return {"toward": len([m for m in said if some(m["after"], TOWARD)]), "of": len(said)}

    def people_rows(self, key, base):
        rows = []
        for name in sorted({name for m in base for name in m["people"]}, key=str.casefold):
            theirs = [m for m in base if name in m["people"]]
            if len(theirs) >= 5:
                rows.append(
                    {"name": name, "shows": len([m for m in theirs if self.markers(key, m)]), "of": len(theirs)}
                )
        return rows

    def by_power(self, key, base):
        if key == "shutting-down-under-power":
            base = [m for m in self.window if self.in_base("any", m)]
        rows = {}
        for position in ("they-had-more", "about-equal", "i-had-more"):
            there = [m for m in base if position in m["power"]]
            rows[position] = {"shows": len([m for m in there if self.markers(key, m)]), "of": len(there)}
        return rows

    def ledger(self, shows):
        ledger = {"better": 0, "as_feared": 0, "cannot_say": 0}
        for m in map(self.by_uid.get, shows):
            came = m["after"] or m["first"]
            if some(came, AWAY + AGAINST):
                ledger["as_feared"] += 1
            elif some(came, TOWARD):
                ledger["better"] += 1
            elif came:
                ledger["cannot_say"] += 1
        return ledger

    # bursts
    def units(self, moments):
        groups = [[m] for m in moments]
        while True:
            pair = next(
                (
                    (i, j)
                    for i in range(len(groups))
                    for j in range(i + 1, len(groups))
                    if any(self.are_one(a, b) for a in groups[i] for b in groups[j])
                ),
                None,
            )
            if pair is None:
                return groups
            groups[pair[0]] += groups.pop(pair[1])

    def are_one(self, a, b):
        if len(a["when"]) < 10 or len(b["when"]) < 10 or not set(a["people"]) & set(b["people"]):
            return False
        if day(a) == day(b):
            return True
        linked = b["uid"] in [link["to"] for link in a["links"]] or a["uid"] in [link["to"] for link in b["links"]]
        return linked and abs((day(a) - day(b)).days) <= 3

    # comparisons
    def setting(self, m):
        if m["setting"]:
            return m["setting"]
        settings = {SETTING_OF.get(self.people.get(name)) for name in m["people"]}
        return settings.pop() if len(settings) == 1 else None

    def values(self, by, m):
        if by == "setting":
            return [self.setting(m)] if self.setting(m) else []
        if by == "power":
            return [key for key in m["power"] if key in POSITIONS]
        if by == "context":
            return [*m["context"], *(f"{key}:{side}" for key, side in m["context"].items() if side)]
        if by == "treated":
            return ["as-less"] if some(m["treated"], AS_LESS) else []
        return m[{"person": "people", "cue": "first", "felt-before": "felt_before", "wish": "wishes"}[by]]

    def comparisons(self, key):
        """{(by, value): ((shows, of), (shows, of))} with and without."""
        name = PATTERNS[key][0]
        units = self.units([m for m in self.window if self.in_base(name, m)])
        found = {}
        for by in ("person", "cue", "felt-before", "wish", "setting", "power", "context", "treated"):
            held = [{value for m in unit for value in self.values(by, m)} for unit in units]
            for value in {value for values in held for value in values}:
                with_ = [unit for unit, values in zip(units, held, strict=True) if value in values]
                without = [
                    unit
                    for unit, values in zip(units, held, strict=True)
                    if value not in values and (values or by in ("context", "treated"))
                ]
                found[by, value] = self.share(key, with_), self.share(key, without)
        both = self.units([m for m in self.before + self.window if self.in_base(name, m)])
        first = [min(unit, key=lambda m: (beginning(m["when"]), m["written"], m["uid"])) for unit in both]
        now = [unit for unit, m in zip(both, first, strict=True) if day(m) >= self.since]
        then = [unit for unit, m in zip(both, first, strict=True) if day(m) < self.since]
        found["change", None] = self.share(key, now), self.share(key, then)
        return found

    def share(self, key, units):
        return len([unit for unit in units if any(self.markers(key, m) for m in unit)]), len(units)


def beginning(when):
    return when[:19] if len(when) > 10 else (when + "-01-01"[len(when) - 4 :])[:10] + "T00:00:00"


def day_of(when):
    return date.fromisoformat(beginning(when)[:10])


def day(m):
    return day_of(m["when"])


def when_in_order(m):
    """By day, then by the clock as written, without a time first, then by uid."""
    return beginning(m["when"])[:10], beginning(m["when"])[11:] if len(m["when"]) > 10 else "", m["uid"]


def comes_soon(m, broken):
    """Whether a moment comes 1 to 14 days after a break, or later that day by both their clocks."""
    days = (day(m) - day(broken)).days
    if days == 0:
        times = [len(each["when"]) > 10 and beginning(each["when"])[11:] for each in (m, broken)]
        return all(times) and times[0] > times[1]
    return 1 <= days <= 14
