"""Every spelling that a reader takes for a name is found; what only looks like one is not."""

from __future__ import annotations

import pytest

from relational_journal.text.name_finder import NameFinder
from relational_journal.vocabulary.everyday_words import everyday_names, is_everyday_word

NAMES = {
    "Sam": "Sam",
    "Aunt May": "Aunt May",
    "Anne-Marie": "Anne-Marie",
    "O'Neill": "O'Neill",
    "José": "José",
    "Zoë": "Zoë",
    "Jürgen": "Jürgen",
    "Strauß": "Strauß",
    "Søren": "Søren",
    "Łukasz": "Łukasz",
    "Đorđe": "Đorđe",
    "Ægir": "Ægir",
    "Þóra": "Þóra",
    "Åsa": "Åsa",
    "Müller": "Müller",
    "Jones": "Jones",
    "Marcos": "Marcos",
    "Will": "Will",
    "Grace": "Grace",
    "Thi": "Thi",
    "Jo": "Jo",
    "Renée": "Renée",
    "İrem": "İrem",
    "Chloe": "Chloe",
    "Michele": "Michele",
    "Annemarie Beck": "Annemarie Beck",
    "D'Angelo": "D'Angelo",
    "St. John": "St. John",
    "Dvořák": "Dvořák",
    "Nguyễn": "Nguyễn",
    "Μαρία": "Μαρία",
    "Ольга": "Ольга",
    "小明": "小明",
    "Œuvrard": "Œuvrard",
    "Maté": "Maté",
}

# The name → how it stands in texts; each is taken for the name by whoever reads it.
SPELLINGS: dict[str, list[str]] = {
    "Sam": [
        *(
            "Sam",
            "sam",
            "SAM",
            "sAm",
            "@Sam",
            "@sam",
            "“Sam”",
            '"Sam"',
            "(Sam)",
            "_Sam_",
            "*Sam*",
            "Sam,",
            "Sam.",
            "Sam!",
        ),
        *("Sam's", "Sam’s", "Samʼs", "Sam`s", "Sam´s", "Sam‘s", "Sam′s", "Sam＇s", "SAM'S", "SAM’S", "Sams", "sams"),
        *("Sam-like", "ex-Sam", "Sam‐like", "Sam‑like", "Sam–Leo", "Sam—then", "Sam/Leo", "Sam…", "Sam:", "Sam;"),
        *("Sa\u200bm", "S\u00adam", "Sa\u200dm", "\u2068Sam\u2069", "S\u2060am", "S\ufeffam", "Sa\ufe0fm", "S\x00am"),
        *("Ｓａｍ", "𝐒𝐚𝐦", "𝘚𝘢𝘮", "Ⓢⓐⓜ", "Sám", "Sàm", "Säm", "Sa\u0301m", "#Sam", "Sam&Leo", "Sam+Leo", "Sam\nleft"),
    ],
    "Aunt May": [
        *("Aunt May", "aunt may", "AUNT MAY", "Aunt  May", "Aunt\nMay", "Aunt\u00a0May", "Aunt\u202fMay", "Aunt_May"),
        *(
            "@aunt-may",
            "@Aunt_May",
            '@"Aunt May"',
            "Aunt-May",
            "Aunt‐May",
            "Aunt‑May",
            "Aunt–May",
            "Aunt—May",
            "Aunt−May",
        ),
        *("AuntMay", "Aunt May's", "Aunt Mays", "Aunt Mayʼs"),
    ],
    "Anne-Marie": [
        *(
            "Anne-Marie",
            "Anne Marie",
            "Anne‐Marie",
            "Anne‑Marie",
            "Anne‒Marie",
            "Anne–Marie",
            "Anne—Marie",
            "Anne−Marie",
        ),
        *(
            "Anne_Marie",
            "AnneMarie",
            "Annemarie",
            "annemarie",
            "Anne-Maries",
            "Anne - Marie",
            "Anne\u00ad-Marie",
            "Ânne-Màrie",
        ),
    ],
    "O'Neill": [
        *("O'Neill", "O’Neill", "O‘Neill", "OʼNeill", "O`Neill", "O´Neill", "O′Neill", "O＇Neill", "ONeill", "oneill"),
        *("O Neill", "O'NEILL'S", "O'Neills", "O-Neill"),
    ],
    "José": ["José", "JOSÉ", "Jose", "jose", "Jose\u0301", "Josè", "Jośe", "Josés", "Joses", "Jose’s", "@jose"],
    "Zoë": ["Zoë", "Zoe", "zoe", "ZOË", "Zoé", "Zoes", "Zoës"],
    "Jürgen": [
        "Jürgen",
        "JÜRGEN",
        "Jurgen",
        "jurgen",
        "Juergen",
        "JUERGEN",
        "Jürgens",
        "Juergens",
        "Ju\u0308rgen",
        "Jürgenʼs",
    ],
    "Strauß": ["Strauß", "STRAUSS", "Strauss", "strauß", "STRAUẞ", "Strauss'", "Strauß’"],
    "Søren": ["Søren", "Soren", "soren", "Soeren", "SØREN", "Sören", "Sørens", "Sorens", "Sóren"],
    "Łukasz": ["Łukasz", "Lukasz", "ŁUKASZ", "lukasz", "Łukaszs", "Lukaszes"],
    "Đorđe": ["Đorđe", "Dorde", "Djordje", "ĐORĐE"],
    "Ægir": ["Ægir", "Aegir", "ÆGIR", "aegir", "Ægirs"],
    "Þóra": ["Þóra", "Thora", "Þora", "ÞÓRA"],
    "Åsa": ["Åsa", "Asa", "Aasa", "A\u030asa", "\u212bsa"],
    "Müller": ["Müller", "Mueller", "Muller", "MÜLLER", "Müllers", "Muellers"],
    "Jones": ["Jones", "Jones'", "Jones’s", "Joneses", "JONESES"],
    "Marcos": ["Marcos", "Marcos’", "Marcoses", "Márcos"],
    "Will": ["Will", "WILL", "@will", "Will's"],
    "Grace": ["Grace", "Grace’s", "@grace", "GRACE"],
    "Thi": ["Thi", "Thi's", "@thi", "THI", "thi"],
    "Jo": ["Jo", "jo", "Jo's", "JO"],
    "Renée": ["Renée", "Renee", "RENEE", "renée", "Réneé", "Renees"],
    "İrem": ["İrem", "irem", "IREM", "ırem", "i̇rem"],
    "Chloe": ["Chloe", "Chloë", "Chloé", "chloes"],
    "Michele": ["Michele", "Michèle", "micheles"],
    "Annemarie Beck": ["Annemarie Beck", "Annemarie  Becks", "AnnemarieBeck"],
    "D'Angelo": ["D'Angelo", "D’Angelo", "DʼAngelo", "DAngelo", "d'angelo", "D Angelo"],
    "St. John": ["St. John", "St John", "St.John", "St-John"],
    "Dvořák": ["Dvořák", "Dvorak", "DVOŘÁK", "Dvoráks"],
    "Nguyễn": ["Nguyễn", "Nguyen", "NGUYỄN", "Nguye\u0302\u0303n"],
    "Μαρία": ["Μαρία", "Μαρια", "ΜΑΡΙΑ"],
    "Ольга": ["Ольга", "ОЛЬГА", "ольга"],
    "小明": ["小明", "我和小明吃饭"],
    "Œuvrard": ["Œuvrard", "Oeuvrard", "œuvrards"],
    "Maté": ["Maté", "Matés"],
}
ALL = [(name, spelled) for name, spellings in SPELLINGS.items() for spelled in spellings]


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    return NameFinder(NAMES, everyday_names(), is_everyday_word)


