"""Runs programs and says what that cost; counts and prints for the scripts beside it."""

import http.client
import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENOUGH = 1800
"""No run takes longer than this, in seconds."""


@dataclass
class Run:
    """What one run of a program cost: seconds, and megabytes at its peak."""

    wall: float
    cpu: float
    memory: float


def run(command, folder):
    """Runs a program to its end. Stops everything when it fails, and shows what it said."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        program = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        alarm = threading.Timer(ENOUGH, program.kill)
        alarm.start()
        _, status, used = os.wait4(program.pid, 0)
        wall = time.perf_counter() - began
        alarm.cancel()
        program.returncode = os.waitstatus_to_exitcode(status)
        if program.returncode != 0:
            said.seek(0)
            tail = said.read().decode(errors="replace")[-2000:]
            sys.exit(f"`{' '.join(map(str, command))}` ended with {program.returncode}:\n{tail}")
    # Linux counts in kibibytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6)


class Server:
    """A preview that is running."""

    def __init__(self, program, port, began):
        self.program, self.port, self.began, self.connection = program, port, began, None

    def get(self, address):
        """The page at `address`, or nothing while there is none."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            self.connection.request("GET", address)
            answer = self.connection.getresponse()
            body = answer.read()
            return body if answer.status == 200 else b""
        except (OSError, http.client.HTTPException):
            self.connection = None
            return b""

    def wait_for(self, address, text, pause, patience=300):
        """The moment at which the page at `address` first holds `text`."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if text in self.get(address):
                return time.perf_counter()
            if self.program.poll() is not None:
                sys.exit(f"{self.program.args[0]} ended with {self.program.returncode}")
            time.sleep(pause)
        sys.exit(f"{self.program.args[0]} does not show the text within {patience} s")

    def cpu(self):
        """The seconds of CPU that it has used so far (Linux)."""
        fields = Path(f"/proc/{self.program.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(command, folder):
    """A preview, started with the number of a free port at the end of `command`, and ended."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    began = time.perf_counter()
    program = subprocess.Popen([*command, str(port)], cwd=folder, **silent)
    try:
        yield Server(program, port, began)
    finally:
        program.terminate()
        program.wait()


def settle(folder):
    """Lets the file system of `folder` finish what it has to write."""
    if shutil.which("sync"):
        subprocess.run(["sync", "-f", folder], check=False)


def stamps(folder):
    """Of each file below `folder`: which it is, and when it was written."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def machine():
    """The facts of the machine that times depend on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    return f"{counted(cores, 'core')} ({processor()}), {memory:.0f} GB of memory, {platform.system()}, Rust {rust}"


def processor():
    """What the processor is called."""
    facts = Path("/proc/cpuinfo")
    for line in facts.read_text().splitlines() if facts.exists() else []:
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.machine()


def counted(count, noun):
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def middle(values):
    return statistics.median(values)


def seconds(value):
    """A time in seconds or milliseconds, with two or three digits."""
    return in_unit(value, value)


def in_unit(value, scale, unit=True):
    """A time, written as a time of the size of `scale` is."""
    if scale < 0.1:
        text, name = f"{value * 1e3:.{1 if scale < 0.01 else 0}f}", " ms"
    else:
        text, name = f"{value:.{2 if scale < 10 else 1}f}", " s"
    return text + name if unit else text


def spread(values):
    """The median, and in brackets the least and the most."""
    median = middle(values)
    least, most = (in_unit(value, median, unit=False) for value in (min(values), max(values)))
    return f"{seconds(median)} ({least}–{most})"


def table(head, rows):
    """A Markdown table; all but the first column is set to the right."""
    width = [max(len(str(row[at])) for row in [head, *rows]) for at in range(len(head))]
    lines = ["| " + " | ".join(str(cell).ljust(size) for cell, size in zip(row, width)) + " |" for row in [head, *rows]]
    rule = "|" + "|".join("-" * (size + 2) if at == 0 else "-" * (size + 1) + ":" for at, size in enumerate(width)) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])
