#!/usr/bin/env python3
"""Print what the benchmark programs measured, from their --benchmark_out files, as one table; with --judge end with the verdict.

The verdict: decisions over HTTP have to come at no less than a third of the rate of a constant body of the same size, at every
number of connections. Exit status: 0 it holds or was not asked for, 1 it does not. With --before FILES: the same benchmarks of
another version, run in turn with these; a second table has both figures and their ratio.
"""
import argparse
import json
import sys

LEAST_RATIO = 1 / 3
JUDGED = "decision"


def rows_of(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)["benchmarks"]


def section(title, columns, rows):
    rows = list(rows)
    if not rows:
        return
    print(f"\n{title:<54}" + "".join(f"{column:>13}" for column in columns))
    for name, cells in rows:
        print(f"  {name:<52}" + "".join(f"{cell:>13}" for cell in cells))


def start(rows):
    scale = {"ns": 1e-6, "us": 1e-3, "ms": 1, "s": 1e3}
    for row in rows:
        rate = row.get("bytes_per_second")
        times = (f"{row[time] * scale[row['time_unit']]:.2f}" for time in ("real_time", "cpu_time"))
        yield row["name"].split("/")[1], (*times, f"{rate / 1e6:.1f}" if rate else "")


def latency(rows):
    for row in rows:
        yield row["name"].replace("/", ": "), (f"{row['p50_us']:.2f}", f"{row['p99_us']:.2f}")


def named(rows, name):
    return next((row for row in rows if row["name"] == name), None)


def goals(rows):
    """What is wanted, what it came to, and by how much that misses; `most` is the largest figure that will do."""
    core, hand = named(rows, "core/by rules"), named(rows, "core/by hand")
    few, missing = named(rows, "rules/10"), named(rows, "missing/thirteen facts unknown")
    if core and hand:
        yield "the four core policies by rules, p50 us", 1, core["p50_us"]
        yield "the same, times what C++ by hand takes", 8, core["p50_us"] / hand["p50_us"]
    for name, most in (("plain", 2), ("full", 10)):
        for row in rows:
            if row["name"].startswith(f"decide {name}/") and "unknown" not in row["name"]:
                yield row["name"].replace("/", ": ") + ", p50 us", most, row["p50_us"]
    for row in rows:
        if few and row["name"].startswith("rules/") and row is not few:
            yield f"{row['name'].split('/')[1]} rules, times what ten take", 1.2, row["p50_us"] / few["p50_us"]
    if missing:
        yield "thirteen facts unknown, what matters of them, p50 ms", 5, missing["p50_us"] / 1e3


def beside_goals(rows):
    for name, most, figure in goals(rows):
        yield name, (f"{figure:.2f}", f"{most:g}", "met" if figure <= most else f"missed {figure / most:.2f}x")


def figure_of(row):
    return row.get("best_us") or row.get("p50_us") or row["cpu_time"]


def against(rows, before):
    """Each benchmark that both have: the lowest of its rounds in either, as other load only ever adds."""
    for name in dict.fromkeys(row["name"] for row in rows):
        now = [figure_of(row) for row in rows if row["name"] == name]
        then = [figure_of(row) for row in before if row["name"] == name]
        if then and not name.startswith("dearest"):
            yield name, (f"{min(then):,.2f}", f"{min(now):,.2f}", f"{min(now) / min(then):.2f}")


def sweeps(rows):
    """Beside the time for each row that of the smallest network: it stays the same where the growth is linear."""
    first = {}
    for row in rows:
        _, name = row["name"].split("/")
        a_row = row["best_us"] / row["rows"]
        ratio = a_row / first.setdefault(name.split(",")[0], a_row)
        yield name, (f"{row['p50_us'] / 1e3:.2f}", f"{row['shortest_us'] / 1e3:.2f}", f"{row['best_us'] / 1e3:.2f}", f"{row['rows']:,.0f}",
                     f"{a_row * 1e3:.0f}", f"{ratio:.2f}")


def beside_sql(rows, sql):
    """The same ten rules over the same records: by the engine, and by SQL written by hand over the database."""
    for row in rows:
        for other in sql:
            yield "ten rules, 160 groups", tuple(f"{one[key] / 1e3:.2f}" for one in (row, other) for key in ("shortest_us", "best_us")) + (
                f"{other['shortest_us'] / row['shortest_us']:.1f}", f"{other['best_us'] / row['best_us']:.1f}")


