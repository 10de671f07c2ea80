"""Processes that look are believed as far as they come, and ended when their time is up."""

import sys
import time

from formcheck.app.desk.looker import Looker


def looker(program: str, limit_s: float = 20.0) -> Looker:
    return Looker([sys.executable, "-c", program], limit_s)


def waited(look: Looker) -> Looker:
    while not look.ended():
        time.sleep(0.02)
    return look


def test_what_it_finds_is_told_as_it_comes() -> None:
    look = waited(looker('print("noise of a driver"); print(\'{"squats": 1}\'); print(\'{"squats": 2}\')'))
    assert look.found() == [{"squats": 1}, {"squats": 2}]
    assert look.found() == []
    assert look.failure is None


def test_its_last_complaint_says_why_it_failed() -> None:
    look = waited(looker("import sys; print('warning', file=sys.stderr); sys.exit('camera 0 is in use')"))
    assert look.failure == "camera 0 is in use"


def test_a_camera_that_blocks_for_ever_is_ended() -> None:
    look = waited(looker("import time; time.sleep(600)", limit_s=0.3))
    assert look.failure == "the camera did not answer"


def test_one_that_is_killed_says_so() -> None:
    look = looker("import time; time.sleep(600)")
    look.end()
    assert waited(look).failure == "it ended before its time"
