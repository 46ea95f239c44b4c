"""Look at the texts in the marketplace's records: names, titles, descriptions.

The marketplace is the master of its records, so they are stored whatever they say; staff are told.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

from hub.actions.moderation_ports import Incidents, Moderator
from hub.actions.ports import Clock
from hub.domain.circumstances import regions_of
from hub.domain.findings import Setting, Writer
from hub.domain.identity import Role
from hub.domain.incident_ids import digest_of, record_incident_id
from hub.domain.incidents import Author, Incident, Subject, with_findings
from hub.domain.marketplace import Product, Shop, User

PIECE = 4_000
"""Code points that are looked at together."""

_SIDES: dict[Role, Writer] = {Role.STAFF: "staff", Role.SELLER: "seller"}


@dataclass(frozen=True, slots=True)
class Texts:
    """What a record says, by field; `author` answers for it."""

    subject: Subject
    author: Author
    side: Writer
    shop: str | None
    lang: str
    fields: dict[str, str]

    def pieces(self) -> Iterator[tuple[str, str]]:
        """(field, text), long texts in pieces."""
        for name, text in self.fields.items():
            for start in range(0, len(text), PIECE):
                yield name, text[start : start + PIECE]


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """Opens an incident for each text that the rules object to, once for the same text.

    An import brings many at once; they are judged one by one, and messages in between.
    """

    incidents: Incidents
    moderator: Moderator
    clock: Clock
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def __call__(self, texts: Texts) -> None:
        """Raises Overloaded."""
        regions = regions_of([texts.lang])
        setting = Setting("before_purchase", texts.side, regions, texts.lang)
        for name, text in texts.pieces():
            async with self.turn:
                judgement = self.moderator.judge([text], setting)
                await asyncio.sleep(0)
            if judgement.action != "allow":
                incident = self._incident(texts, name, text)
                await self.incidents.open(with_findings(incident, judgement.findings))

    def _incident(self, texts: Texts, name: str, text: str) -> Incident:
        return Incident(
            id=record_incident_id(texts.subject.type, texts.subject.id, name, text),
            kind="record",
            created_at=self.clock.now(),
            context=texts.subject,
            stage="before_purchase",
            shop=texts.shop,
            sender=texts.author,
            lang=texts.lang,
            text=text,
            digest=digest_of(text),
        )


def user_texts(id: str, user: User) -> Texts:
    side = _SIDES.get(user.role, "buyer")
    author = Author(id, side, user.name)
    return Texts(Subject("user", id), author, side, user.shop, user.lang, {"name": user.name})


def shop_texts(id: str, shop: Shop) -> list[Texts]:
    """Its name in its own language, and its words by theirs."""
    author, said = Author(id, "seller", shop.name), {shop.lang: {"name": shop.name}}
    for reply in shop.quick_replies or ():
        for lang, text in reply.texts.items():
            said.setdefault(lang, {})[f"quick_replies.{reply.id}"] = text
    for lang, terms in _glossary(shop).items():
        said.setdefault(lang, {})["glossary"] = "\n".join(terms)
    subject = Subject("shop", id)
    return [Texts(subject, author, "seller", id, lang, fields) for lang, fields in said.items()]


def _glossary(shop: Shop) -> dict[str, list[str]]:
    terms: dict[str, list[str]] = {}
    for entry in shop.glossary or ():
        for lang, term in entry.items():
            terms.setdefault(lang, []).append(term)
    return terms


def product_texts(id: str, product: Product, shop: Shop | None) -> Texts:
    author = Author(product.shop, "seller", shop.name if shop else product.shop)
    fields = {"title": product.title, "description": product.description or ""}
    lang = shop.lang if shop else "und"
    return Texts(Subject("product", id), author, "seller", product.shop, lang, fields)
