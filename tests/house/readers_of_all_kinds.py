"""Readers for the tests of bench/contest.py: they work, fail, die, dawdle or start programs, each in its process."""

from __future__ import annotations

import os
import subprocess
import sys
import time


def working():
    return lambda text, published: {"text": text, "published": published}


def unloadable():
    raise ImportError("no module of that name")


def refusing_one():
    def read(text, _published):
        if text == "two":
            raise ValueError("a bad word")
        return {"text": text}

    return read


def dying():
    def read(text, _published):
        if text == "two":
            os._exit(3)
        return {"text": text}

    return read


def dawdling():
    def read(text, _published):
        if text == "two":
            time.sleep(60)
        return {"text": text}

    return read


def of_several():
    return lambda texts, _published: {"number": len(texts)}


def starting_a_program():
    """Start a program that its parent does not wait for, and that parent dies: as HeidelTime's wrapper has its Java."""
    spin = "import time\nwhile time.process_time() < 0.3: pass\nprint()"

    def read(_text, _published):
        parent = os.fork()
        if not parent:
            program = subprocess.Popen([sys.executable, "-c", spin], stdout=subprocess.PIPE)
            program.stdout.readline()
            os._exit(0)
        os.waitpid(parent, 0)
        return {}

    return read
