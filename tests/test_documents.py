"""What the documents say is so: links, settings, metrics, codes, events and commands."""

import asyncio
import json
import re
import tomllib
from asyncio.subprocess import PIPE, STDOUT
from pathlib import Path
from typing import Any

import pytest
import typer
from prometheus_client.parser import text_string_to_metric_families

from hub import errors
from hub.__main__ import app
from hub.config import PREFIX, Settings
from hub.protocol.events.registry import COMMANDS, PUSHES
from hub.protocol.schemas import ERROR_CODES
from tests.support import file_map
from tests.support.documents import Document, document, documents
from tests.support.people import ANA
from tests.support.programs import ROOT
from tests.support.running import RunningHub
from tests.support.timing import seconds
from tests.support.wire import Refused

DOCUMENTS = documents()
every_document = pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: str(page.path))


def target(page: Document, link: str) -> tuple[Path, str]:
    """The file and anchor that a link of a page leads to."""
    path, _, anchor = link.partition("#")
    return (ROOT / page.path.parent / path).resolve() if path else ROOT / page.path, anchor


@every_document
def test_links_lead_somewhere(page: Document) -> None:
    missing = [link for link in page.links if not target(page, link)[0].exists()]
    assert missing == []


@every_document
def test_links_to_headings_find_them(page: Document) -> None:
    lost = []
    for link in page.links:
        path, anchor = target(page, link)
        if anchor and anchor not in document(str(path.relative_to(ROOT))).anchors:
            lost.append(link)
    assert lost == []


def test_every_document_can_be_reached_from_the_readme() -> None:
    pages = {ROOT / page.path: page for page in DOCUMENTS}
    found, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        here = waiting.pop()
        found.add(here)
        linked = {target(pages[here], link)[0] for link in pages[here].links}
        waiting += [path for path in linked & pages.keys() if path not in found]
    assert pages.keys() - found == set()


def as_written(value: object) -> str:
    """A default as the table of settings shows it."""
    match value:
        case None | "" | ():
            return "–"
        case tuple():
            return ",".join(value)
        case _:
            return str(value)


def test_the_table_of_settings_is_complete_and_its_defaults_are_true() -> None:
    told = {row[0]: row[1] for row in document("docs/operations.md").table("Settings")}
    true = {
        PREFIX + name.upper(): as_written(field.default)
        for name, field in Settings.model_fields.items()
    }
    assert told == true


@every_document
def test_settings_that_are_mentioned_exist(page: Document) -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    assert set(re.findall(rf"\b{PREFIX}[A-Z_]*[A-Z]\b(?!_?\*)", page.text)) - known == set()


async def exposed(hub: RunningHub) -> dict[tuple[str, str], set[str]]:
    """Labels of every (metric, type) that the hub exposes, once each has been used."""
    ana = await hub.connect(ANA)
    await ana.ok("conversation:open", {"context": {"type": "product", "id": "lamp"}})
    with pytest.raises(Refused):
        await hub.connect("no token")
    await ana.raw("4no packet")
    await ana.ok("conversation:list", {})
    exposition = (await hub.http(None).get("/metrics")).body.decode()
    return {
        (_name(family.name, family.type), family.type): {
            label for sample in family.samples for label in sample.labels if label != "le"
        }
        for family in text_string_to_metric_families(exposition)
        if not family.name.endswith("_created")
    }


def _name(family: str, kind: str) -> str:
    return f"{family}_total" if kind == "counter" else family


@pytest.mark.settings(translation="on")
async def test_the_table_of_metrics_is_what_the_hub_exposes(hub: RunningHub) -> None:
    rows = document("docs/operations.md").table("Metrics")
    told = {(name, kind): set(labels.split(", ")) - {"–"} for name, kind, labels, _ in rows}
    assert told == await exposed(hub)


_LOGGED = re.compile(r'(?:log|get_logger\(.*\))\.[a-z]+\(\s*(?:[\w.]+,\s*)?"([a-z_]+)"')
_NOTICED = re.compile(r'\.noticed\(self, "([a-z_]+)"\)')


def test_the_table_of_log_events_is_complete() -> None:
    told = {
        name
        for names, *_ in document("docs/operations.md").table("Logs")
        for name in names.split(", ")
    }
    sources = [path.read_text() for path in (ROOT / "hub").rglob("*.py")]
    logged = {name for text in sources for name in _LOGGED.findall(text) + _NOTICED.findall(text)}
    assert told == logged


