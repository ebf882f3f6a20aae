#!/usr/bin/env python3
"""Asks the program AuthZEN 1.0 questions over HTTP, each rulebook in a server of its own.

usage: run.py [--program BYLAW] [--sets DIR]
       --sets DIR: further files as the AuthZEN working group publishes them for its Todo and search interops
"""
import argparse
import json
import pathlib
import sys

import certification
import guidelines
import interop

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


class Tally:
    """Counts what holds, and names what does not."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, what, holds, seen=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {what}: {str(seen)[:600]}")

    def same(self, what, seen, expected):
        self.check(what, seen == expected, f"expected {expected}, got {seen}")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--program", default=ROOT / "build/dev/api/bylaw")
    parser.add_argument("--sets", type=pathlib.Path)
    arguments = parser.parse_args()
    tally = Tally()
    certification.run(arguments.program, HERE / "certification", tally)
    interop.run_todo(arguments.program, HERE / "todo", HERE / "todo", tally)
    interop.run_search(arguments.program, HERE / "search", HERE / "search", tally)
    if arguments.sets:
        interop.run_todo(arguments.program, HERE / "todo", arguments.sets, tally)
        interop.run_search(arguments.program, HERE / "search", arguments.sets, tally)
    guidelines.run(arguments.program, ROOT / "rules", tally)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return tally.failed > 0


if __name__ == "__main__":
    sys.exit(main())