def fresh(rows):
    """Beside each time that of the smallest network: it stays the same where the cost of a change does not grow."""
    for row in rows:
        yield row["name"].split("/")[1], (f"{row['p50_us']:.0f}", f"{row['p99_us']:.0f}", f"{row['evaluated']:.0f}", f"{row['making_us']:.0f}",
                                          f"{row['p50_us'] / rows[0]['p50_us']:.2f}")


def log(rows):
    for row in rows:
        yield row["name"].split("/")[1], (f"{row['items_per_second']:,.0f}", f"{row['bytes_per_second'] / 1e6:.1f}")


def dearest(rows):
    of_a_row = {"name", "real_time", "cpu_time", "iterations", "threads", "time_unit", "repetitions", "family_index",
                "per_family_instance_index", "repetition_index", "run_name", "run_type"}
    shares = {name: share for row in rows for name, share in row.items() if name not in of_a_row}
    for name, share in sorted(shares.items(), key=lambda item: -item[1]):
        yield name, (f"{share:.1%}",)
    if shares:
        yield "the five together", (f"{sum(shares.values()):.1%}",)


def over_http(rows):
    for row in rows:
        _, name, connections = row["name"].split("/")[:3]
        yield f"{name}, {connections} connection{'s' * (connections != '1')}", (
            f"{row['per_second']:,.0f}", f"{row['p50_us']:.0f}", f"{row['p99_us']:.0f}", f"{row['cpu_us']:.1f}",
            f"{row['constant_per_second']:,.0f}", f"{row['constant_p50_us']:.0f}", f"{row['constant_p99_us']:.0f}",
            f"{row['constant_cpu_us']:.1f}", f"{row['ratio']:.2f}")


def verdict(rows):
    worst = min(row["ratio"] for row in rows if row["name"].split("/")[1] == JUDGED)
    holds = worst >= LEAST_RATIO
    print(f"\nFirst step, at least a third of the constant body's rate: {'holds' if holds else 'FAILS'}"
          f" (lowest ratio {worst:.2f}, {JUDGED} rows).")
    return holds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--judge", action="store_true")
    parser.add_argument("--before", nargs="+", metavar="FILE", default=[])
    options = parser.parse_args()
    every = [row for file in options.files for row in rows_of(file)]
    rows = list({row["name"]: row for row in every}.values())
    of = {kind: [row for row in rows if row["name"].startswith(kind)] for kind in ("start/", "log/", "decide", "request/", "sweep/", "sql/", "fresh/", "dearest",
                                                                                   "http/", "core/", "rules/", "missing/")}
    section("Start", ["ms", "CPU ms", "MB/s"], start(of["start/"]))
    section("The decision log", ["decisions/s", "MB/s"], log(of["log/"]))
    section("One question, in process", ["p50 us", "p99 us"], latency(of["decide"] + of["core/"] + of["rules/"] + of["missing/"] + of["request/"]))
    section("Beside the goals", ["figure", "at most", ""], beside_goals(rows))
    section("Standing compliance, in process", ["p50 ms", "best ms", "best CPU ms", "rows", "ns a row", "to the first"], sweeps(of["sweep/"]))
    section("Beside SQL written by hand", ["ms", "CPU ms", "SQL ms", "SQL CPU ms", "times as fast", "by CPU"],
            beside_sql([row for row in of["sweep/"] if "/ten rules" in row["name"]], of["sql/"]))
    section("One record changed, every figure fresh", ["p50 us", "p99 us", "evaluated", "new state us", "to the first"], fresh(of["fresh/"]))
    section("Its five dearest rules", ["share"], dearest(of["dearest"]))
    section("Over HTTP, beside a constant body", ["decisions/s", "p50 us", "p99 us", "CPU us", "constant/s", "p50 us", "p99 us", "CPU us",
                                                  "ratio"], over_http(of["http/"]))
    if of["http/"]:
        print("\nOver HTTP: rates are those of the best of many alternating slices, all else is the median of them; CPU us is the processor time"
              "\nof the server for one answer; a recorded decision counts when it is durable. Other load on the machine shows in the p99 first.")
    if options.before:
        before = [row for file in options.before for row in rows_of(file)]
        section("Against the other version (us, or as it is counted)", ["before", "now", "ratio"], against(every, before))
    return 0 if not options.judge or verdict(of["http/"]) else 1


sys.exit(main())
