"""The staff API's part of the OpenAPI document."""

from hub.protocol.schemas import Schema, answer, operation, schema
from hub.protocol.staff.calls import CALLS, Call


def staff_paths() -> Schema:
    """Every call by its address and method."""
    paths: Schema = {}
    for call in CALLS.values():
        paths.setdefault(call.address, {})[call.method.lower()] = _operation(call)
    return paths


def _operation(call: Call) -> Schema:
    described = operation(
        call.summary,
        body=schema(call.body) if call.body else None,
        answers={str(call.status): schema(call.answer)} if call.answer else {},
        path_id="{id}" in call.path,
        who="staff",
    )
    if call.answer is None:
        file: Schema = {"type": "string", "format": "binary"}
        kind = {"type": "string"} if call.media.startswith("text/") else file
        described["responses"]["200"] = answer("Done", kind, call.media)
    if call.query is not None:
        described["parameters"] = [*described.get("parameters", []), *_parameters(call)]
    return described


def _parameters(call: Call) -> list[Schema]:
    described = schema(call.query)
    required = described.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": of}
        for name, of in described["properties"].items()
    ]