def _refusals() -> list[tuple[str, str]]:
    """(code, its HTTP statuses) of every refusal there is."""
    known = [
        (
            kind.code,
            ", ".join(sorted({str(one.http_status) for one in (kind, *kind.__subclasses__())})),
        )
        for kind in errors.HubError.__subclasses__()
    ]
    return sorted([*known, ("internal", "500")])


def test_the_table_of_error_codes_is_complete() -> None:
    rows = document("docs/mobile.md").table("Error codes")
    assert sorted((code, status) for code, status, *_ in rows) == _refusals()
    assert sorted(ERROR_CODES) == [code for code, _ in _refusals()]


def test_the_table_of_pushes_is_complete() -> None:
    told = {row[0] for row in document("docs/mobile.md").table("What the hub pushes")}
    assert told == PUSHES.keys()


@every_document
def test_events_that_are_mentioned_exist(page: Document) -> None:
    named = re.compile(r"(?:conversation|message|receipt|presence|session):[a-z_]+")
    mentioned = {code for code in page.quoted if named.fullmatch(code)}
    assert mentioned - COMMANDS.keys() - PUSHES.keys() == set()


@every_document
def test_make_targets_that_are_quoted_exist(page: Document) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    quoted = {name for code in page.quoted for name in re.findall(r"\bmake ([a-z-]+)", code)}
    assert quoted - targets == set()


@every_document
def test_hub_commands_that_are_quoted_exist(page: Document) -> None:
    commands = typer.main.get_group(app).commands
    for code in page.quoted:
        for name, rest in re.findall(r"(?:^|-m |bin/)hub ([a-z]+)(.*)", code):
            assert name in commands, code
            options = {option for one in commands[name].params for option in one.opts}
            assert set(re.findall(r"--[a-z]+", rest)) <= options, code


_PUT = re.compile(r"-X PUT http://127\.0\.0\.1:8080(\S+).*?-d '(.*?)'$", re.DOTALL | re.MULTILINE)


async def test_the_first_steps_of_the_readme_work(empty_hub: RunningHub) -> None:
    readme = document("README.md")
    records = _PUT.findall(readme.block("sh"))
    assert len(records) == 2
    for path, body in records:
        reply = await empty_hub.service.call("PUT", path, data=body)
        assert reply.status == 201, reply
    script = readme.block("js").replace("http://127.0.0.1:8080", empty_hub.url)
    assert await _first_line(f"const token = {json.dumps(ANA.token())};\n{script}") == (
        "1 Is it in stock?\n"
    )


async def _first_line(script: str) -> str:
    """What a script of the browser's language prints first, run by node."""
    process = await asyncio.create_subprocess_exec(
        *(ROOT / "tools" / "with-node", "node", "--input-type=module", "--eval", script),
        cwd=ROOT,
        stdout=PIPE,
        stderr=STDOUT,
    )
    assert process.stdout
    try:
        async with asyncio.timeout(seconds(30)):
            return (await process.stdout.readline()).decode()
    finally:
        process.kill()
        await process.communicate()


def _python_dependencies(project: dict[str, Any]) -> set[str]:
    wanted = list(project["dependencies"])
    for extra in ("embedded", "node", "offline", "lingua", "ocr"):
        wanted += project["optional-dependencies"][extra]
    return {re.split(r"[^\w-]", requirement)[0] for requirement in wanted}


def test_the_table_of_dependencies_is_complete() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    browser = json.loads((ROOT / "package.json").read_text())["dependencies"]
    told = [row[0] for row in document("README.md").table("Dependencies")]
    assert sorted(told) == sorted(_python_dependencies(project) | browser.keys())


@pytest.mark.parametrize("package", ["actions", "domain", "protocol", "storage", "transport"])
def test_the_file_map_names_every_module_a_message_may_pass(package: str) -> None:
    modules = {
        path.relative_to(ROOT)
        for path in (ROOT / "hub" / package).rglob("*.py")
        if path.name != "__init__.py"
    }
    assert modules - set(file_map.paths((ROOT / "README.md").read_text())) == set()


def test_decisions_are_numbered_and_say_what_they_cost() -> None:
    notes = [page for page in DOCUMENTS if page.path.parent.name == "decisions"]
    numbers = [int(page.path.name[:4]) for page in notes]
    assert numbers == list(range(1, len(notes) + 1))
    wanted = {"question", "options", "decision", "cost"}
    assert [page.path.name for page in notes if not wanted <= page.anchors] == []
