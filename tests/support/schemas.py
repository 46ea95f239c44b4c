"""JSON Schema as far as the generated documents use it; what is not described is wrong."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]

_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def references(node: Any) -> Iterator[str]:
    """Every `$ref` of a document."""
    if isinstance(node, dict):
        for name, part in node.items():
            if name == "$ref":
                yield part
            else:
                yield from references(part)
    elif isinstance(node, list):
        for part in node:
            yield from references(part)


def resolved(document: Schema, reference: str) -> Schema:
    """What a `$ref` stands for; raises KeyError where there is nothing."""
    node: Any = document
    for part in reference.removeprefix("#/").split("/"):
        node = node[part.replace("~1", "/")]
    found: Schema = node
    return found


def problems(document: Schema, schema: Schema, value: Any, path: str = "$") -> list[str]:
    """Where a value is not what its schema within the document says."""
    if "$ref" in schema:
        return problems(document, resolved(document, schema["$ref"]), value, path)
    choices = schema.get("anyOf") or schema.get("oneOf")
    if choices:
        tried = [problems(document, one, value, path) for one in choices]
        return min(tried, key=len)
    return _own(schema, value, path) or _within(document, schema, value, path)


def _own(schema: Schema, value: Any, path: str) -> list[str]:
    """What is wrong with the value, its parts apart."""
    found: list[str] = []
    if "const" in schema and value != schema["const"]:
        found.append(f"{path}: {value!r} is not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{path}: {value!r} is none of {schema['enum']}")
    if "type" in schema and not _is(value, schema["type"]):
        found.append(f"{path}: {value!r} is no {schema['type']}")
    return found


def _within(document: Schema, schema: Schema, value: Any, path: str) -> list[str]:
    if isinstance(value, list) and "items" in schema:
        parts = enumerate(value)
        return [p for i, v in parts for p in problems(document, schema["items"], v, f"{path}[{i}]")]
    if not isinstance(value, dict) or "properties" not in schema:
        return []
    known = schema["properties"]
    needed = schema.get("required", ())
    found = [f"{path}.{name} is missing" for name in needed if name not in value]
    found += [f"{path}.{name} is not described" for name in value if name not in known]
    for name in value.keys() & known.keys():
        found += problems(document, known[name], value[name], f"{path}.{name}")
    return found


def _is(value: Any, name: str) -> bool:
    wanted = _TYPES[name]
    return isinstance(value, wanted) and (name == "boolean" or not isinstance(value, bool))
