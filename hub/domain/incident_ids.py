"""The ids of incidents and reports, which follow from what they are about.

The same thing happening again (a resend, a second report) finds the one that exists.
"""

from hashlib import blake2b


def identifier(*parts: str | int) -> str:
    """The id of what these parts name: 24 hexadecimal digits, the same for the same parts."""
    named = b"".join(b"%d:%b" % (len(raw), raw) for raw in (str(p).encode() for p in parts))
    return blake2b(named, digest_size=12).hexdigest()


def digest_of(text: str) -> str:
    """By which the same text is known again."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def message_incident_id(
    conversation_id: str, sender: str, client_id: str, text: str, *pictures: str
) -> str:
    """Of a message that moderation objected to; the same when it is sent again."""
    return identifier("message", conversation_id, sender, client_id, digest_of(text), *pictures)


def upload_incident_id(
    conversation_id: str, sender: str, upload_id: str, picture: str, alt: str
) -> str:
    """Of a picture that moderation objected to; the same when it is uploaded again."""
    return identifier("picture", conversation_id, sender, upload_id, picture, digest_of(alt))


def upload_digest(picture: str, alt: str) -> str:
    """By which the same picture, with the same words about it, is known again."""
    return digest_of(f"{picture}\n{alt}")


def reported_incident_id(conversation_id: str, seq: int) -> str:
    """Of a message that people reported, however many."""
    return identifier("reported", conversation_id, seq)


def translation_incident_id(conversation_id: str, seq: int, lang: str) -> str:
    """Of a delivered message's translation that moderation objected to."""
    return identifier("translation", conversation_id, seq, lang)


def record_incident_id(kind: str, id: str, field: str, text: str) -> str:
    """Of a text in one of the marketplace's records."""
    return identifier("record", kind, id, field, digest_of(text))
