"""JSON Schemas of the files that people and programs write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import Meta

from pubkit import registry
from pubkit.config import Account, Config, Issue, Press, Site
from pubkit.diff.record import Changes
from pubkit.errors import PubkitError
from pubkit.model import Article
from pubkit.publication import Publication
from pubkit.remarks import ImportReport, Remark
from pubkit.verification import Verified

__all__ = [
    "SCHEMAS",
    "article_schema",
    "check_schema",
    "config_schema",
    "diff_schema",
    "import_schema",
    "publication_schema",
    "verify_schema",
]

FileName: TypeAlias = Annotated[str, Meta(description="A file below the folder of pubkit.toml.")]
"""How an option of type bytes is written."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def article_schema() -> dict[str, Any]:
    """The schema of article.json."""
    return _titled("pubkit article", msgspec.json.schema(Article))


def publication_schema() -> dict[str, Any]:
    """The schema of publication.json."""
    return _titled("pubkit publication", msgspec.json.schema(Publication))


def import_schema() -> dict[str, Any]:
    """The schema of an import report."""
    return _titled("pubkit import report", msgspec.json.schema(ImportReport))


def check_schema() -> dict[str, Any]:
    """The schema of what `pubkit check --format json` prints."""
    return _titled("pubkit check", msgspec.json.schema(list[Remark]))


def verify_schema() -> dict[str, Any]:
    """The schema of what `pubkit verify --format json` prints."""
    return _titled("pubkit verify", msgspec.json.schema(list[Verified]))


def diff_schema() -> dict[str, Any]:
    """The schema of what `pubkit diff --format json` prints."""
    return _titled("pubkit diff", msgspec.json.schema(Changes))


def config_schema() -> dict[str, Any]:
    """The schema of pubkit.toml, with the options of every renderer that is installed."""
    schema = _titled("pubkit.toml", msgspec.json.schema(Config))
    kinds = {name: _options(name) for name in registry.available()}
    listed = [kind for options in kinds.values() for kind in options.values()]
    accounts = schema["$defs"]["Config"]["properties"]["accounts"]
    (accounts["additionalProperties"],), own = msgspec.json.schema_components(
        [Account], ref_template="#/$defs/{name}"
    )
    schema["$defs"] |= own
    made, shared = msgspec.json.schema_components(listed, ref_template="#/$defs/{name}")
    schema["$defs"] |= shared
    del schema["$defs"]["Press"]["properties"]["icc"]  # a file is given by its name
    found = iter(made)
    tables = schema["$defs"]["Config"]["properties"]["renderers"]
    tables["properties"] = {
        name: {
            "type": "object",
            "properties": {key: next(found) for key in options},
            "additionalProperties": False,
        }
        for name, options in kinds.items()
    }
    return schema


def _options(name: str) -> dict[str, Any]:
    """Option → type as pubkit.toml writes it; nothing where the renderer cannot be loaded."""
    try:
        types = registry.option_types(registry.load(name))
    except PubkitError:
        return {}
    return {
        key: FileName if kind is bytes else kind
        for key, kind in types.items()
        if kind not in (Site, Issue, Press)
    }


def _titled(title: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": _DIALECT, "title": title, **schema}


SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "article": article_schema,
    "check": check_schema,
    "config": config_schema,
    "diff": diff_schema,
    "import": import_schema,
    "publication": publication_schema,
    "verify": verify_schema,
}
"""Kind of file → its schema."""
