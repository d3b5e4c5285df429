"""The tables of a DNA file: what is read of them, and how DNA 3 makes them."""

from __future__ import annotations

PERMISSIONS = (
    "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements",
    "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations",
    "ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
)  # fmt: skip
"""What a coder may do, a column each."""

RELATIONS = ("viewStatements", "editStatements", "viewDocuments", "editDocuments")

LONGEST = 190
"""Code points that a title, a name or a value may have."""

NEEDED = {
    "SETTINGS": ("Property", "Value"),
    "CODERS": ("ID", "Name"),
    "DOCUMENTS": ("ID", "Title", "Text", "Date"),
    "STATEMENTTYPES": ("ID", "Label"),
    "VARIABLES": ("ID", "Variable", "DataType", "StatementTypeId"),
    "STATEMENTS": ("ID", "StatementTypeId", "DocumentId", "Start", "Stop"),
}
"""Tables and columns without which a file is no DNA project; others may be missing, and are empty then."""

VERSION, DATE = "3.1.1", "2026-06-21"
"""Of the DNA whose files are written."""


def _colour(rule: str = "INTEGER NOT NULL DEFAULT 0") -> str:
    return ", ".join(f"{part} {rule} CHECK ({part} BETWEEN 0 AND 255)" for part in ("Red", "Green", "Blue"))


def _short(name: str, rule: str = "NOT NULL") -> str:
    return f"{name} TEXT {rule} CHECK (LENGTH({name}) < {LONGEST + 1})"


def _to(column: str, table: str) -> str:
    return f"FOREIGN KEY({column}) REFERENCES {table}(ID) ON DELETE CASCADE"


def _switch(name: str, default: int) -> str:
    return f"{name} INTEGER NOT NULL CHECK ({name} BETWEEN 0 AND 1) DEFAULT {default}"


def _data(value: str, *, more: str = "") -> str:
    return ("ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, "
            f"{value}, {_to('StatementId', 'STATEMENTS')}, {_to('VariableId', 'VARIABLES')}, {more}"
            "UNIQUE (StatementId, VariableId)")


_KEY = "ID INTEGER NOT NULL PRIMARY KEY"
_TYPES = " OR ".join(f"DataType = '{each}'" for each in ("boolean", "integer", "long text", "short text"))

CREATED = {
    "SETTINGS": "Property TEXT PRIMARY KEY, Value TEXT NOT NULL",
    "CODERS": ", ".join([
        _KEY, _short("Name"), _colour(), "Refresh INTEGER NOT NULL CHECK (Refresh BETWEEN 0 AND 9999) DEFAULT 0",
        "FontSize INTEGER NOT NULL CHECK (FontSize BETWEEN 1 AND 99) DEFAULT 14", _short("Password"),
        "PopupWidth INTEGER CHECK (PopupWidth BETWEEN 100 AND 9999) DEFAULT 300", _switch("ColorByCoder", 0),
        _switch("PopupDecoration", 0), _switch("PopupAutoComplete", 1),
        *(_switch(f"Permission{each}", 1) for each in PERMISSIONS)]),
    "DOCUMENTS": ", ".join([
        _KEY, _short("Title"), "Text TEXT NOT NULL", "Coder INTEGER", _short("Author", "NOT NULL DEFAULT ''"),
        _short("Source", "NOT NULL DEFAULT ''"), _short("Section", "NOT NULL DEFAULT ''"),
        "Notes TEXT NOT NULL DEFAULT ''", _short("Type", "NOT NULL DEFAULT ''"), "Date INTEGER NOT NULL",
        _to("Coder", "CODERS")]),
    "STATEMENTTYPES": f"{_KEY}, {_short('Label')}, {_colour()}",
    "VARIABLES": f"{_KEY}, {_short('Variable')}, DataType TEXT NOT NULL CHECK ({_TYPES}) DEFAULT 'short text', "
                 f"StatementTypeId INTEGER, {_to('StatementTypeId', 'STATEMENTTYPES')}, "
                 "UNIQUE (Variable, StatementTypeId)",
    "VARIABLELINKS": f"{_KEY}, SourceVariableId INTEGER, TargetVariableId INTEGER, "
                     "CHECK (TargetVariableId != SourceVariableId), "
                     f"{_to('SourceVariableId', 'VARIABLES')}, {_to('TargetVariableId', 'VARIABLES')}",
    "REGEXES": f"Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < {LONGEST + 1}), {_colour()}",
    "CODERRELATIONS": ", ".join([
        _KEY, "Coder INTEGER CHECK(Coder > 0)", "OtherCoder INTEGER CHECK(OtherCoder > 0)",
        *(_switch(each, 1) for each in RELATIONS), "CHECK (Coder != OtherCoder)", _to("Coder", "CODERS"),
        _to("OtherCoder", "CODERS")]),
    "STATEMENTS": f"{_KEY}, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER NOT NULL CHECK(Start >= 0), "
                  "Stop INTEGER NOT NULL CHECK(Stop >= 0), Coder INTEGER, CHECK (Start < Stop), "
                  f"{_to('StatementTypeId', 'STATEMENTTYPES')}, {_to('Coder', 'CODERS')}, "
                  f"{_to('DocumentId', 'DOCUMENTS')}",
    "DATABOOLEAN": _data("Value INTEGER NOT NULL DEFAULT 1"),
    "DATAINTEGER": _data("Value INTEGER NOT NULL DEFAULT 0"),
    "ENTITIES": "ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, "
                + _short("Value", "NOT NULL DEFAULT ''") + f", {_colour('INTEGER')}, "
                f"ChildOf INTEGER CHECK(ChildOf > 0), UNIQUE (VariableId, Value), {_to('ChildOf', 'ENTITIES')}, "
                f"{_to('VariableId', 'VARIABLES')}",
    "DATASHORTTEXT": _data("Entity INTEGER NOT NULL", more=f"{_to('Entity', 'ENTITIES')}, "),
    "DATALONGTEXT": _data("Value TEXT DEFAULT ''"),
    "ATTRIBUTEVARIABLES": "ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL, "
                          f"{_short('AttributeVariable')}, UNIQUE(VariableId, AttributeVariable), "
                          f"{_to('VariableId', 'VARIABLES')}",
    "ATTRIBUTEVALUES": "ID INTEGER PRIMARY KEY NOT NULL, EntityId INTEGER NOT NULL, "
                       "AttributeVariableId INTEGER NOT NULL, "
                       + _short("AttributeValue", "NOT NULL DEFAULT ''")
                       + ", UNIQUE (EntityId, AttributeVariableId), " + _to("EntityId", "ENTITIES") + ", "
                       + _to("AttributeVariableId", "ATTRIBUTEVARIABLES"),
}
"""Table → its columns and rules, in the order in which DNA 3 makes them."""
