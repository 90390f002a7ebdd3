"""What DNA 3 asks of a database that it opens: tables, their columns, and what they must hold.

Names, types and limits are those that DNA 3.0 (https://github.com/leifeld/dna) makes in a new SQLite database; written
down here by table, without its code, which is under another licence.
"""

from __future__ import annotations

import base64
import hashlib
import sqlite3

RIGHTS = [
    "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements",
    "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations",
    "ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
]  # fmt: skip
COLUMNS = {
    "SETTINGS": "Property Value",
    "CODERS": "ID Name Red Green Blue Refresh FontSize Password PopupWidth ColorByCoder PopupDecoration "
    "PopupAutoComplete " + " ".join(f"Permission{right}" for right in RIGHTS),
    "DOCUMENTS": "ID Title Text Coder Author Source Section Notes Type Date",
    "STATEMENTTYPES": "ID Label Red Green Blue",
    "VARIABLES": "ID Variable DataType StatementTypeId",
    "VARIABLELINKS": "ID SourceVariableId TargetVariableId",
    "REGEXES": "Label Red Green Blue",
    "CODERRELATIONS": "ID Coder OtherCoder viewStatements editStatements viewDocuments editDocuments",
    "STATEMENTS": "ID StatementTypeId DocumentId Start Stop Coder",
    "DATABOOLEAN": "ID StatementId VariableId Value",
    "DATAINTEGER": "ID StatementId VariableId Value",
    "ENTITIES": "ID VariableId Value Red Green Blue ChildOf",
    "DATASHORTTEXT": "ID StatementId VariableId Entity",
    "DATALONGTEXT": "ID StatementId VariableId Value",
    "ATTRIBUTEVARIABLES": "ID VariableId AttributeVariable",
    "ATTRIBUTEVALUES": "ID EntityId AttributeVariableId AttributeValue",
}
OF_STATEMENTS = {
    "short text": "DATASHORTTEXT",
    "long text": "DATALONGTEXT",
    "boolean": "DATABOOLEAN",
    "integer": "DATAINTEGER",
}
SHORT = 190


def faults(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong with a database."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    found = [f"no table {name}" for name in COLUMNS if name not in tables]
    for name, columns in COLUMNS.items():
        has = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        found += [] if sorted(has) == sorted(columns.split()) else [f"{name}: {has}"]
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        found.append("a foreign key leads nowhere")
    if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        found.append("the file is damaged")
    version = connection.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
    if not version or not version[0].startswith("3."):
        found.append(f"the version is {version}")
    return found + _coder(connection) + _statements(connection) + _attributes(connection)


def opens_with(password: str, kept: str) -> bool:
    """Whether a password is a coder's: Jasypt's StrongPasswordEncryptor, 16 bytes of salt, SHA-256 100,000 times."""
    whole = base64.b64decode(kept)
    digest = hashlib.sha256(whole[:16] + password.encode()).digest()
    for _ in range(99_999):
        digest = hashlib.sha256(digest).digest()
    return digest == whole[16:]


def _coder(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT ID, Name, Password FROM CODERS").fetchall()
    return [] if len(rows) == 1 and rows[0][:2] == (1, "Admin") else [f"coders: {rows}"]


def _statements(connection: sqlite3.Connection) -> list[str]:
    """Each statement has one value of each variable of its type, and stands inside its document."""
    found = []
    variables: dict[int, list[tuple[int, str]]] = {}
    for ident, kind, of in connection.execute("SELECT ID, DataType, StatementTypeId FROM VARIABLES"):
        variables.setdefault(of, []).append((ident, kind))
    query = (
        "SELECT s.ID, s.StatementTypeId, s.Start, s.Stop, d.Text "
        "FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId"
    )
    for ident, kind, start, stop, text in connection.execute(query):
        if not 0 <= start < stop <= len(text.encode("utf-16-le")) // 2:
            found.append(f"statement {ident} stands at {start}..{stop}")
        for variable, of in variables[kind]:
            table = OF_STATEMENTS[of]
            query = f"SELECT COUNT(*) FROM {table} WHERE StatementId = ? AND VariableId = ?"  # noqa: S608 - one of four
            many = connection.execute(query, (ident, variable)).fetchone()[0]
            if many != 1:
                found.append(f"statement {ident} has {many} values of variable {variable}")
    return found


def _attributes(connection: sqlite3.Connection) -> list[str]:
    missing = connection.execute(
        "SELECT e.ID, a.ID FROM ENTITIES e JOIN ATTRIBUTEVARIABLES a ON a.VariableId = e.VariableId LEFT JOIN "
        "ATTRIBUTEVALUES v ON v.EntityId = e.ID AND v.AttributeVariableId = a.ID WHERE v.ID IS NULL"
    ).fetchall()
    found = [f"entities without attributes: {missing}"] if missing else []
    long = connection.execute("SELECT COUNT(*) FROM ENTITIES WHERE LENGTH(Value) > ?", (SHORT,)).fetchone()[0]
    return [*found, f"{long} values are too long"] if long else found
