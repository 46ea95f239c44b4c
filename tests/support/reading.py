"""A program that stands in for tesseract: asked by our own reader, in a real worker."""

from pathlib import Path

HEAD = (
    "level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num"
    "\\tleft\\ttop\\twidth\\theight\\tconf\\ttext\\n"
)

WORD = "brass"


def install(folder: Path, body: str) -> None:
    """Under that name in a folder, which is to be in the PATH; `body` is what its script does.

    At once, whatever is running: the script that was there goes on as it was.
    """
    program = folder / "tesseract"
    made = folder / "made"
    made.write_text(f"#!/bin/sh\n{body}\n")
    made.chmod(0o755)
    made.replace(program)


def lines(count: int) -> str:
    """For its script: says that it saw so many, of one harmless word each."""
    each = f"i=1; while [ $i -le {count} ]; do {line('$i', WORD)}; i=$((i+1)); done"
    return f"cat > /dev/null; printf '{HEAD}'; {each}"


def line(number: int | str, text: str) -> str:
    """One more of them."""
    row = "5\\t1\\t1\\t1\\t%s\\t1\\t10\\t%s\\t80\\t1\\t95\\t%s\\n"
    return f"printf '{row}' {number} {number} {text}"
