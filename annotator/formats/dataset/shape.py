"""The dataset's shape, and the one table of names: each field's own name is the project's word, `name=` the dataset's.

Fields stand in the order in which they are written; what is empty is left out. A reader takes nothing that is not
here. `resources/schema/` says the same in JSON Schema.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Raw, Struct, field

from annotator.language import tr

FORMAT = "annotated-article-corpus"
VERSION = "1.0"
CODEBOOK = "annotator-codebook"

ID = r"\A[A-Za-z0-9][A-Za-z0-9._:-]{0,63}\Z"
TIME = r"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z\Z"
DATE = r"\A\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?\Z"
DECIMAL = r"\A-?\d+(\.\d+)?\Z"
LANGUAGE = r"\A[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z"
SHA256 = r"\A[0-9a-f]{64}\Z"
MINOR = r"\A1\.\d+\Z"

MEANING = {
    ID: tr("an id: up to 64 letters, digits and . _ : -"), TIME: tr("a time in UTC such as 2026-11-22T04:25:54Z"),
    DATE: tr("a date such as 2026-11-22, 2026-11 or 2026"),
    DECIMAL: tr("a decimal number in quotation marks such as \"1.5\""),
    LANGUAGE: tr("a language such as en or pt-BR"), SHA256: tr("a SHA-256 in 64 hexadecimal digits"), MINOR: "1.0"}
"""What each pattern asks for, in words."""

Id = Annotated[str, Meta(pattern=ID)]
Time = Annotated[str, Meta(pattern=TIME)]
Date = Annotated[str, Meta(pattern=DATE)]
Decimal = Annotated[str, Meta(pattern=DECIMAL)]
Language = Annotated[str, Meta(pattern=LANGUAGE)]
Named = str
"""An id that is looked up anyway: testing its form once for each thing it names saves a third of the decoding."""
Digest = Annotated[str, Meta(pattern=SHA256)]
PassageRole = Literal["headline", "standfirst", "byline", "body", "caption", "boilerplate", "debris", "correction"]
Plain = str | bool | int | float
Value = Plain | tuple[Plain, ...] | None
"""What an attribute or a convention may hold."""


class Shape(Struct, rename="camel", omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """An object of the dataset."""


class Generator(Shape):
    """The program that wrote it."""

    name: str
    version: str


class Project(Shape):
    """What the project says of itself."""

    id: Id
    name: str
    description: str = ""
    licence: str = field(default="", name="license")
    citation: str = ""
    language: Language | None = field(default=None, name="inLanguage")


class Coder(Shape):
    """A person who annotated."""

    id: Id
    name: str
    orcid: str = ""
    email: str = ""
    same_as: tuple[Id, ...] = ()


class Attribute(Shape, kw_only=True):
    """One question of the codebook."""

    id: Id
    label: str = ""
    type: Literal["choice", "multi", "text", "number", "date", "boolean"]
    values: tuple[str, ...] = ()
    required: bool = False
    default: Value = None
    key: str = ""
    colour: str = ""
    help: str = ""
    hidden: bool = False
    retired: tuple[str, ...] = ()


class Kind(Shape):
    """One kind of annotation. (`attributes` is written also when it is empty, hence no empty default.)"""

    id: Id
    label: str
    definition: str = ""
    key: str = ""
    colour: str = ""
    hidden: bool = False
    attributes: tuple[Attribute, ...] | None = None


class Codebook(Shape):
    """All that the team has agreed on."""

    version: str
    guidelines: str = ""
    conventions: dict[Id, Value] = {}
    kinds: tuple[Kind, ...] = ()
    article_attributes: tuple[Attribute, ...] = ()
    source_attributes: tuple[Attribute, ...] = ()


class CodebookFile(Shape):
    """A codebook alone in a file."""

    format: Literal["annotator-codebook"]
    format_version: Annotated[str, Meta(pattern=MINOR)]
    codebook: Codebook


class SourceRole(Shape):
    """What a source was at a time."""

    text: str
    since: Date | None = field(default=None, name="from")
    until: Date | None = field(default=None, name="to")


class Source(Shape):
    """Who or what says something."""

    id: Id
    type: Literal["person", "organisation", "group", "document", "dataset", "url", "unknown"]
    name: str
    aliases: tuple[str, ...] = field(default=(), name="alternateName")
    anonymity: Literal["named", "unnamed_role", "anonymous", "unspecified"] | None = None
    job_title: str = ""
    roles: tuple[SourceRole, ...] = ()
    affiliation: Id | None = None
    same_as: tuple[str, ...] = ()
    identifiers: dict[Id, str] = {}
    citation: dict[str, Any] | None = None
    attributes: dict[Id, Value] = {}
    note: str = ""
    merged_into: Id | None = None
    creator: Id | None = None
    created: Time | None = None
    modified: Time | None = None
    modified_by: Id | None = None


class Span(Shape):
    """`[start, end)` in code points, and the words that stand there."""

    start: int
    end: int
    exact: str


class Mark(Shape):
    """A segment that is not content."""

    role: Literal["value", "unit", "verbatim", "hedge", "addressee_mention"]
    start: int
    end: int
    exact: str


class Attribution(Shape):
    """One link of the chain; level 0 is the origin."""

    level: int
    role: Literal["speaker", "document", "reporter", "addressee", "publisher"]
    source: Named | None
    basis: Literal["explicit", "inferred", "narrator"] | None = None
    mention: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()


class Movement(Shape):
    """How a figure changed."""

    direction: Literal["increase", "decrease"]
    start: Decimal | None = field(default=None, name="from")
    end: Decimal | None = field(default=None, name="to")


class Quantity(Shape):
    """A statistic, read."""

    value: Decimal | None = None
    value_max: Decimal | None = None
    raw: str | None = None
    comparator: Literal["=", "~", "<", "<=", ">", ">=", "range"] | None = None
    unit: str | None = None
    unit_inferred: bool | None = None
    measure: Literal["count", "money", "proportion", "rate", "ratio", "change", "rank", "index", "duration", "age",
                     "size", "other"] | None = None
    measured_entity: str | None = None
    measured_property: str | None = None
    change: Movement | None = None
    population: str | None = None
    qualifier: str | None = None
    period: str | None = None
    geo: str | None = None
    aggregate: str | None = None
    vague: bool | None = None
    projection: bool | None = None
    margin: Decimal | None = None


class Link(Shape):
    """A link to another annotation."""

    type: Literal["part_of", "same_as", "repeats", "evidence_for", "contradicts", "qualifies", "corrects", "answers",
                  "cites"]
    target: Named
    certainty: str = ""
    note: str = ""


class Origin(Shape):
    """Where an annotation comes from."""

    by: Literal["person", "suggestion", "import"]
    finder: str | None = None
    score: float | None = None


class Annotation(Shape, kw_only=True):
    """One claim, quote, statistic, or what the codebook adds. (`prefix` and `suffix` are written also when empty.)"""

    id: Id
    kind: Named = field(name="type")
    segments: tuple[Span, ...]
    marks: tuple[Mark, ...] = ()
    prefix: str | None = None
    suffix: str | None = None
    attributes: dict[Named, Value] = {}
    quantity: Quantity | None = None
    chain: tuple[Attribution, ...] = field(default=(), name="attributions")
    links: tuple[Link, ...] = ()
    note: str = ""
    origin: Origin | None = None
    revision: Annotated[int, Meta(ge=1)] | None = None
    creator: Named
    created: Time
    modified: Time | None = None
    modified_by: Named | None = None


class ImportedFrom(Shape):
    """The file that an article came from."""

    format: str
    file: str = ""
    encoding: str = ""
    file_sha256: str = field(default="", name="fileSha256")


class Passage(Shape):
    """A stretch of an article with a role."""

    start: int
    end: int
    role: PassageRole = field(name="type")


class ArticleValues(Shape):
    """A coder's values of an article's variables."""

    coder: Id
    values: dict[Id, Value]


class Review(Shape):
    """A coder's mark on an article."""

    coder: Id
    status: Literal["todo", "doing", "done", "skipped"]
    assigned: bool = False
    changed: Time | None = None
    note: str = ""


