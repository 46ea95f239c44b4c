"""Pictures for browser tests: made here, then chosen, dropped or pasted as a person would."""

import base64
import io
from typing import Any

from PIL import Image
from playwright.async_api import FilePayload, Locator, expect

from bench.images.photographs import photograph
from bench.images.scenes import code
from tests.browser.people import Person
from tests.support.timing import until

ORIENTATION, GPS = 0x0112, 0x8825
TURNED_RIGHT = 6
"""The camera was held upright: the file's rows are the picture's columns."""
PLACE = {1: "N", 2: (41.0, 24.0, 12.5), 3: "E", 4: (2.0, 10.0, 26.5)}
CAMERA = "Parley Camera of Ana"
MESSENGER = "https://wa.me/34612345678"
CODE_SIDE, CODE_AT = 300, (400, 150)
BRING = """([selector, kind, files]) => {
    const data = new DataTransfer();
    for (const { name, type, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name, { type }));
    }
    const target = document.querySelector(selector);
    const made = kind === "paste"
        ? new ClipboardEvent(kind, { clipboardData: data, bubbles: true, cancelable: true })
        : new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
    target.dispatchEvent(made);
}"""

# Pictures out of view are not loaded.
DRAWN = """() => {
    const images = [...document.querySelectorAll(".message[data-seq] .photo-image")];
    for (const image of images) image.scrollIntoView();
    return images.filter((image) => image.complete && image.naturalWidth > 0).length;
}"""


def photo(seed: int = 1, size: tuple[int, int] = (1200, 900), *, upright: bool = True) -> bytes:
    """A JPEG that says where and by whom it was taken."""
    exif = Image.Exif()
    exif[0x0110] = CAMERA
    exif[ORIENTATION] = 1 if upright else TURNED_RIGHT
    exif.get_ifd(GPS).update(PLACE)
    saved = io.BytesIO()
    photograph(seed, size).save(saved, "JPEG", quality=90, exif=exif)
    return saved.getvalue()


def photo_with_code(text: str = MESSENGER) -> bytes:
    """A photograph of 1200 x 900 with a QR code in it, as a PNG."""
    picture = photograph(7, (1200, 900))
    tile = code("QRCode", text).resize((CODE_SIDE, CODE_SIDE), Image.Resampling.NEAREST)
    picture.paste(tile.convert("RGB"), CODE_AT)
    saved = io.BytesIO()
    picture.save(saved, "PNG")
    return saved.getvalue()


def named(name: str, data: bytes, mime: str = "image/jpeg") -> FilePayload:
    return {"name": name, "mimeType": mime, "buffer": data}


async def choose(person: Person, *files: FilePayload) -> None:
    """By the "+" button's chooser."""
    await person.page.locator(".add input[type=file]").first.set_input_files(list(files))


async def bring(person: Person, kind: str, *files: FilePayload, to: str = ".messages") -> None:
    """Drag (dragenter, drop) or paste files onto a part of the page."""
    carried: list[dict[str, Any]] = [
        {
            "name": file["name"],
            "type": file["mimeType"],
            "base64": base64.b64encode(file["buffer"]).decode(),
        }
        for file in files
    ]
    await person.page.evaluate(BRING, [to, kind, carried])


def tray(person: Person, state: str | None = None) -> Locator:
    """Pictures of the message that is being written."""
    chosen = f"[data-upload={state}]" if state else "[data-upload]"
    return person.page.locator(f".tray {chosen}")


def photos(person: Person) -> Locator:
    """Pictures in the messages of the open conversation that the hub has."""
    return person.page.locator(".message[data-seq] .photo")


async def send(person: Person, text: str = "") -> None:
    await person.composer.fill(text)
    await person.composer.press("Enter")


async def shown(person: Person, count: int) -> None:
    """So many pictures are there, drawn from what the hub serves."""
    await expect(photos(person)).to_have_count(count)

    async def drawn() -> bool:
        return bool(await person.page.evaluate(DRAWN) == count)

    await until(drawn, f"{count} pictures")


async def served(person: Person, size: str) -> list[bytes]:
    """The bytes of each picture of the newest message, as this person may fetch them."""
    found: list[str] = await person.page.evaluate(
        """async (size) => {
            const { client } = await import("/static/views/model.js");
            const messages = Object.values(client.state.threads).at(-1).messages;
            const bytes = async (url) => {
                const data = new Uint8Array(await (await fetch(url)).arrayBuffer());
                return btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(""));
            };
            return Promise.all(messages.at(-1).attachments.map((it) => bytes(it[size])));
        }""",
        size,
    )
    return [base64.b64decode(text) for text in found]
