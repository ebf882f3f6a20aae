// Signing in as somebody of the demo network, for whom script/test has set a secret; and what happens on the way in and out.
import { check, holds } from "./browser.mjs";

export const people = { leader: "p-0001", member: "p-0149", office: "office", committee: "committee", viewer: "viewer", administrator: "admin" };
const secret = process.env.BYLAW_SECRET ?? "correct horse battery";

async function fill(page, person, secret_) {
  await page.locator("#person").fill(person);
  await page.locator("#secret").fill(secret_);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

export async function sign_in(browser, person) {
  const { context, page } = browser;
  await context.clearCookies();
  await page.goto("/sign-in");
  await fill(page, person, secret);
  check(`signed in as ${person}`, !page.url().includes("/sign-in"), page.url());
}

// A page asked for without a session comes back after signing in; a session that has ended says so.
export async function walk_sign_in(browser, mode, shots) {
  const { context, page, said } = browser;
  await context.clearCookies();
  await page.goto("/groups?q=cat");
  check(`${mode} sign in: first`, (await page.locator("h1").innerText()) === "Sign in");
  check(`${mode} sign in: no way on`, await page.locator("nav.main").count() === 0);
  await holds(browser, `${mode}-sign-in`, { shots });
  await fill(page, people.leader, "wrong horse battery");
  check(`${mode} sign in: refused`, (await page.title()).startsWith("Error: "), await page.title());
  said.length = 0; // Chromium remarks on the status
  await holds(browser, `${mode}-sign-in-fault`, { shots });
  if (browser.script) check(`${mode} sign in: focus`, await page.evaluate(() => document.activeElement.id) === "fault-summary");
  await fill(page, people.leader, secret);
  check(`${mode} sign in: back`, page.url().endsWith("/groups?q=cat"), page.url());
  const cookie = (await context.cookies()).find((one) => one.name === "bylaw_session");
  check(`${mode} sign in: cookie`, cookie.httpOnly && cookie.sameSite === "Lax", JSON.stringify(cookie));
  await context.addCookies([{ ...cookie, value: "bylaw_" + "0".repeat(72) }]);
  await page.goto("/todo");
  check(`${mode} sign in: ended`, (await page.getByRole("status").innerText()).includes("has ended"));
  await holds(browser, `${mode}-sign-in-ended`, { shots });
  await fill(page, people.leader, secret);
  check(`${mode} sign in: back again`, page.url().endsWith("/todo"), page.url());
  await page.getByRole("button", { name: "Sign out" }).click();
  check(`${mode} sign out`, page.url().endsWith("/sign-in"), page.url());
  await page.goto("/todo");
  check(`${mode} sign out: out`, page.url().includes("/sign-in"), page.url());
}
