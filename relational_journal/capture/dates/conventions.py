"""What a date leaves open and settings or the locale decide: the order of figures, the week, the seasons."""

from typing import NamedTuple

DAY_FIRST, MONTH_FIRST = "day-first", "month-first"
# Where 11/13 is a date and 13/11 is not: by territory, and by language if no territory is named (Unicode CLDR 46,
# skeleton "Md", without territories that use both daily).
_MONTH_FIRST_IN = frozenset("AS CN FM GU HK HU JP KP KR LT MH MN MO MP PH PR PW TW UM US VI".split())
_MONTH_FIRST_TONGUES = frozenset("fil hu ja ko lt mn yue zh".split())
_BOTH_IN = frozenset("AF CA IR LK ZA".split())
_SAYS_NOTHING = frozenset(("", "c", "posix", "en"))  # English alone is written on both sides of the Atlantic
# The first day of the week if it is not Monday (Unicode CLDR, supplemental weekData).
_SUNDAY = frozenset(
    "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK "
    "PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW".split()
)
_SATURDAY = frozenset("AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY".split())
# territories south of the equator with four seasons: summer begins in December
_SOUTHERN = frozenset("AR AU BW CL LS MG MZ NA NZ PY SZ UY ZA ZW".split())


class Conventions(NamedTuple):
    """How to read what a date leaves open.

    Attributes:
        order: DAY_FIRST or MONTH_FIRST for figures without dots; None if unknown.
        first_weekday: 0 for Monday to 6 for Sunday.
        is_southern: whether summer begins in December.
    """

    order: str | None = None
    first_weekday: int = 0
    is_southern: bool = False


def conventions(locale: str, *, date_order: str = "locale", week_start: str = "locale") -> Conventions:
    """Return the conventions of a locale, overridden by two settings.

    Args:
        locale: the value of LC_TIME, `en_GB.UTF-8`; "" or `C` say nothing.
        date_order: `locale`, DAY_FIRST or MONTH_FIRST.
        week_start: `locale`, `monday`, `sunday` or `saturday`.
    """
    order = date_order if date_order in (DAY_FIRST, MONTH_FIRST) else order_in(locale)
    return Conventions(order, first_weekday(week_start, locale), _parts(locale)[1] in _SOUTHERN)


def order_in(locale: str) -> str | None:
    """Return whether day or month comes first in figures; None if the locale does not say.

    >>> order_in("en_GB.UTF-8"), order_in("en_US"), order_in("C.UTF-8")
    ('day-first', 'month-first', None)
    """
    language, territory = _parts(locale)
    if territory:
        return None if territory in _BOTH_IN else MONTH_FIRST if territory in _MONTH_FIRST_IN else DAY_FIRST
    if language in _SAYS_NOTHING:
        return None
    return MONTH_FIRST if language in _MONTH_FIRST_TONGUES else DAY_FIRST


def first_weekday(setting: str, locale: str) -> int:
    """Return 0 for Monday to 6 for Sunday, from the setting or else from the locale's territory."""
    if setting in ("monday", "saturday", "sunday"):
        return {"monday": 0, "saturday": 5, "sunday": 6}[setting]
    territory = _parts(locale)[1]
    return 6 if territory in _SUNDAY else 5 if territory in _SATURDAY else 0


def _parts(locale: str) -> tuple[str, str]:
    """Split `en_GB.UTF-8@euro` into ("en", "GB")."""
    language, _, territory = locale.partition(".")[0].partition("@")[0].replace("-", "_").partition("_")
    return language.lower(), territory.rpartition("_")[2].upper()
