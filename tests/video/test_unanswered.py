"""Why a network camera delivers no picture."""

import socket
import threading
from collections.abc import Iterator

import pytest

from formcheck.video.unanswered import why_unanswered
from tests.listener import Listener


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as listener:
        threading.Thread(target=listener.serve_forever, daemon=True).start()
        yield listener
        listener.shutdown()


def test_a_password_that_is_wanted_or_not_accepted_is_told_and_never_sent(listener: Listener) -> None:
    wanted = why_unanswered(f"http://{listener.host}/film.mp4", 2)
    assert (
        wanted
        == f"asks for a name and a password: give them in the address, as http://NAME:PASSWORD@{listener.host}/film.mp4"
    )
    refused = why_unanswered(f"http://bob:secret@{listener.host}/film.mp4", 2)
    assert refused.startswith("wants a name and a password, and delivers no picture with those given")
    assert listener.allowed == ["", ""]


def test_a_path_that_is_not_there_is_told(listener: Listener) -> None:
    assert why_unanswered(f"http://{listener.host}/nothing", 2).startswith("is there, but has no pictures under this")


def test_a_camera_that_speaks_rtsp_is_asked_in_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                assert connection.recv(1000).startswith(b"DESCRIBE rtsp://127.0.0.1/cam RTSP/1.0")
                connection.sendall(b"RTSP/1.0 401 Unauthorized\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        told = why_unanswered(f"rtsp://bob:secret@127.0.0.1:{server.getsockname()[1]}/cam", 2)
        thread.join()
    assert told.startswith("wants a name and a password")


def test_what_is_no_name_of_a_computer_is_no_address() -> None:
    for host in ("192.168..20", "a" * 70 + ".local"):
        assert why_unanswered(f"http://{host}:8080/video", 1) == "is not an address: check how it is written"
