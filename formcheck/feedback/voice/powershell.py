"""The voice of Windows, spoken by one PowerShell that stays: starting it takes a second, a phrase a few hundredths."""

import base64
import contextlib
import math
import os
import queue
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path

from formcheck.errors import DeviceError
from formcheck.feedback.voice.programs import TIMEOUT_S, plain, silence, sound_of, start
from formcheck.feedback.voice.sound import Sound
from formcheck.system.language import tr
from formcheck.system.language.local import brief
from formcheck.system.paths import TEMPORARY_PREFIX

_NORMAL_WPM = 180  # at Rate 0; Rate 10 is three times as fast, -10 a third

# A line in has a path and a text, both base64 of UTF-8, so that nothing in them can mean anything to PowerShell. A
# line out is "ready" once, then "done" or "failed" with the reason. No double quotes: it is one argument.
_SCRIPT = """
$ErrorActionPreference = 'Stop'
function Decoded($word) {{ [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($word)) }}
function Answer($line) {{ [Console]::Out.WriteLine($line); [Console]::Out.Flush() }}
function Complain($reason) {{
  Answer ('failed ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($reason.Exception.Message)))
}}
try {{
  Add-Type -AssemblyName System.Speech
  $voice = New-Object System.Speech.Synthesis.SpeechSynthesizer
  $voices = @($voice.GetInstalledVoices() | Where-Object {{ $_.Enabled }} | ForEach-Object {{ $_.VoiceInfo }})
  $wanted = @($voices | Where-Object {{ $_.Culture.Name -eq '{language}' }}) +
    @($voices | Where-Object {{ $_.Culture.TwoLetterISOLanguageName -eq '{base}' }})
  if ($wanted.Count -gt 0) {{ $voice.SelectVoice($wanted[0].Name) }}
  $voice.Rate = {rate}
}} catch {{ Complain $_; exit 1 }}
Answer 'ready'
while ($null -ne ($line = [Console]::In.ReadLine())) {{
  try {{
    $words = $line.Split(' ')
    $voice.SetOutputToWaveFile((Decoded $words[0]))
    try {{ $voice.Speak((Decoded $words[1])) }} finally {{ $voice.SetOutputToNull() }}
    Answer 'done'
  }} catch {{ Complain $_ }}
}}
"""


class PowerShellVoice:
    """System.Speech in a PowerShell that is started with the first phrase, and again after it has failed.

    Parameters
    ----------
    path
        The program.
    language
        A tag such as ``en`` or ``pt-br``, in lower case. Where Windows has no voice for it, its usual one speaks.
    rate_wpm
        Words a minute.
    timeout_s
        How long a phrase may take, in seconds.
    """

    def __init__(self, path: str, language: str, rate_wpm: int, *, timeout_s: float = TIMEOUT_S) -> None:
        self.name = f"Windows ({language})"
        self._command = command(path, language, rate_wpm)
        self._timeout_s = timeout_s
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._folder = tempfile.TemporaryDirectory(prefix=TEMPORARY_PREFIX, ignore_cleanup_errors=True)
        self._closed = False
        self._lock = threading.Lock()

    def render(self, text: str) -> Sound:
        """The text as sound, see `formcheck.feedback.voice.synthesis.Synthesizer`."""
        words = plain(text)
        if not words:
            return silence()
        file = Path(self._folder.name) / "phrase.wav"
        try:
            process = self._running()
            assert process.stdin is not None
            process.stdin.write(b" ".join(base64.b64encode(part.encode()) for part in (str(file), words)) + b"\n")
            process.stdin.flush()
            self._answer(b"done")
            return sound_of(self.name, file.read_bytes())
        except OSError as error:
            self._end()
            raise DeviceError(tr("the voice {name} stopped ({why})", name=self.name, why=error.strerror)) from error
        except DeviceError:
            self._end()
            raise
        finally:
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)

    def close(self) -> None:
        """End it; a second time does nothing."""
        with self._lock:
            self._closed = True
        self._end()
        self._folder.cleanup()

    def _running(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise DeviceError(tr("the voice {name} is closed", name=self.name))
            if self._process is not None:
                return self._process
            self._process = process = start(self._command, stderr=subprocess.DEVNULL)
            self._answers = queue.Queue()
        threading.Thread(target=_listen, args=(process, self._answers), name="voice answers", daemon=True).start()
        self._answer(b"ready")
        return process

    def _answer(self, expected: bytes) -> None:
        """Wait for a line; those that are no answer are not ours."""
        while True:
            try:
                line = self._answers.get(timeout=self._timeout_s)
            except queue.Empty:
                raise DeviceError(
                    tr(
                        "the voice {name} has not answered for {timeout_s} s",
                        name=self.name,
                        timeout_s=brief(self._timeout_s),
                    )
                ) from None
            kind, _, reason = line.strip().partition(b" ")
            if kind == expected:
                return
            if kind == b"failed":
                raise DeviceError(
                    tr(
                        "the voice {name} failed: {all}",
                        name=self.name,
                        all=" ".join(base64.b64decode(reason).decode().split()),
                    )
                )
            if not line:
                raise DeviceError(
                    tr("the voice {name} stopped: check that PowerShell may run System.Speech", name=self.name)
                )

    def _end(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            assert process.stdin is not None
            with contextlib.suppress(OSError):  # what it did not read any more
                process.stdin.close()


def _listen(process: subprocess.Popen[bytes], answers: "queue.Queue[bytes]") -> None:
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            answers.put(line)
    answers.put(b"")


def command(path: str, language: str, rate_wpm: int) -> list[str]:
    """The command that starts the voice.

    Parameters
    ----------
    path
        The program.
    language
        A tag in lower case.
    rate_wpm
        Words a minute, turned into the -10 to 10 of Windows.
    """
    rate = round(10 * math.log(rate_wpm / _NORMAL_WPM, 3))
    script = _SCRIPT.format(language=language, base=language.partition("-")[0], rate=min(max(rate, -10), 10))
    # Without "InputFormat None" PowerShell itself reads the lines that are meant for the script.
    return [path, "-NoLogo", "-NoProfile", "-NonInteractive", "-InputFormat", "None", "-Command", script.strip()]


def find_powershell(language: str, rate_wpm: int) -> PowerShellVoice:
    """The voice of Windows.

    Parameters
    ----------
    language, rate_wpm
        See `PowerShellVoice`.

    Raises
    ------
    DeviceError
        There is no PowerShell.
    """
    usual = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "WindowsPowerShell", "v1.0", "powershell.exe")
    path = str(usual) if usual.exists() else shutil.which("powershell")
    if path is None:
        raise DeviceError(
            tr("no voice was found: looked for PowerShell at {usual} and on PATH; it is part of Windows", usual=usual)
        )
    return PowerShellVoice(path, language, rate_wpm)
