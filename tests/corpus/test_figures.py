"""What is read from the words of a statistic: the table is the specification, one sentence of our own a line."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.figures import COMPARATORS, MEASURES, Figure, figure_at, figures_in, read_figure, read_figures
from tests.shared import SHARED


def selection(marked: str) -> tuple[str, int, int]:
    """The text without its [ ] and the code points that stood between them."""
    start = marked.index("[")
    end = marked.index("]", start) - 1
    return marked.replace("[", "", 1).replace("]", "", 1), start, end


def read(marked: str, language: str = "en") -> Figure | None:
    text, start, end = selection(marked)
    return read_figure(text, start, end, language=language)


def summary(figure: Figure | None) -> str:
    """A figure in one line: comparator, value, range, unit ("?" = inferred)."""
    if figure is None:
        return "—"
    if figure.vague:
        return "vague"
    value = f"{figure.value}..{figure.value_max}" if figure.value_max else str(figure.value)
    unit = f" {figure.unit}{'?' if figure.unit_inferred else ''}" if figure.unit else ""
    return f"{figure.comparator} {value}{unit}"


VALUES = """
The fund holds [$1.3bn].                                     → = 1300000000 USD?
The fund holds [$1.3 billion].                               → = 1300000000 USD?
The fund holds [1,300,000,000 dollars].                      → = 1300000000 USD?
The fund holds [1.3 billion U.S. dollars].                   → = 1300000000 USD
The fund holds $[1.3] billion.                               → = 1300000000 USD?
The fund holds [1.3 billion].                                → = 1300000000
It cost [C$1,300,000] in 2019.                               → = 1300000 CAD
It cost [US$5.4m] in all.                                    → = 5400000 USD
It cost [$US160 million] more.                               → = 160000000 USD
It cost [$31.20 US] an ounce.                                → = 31.2 USD
It cost [A$20].                                              → = 20 AUD
It cost [€2.5 million].                                      → = 2500000 EUR
It cost [£10m].                                              → = 10000000 GBP
It cost [EUR50m].                                            → = 50000000 EUR
It cost [500 Swiss francs].                                  → = 500 CHF
It cost [-$5 million].                                       → = -5000000 USD?
It cost [63 cents].                                          → = 63 cents
It cost [a million dollars].                                 → = 1000000 USD?
[Half a million euros] was spent.                            → = 500000 EUR
A bid of [1.5 trillion yen] failed.                          → = 1500000000000 JPY
A bid of [₹20 crore] failed.                                 → = 200000000 INR
[Fewer than 0.2 percent] of parcels were opened.             → < 0.2 %
Fewer than [0.2 percent] of parcels were opened.             → < 0.2 %
Rents rose from [4%] to 7% in May 2021.                      → = 4 %
Rents rose from 4% to [7%] in May 2021.                      → = 7 %
Rates went up by [3 percentage points].                      → = 3 pp
Rates went up by [50 basis points].                          → = 50 basis points
The rate is [.5 per cent].                                   → = 0.5 %
The rate is [0.50%].                                         → = 0.5 %
[Between 30 and 40 people] slept there.                      → range 30..40 people
Between [30 and 40] people slept there.                      → range 30..40 people
The bill was [$3 billion to $5 billion].                     → range 3000000000..5000000000 USD?
The bill was [$3-5 billion].                                 → range 3000000000..5000000000 USD?
The bill was [£10-15m].                                      → range 10000000..15000000 GBP
Prices range from [$800,000 to $1.3 million].                → range 800000..1300000 USD?
[Four to five thousand people] marched.                      → range 4000..5000 people
He drove at [15 to 22 miles per hour].                       → range 15..22 miles per hour
A crowd of [20-30] people came.                              → range 20..30 people
We paid [eight or nine euros].                               → range 8..9 EUR
It takes [seven to 10 years].                                → range 7..10 years
[Two thirds of the 12 members] voted.                        → = 0.6666666666666667 members
Two thirds of the [12 members] voted.                        → = 12 members
[A third] of those screened were ill.                        → = 0.3333333333333333
[Three-quarters of voters] agree.                            → = 0.75 voters
[Nearly half of the patients] left.                          → ~ 0.5 patients
[One in five renters] moved.                                 → = 0.2 renters
[Nine out of ten doctors] agree.                             → = 0.9 doctors
[1 in 100,000 births] is affected.                           → = 0.00001 births
[2/3 of the seats] were sold.                                → = 0.6666666666666667 seats
In the 1990s, [nine] of 10 shops closed.                     → = 9 shops
In the 1990s, nine of [10 shops] closed.                     → = 10 shops
[Some twenty-eight thousand six hundred students] enrolled.  → ~ 28600 students
[Two hundred and six thousand people] fled.                  → = 206000 people
[A hundred and fifty guests] came.                           → = 150 guests
[Two and a half million people] voted.                       → = 2500000 people
It took [2½ hours].                                          → = 2.5 hours
It took [10 1/2 hours].                                      → = 10.5 hours
It took [half an hour].                                      → = 0.5 hour
It took [two-and-a-half years].                              → = 2.5 years
He bought [1.5 dozen eggs].                                  → = 18 eggs
He bought [a dozen eggs].                                    → = 12 eggs
A [minus-1.4 degree] reading followed.                       → = -1.4 degree
It fell to [−12 °C].                                         → = -12 °C
[Up to 6,650 jobs] will go.                                  → <= 6650 jobs
Jobs will go [within 48 hours].                              → <= 48 hours
Jobs will go within [48 hours].                              → <= 48 hours
[Six additional] agents will come.                           → = 6 agents
[Six] additional agents will come.                           → = 6 agents
[300 police officers] will come.                             → = 300 officers
In all [26,000] people came.                                 → = 26000 people
The S&P 500 fell [1.2 percent].                              → = 1.2 %
An [18-year-old] ran 5 km.                                   → = 18 year
An 18-year-old ran [5 km].                                   → = 5 km
Game 7 drew [2,013 fans].                                    → = 2013 fans
In the end, [2013 fans] stayed home.                         → = 2013 fans
The disk holds [54GB].                                       → = 54 GB
The room has [32m2].                                         → = 32 m2
A fire burned [800 square kilometres].                       → = 800 square kilometres
They pump [800,000 barrels a day].                           → = 800000 barrels a day
There were [20 per week].                                    → = 20 per week
There were [4 hundred people].                               → = 400 people
There were [4.3M sales].                                     → = 4300000 sales
There were [3m people].                                      → = 3000000 people
He ran the [100m].                                           → = 100 m
[About 40 people] came.                                      → ~ 40 people
[Roughly 8 billion people] live now.                         → ~ 8000000000 people
[Some 300 officers] came.                                    → ~ 300 officers
[Nearly 300 officers] came.                                  → ~ 300 officers
[At least 300 officers] came.                                → >= 300 officers
[More than 300 officers] came.                               → > 300 officers
[Over 300 officers] came.                                    → > 300 officers
[No more than 300 officers] came.                            → <= 300 officers
[No fewer than 300 officers] came.                           → >= 300 officers
[Under 300 officers] came.                                   → < 300 officers
[Up to about 300 officers] came.                             → <= 300 officers
[300 or more] officers came.                                 → >= 300 officers
[300 officers or more] came.                                 → >= 300 officers
[300+ officers] came.                                        → >= 300 officers
[Just 300 officers] came.                                    → = 300 officers
More than [just 300 officers] came.                          → > 300 officers
[>5%] of the seats went.                                     → > 5 %
The [sub-500 sq m] market grew.                              → < 500 sq m
They flew more than 100 kilometres ([60 miles]).             → > 60 miles
He took over [300 firms].                                    → = 300 firms
Light moves at [2.998×10^8 metres per second].               → = 299800000 metres per second
It fell by [five point five percent].                        → = 5.5 %
It is [a quarter million dollars].                           → = 250000 USD?
There were [12 500 people].                                  → = 12500 people
Demand was [four times higher].                              → = 4 times
[One hand] was free.                                         → = 1 hand
They lost [3-1] on 4 March.                                  → —
They lost 3-1 on [4 March].                                  → —
It happened in [2019].                                       → —
In [2013] fans stayed home.                                  → —
[Section 427] of the Act took effect at 2 p.m.               → —
Section 427 of the Act took effect at [2 p.m.]               → —
The [22nd amendment] passed in 1951.                         → —
The 22nd amendment passed in [1951].                         → —
The Boeing [787] and the 5G mast stood at 14 Mill Road.      → —
The Boeing 787 and the [5G] mast stood at 14 Mill Road.      → —
The Boeing 787 and the 5G mast stood at [14 Mill Road].      → —
[No one] saw the other one.                                  → —
No one saw the other [one].                                  → —
In the [1990s] it rained.                                    → —
It is version [1.2.3].                                       → —
[The minister] spoke.                                        → —
A [third man] came.                                          → —
It was the [first half].                                     → —
[Sales doubled].                                             → vague
[Dozens] were hurt.                                          → vague
[The majority] of people agree.                              → vague
[Several hundred people] came.                               → vague
[Tens of thousands] came.                                    → vague
[Dozens of cases in 3 towns] came in.                        → vague
Dozens of cases in [3 towns] came in.                        → = 3 towns
[The majority of the 300 officers] came.                     → vague
[At most 300 officers] came.                                 → <= 300 officers
"""

FOREIGN = """
de  Das kostet [1,3 Mrd. Euro] im Jahr.            → = 1300000000 EUR
de  Das kostet [1.300.000 Euro] im Jahr.           → = 1300000 EUR
de  Das kostet [1.300 Euro] im Jahr.               → = 1300 EUR
de  Das kostet [3,5 Millionen €].                  → = 3500000 EUR
de  [Rund 300 Polizisten] kamen.                   → ~ 300 Polizisten
de  [Mehr als zwei Drittel] kamen.                 → > 0.6666666666666667
de  [Fünfundzwanzig Kinder] kamen.                 → = 25 Kinder
de  Die Quote stieg auf [7,5 Prozent].             → = 7.5 %
de  [Zwischen 30 und 40 Kinder] kamen.             → range 30..40 Kinder
fr  Cela coûte [1 300 000 euros] par an.           → = 1300000 EUR
fr  Cela coûte [1,3 milliard d’euros].             → = 1300000000 EUR
fr  Cela coûte [2,5 M€] par an.                    → = 2500000 EUR
fr  Cela coûte [500 $ CA] par an.                  → = 500 CAD
fr  [Plus de 300 policiers] sont venus.            → > 300 policiers
fr  [Quatre-vingt-dix-sept personnes] sont venues. → = 97 personnes
fr  Le taux est de [7,5 %].                        → = 7.5 %
fr  [Près de deux tiers] sont venus.               → ~ 0.6666666666666667
es  Cuesta [1.300.000] al año.                     → = 1300000
es  [300 oficiales] vinieron.                      → = 300
und  [Five officers] came.                         → = 5 officers
en  It cost [1.300.000] in all.                    → = 1300000
en  It cost [1 300 000] in all.                    → = 1300000
en  It measured [1.300] in all.                    → = 1.3
en-CA  It cost [$20] in all.                       → = 20 CAD?
"""


def rows(table: str) -> list[tuple[str, str]]:
    return [(left.strip(), right.strip()) for left, right in (line.split("→") for line in table.strip().splitlines())]


@pytest.mark.parametrize(("marked", "expected"), rows(VALUES))
def test_the_value_of_the_selected_words_is_read(marked: str, expected: str) -> None:
    assert summary(read(marked)) == expected


@pytest.mark.parametrize(("marked", "expected"), rows(FOREIGN))
def test_numbers_are_read_in_the_notation_of_the_language(marked: str, expected: str) -> None:
    language, _, sentence = marked.partition("  ")
    assert summary(read(sentence.strip(), language)) == expected


# --- What is measured, and how ------------------------------------------------------------------------------------

MEASURED = """
[Six additional] Soulete du Québec (SQ) agents will come.        → count | Soulete du Québec (SQ) agents
They can send [300 police officers] in two days.                 → count | police officers
There was [a total of 26,000 illegal border crossings] in 2024.  → count | illegal border crossings
There are 1,200, among them [19,000] in the region.              → None | None
The [$1.3 billion] plan was announced in May.                    → money | plan
[$1.3 billion] was found.                                        → money | None
Fewer than [0.2 percent] of parcels were opened.                 → proportion | parcels
[Half of the money] will go.                                     → proportion | money
[Nearly half] in the north agree.                                → proportion | None
[3 in 10] of those asked knew it.                                → proportion | None
They go [within 48 hours].                                       → duration | None
The [48-hour] strike ended.                                      → duration | strike
An [18-year-old] ran.                                            → age | None
Anna Berg, [41], ran.                                            → age | None
Women aged [25 to 54] ran.                                       → age | None
They found [200 kilograms] of fentanyl in a van.                 → size | fentanyl
[Twelve million tonnes] of plastic enter the sea.                → size | plastic
He drove at [90 km/h] all day.                                   → rate | None
It costs [$15 a month] now.                                      → rate | None
Inflation is [3% a year] now.                                    → rate | None
The odds are [3 to 1] today.                                     → ratio | None
It is [four times] as large.                                     → ratio | None
The index closed at [1,478 points] today.                        → index | None
Prices fell by [3 percentage points] in May.                     → change | None
Prices fell [3%] in May.                                         → change | None
A [19% drop] was seen.                                           → change | None
Prices fell to [3%] in May.                                      → proportion | None
The company cut [1,200 jobs] in May.                             → count | jobs
She came in [third place] again.                                 → rank | None
She was [ranked 12th] again.                                     → rank | None
It reads [-1.4 °C] today.                                        → other | None
[The majority] of people who came agree.                         → proportion | people
[Dozens of cases] came in.                                       → count | cases
[Sales doubled].                                                 → change | None
"""


@pytest.mark.parametrize(("marked", "expected"), rows(MEASURED))
def test_the_measure_and_what_is_measured_are_read(marked: str, expected: str) -> None:
    figure = read(marked)

    assert figure is not None
    assert f"{figure.measure} | {figure.measured_entity}" == expected


CHANGES = """
Rents [rose from 4% to 7%] in May.                 → 7 increase 4 7
Rents rose from 4% to [7%] in May.                 → 7 increase 4 7
Rents rose from [4%] to 7% in May.                 → 4
Deaths [fell from 12 deaths to 3 deaths].          → 3 decrease 12 3
Sales [rose to $7bn from $6bn] a year ago.         → 7000000000 increase 6000000000 7000000000
Support is at [63 percent], up from 55 percent.    → 63 increase 55 63
The index rose 0.7 percent to [6,327.80].          → 6327.8 increase - 6327.8
The index rose [0.7 percent] to 6,327.80.          → 0.7 increase
Deaths rose by [12] to 85.                         → 12 increase
The index lost 162.31 points, or [2.14%].          → 2.14 decrease
Sales were up [nearly 57%] in May.                 → 57 increase
Shares closed [34.4% higher] in May.               → 34.4 increase
We saw a [19%] drop in May.                        → 19 decrease
We saw a drop of [19%] in May.                     → 19 decrease
They cut rates to [4%] in May.                     → 4 decrease - 4
They raised [$5 million] in May.                   → 5000000
They lost [300 jobs] in May.                       → 300
They can add [up to 300 jobs] in May.              → 300
Sales [more than doubled] in May.                  → None increase
Sales [halved] in May.                             → None decrease
"""


@pytest.mark.parametrize(("marked", "expected"), rows(CHANGES))
def test_a_change_is_read_with_what_it_came_from(marked: str, expected: str) -> None:
    figure = read(marked)

    assert figure is not None
    change = figure.change or {}
    parts = [
        str(figure.value),
        change.get("direction"),
        change.get("from", "-" if "to" in change else None),
        change.get("to"),
    ]
    assert " ".join(part for part in parts if part) == expected


# --- The rules ----------------------------------------------------------------------------------------------------


def test_the_fields_are_those_of_the_dataset_and_only_what_is_known() -> None:
    figure = read("Rents [rose from $4 to $7] in May.")
    plain = read("In all [26,000] came.")

    assert figure is not None and plain is not None
    assert figure.fields() == {
        "value": "7",
        "comparator": "=",
        "unit": "USD",
        "unitInferred": True,
        "measure": "money",
        "raw": "rose from $4 to $7",
        "change": {"direction": "increase", "from": "4", "to": "7"},
    }
    assert plain.fields() == {"value": "26000", "comparator": "=", "raw": "26,000"}


def test_a_vague_amount_has_no_value_and_no_comparator_in_the_dataset() -> None:
    figure = read("[Dozens of cases] came in.")

    assert figure is not None
    assert figure.fields() == {
        "unit": "cases",
        "measure": "count",
        "measuredEntity": "cases",
        "raw": "Dozens of cases",
        "vague": True,
    }


def test_a_number_that_is_half_selected_is_read_whole() -> None:
    assert summary(read("They counted 26[,000] people.")) == "= 26000 people"
    assert summary(read("Some twenty-[eight] thousand people came.")) == "~ 28000 people"
    assert summary(read("It cost $[1.3] billion.")) == "= 1300000000 USD?"


def test_of_two_figures_that_are_no_change_the_first_counts() -> None:
    assert summary(read("[There were 26,000 crossings, of them 19,000 in the north].")) == "= 26000 crossings"


def test_a_figure_is_not_read_across_a_line_end() -> None:
    assert summary(read("There were at most\n[300]\nofficers.")) == "= 300"


def test_a_value_is_exact_however_long_it_is() -> None:
    assert summary(read("It was [12345678901234567890123456789.0000000001] long.")) == (
        "= 12345678901234567890123456789.0000000001"
    )
    assert summary(read("It was [1234567890123456789012345.123 million] long.")) == "= 1234567890123456789012345123000"


def test_the_spans_of_value_and_unit_are_their_words() -> None:
    for marked, value, unit in (
        ("It cost [C$1.3 billion] in all.", "1.3 billion", "C$"),
        ("Fewer than [0.2 percent] of them.", "0.2 percent"[:3], "percent"),
        ("[Six additional] border agents came.", "Six", "agents"),
        ("It fell to [minus 12 degrees] there.", "12", "degrees"),
        ("The bill is [$3 billion to $5 billion] now.", "3 billion to $5 billion", "$"),
        ("[One in five] renters moved.", "One in five", "renters"),
    ):
        text, start, end = selection(marked)
        figure = read_figure(text, start, end)
        assert figure is not None and figure.value_span is not None and figure.unit_span is not None
        assert (text[slice(*figure.value_span)], text[slice(*figure.unit_span)]) == (value, unit)


def test_offsets_are_code_points_also_after_emoji_and_combining_marks() -> None:
    text = "🎉🎉 cafe\u0301 — «300 officers» came"

    assert [text[slice(*span)] for span in figures_in(text)] == ["300"]
    assert figure_at(text, text.index("300") + 1) == (text.index("300"), text.index("300") + 3)


# --- The figure under a double click ------------------------------------------------------------------------------

AT = """
The fund holds $1.3 ^billion in all.            → $1.3 billion
The fund holds ^$1.3bn in all.                  → $1.3bn
The fund holds more than 1.3 ^million dollars.  → more than 1.3 million dollars
Fewer than 0.^2 percent of parcels.             → Fewer than 0.2 percent
Fewer ^than 0.2 percent of parcels.             → None
Within ^48 hours they go.                       → Within 48 hours
Within 48 hou^rs they go.                       → Within 48 hours
^Six additional agents came.                    → Six additional
They sent ^300 police officers.                 → 300
They sent 300 ^police officers.                 → None
Between ^30 and 40 people came.                 → Between 30 and 40
A bill of $3 billion to ^$5 billion came.       → $3 billion to $5 billion
Rents rose from 4% to ^7% then.                 → 7%
^One in five renters moved.                     → One in five
^Half a million euros went.                     → Half a million euros
A ^minus-1.4 degree reading came.               → minus-1.4 degree
An 18-year-^old came.                           → 18-year-old
The ^48-hour strike came.                       → 48-hour
There were ^300 or more officers.               → 300 or more
There were tens ^of thousands there.            → tens of thousands
It came in ^2019 at last.                       → None
The ^5G mast came.                              → None
They lost ^3-1 today.                           → None
A ^minister came.                               → None
It cost $5^.                                    → $5
"""


@pytest.mark.parametrize(("marked", "expected"), rows(AT))
def test_a_double_click_takes_what_a_coder_would_mark(marked: str, expected: str) -> None:
    position = marked.index("^")
    text = marked.replace("^", "")
    span = figure_at(text, position)

    assert (text[slice(*span)] if span else "None") == expected


def test_figures_in_gives_each_figure_of_a_text_once_and_in_order() -> None:
    text = "In 2024 some 300 officers came.\nThey cost $1.3bn, up 5 percent, on 4 March.\n"

    assert [text[slice(*span)] for span in figures_in(text)] == ["some 300", "$1.3bn", "5 percent"]


# --- Whatever the text --------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    "$ € £ C$ US$ % ‰ - – — − . , ' ’ ( ) [ ] \n \u00a0 \u202f ½ 10 3 0 1,300 1.300.000 2019 0.5 .5 one two thirty "
    "third half a an and of in to from between hundred thousand million bn m k dozen percent per cent point years old "
    "hours km rose fell up doubled about fewer than more at least or dozens majority officers agents Mrd. Millionen "
    "mille zwei 🎉 é ß ﬁ ٣ 五 Ⅷ".split(" ")
)
MADE = st.lists(PIECES, max_size=30)
TEXTS = st.one_of(st.text(max_size=120), MADE.map(" ".join), MADE.map("".join))
LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "en-CA", "zz", "", "de-CH"])
VALUE = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@given(TEXTS, st.integers(-5, 130), st.integers(-5, 130), LANGUAGES)
def test_whatever_is_selected_is_read_within_the_rules_or_not_at_all(
    text: str, start: int, end: int, language: str
) -> None:
    figure = read_figure(text, start, end, language=language)

    assert figure == read_figure(text, start, end, language=language)
    if figure is None:
        return
    assert figure.comparator in COMPARATORS
    assert figure.measure is None or figure.measure in MEASURES
    assert figure.vague == (figure.value is None)
    assert (figure.comparator == "range") == (figure.value_max is not None)
    for value in (figure.value, figure.value_max, *(v for k, v in (figure.change or {}).items() if k != "direction")):
        assert value is None or VALUE.fullmatch(value)
    for span in (figure.value_span, figure.unit_span):
        assert span is None or 0 <= span[0] < span[1] <= len(text)
    if figure.measured_entity:
        assert figure.measured_entity in text


@given(TEXTS, LANGUAGES)
def test_the_figures_of_any_text_lie_in_it_and_never_overlap(text: str, language: str) -> None:
    spans = list(figures_in(text, language=language))

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@given(TEXTS, st.integers(-2, 130), LANGUAGES)
def test_a_double_click_anywhere_is_inside_what_it_takes_or_takes_nothing(
    text: str, position: int, language: str
) -> None:
    span = figure_at(text, position, language=language)

    assert span is None or 0 <= span[0] <= position <= span[1] <= len(text)


@given(TEXTS)
def test_every_figure_found_in_a_short_text_can_be_read(text: str) -> None:
    for start, end in figures_in(text):
        assert read_figure(text, start, end) is not None


@pytest.mark.skipif(SHARED is None, reason="the article lies beside the checkout")
def test_the_figures_of_a_real_article_are_found_and_read() -> None:
    assert SHARED is not None
    text = (SHARED / "articles" / "quebec-border.txt").read_text(encoding="utf-8")
    found = [read_figure(text, *span) for span in figures_in(text)]

    assert [summary(figure) for figure in found] == [
        "= 6 agents",
        "= 3 investigators",
        "= 26000 crossings",
        "= 19000",
        "= 1300000000 USD?",
        "= 1300000000 USD?",
        "= 300 officers",
        "<= 48 hours",
    ]


def test_a_whole_page_is_read_as_its_figures_one_by_one() -> None:
    text = (
        "The fund holds $1.3bn. Rents rose from 4% to 7% in May 2021.\nUp to 6,650 jobs will go within 48 hours; "
        "dozens of shops closed. Sales doubled.\nNobody came."
    )
    found = list(read_figures(text))
    assert [text[slice(*place)] for place, _ in found] == [
        *("$1.3bn", "4%", "7%", "Up to 6,650", "within 48 hours", "dozens", "doubled"),
    ]
    whole = [(place, figure.value) for place, figure in found if not figure.vague]
    assert [place for place, _ in whole] == list(figures_in(text))
    assert whole == [(place, (read_figure(text, *place) or found[0][1]).value) for place in figures_in(text)]
