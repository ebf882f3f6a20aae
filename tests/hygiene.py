#!/usr/bin/env python3
"""Checks that the C++ code knows nothing of the rulebook: its words stand in rules/ and in tests, nowhere else.

usage: hygiene.py ROOT        (the source tree: ROOT/rules is read, ROOT/dsl, ROOT/engine and ROOT/api are checked)

What is looked for comes from the rule files themselves: norm ids, and the names of rules, settings, actions, facts, records, fields,
roles, definitions and enumeration values. A telling name (with an underscore, a dot or a slash, or a long record or action name) must not
occur at all, not even inside an identifier; any other name must not be a string literal of its own, for "chair" decides something
where `chair` may be furniture. Comments and #include lines are not looked at.
"""
import pathlib
import re
import sys

# Words of the JSON that the service speaks, of the command line and of the rule language, whatever the rulebook is about.
ALLOWED = set("""
    action actor group date facts fact already_done state explain record id outcome headline findings norm rule force word status bearer
    act counterparts counterpart before text document section evidence remedies remedy required_actions missing question type assumed value
    why policy revision in_force until state_revision decided_at because limit cursor data next name none full given on from to interval
    person since due subject year also late region case role reason option options available steps step need next_actions by label other
    start end key money currency decimal boolean integer list setting reading scenario example background definition rulebook
    party adopted adopted_on open no yes usd amount body kind host items result responses decision
    title condition counts removed answer approved denied approval dashboard number about size

    breach not_permitted action_required undetermined pending missed action_requested refer discouraged advice clear
    prohibited outstanding satisfied advised permitted not_applicable lifted
    met unmet overdue unknown closed required preferred customary done waiting refused out_of_order not_needed
    must must_not should should_not may power information judgement reference later
""".split())

NAME = r"[a-z][a-z0-9_]*"
DOTTED = rf"{NAME}(?:\.{NAME})+"
NORM = r"[a-z][a-z0-9-]*/[A-Za-z0-9.]+/[a-z0-9-]+"
LONG = 10  # letters from which the bare name of a record or an action is telling
ORDINARY = {"membership", "resolution"}  # long, but programmers use them too: of a value in a list, of names

RULE_TEXT = re.compile(r'--[^\n]*|"(?:\\.|[^"\\\n])*"')
CODE = re.compile(r"""
    (?P<comment>//[^\n]*|/\*.*?\*/|^[ \t]*\#[ \t]*include[^\n]*)
  | (?P<raw>R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)")
  | (?P<string>"(?:\\.|[^"\\\n])*")
  | (?P<character>'(?:\\.|[^'\\\n])+')
""", re.VERBOSE | re.DOTALL | re.MULTILINE)


def names_in(text):
    """The names a rule file declares: (those telling by their kind, all others)."""
    bare = RULE_TEXT.sub(lambda found: '""' if found[0][0] == '"' else "", text)
    telling = set(re.findall(NORM, bare)) | set(re.findall(rf"\b(?:rule|standing|setting)\s+({DOTTED})", bare))
    loud = set(re.findall(rf"^\s*(?:record|action)\s+({NAME})\b", bare, re.MULTILINE))
    quiet = set(re.findall(rf"\b(?:fact|define|enumeration)\s+({NAME})\b", bare))
    quiet |= set(re.findall(rf'^\s*role\s+({NAME})\s+""', bare, re.MULTILINE))
    for block in re.findall(rf"\brecord\s+{NAME}\b(.*?)^\s*end\b(?!\s*:)", bare, re.DOTALL | re.MULTILINE):
        quiet |= set(re.findall(rf"\b({NAME}):\s", block))
    for block in re.findall(rf"\benumeration\s+{NAME}\b(.*?)\bend\b", bare, re.DOTALL):
        quiet |= set(re.findall(NAME, block))
    for values in re.findall(rf"\bone\s+of\s+({NAME}(?:\s*,\s*{NAME})*)", bare):
        quiet |= set(re.findall(NAME, values))
    telling |= {name for name in loud if len(name) >= LONG} - ORDINARY
    return telling, loud | quiet


def rulebook_words(rules):
    telling, others = set(), set()
    for file in sorted(rules.rglob("*.rules")):
        more_telling, more_others = names_in(file.read_text(encoding="utf-8"))
        telling |= more_telling
        others |= more_others
    telling |= {name for name in others if "_" in name}
    return telling - ALLOWED, others - telling - ALLOWED


def without_comments(code):
    """The code with comments and includes blanked out, line by line as it was, and its string literals with their offsets."""
    strings = []

    def blank(found):
        if found["comment"]:
            return re.sub(r"[^\n]", " ", found[0])
        if found["string"]:
            strings.append((found.start(), found["string"][1:-1]))
        return found[0]

    return CODE.sub(blank, code), strings


def snake(text):
    """SteeringCommittee and steering_committee are the same word; a C++ name may end in an underscore."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text).lower()


def faults_in(code, telling, others):
    """Each rulebook word in this code as (line, word)."""
    code, strings = without_comments(code)
    for number, line in enumerate(code.split("\n"), 1):
        for found in telling.finditer(snake(line)):
            yield number, found[0]
    for offset, text in strings:
        if text in others:
            yield code.count("\n", 0, offset) + 1, text


def pattern(words):
    by_length = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(map(re.escape, by_length)) + r")(?![a-z0-9])")


def main():
    if len(sys.argv) != 2:
        print("usage: hygiene.py ROOT", file=sys.stderr)
        return 2
    root = pathlib.Path(sys.argv[1])
    telling, others = rulebook_words(root / "rules")
    files = [file for layer in ("dsl", "engine", "api") for file in sorted((root / layer).rglob("*.[ch]pp"))]
    if not telling or not files:
        print(f"Nothing to check: {len(telling)} words in {root}/rules, {len(files)} C++ files")
        return 1
    looked_for = pattern(telling)
    faults = [f"  {file.relative_to(root)}:{line}: {word}" for file in files
              for line, word in sorted(faults_in(file.read_text(encoding="utf-8"), looked_for, others))]
    if faults:
        print("Words of the rulebook in the code (they belong in rules/ or tests/):", *faults, sep="\n")
        return 1
    print(f"{len(files)} files are free of {len(telling) + len(others)} words of the rulebook")
    return 0


if __name__ == "__main__":
    sys.exit(main())
