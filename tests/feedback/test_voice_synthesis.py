"""Sound as numbers, and the voices that make it."""

import shutil
import struct
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from formcheck.errors import DeviceError
from formcheck.feedback.voice.powershell import PowerShellVoice, command, find_powershell
from formcheck.feedback.voice.programs import Program, plain
from formcheck.feedback.voice.say import say_voice
from formcheck.feedback.voice.sound import Sound, read_wav
from formcheck.feedback.voice.synthesis import Synthesizer, find_voice
from tests.sounds import ScriptedSynthesizer
from tests.voices import HUM, LISTING, put_powershell, put_say, script, wav

needs_espeak = pytest.mark.skipif(
    sys.platform in {"darwin", "win32"} or not shutil.which("espeak-ng"),
    reason="espeak-ng is not installed, the voice of Linux",
)
needs_scripts = pytest.mark.skipif(sys.platform == "win32", reason="the fake programs are scripts with a first line")

# Sound


def test_a_sound_is_checked() -> None:
    with pytest.raises(ValueError, match=r"expected float32 \(n,\), found float64 \(3,\)"):
        Sound(np.zeros(3), 8000)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"found float32 \(3, 2\)"):
        Sound(np.zeros((3, 2), np.float32), 8000)
    with pytest.raises(ValueError, match="rate_hz: expected more than 0, found 0"):
        Sound(np.zeros(3, np.float32), 0)


def test_silence_before_and_after_is_cut_off() -> None:
    sound = Sound((HUM / 32768).astype(np.float32), 22_050).trimmed()
    assert sound.duration_s == pytest.approx(0.1 + 0.005 + 0.02, abs=0.002)
    assert np.abs(sound.samples[:220]).max() > 0.1
    assert Sound(np.zeros(100, np.float32), 8000).trimmed().duration_s == 0
    assert Sound(np.zeros(0, np.float32), 8000).trimmed().duration_s == 0


@pytest.mark.parametrize("rate_hz", [48_000, 44_100, 16_000, 8_000])
def test_another_rate_is_the_same_sound(rate_hz: int) -> None:
    time_s = np.arange(11_025) / 22_050
    swell = np.sin(np.pi * time_s / 0.5)
    sound = Sound((swell * np.sin(2 * np.pi * 700 * time_s)).astype(np.float32), 22_050).at(rate_hz)
    assert sound.rate_hz == rate_hz
    assert sound.samples.dtype == np.float32
    assert sound.duration_s == pytest.approx(0.5, abs=1 / rate_hz)
    there_s = np.arange(len(sound.samples)) / rate_hz
    np.testing.assert_allclose(
        sound.samples, np.sin(np.pi * there_s / 0.5) * np.sin(2 * np.pi * 700 * there_s), atol=5e-3
    )
    assert Sound(np.zeros(0, np.float32), 22_050).at(rate_hz).samples.shape == (0,)


def test_a_wav_file_is_read() -> None:
    sound = read_wav(wav(np.array([0, 16384, -32768])))
    np.testing.assert_allclose(sound.samples, [0, 0.5, -1])
    assert sound.rate_hz == 22_050
    np.testing.assert_allclose(read_wav(wav(np.array([0, 16384, -16384, 16384]), channels=2)).samples, [0.25, 0])


LENGTHS = {"too long": 0x7FFFF000, "unknown": 0xFFFFFFFF, "none": 0}


@pytest.mark.parametrize("length", LENGTHS.values(), ids=LENGTHS)
def test_the_length_in_a_streamed_wav_file_is_not_believed(length: int) -> None:
    data = wav(np.array([0, 16384, -32768]))
    streamed = data[:4] + struct.pack("<I", length) + data[8:40] + struct.pack("<I", length) + data[44:] + b"\1"
    np.testing.assert_allclose(read_wav(streamed).samples, [0, 0.5, -1])


def test_other_parts_of_a_wav_file_are_passed_over() -> None:
    data = wav(np.array([16384]))
    filled = data[:12] + b"JUNK" + struct.pack("<I", 3) + b"abc\0" + data[12:]
    np.testing.assert_allclose(read_wav(filled).samples, [0.5])


NO_SOUNDS = {
    "nothing": (b"", "found 0 bytes of something else"),
    "text": (b"espeak: no such voice", "21 bytes of something else"),
    "no samples": (b"RIFF\0\0\0\0WAVE", "without samples"),
    "8 bits": (wav(np.array([0])).replace(b"\2\0\x10\0data", b"\1\0\x08\0data"), "found coding 1 with 8 bits"),
}


@pytest.mark.parametrize(("data", "message"), NO_SOUNDS.values(), ids=NO_SOUNDS)
def test_what_is_no_sound_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_wav(data)


