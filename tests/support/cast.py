"""The people and things of `people` under ids of their own, for tests that share a hub."""

import secrets
from dataclasses import replace
from typing import Any

from tests.support import people
from tests.support.people import Person


class Cast:
    """Two buyers, a shop with two operators, another shop, their products and orders."""

    def __init__(self) -> None:
        self.mark = secrets.token_hex(4)
        self.ana, self.ben = self._person(people.ANA), self._person(people.BEN)
        self.wei, self.xia = self._person(people.WEI), self._person(people.XIA)
        self.luc = self._person(people.LUC)
        self.lamps, self.bags = self.id("lamps"), self.id("bags")
        self.lamp, self.shade, self.bag = self.id("lamp"), self.id("shade"), self.id("bag")
        self.anas_order, self.bens_order = self.id("o-ana"), self.id("o-ben")

    def id(self, plain: str) -> str:
        """The id in this cast of what is called `plain` in `people`."""
        return f"{plain}-{self.mark}"

    def records(self) -> list[dict[str, Any]]:
        """The marketplace as lines for the bulk import."""
        own = [line for line in people.records() if line["id"] != people.SAM.id]
        return [
            line | {"id": self.id(line["id"]), "record": self._record(line["record"])}
            for line in own
        ]

    def record(self, kind: str, plain: str) -> dict[str, Any]:
        """One of the records."""
        wanted = kind, self.id(plain)
        return next(
            line["record"] for line in self.records() if (line["type"], line["id"]) == wanted
        )

    def _person(self, known: Person) -> Person:
        return replace(known, id=self.id(known.id), shop=known.shop and self.id(known.shop))

    def _record(self, record: dict[str, Any]) -> dict[str, Any]:
        changed: dict[str, Any] = {
            name: self.id(record[name]) for name in ("shop", "buyer") if name in record
        }
        if "items" in record:
            items = [item | {"product": self.id(item["product"])} for item in record["items"]]
            changed["items"] = items
        return record | changed
