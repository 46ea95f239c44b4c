"""AsyncAPI and OpenAPI documents, generated from the wire's own types."""

from functools import cache
from typing import Any

from pydantic import BaseModel

from hub.domain.marketplace import Order, Product, Shop, User
from hub.protocol.attachments import attachment_paths
from hub.protocol.events.registry import COMMANDS, PUSHES
from hub.protocol.schemas import ERROR, Schema, operation, schema
from hub.protocol.service import IMPORT, Imported, ImportLine, StatusChange, StatusTold
from hub.protocol.staff.spec import staff_paths

_INFO = {"title": "Parley", "version": "1.0.0"}


@cache
def asyncapi() -> Schema:
    """AsyncAPI 3.0: the socket's events, each with its ack as the reply."""
    operations: Schema = {}
    messages: Schema = {}
    for event, (command, data) in COMMANDS.items():
        name = _identifier(event)
        messages[name] = {"name": event, "payload": schema(command)}
        messages[f"{name}_ack"] = {"name": f"{event} (ack)", "payload": _ack(schema(data))}
        operations[f"receive_{name}"] = {
            "action": "receive",
            "channel": {"$ref": "#/channels/socket"},
            "messages": [_message(name)],
            "reply": {
                "channel": {"$ref": "#/channels/socket"},
                "messages": [_message(f"{name}_ack")],
            },
        }
    for event, payload in PUSHES.items():
        name = f"push_{_identifier(event)}"
        messages[name] = {"name": event, "payload": schema(payload)}
        operations[f"send_{_identifier(event)}"] = {
            "action": "send",
            "channel": {"$ref": "#/channels/socket"},
            "messages": [_message(name)],
        }
    return _with_components(
        {
            "asyncapi": "3.0.0",
            "info": {**_INFO, "description": "Socket.IO protocol 5, WebSocket transport."},
            "channels": {"socket": {"address": "/socket.io/", "messages": messages}},
            "operations": operations,
        }
    )


@cache
def openapi() -> Schema:
    """OpenAPI 3.1: the service API, pictures, the staff API and the operational addresses."""
    return _with_components(
        {
            "openapi": "3.1.0",
            "info": _INFO,
            "components": {
                "securitySchemes": {
                    who: {"type": "http", "scheme": "bearer"}
                    for who in ("participant", "service", "staff")
                },
            },
            "paths": {
                **_records(),
                **_order_status(),
                **_import(),
                **attachment_paths(),
                **staff_paths(),
                **_operations(),
            },
        }
    )


def _records() -> Schema:
    kinds: dict[str, type[BaseModel]] = {
        "user": User,
        "shop": Shop,
        "product": Product,
        "order": Order,
    }
    return {
        f"/api/v1/{kind}s/{{id}}": {
            "put": operation(
                f"Mirror a {kind}; idempotent",
                body=schema(model),
                answers={"200": _wrapped(kind, model), "201": _wrapped(kind, model)},
                path_id=True,
            )
        }
        for kind, model in kinds.items()
    }


def _order_status() -> Schema:
    described = operation(
        "Move an order on; a system message in its conversation tells both sides",
        body=schema(StatusChange),
        answers={"200": schema(StatusTold)},
        path_id=True,
    )
    return {"/api/v1/orders/{id}/status": {"post": described}}


def _import() -> Schema:
    described = operation(
        "Mirror many records, one JSON object a line",
        body=schema(ImportLine),
        answers={"200": schema(Imported)},
        media_type="application/x-ndjson",
    )
    return {IMPORT: {"post": described}}


def _operations() -> Schema:
    summaries = {
        "/healthz": "The process answers",
        "/readyz": "It can do its work; 503 when it cannot",
        "/metrics": "Prometheus metrics",
        "/openapi.json": "This document",
        "/asyncapi.json": "The socket's events",
    }
    return {
        path: {"get": {"summary": summary, "responses": {"200": {"description": "OK"}}}}
        for path, summary in summaries.items()
    }


def _wrapped(name: str, model: type[BaseModel]) -> Schema:
    return {"type": "object", "required": [name], "properties": {name: schema(model)}}


def _ack(data: Schema) -> Schema:
    done = {"ok": {"const": True}, "data": data}
    refused = {"ok": {"const": False}, "error": ERROR}
    return {
        "oneOf": [
            {"type": "object", "required": [*properties], "properties": properties}
            for properties in (done, refused)
        ]
    }


def _message(name: str) -> Schema:
    return {"$ref": f"#/channels/socket/messages/{name}"}


def _identifier(event: str) -> str:
    return event.replace(":", "_")


def _with_components(document: Schema) -> Schema:
    """The document with its schemas' definitions where its references say they are."""
    schemas: Schema = {}
    _take_definitions(document, schemas)
    return {**document, "components": {**document.get("components", {}), "schemas": schemas}}


def _take_definitions(node: Any, into: Schema) -> None:  # noqa: ANN401 - a part of a document
    if isinstance(node, dict):
        into.update(node.pop("$defs", {}))
    parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for part in parts:
        _take_definitions(part, into)