# Words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three.", "Three."),
        ("  two\nlines\r\n", "two lines"),
        ("[[rate 500]] ten [[t'En]]", "rate 500 ten t'En"),
        ("ten\x01\x00\x1b50S", "ten 50S"),
        ("\ud800", ""),
        ('-v de <speak> "it\'s" größer', '-v de <speak> "it\'s" größer'),
    ],
)
def test_words_are_never_commands(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_the_scripted_voice_hums_as_long_as_the_text() -> None:
    voice: Synthesizer = ScriptedSynthesizer(0.01)
    assert voice.render("One, two.").duration_s == pytest.approx(0.06)
    assert voice.render("").duration_s == 0
    voice.close()


# Linux


@needs_espeak
def test_the_voice_of_linux_starts_with_its_first_word() -> None:
    voice = find_voice("en", 175)
    ten, more = voice.render("Ten."), voice.render("Bring your heels closer.")
    voice.close()
    assert voice.name == "espeak-ng (en)"
    for sound in (ten, more):
        assert np.abs(sound.samples[: sound.rate_hz // 20]).max() > 0.01
        assert np.abs(sound.samples).max() <= 1
    assert 0.1 < ten.duration_s < more.duration_s < 5


@needs_espeak
def test_the_voice_of_linux_speaks_faster_when_asked() -> None:
    slow, fast = (find_voice("en", rate_wpm).render("Bring your heels closer.") for rate_wpm in (120, 300))
    assert fast.duration_s < 0.7 * slow.duration_s


@needs_espeak
@pytest.mark.parametrize("text", ["--version", "-v de ten", '"; ls', "<break time='9s'/>", "[[t'En]]", "--\nten"])
def test_the_voice_of_linux_says_what_looks_like_a_command(text: str) -> None:
    assert 0.2 < find_voice().render(text).duration_s < 4


@needs_espeak
def test_the_voice_of_linux_is_silent_where_there_are_no_words() -> None:
    assert find_voice("pt-BR").render("…").duration_s == 0
    assert find_voice("de").render(" \n").duration_s == 0


@needs_espeak
def test_an_unknown_language_is_a_device_error() -> None:
    with pytest.raises(DeviceError, match=r"no voice for the language xx: .*voice does not exist"):
        find_voice("xx")


@pytest.mark.parametrize("language", ["", "-v", "../en", "en us", "english"])
def test_what_is_no_language_is_refused(language: str) -> None:
    with pytest.raises(DeviceError, match="expected a language such as en or pt-br"):
        find_voice(language)


def test_nobody_speaks_at_any_rate() -> None:
    with pytest.raises(ValueError, match="expected 80 to 450, found 1000"):
        find_voice("en", 1000)


@pytest.mark.parametrize(
    ("platform", "message"),
    [
        ("linux", "looked for espeak-ng and espeak; install the package espeak-ng"),
        ("freebsd", "looked for espeak-ng and espeak"),
        ("darwin", "looked for say"),
    ],
)
def test_no_voice_at_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, message: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DeviceError, match=message) as caught:
        find_voice()
    assert "\n" not in str(caught.value)


def test_no_voice_on_windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    with pytest.raises(DeviceError, match="looked for PowerShell"):
        find_powershell("en", 175)


# Programs


@needs_scripts
def test_a_program_gets_its_words_through_standard_input(tmp_path: Path) -> None:
    program = Program(script(tmp_path / "echo", "print(sys.argv[1:], sys.stdin.read())"))
    assert program.run(["-x"], "-y größer").decode().split("\n")[0] == "['-x'] -y größer"
    program.close()
    program.close()
    with pytest.raises(DeviceError, match="is closed"):
        program.run([])


FAILURES = {
    "says why": ("print('first\\nno data', file=sys.stderr); sys.exit(3)", "failed: no data$"),
    "says nothing": ("sys.exit(3)", "failed: status 3$"),
    "hangs": ("time.sleep(60)", r"has not answered for 0\.5 s"),
}


@needs_scripts
@pytest.mark.parametrize(("code", "message"), FAILURES.values(), ids=FAILURES)
def test_a_program_that_fails_is_a_device_error(tmp_path: Path, code: str, message: str) -> None:
    with pytest.raises(DeviceError, match=message):
        Program(script(tmp_path / "bad", code), timeout_s=0.5).run([])


def test_a_program_that_cannot_be_started_is_a_device_error(tmp_path: Path) -> None:
    with pytest.raises(DeviceError, match="cannot be started"):
        Program(str(tmp_path / "missing")).run([])


@needs_scripts
def test_closing_ends_a_program_that_runs(tmp_path: Path) -> None:
    program = Program(script(tmp_path / "slow", f"open({str(tmp_path / 'began')!r}, 'w'); time.sleep(60)"))

    def close_when_it_runs() -> None:
        while not (tmp_path / "began").exists():
            threading.Event().wait(0.01)
        program.close()

    closing = threading.Thread(target=close_when_it_runs)
    closing.start()
    with pytest.raises(DeviceError, match="failed"):
        program.run([])
    closing.join(10)


# macOS


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Daniel"),
        ("en-us", "Samantha"),
        ("en-au", "Daniel"),
        ("de", "Markus (Enhanced)"),
        ("pt-br", "Luciana"),
        ("fi", "Flo (Finnish (Finland))"),
        ("ar", "Majed"),
        ("sv", None),
        ("e", None),
    ],
)
def test_the_best_voice_of_macos_for_a_language(language: str, expected: str | None) -> None:
    assert say_voice(LISTING, language) == expected


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A Mac, as far as its voice goes; every phrase leaves its arguments and its words in a file."""
    put_say(tmp_path)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@needs_scripts
def test_the_voice_of_macos_renders_to_a_file(mac: Path) -> None:
    voice = find_voice("de", 200)
    sound = voice.render("-o /etc/passwd [[slnc 9000]]")
    assert voice.render("\n").duration_s == 0
    voice.close()
    assert voice.name == "say (Markus (Enhanced))"
    assert sound.duration_s == pytest.approx(0.125, abs=0.002)
    arguments = "['-v', 'Markus (Enhanced)', '-r', '200', '--file-format=WAVE', '--data-format=LEI16@22050', '-o']"
    assert (mac / "log").read_text().splitlines() == [arguments + "1", arguments + "-o /etc/passwd slnc 9000"]


@needs_scripts
def test_a_mac_without_a_voice_for_the_language(mac: Path) -> None:
    with pytest.raises(DeviceError, match=r"say has no voice for the language sv: add one in System Settings"):
        find_voice("sv")


@needs_scripts
def test_a_mac_that_renders_nothing(mac: Path) -> None:
    voice = find_voice("en")
    (mac / "hum.wav").write_bytes(b"")
    with pytest.raises(DeviceError, match="expected a WAV sound, found 0 bytes"):
        voice.render("ten")


# Windows


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A Windows, as far as its voice goes; every phrase leaves the number of its process and its words in a file."""
    put_powershell(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    return tmp_path


def spoken(folder: Path) -> tuple[int, list[str]]:
    """How many processes spoke, and what."""
    lines = [line.split(" ", 1) for line in (folder / "log").read_text(encoding="utf-8").splitlines()]
    return len({process for process, _ in lines}), [text for _, text in lines]


@needs_scripts
def test_the_voice_of_windows_is_started_once(windows: Path) -> None:
    voice = find_powershell("de", 180)
    texts = ["Zehn.", '"it\'s"; Größe $x `n', "-Command ls"]
    for text in texts:
        assert voice.render(text).duration_s == pytest.approx(0.125, abs=0.002)
    assert voice.render(" ").duration_s == 0
    voice.close()
    voice.close()
    assert voice.name == "Windows (de)"
    assert spoken(windows) == (1, texts)
    with pytest.raises(DeviceError, match="is closed"):
        voice.render("ten")


@needs_scripts
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("die", r"the voice Windows \(en\) stopped"),
        ("hang", r"has not answered for 1\.5 s"),
        ("fail", "failed: no größer voice here"),
    ],
)
def test_after_a_failure_the_voice_of_windows_is_started_again(windows: Path, text: str, message: str) -> None:
    voice = PowerShellVoice(str(windows / "powershell"), "en", 180, timeout_s=1.5)
    with pytest.raises(DeviceError, match=message):
        voice.render(text)
    assert voice.render("ten").duration_s > 0
    voice.close()
    assert spoken(windows) == (2, [text, "ten"])


