"""Uploading and looking at pictures over HTTP: what is sent, what is answered, how it is told."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict  # pydantic needs it before Python 3.12

from hub.domain.marketplace import Id
from hub.protocol.events.attachments import AttachmentObject
from hub.protocol.links import PATH
from hub.protocol.schemas import Schema, answer, operation, schema

FIELDS = ("conversation_id", "upload_id", "alt")
"""Of the form, before its `file`."""
ALT_GRAPHEMES = 300

Alt = Annotated[str, Field(max_length=4_096)]
UploadId = Annotated[str, Field(min_length=8, max_length=64, pattern=r"^[\x21-\x7e]+$")]


class UploadForm(BaseModel):
    """`POST`: the fields of the form, which come before the file.

    `upload_id` is the client's own: the same upload made again gets the same answer. `alt` says in
    words what the picture shows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    conversation_id: Id
    upload_id: UploadId
    alt: Alt | None = None


class Description(BaseModel):
    """`PATCH`: what the picture shows, in words; null: nothing is said."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    alt: Alt | None


class LinkQuery(BaseModel):
    """`GET`: what an address of a picture holds; the hub makes these, clients only use them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: Literal["full", "thumb"]
    user: Id
    shop: Id | None = None
    expires: int = Field(ge=0, le=2**40)
    signature: str = Field(min_length=1, max_length=64)


class AttachmentData(TypedDict):
    attachment: AttachmentObject


def attachment_paths() -> Schema:
    """Their part of the OpenAPI document."""
    return {
        PATH: {"post": _upload()},
        f"{PATH}/{{id}}": {"patch": _describe(), "get": _view()},
    }


def _upload() -> Schema:
    form = schema(UploadForm)
    file: Schema = {"type": "string", "format": "binary"}
    whole = {
        **form,
        "properties": {**form["properties"], "file": file},
        "required": [*form["required"], "file"],
    }
    return operation(
        "Upload a picture for a message of a conversation; the file is the form's last part",
        body=whole,
        answers={"201": schema(AttachmentData)},
        media_type="multipart/form-data",
        who="participant",
    )


def _describe() -> Schema:
    return operation(
        "Say what a picture shows that was not sent yet",
        body=schema(Description),
        answers={"200": schema(AttachmentData)},
        path_id=True,
        who="participant",
    )


def _view() -> Schema:
    """Without a token: the address itself says for whom it was made."""
    query = schema(LinkQuery)
    described = operation(
        "A picture, by an address that the hub has given; whole or a range of it",
        answers={},
        path_id=True,
    )
    picture: Schema = {"type": "string", "format": "binary"}
    return {
        **described,
        "security": [],
        "parameters": [
            *described["parameters"],
            *(
                {"name": name, "in": "query", "required": name in query["required"], "schema": of}
                for name, of in query["properties"].items()
            ),
        ],
        "responses": {
            **described["responses"],
            **{
                status: answer(what, picture, "image/*")
                for status, what in (("200", "The picture"), ("206", "A part of it"))
            },
        },
    }
