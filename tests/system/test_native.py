"""Missing libraries become advice, and native log lines stay away from the user."""

import logging
import os
import subprocess
import sys

import pytest

from formcheck.errors import MissingLibraryError
from formcheck.system import native
from formcheck.system.native import (
    PACKAGES,
    import_cv2,
    import_mediapipe,
    install_command,
    missing_libraries,
    missing_libraries_named,
    native_log_hidden,
)

LINKER = "{}: cannot open shared object file: No such file or directory"


def test_imports_return_the_modules() -> None:
    assert import_cv2().__name__ == "cv2"
    assert import_mediapipe().__name__ == "mediapipe"


@pytest.mark.parametrize("kind", [ImportError, OSError])
@pytest.mark.parametrize("library", PACKAGES)
def test_missing_library_is_named_with_its_debian_package(library: str, kind: type[ImportError | OSError]) -> None:
    with pytest.raises(MissingLibraryError) as caught, missing_libraries_named("cv2"):
        raise kind(LINKER.format(library))
    message = str(caught.value)
    assert message.startswith(f"cv2 cannot be loaded without {library}: sudo apt-get install {PACKAGES[library]}")
    assert "\n" not in message


def test_all_missing_libraries_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "missing_libraries", lambda: ["libEGL.so.1", "libGLESv2.so.2"])
    with pytest.raises(MissingLibraryError) as caught, missing_libraries_named("cv2"):
        raise ImportError(LINKER.format("libGL.so.1"))
    assert str(caught.value).endswith(": sudo apt-get install libgl1 libegl1 libgles2")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(LINKER.format("libfoo-2.1.so.7"), "libfoo-2.1.so.7: install the package", id="unknown library"),
        pytest.param("/lib/x86/libEGL.so.1: file too short", "libEGL.so.1: sudo apt-get", id="broken library"),
        pytest.param("DLL load failed while importing cv2: not found", "Visual C..", id="Windows"),
    ],
)
def test_other_loading_failures_have_advice_too(text: str, expected: str) -> None:
    with pytest.raises(MissingLibraryError, match=expected), missing_libraries_named("cv2"):
        raise ImportError(text)


def test_module_that_is_not_installed_is_said_so() -> None:
    with pytest.raises(MissingLibraryError, match="mediapipe is not installed"), missing_libraries_named("mediapipe"):
        raise ModuleNotFoundError("No module named 'mediapipe'", name="mediapipe")


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(ImportError("cannot import name 'x' from 'cv2'"), id="import"),
        pytest.param(ModuleNotFoundError("No module named 'other'", name="other"), id="other module"),
        pytest.param(PermissionError(13, "Permission denied"), id="permission"),
        pytest.param(RuntimeError("libGL.so.1: no"), id="runtime"),
    ],
)
def test_other_errors_pass_unchanged(error: Exception) -> None:
    with pytest.raises(type(error)) as caught, missing_libraries_named("cv2"):
        raise error
    assert caught.value is error


def test_failed_import_of_cv2_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def find_spec(self, name: str, *args: object) -> None:
            if name == "cv2":
                sys.OpenCV_LOADER = True  # type: ignore[attr-defined]
                raise ImportError(LINKER.format("libGL.so.1"))

    for name in [name for name in sys.modules if name == "cv2" or name.startswith("cv2.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    for _ in range(2):
        with pytest.raises(MissingLibraryError, match="libgl1"):
            import_cv2()
    assert not hasattr(sys, "OpenCV_LOADER")


def test_library_that_does_not_load_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(native, "PACKAGES", {"libnothing-like-it.so.1": "nothing"})
    assert missing_libraries() == ["libnothing-like-it.so.1"]


def test_no_library_is_looked_for_outside_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(native, "PACKAGES", {"libnothing-like-it.so.1": "nothing"})
    assert missing_libraries() == []


def test_package_of_two_libraries_is_installed_once() -> None:
    assert install_command(["libglib-2.0.so.0", "libgthread-2.0.so.0"]) == "sudo apt-get install libglib2.0-0"


# --- the native log


def test_native_log_goes_to_the_logger_and_other_lines_to_stderr(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "formcheck.system.native"), native_log_hidden():
        os.write(2, b"W0000 00:00:1.5 77 feedback_manager.cc:121] Feedback\n")
        os.write(2, b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU.\n")
        os.write(2, b"Traceback (most recent call last):\n")
    assert capfd.readouterr().err == "Traceback (most recent call last):\n"
    assert [record.message.split()[2] for record in caplog.records] == ["W0000", "INFO:"]


def test_errors_pass_and_stderr_is_back_afterwards(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyError), native_log_hidden():
        os.write(2, b"INFO: hidden\n")
        raise KeyError("genuine")
    os.write(2, b"INFO: shown\n")
    assert capfd.readouterr().err == "INFO: shown\n"


def test_hiding_may_be_nested(capfd: pytest.CaptureFixture[str]) -> None:
    with native_log_hidden():
        with native_log_hidden():
            os.write(2, b"INFO: inner\n")
        os.write(2, b"INFO: outer\n")
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "after\n"


def test_process_without_stderr_is_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(descriptor: int) -> int:
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(os, "dup", closed)
    monkeypatch.setattr(sys, "stderr", None)
    passed = False
    with native_log_hidden():
        passed = True
    assert passed


def test_cv2_works_in_one_thread_for_a_while() -> None:
    cv2 = native.import_cv2()
    before = cv2.getNumThreads()
    with native.cv2_in_one_thread():
        assert cv2.getNumThreads() == 1
    assert cv2.getNumThreads() == before


KEPT = """
import resource
from formcheck.system.native import give_memory_back

def held_mb():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize() / 1e6

small = [bytes(600) for _ in range(200_000)]
last = bytes(600)
del small
before_mb = held_mb()
give_memory_back()
print(before_mb - held_mb())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of glibc")
def test_memory_is_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", KEPT], capture_output=True, text=True, check=True)
    assert float(done.stdout) > 50
