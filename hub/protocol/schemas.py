"""Parts of the generated documents."""

from typing import Any

from pydantic import TypeAdapter

Schema = dict[str, Any]

ERROR_CODES = (
    "unauthenticated",
    "invalid",
    "not_found",
    "conflict",
    "blocked_content",
    "rate_limited",
    "overloaded",
    "too_large",
    "unsupported_media",
    "suspended",
    "unknown_event",
    "internal",
)
ERROR: Schema = {
    "type": "object",
    "required": ["code", "message"],
    "properties": {
        "code": {"enum": list(ERROR_CODES)},
        "message": {"type": "string"},
        "data": {"type": "object"},
    },
}


def operation(
    summary: str,
    *,
    answers: dict[str, Schema],
    body: Schema | None = None,
    path_id: bool = False,
    media_type: str = "application/json",
    who: str = "service",
) -> Schema:
    """A call that only `who` may make; `answers` by status."""
    error = {"type": "object", "properties": {"error": ERROR}}
    parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    return {
        "summary": summary,
        "security": [{who: []}],
        **({"parameters": [parameter]} if path_id else {}),
        **({"requestBody": _body(media_type, body)} if body is not None else {}),
        "responses": {
            **{status: answer("Done", of) for status, of in answers.items()},
            "default": answer("Refused", error),
        },
    }


def answer(description: str, of: Schema, media_type: str = "application/json") -> Schema:
    return {"description": description, "content": {media_type: {"schema": of}}}


def _body(media_type: str, of: Schema) -> Schema:
    return {"required": True, "content": {media_type: {"schema": of}}}


def schema(of: Any) -> Schema:  # noqa: ANN401 - a model or a typed dictionary
    return TypeAdapter(of).json_schema(ref_template="#/components/schemas/{model}")
