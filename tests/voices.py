"""Programs that stand in for the voices of other systems, and hum."""

import io
import sys
import wave
from pathlib import Path

import numpy as np

# What the fake voices say: half a second of silence, a tenth of a hum, half a second of silence.
HUM = np.concatenate([np.zeros(11025), 8000 * np.sin(np.arange(2205) / 5), np.zeros(11025)]).astype("<i2")


def wav(samples: np.ndarray[tuple[int, ...], np.dtype[np.int16]], channels: int = 1, rate_hz: int = 22_050) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.astype("<i2").tobytes())
    return buffer.getvalue()


LISTING = """\
Albert              en_US    # Hello! My name is Albert.
Alice               it_IT    # Ciao! Mi chiamo Alice.
Anna                de_DE    # Hallo! Ich heiße Anna.
Bad News            en_US    # Hello! My name is Bad News.
Daniel              en_GB    # Hello! My name is Daniel.
Eddy (German (Germany)) de_DE    # Hallo! Ich heiße Eddy.
Luciana             pt_BR    # Olá! Meu nome é Luciana.
Joana               pt_PT    # Olá! Chamo-me Joana.
Markus (Enhanced)   de_DE    # Hallo! Ich heiße Markus.
Majed               ar_001   # مرحبًا! اسمي ماجد.
Samantha            en_US    # Hello! My name is Samantha.
Flo (Finnish (Finland)) fi_FI    # Hei! Nimeni on Flo.
"""


def script(path: Path, code: str) -> str:
    """A program made of some lines of Python."""
    path.write_text(f"#!{sys.executable} -IS\nimport os, sys, time\n{code}\n")
    path.chmod(0o755)
    return str(path)


def put_say(folder: Path) -> None:
    """The voice of macOS; every phrase leaves its arguments and its words in ``log``."""
    (folder / "listing").write_text(LISTING, encoding="utf-8")
    (folder / "hum.wav").write_bytes(wav(HUM))
    script(
        folder / "say",
        f"""
folder = {str(folder)!r}
if sys.argv[1:] == ["-v", "?"]:
    sys.stdout.buffer.write(open(folder + "/listing", "rb").read())
    sys.exit()
open(folder + "/log", "a").write(repr(sys.argv[1:-1]) + sys.stdin.read() + "\\n")
open(sys.argv[-1], "wb").write(open(folder + "/hum.wav", "rb").read())""",
    )


def put_powershell(folder: Path) -> None:
    """The voice of Windows; every phrase leaves the number of its process and its words in ``log``."""
    (folder / "hum.wav").write_bytes(wav(HUM))
    script(
        folder / "powershell",
        f"""
import base64
folder = {str(folder)!r}
print("some greeting")
print("ready", flush=True)
for line in sys.stdin:
    path, text = (base64.b64decode(word).decode() for word in line.split(" "))
    open(folder + "/log", "a").write(f"{{os.getpid()}} {{text}}\\n")
    if text == "die":
        sys.exit(1)
    if text == "hang":
        time.sleep(60)
    if text == "fail":
        print("failed", base64.b64encode("no größer voice\\r\\nhere".encode()).decode(), flush=True)
        continue
    open(path, "wb").write(open(folder + "/hum.wav", "rb").read())
    print("done", flush=True)""",
    )