@needs_scripts
def test_a_windows_whose_voice_cannot_be_loaded(tmp_path: Path) -> None:
    path = script(tmp_path / "powershell", "print('Add-Type is not allowed here')")
    voice = PowerShellVoice(path, "en", 180)
    for _ in range(2):
        with pytest.raises(DeviceError, match="stopped"):
            voice.render("ten")
    voice.close()


@needs_scripts
def test_closing_ends_a_windows_that_hangs(windows: Path) -> None:
    voice = PowerShellVoice(str(windows / "powershell"), "en", 180)

    def close_when_it_speaks() -> None:
        while not (windows / "log").exists():
            threading.Event().wait(0.01)
        voice.close()

    closing = threading.Thread(target=close_when_it_speaks)
    closing.start()
    with pytest.raises(DeviceError, match="stopped"):
        voice.render("hang")
    closing.join(10)


@pytest.mark.parametrize(("rate_wpm", "rate"), [(180, 0), (80, -7), (540, 10), (2000, 10), (20, -10)])
def test_words_a_minute_in_the_measure_of_windows(rate_wpm: int, rate: int) -> None:
    *options, code = command("powershell.exe", "pt-br", rate_wpm)
    assert f"$voice.Rate = {rate}\n" in code
    assert options[0] == "powershell.exe"
    assert options[-1] == "-Command"


def test_the_command_for_windows_is_one_argument() -> None:
    code = command("powershell.exe", "pt-br", 180)[-1]
    assert '"' not in code
    assert "-eq 'pt-br'" in code
    assert "-eq 'pt'" in code
    assert code.count("{") == code.count("}")
