"""A function in a process of its own: every way to end, and nothing left behind."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from pytest_interview_kata import isolation
from pytest_interview_kata.isolation import Ended, Ending, Limits

SHORT = Limits(seconds=0.5)


def run(work, limits: Limits) -> Ended:
    return isolation.run(work, limits, Path(tempfile.mkdtemp()))


def processes() -> str:
    return subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout


def test_a_message_comes_back():
    ended = run(lambda line: line.send(b"hello"), Limits())
    assert (ended.how, ended.status, ended.message) == (Ending.EXITED, 0, b"hello")


def test_a_large_message_comes_back_and_one_beyond_the_limit_does_not():
    assert run(lambda line: line.send(b"x" * 900_000), Limits()).message == b"x" * 900_000
    assert run(lambda line: line.send(b"x" * 9_000_000), Limits()).message is None


@pytest.mark.parametrize(
    "work",
    [
        lambda line: None,
        lambda line: (line.send(b"1"), line.send(b"2")),
        lambda line: [
            os.write(number, b"junk") for number in range(3, 30) if os.path.exists(f"/proc/self/fd/{number}")
        ],
        lambda line: line.send(b"in a copy") if os.fork() == 0 else os.wait(),
    ],
    ids=["silence", "twice", "junk into every descriptor", "a copy speaks"],
)
def test_what_is_not_one_whole_message_of_the_child_itself_is_none(work):
    assert run(work, Limits()).message is None


def test_exits_and_signals_are_told():
    assert (run(lambda line: os._exit(3), Limits()).how, run(lambda line: os._exit(3), Limits()).status) == (
        "exited",
        3,
    )
    ended = run(lambda line: os.kill(os.getpid(), signal.SIGSEGV), Limits())
    assert (ended.how, ended.status) == (Ending.KILLED, signal.SIGSEGV)


def endless(line):
    line.note(b"the input")
    sum(iter(int, 1))  # in C


def test_time_ends_loops_in_c_and_tells_where_and_with_what():
    ended = run(endless, SHORT)
    assert (ended.how, ended.note, ended.message) == (Ending.TIMED_OUT, b"the input", None)
    assert "in endless" in ended.stack


def test_ignoring_signals_does_not_help():
    def stubborn(line):
        for number in set(signal.valid_signals()) - {signal.SIGKILL, signal.SIGSTOP}:
            signal.signal(number, signal.SIG_IGN)
        while True:
            time.sleep(1)

    assert run(stubborn, SHORT).how is Ending.TIMED_OUT


def test_a_child_that_stops_itself_is_out_of_time():
    assert run(lambda line: os.kill(os.getpid(), signal.SIGSTOP), SHORT).how is Ending.TIMED_OUT


def test_a_child_that_kills_its_supervisor_hurts_only_itself():
    ended = run(lambda line: (os.kill(os.getppid(), signal.SIGKILL), time.sleep(60)), Limits())
    assert ended.how is Ending.LOST


def daemon(mark: str):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execv("/bin/sleep", [mark, "60"])
        os._exit(0)
    time.sleep(0.1)


@pytest.mark.parametrize("end", [lambda: None, lambda: os.kill(os.getppid(), signal.SIGKILL), lambda: time.sleep(60)])
def test_nothing_survives(end):
    mark = f"kata-survivor-{time.monotonic_ns()}"
    run(lambda line: (daemon(mark), end()), SHORT)
    assert mark not in processes()


def test_other_children_of_the_session_are_left_alone():
    other = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        run(lambda line: daemon("kata-other"), Limits())
        assert other.poll() is None
    finally:
        other.communicate()


def test_limits_become_errors_and_not_the_end_of_the_machine():
    def greedy(line):
        try:
            bytearray(4 << 30)
        except MemoryError:
            line.send(b"no memory")

    assert run(greedy, Limits(memory=1 << 28)).message == b"no memory"

    def writer(line):
        try:
            with open("/dev/shm/kata-limit", "wb") as file:
                file.truncate(1 << 20)
        except OSError:
            line.send(b"no room")
        finally:
            os.unlink("/dev/shm/kata-limit")

    assert run(writer, Limits(file_size=1 << 10)).message == b"no room"


def test_no_descriptor_of_the_session_is_in_the_child():
    read, write = os.pipe()
    try:
        listed = run(lambda line: line.send(" ".join(os.listdir("/proc/self/fd")).encode()), Limits()).message
        assert str(write) not in listed.decode().split() and str(read) not in listed.decode().split()
    finally:
        os.close(read)
        os.close(write)


def test_the_session_keeps_no_descriptor():
    before = os.listdir("/proc/self/fd")
    for _ in range(3):
        run(lambda line: line.send(b""), Limits())
    assert os.listdir("/proc/self/fd") == before


def test_the_scratch_folder_goes(tmp_path):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    isolation.run(lambda line: (scratch / "litter").touch(), Limits(), scratch)
    assert not scratch.exists()
