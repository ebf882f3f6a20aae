// What pages cost: processor time of the server for one view, and bytes over the wire. Times are scaled by how slow this
// machine is at a piece of work of its own, so that a busy or an old one does not fail what a page is not to blame for.
// The first view has a bound of its own: nothing has been looked at yet, and it is timed by the clock, beside whatever
// else the machine does. What tests/bench/first_views_test.cpp counts is the firmer guard.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import http from "node:http";
import { check } from "./browser.mjs";
import { people, sign_in } from "./sign_in.mjs";

const views = 9, budget_ms = 50, first_budget_ms = 100, budget_bytes = 100_000, yardstick_ms = 60; // the time of the yardstick where the budget was set
const pages = ["/", "/todo", "/check", "/check/approach_donor?date=2026-06-01&group=g-wild-cats", "/check/approach_donor?date=2026-06-01", "/check/speak?date=2026-06-01", "/check/renew_leader?date=2026-06-01", "/check/delegate_speaking?date=2026-06-01&actor=&group=", "/groups", "/records/group/g-wild-cats", "/records/person/p-0001",
  "/records/membership", "/cases", "/cases/c-wild-cats-2026", "/dashboard", "/dashboard?theme=leadership", "/dashboard/list?status=overdue", "/dashboard/trend", "/outlook",
  "/rulebook", "/rulebook/fundraising.large_approach", "/administration", "/administration/settings", "/administration/log", "/administration/sign-ins", "/account", "/about"];

function slowness() {
  const block = Buffer.alloc(1 << 20, 7);
  const times = [1, 2, 3].map(() => {
    const start = process.cpuUsage();
    for (let i = 0; i < 96; i++) createHash("sha256").update(block).digest();
    return process.cpuUsage(start).user / 1000;
  });
  return Math.max(1, Math.min(...times) / yardstick_ms);
}

// User and system time of the server so far, in milliseconds.
function spent(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10; // the kernel counts hundredths of a second
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
function fetch_once(base, path, cookie) {
  return new Promise((resolve, reject) => http.get(base + path, { agent, headers: { Cookie: cookie, Accept: "text/html", "Accept-Encoding": "gzip" } }, (reply) => {
    let bytes = 0;
    reply.on("data", (part) => { bytes += part.length; });
    reply.on("end", () => resolve({ status: reply.statusCode, bytes, coded: reply.headers["content-encoding"] ?? "" }));
  }).on("error", reject));
}

export async function measure(browser, base, pid) {
  await sign_in(browser, people.administrator);
  const cookie = (await browser.context.cookies()).map((one) => `${one.name}=${one.value}`).join("; ");
  const slow = slowness();
  console.log(`pages, first view and the mean of ${views * 5} more; this machine counts as ${slow.toFixed(2)} times as slow as the budget's`);
  for (const path of pages) {
    const start = performance.now();
    const first = await fetch_once(base, path, cookie);
    const first_ms = performance.now() - start;
    const before = pid ? spent(pid) : 0, again = performance.now();
    for (let i = 0; i < views * 5; i++) await fetch_once(base, path, cookie);
    const wall = (performance.now() - again) / (views * 5), cpu = pid ? (spent(pid) - before) / (views * 5) : wall;
    console.log(`${path.padEnd(58)} first ${first_ms.toFixed(0).padStart(5)} ms  then ${wall.toFixed(1).padStart(6)} ms  cpu ${cpu.toFixed(1).padStart(6)} ms ${String(first.bytes).padStart(7)} bytes ${first.coded}`);
    check(`measure ${path}: answered`, first.status === 200, String(first.status));
    check(`measure ${path}: within ${budget_ms} ms`, cpu <= budget_ms * slow, `${cpu.toFixed(1)} ms`);
    check(`measure ${path}: first within ${first_budget_ms} ms`, first_ms <= first_budget_ms * slow, `${first_ms.toFixed(0)} ms`);
    check(`measure ${path}: within ${budget_bytes} bytes`, first.bytes <= budget_bytes, String(first.bytes));
  }
  agent.destroy();
}
