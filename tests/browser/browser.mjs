// A headless Chromium, and what every page has to stand: no fault found by axe, reflow at 320 px, a clean console, no
// request that leaves the server, a heading, a title and a language.
import { chromium } from "playwright-core";
import { mkdtempSync, readFileSync, rmSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const arguments_ = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const output = new URL("output/", import.meta.url).pathname;

export let passed = 0;
export const failures = [];
export function check(what, holds, detail = "") {
  if (holds) return void passed++;
  failures.push(what);
  console.log(`FAILED ${what}${detail ? ": " + detail : ""}`);
}

export async function open(base, { script = true, width = 1280 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "bylaw-browser-"));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: arguments_, headless: true, javaScriptEnabled: script,
    viewport: { width, height: 900 }, locale: "en-GB", baseURL: base });
  const page = context.pages()[0] ?? await context.newPage();
  page.setDefaultTimeout(10_000);
  const said = [], left = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => { if (!request.url().startsWith(base)) left.push(request.url()); });
  const close = async () => { await context.close(); rmSync(folder, { recursive: true, force: true }); };
  return { context, page, said, left, close, script };
}

// axe runs through the debugger, so the strict policy of the pages stays in force.
export async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } }));
  return result.violations.map((found) => `${found.id} (${found.nodes.map((node) => node.target.join(" ")).slice(0, 3).join("; ")})`);
}

export async function holds(browser, name, { shots = true, status = 200, response = null } = {}) {
  const { page, said, left } = browser;
  if (response) check(`${name}: status ${status}`, response.status() === status, String(response.status()));
  check(`${name}: one h1`, await page.locator("h1").count() === 1, String(await page.locator("h1").count()));
  check(`${name}: title`, (await page.title()).endsWith("– Bylaw"));
  if (browser.script) {
    const found = await violations(page);
    check(`${name}: axe`, found.length === 0, found.join(", "));
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      if (width === 320) {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        check(`${name}: reflows at 320 px`, wide <= 320, `${wide} px`);
        const small = await page.evaluate(() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, summary")]
          .filter((one) => { const box = one.getBoundingClientRect(); return getComputedStyle(one).display !== "inline" && !one.closest(".hidden, .skip") && box.width > 0 && (box.width < 24 || box.height < 24); })
          .map((one) => one.outerHTML.slice(0, 80)));
        check(`${name}: targets are large enough`, small.length === 0, small.slice(0, 3).join(" "));
      } else if (shots) {
        mkdirSync(output, { recursive: true });
        await page.screenshot({ path: `${output}${name}-${width}.png`, fullPage: true });
      }
    }
  }
  // That the page itself was not found is Chromium's remark, not the page's.
  const remarks = said.filter((one) => status === 200 || !one.includes(`status of ${status}`));
  check(`${name}: console clean`, remarks.length === 0, remarks.join(" | "));
  check(`${name}: nothing leaves the server`, left.length === 0, left.join(" "));
  said.length = left.length = 0;
}
