"""Fields that many payloads have, with their bounds."""

from typing import Annotated

from pydantic import Field

Seq = Annotated[int, Field(ge=0, le=2**53)]
Limit = Annotated[int, Field(ge=1, le=2**53)]
Cursor = Annotated[str, Field(min_length=1, max_length=512)]
Text = Annotated[str, Field(max_length=200_000)]
ClientId = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[\x21-\x7e]+$")]
Language = Annotated[str, Field(min_length=2, max_length=35, pattern=r"^[A-Za-z][A-Za-z0-9_-]+$")]