def test_the_list_is_longer_than_the_one_that_found_the_gaps() -> None:
    assert len(set(ALL)) >= 146


AROUND = ["{}", "Then we met {} at noon.", "{} left.", "before\n{}\nafter"]


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_spelling_that_a_reader_takes_for_the_name_is_found(finder: NameFinder, name: str) -> None:
    import unicodedata

    texts = [unicodedata.normalize("NFC", around.format(spelled)) for spelled in SPELLINGS[name] for around in AROUND]
    missed = [text for text in texts if name not in [found.owner for found in finder.find(text)]]

    assert texts
    assert missed == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Samantha, same, Samson, Sa, am",
            "I will hope with grace",
            "This morning. This is it",
            "she said this",
            "his",
        ),
        *(
            "In May we met an aunt",
            "anne or marie",
            "jump, jumbo, join",
            "thin",
            "graces, wills",
            "a mate of mine",
            "joy",
        ),
        *("Jos\u00e9phine", "Sörensen", "Zoey", "Straussberg", "Millers", "Jonesy", "Jurgenson", "Suren", "Order"),
        *("Angelo alone", "neill alone", "aunt, may I", "Aunt. May came", "The mates were there", "me, too"),
    ],
)
def test_what_is_no_name_stays(finder: NameFinder, text: str) -> None:
    assert [text[found.start : found.end] for found in finder.find(text)] == []


def test_of_several_names_the_longest_is_found() -> None:
    finder = NameFinder({"Ann": "Ann", "Ann Beck": "Ann Beck", "Beck": "Beck"})

    assert [found.owner for found in finder.find("Ann Beck, Ann and Beck")] == ["Ann Beck", "Ann", "Beck"]


def test_a_nickname_goes_before_the_same_word_among_the_other_names_of_someone() -> None:
    assert [found.owner for found in NameFinder({"Sam": "Sam", "sam": "Uncle"}).find("SAM")] == ["Sam"]


def test_where_a_name_stands_is_told_by_the_signs_of_the_text() -> None:
    text = "So “@Jürgens” idea"
    found = next(NameFinder({"Jürgen": "Jürgen"}).find(text))

    assert (text[found.start : found.end], found.suffix, found.is_marked) == ("Jürgens", "s", True)