class Article(Shape, kw_only=True):
    """One article with everything in it."""

    id: Id
    title: str = field(name="headline")
    byline: tuple[str, ...] = field(default=(), name="author")
    outlet: str = field(default="", name="publisher")
    published: Date | None = field(default=None, name="datePublished")
    accessed: Date | None = field(default=None, name="dateAccessed")
    url: str = ""
    language: Language | None = field(default=None, name="inLanguage")
    section: str = field(default="", name="articleSection")
    text: str
    digest: Digest = field(name="textSha256")
    replaces: Id | None = None
    imported_from: ImportedFrom | None = None
    passages: tuple[Passage, ...] = ()
    values: tuple[ArticleValues, ...] = field(default=(), name="attributes")
    tags: tuple[str, ...] = ()
    note: str = ""
    reviews: tuple[Review, ...] = ()
    annotations: tuple[Annotation, ...]


class Group(Shape):
    """Annotations that are linked to each other, derived from the links."""

    id: Id
    type: Literal["same_as", "repeats"]
    members: tuple[Id, ...]


class Header(Shape, kw_only=True):
    """Everything but the articles: a folder's `corpus.json`."""

    schema: str = field(default="", name="$schema")
    format: Literal["annotated-article-corpus"]
    format_version: Annotated[str, Meta(pattern=MINOR)]
    offset_unit: Literal["codepoint"]
    generator: Generator
    exported: Time
    project: Project
    coders: tuple[Coder, ...]
    codebook: Codebook | None = None
    sources: tuple[Source, ...]
    groups: tuple[Group, ...] = ()
    history: tuple[dict[str, Any], ...] = ()


class Corpus(Shape, kw_only=True):
    """The whole dataset in one file."""

    schema: str = field(default="", name="$schema")
    format: Literal["annotated-article-corpus"]
    format_version: Annotated[str, Meta(pattern=MINOR)]
    offset_unit: Literal["codepoint"]
    generator: Generator
    exported: Time
    project: Project
    coders: tuple[Coder, ...]
    codebook: Codebook | None = None
    sources: tuple[Source, ...]
    articles: tuple[Article, ...]
    groups: tuple[Group, ...] = ()
    history: tuple[dict[str, Any], ...] = ()


class Pieces(Struct):
    """A dataset of which only the articles are looked at, one by one, to say in which of them a fault is."""

    articles: tuple[Raw, ...] = ()
