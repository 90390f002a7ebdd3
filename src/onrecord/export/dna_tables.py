"""The database of the Discourse Network Analyzer, version 3: an SQLite file whose tables have these names.

The names and what they may hold are those that DNA 3 reads (https://github.com/leifeld/dna); the SQL is our own. Texts
may have 190 characters there, but for the text and notes of a document and long texts. Dates are seconds since 1970 in
UTC, places in a text UTF-16 code units, as Java counts them.
"""

from __future__ import annotations

LONGEST = 190

_RIGHTS = (
    "AddDocuments EditDocuments DeleteDocuments ImportDocuments AddStatements EditStatements DeleteStatements "
    "EditAttributes EditRegex EditStatementTypes EditCoders EditCoderRelations ViewOthersDocuments EditOthersDocuments "
    "ViewOthersStatements EditOthersStatements"
).split()
_COLOUR = ", ".join(
    f"{name} INTEGER NOT NULL DEFAULT 0 CHECK ({name} BETWEEN 0 AND 255)" for name in ("Red", "Green", "Blue")
)


def _short(name: str, default: str = "") -> str:
    return f"{name} TEXT NOT NULL {default} CHECK (LENGTH({name}) <= {LONGEST})"


def _switch(name: str, value: int = 1) -> str:
    return f"{name} INTEGER NOT NULL DEFAULT {value} CHECK ({name} IN (0, 1))"


def _to(name: str, table: str) -> str:
    return f"FOREIGN KEY ({name}) REFERENCES {table}(ID) ON DELETE CASCADE"


def _value(column: str, *more: str) -> str:
    return ", ".join(
        (
            "ID INTEGER NOT NULL PRIMARY KEY, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL",
            column,
            "UNIQUE (StatementId, VariableId)",
            _to("StatementId", "STATEMENTS"),
            _to("VariableId", "VARIABLES"),
            *more,
        )
    )


_ID = "ID INTEGER NOT NULL PRIMARY KEY"
_DATA_TYPES = "'boolean', 'integer', 'long text', 'short text'"
TABLES = {
    "SETTINGS": "Property TEXT PRIMARY KEY, Value TEXT NOT NULL",
    "CODERS": ", ".join(
        (
            _ID,
            _short("Name"),
            _COLOUR,
            "Refresh INTEGER NOT NULL DEFAULT 0 CHECK (Refresh BETWEEN 0 AND 9999)",
            "FontSize INTEGER NOT NULL DEFAULT 14 CHECK (FontSize BETWEEN 1 AND 99)",
            _short("Password"),
            "PopupWidth INTEGER DEFAULT 300 CHECK (PopupWidth BETWEEN 100 AND 9999)",
            _switch("ColorByCoder", 0),
            _switch("PopupDecoration", 0),
            _switch("PopupAutoComplete"),
            *(_switch(f"Permission{right}") for right in _RIGHTS),
        )
    ),
    "DOCUMENTS": ", ".join(
        (
            _ID,
            _short("Title"),
            "Text TEXT NOT NULL",
            "Coder INTEGER",
            *(_short(name, "DEFAULT ''") for name in ("Author", "Source", "Section")),
            "Notes TEXT NOT NULL DEFAULT ''",
            _short("Type", "DEFAULT ''"),
            "Date INTEGER NOT NULL",
            _to("Coder", "CODERS"),
        )
    ),
    "STATEMENTTYPES": f"{_ID}, {_short('Label')}, {_COLOUR}",
    "VARIABLES": ", ".join(
        (
            _ID,
            _short("Variable"),
            f"DataType TEXT NOT NULL DEFAULT 'short text' CHECK (DataType IN ({_DATA_TYPES}))",
            "StatementTypeId INTEGER, UNIQUE (Variable, StatementTypeId)",
            _to("StatementTypeId", "STATEMENTTYPES"),
        )
    ),
    "VARIABLELINKS": ", ".join(
        (
            _ID,
            "SourceVariableId INTEGER, TargetVariableId INTEGER, CHECK (TargetVariableId != SourceVariableId)",
            _to("SourceVariableId", "VARIABLES"),
            _to("TargetVariableId", "VARIABLES"),
        )
    ),
    "REGEXES": f"Label TEXT PRIMARY KEY CHECK (LENGTH(Label) <= {LONGEST}), {_COLOUR}",
    "CODERRELATIONS": ", ".join(
        (
            _ID,
            "Coder INTEGER CHECK (Coder > 0), OtherCoder INTEGER CHECK (OtherCoder > 0) CHECK (Coder != OtherCoder)",
            *(_switch(name) for name in ("viewStatements", "editStatements", "viewDocuments", "editDocuments")),
            _to("Coder", "CODERS"),
            _to("OtherCoder", "CODERS"),
        )
    ),
    "STATEMENTS": ", ".join(
        (
            _ID,
            "StatementTypeId INTEGER, DocumentId INTEGER",
            "Start INTEGER NOT NULL CHECK (Start >= 0), Stop INTEGER NOT NULL CHECK (Stop >= 0) CHECK (Start < Stop)",
            "Coder INTEGER",
            _to("StatementTypeId", "STATEMENTTYPES"),
            _to("Coder", "CODERS"),
            _to("DocumentId", "DOCUMENTS"),
        )
    ),
    "DATABOOLEAN": _value("Value INTEGER NOT NULL DEFAULT 1"),
    "DATAINTEGER": _value("Value INTEGER NOT NULL DEFAULT 0"),
    "ENTITIES": ", ".join(
        (
            _ID,
            "VariableId INTEGER NOT NULL",
            _short("Value", "DEFAULT ''"),
            _COLOUR,
            "ChildOf INTEGER CHECK (ChildOf > 0), UNIQUE (VariableId, Value)",
            _to("ChildOf", "ENTITIES"),
            _to("VariableId", "VARIABLES"),
        )
    ),
    "DATASHORTTEXT": _value("Entity INTEGER NOT NULL", _to("Entity", "ENTITIES")),
    "DATALONGTEXT": _value("Value TEXT DEFAULT ''"),
    "ATTRIBUTEVARIABLES": ", ".join(
        (
            _ID,
            "VariableId INTEGER NOT NULL",
            _short("AttributeVariable"),
            "UNIQUE (VariableId, AttributeVariable)",
            _to("VariableId", "VARIABLES"),
        )
    ),
    "ATTRIBUTEVALUES": ", ".join(
        (
            _ID,
            "EntityId INTEGER NOT NULL, AttributeVariableId INTEGER NOT NULL",
            _short("AttributeValue", "DEFAULT ''"),
            "UNIQUE (EntityId, AttributeVariableId)",
            _to("EntityId", "ENTITIES"),
            _to("AttributeVariableId", "ATTRIBUTEVARIABLES"),
        )
    ),
}
CREATED = tuple(f"CREATE TABLE {name} ({columns})" for name, columns in TABLES.items())
