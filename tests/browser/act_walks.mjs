// The walks that record something: a request for clearance and its answer, a step of a case.
import { check, holds } from "./browser.mjs";
import { look_as } from "./check_walk.mjs";

// A leader asks for clearance from the verdict; the office answers; the verdict changes.
export async function ask_for_clearance(browser, mode, shots) {
  const { page } = browser;
  const donor = `Fund ${mode} ${Date.now()}`; // nobody has asked about it before
  await page.goto("/records/group/g-wild-cats");
  await look_as(browser, await page.locator("table").first().locator("tbody td").first().innerText());
  const query = new URLSearchParams({ date: "2027-05-03", group: "g-wild-cats", amount: "USD 250000.00", donor, donor_scope: "global", in_group_name: "true", actor: "" });
  await page.goto("/check/approach_donor?" + query);
  await page.getByRole("button", { name: "See the answer" }).click();
  check(`${mode} clearance: requested first`, await page.locator(".verdict").getByText("Requested first").count() === 1);
  const decision = page.url();
  await page.getByRole("link", { name: "Ask for it now" }).first().click();
  await holds(browser, `${mode}-request`, { shots });
  check(`${mode} clearance: subject filled in`, await page.locator("#field-subject").inputValue() === donor);
  await page.getByRole("button", { name: "Save" }).click();
  check(`${mode} clearance: back at the decision`, page.url().startsWith(decision), page.url());
  await holds(browser, `${mode}-requested`, { shots });
  const record = await page.locator(".notice.done a").getAttribute("href");
  await page.locator(".notice.done button").click();
  check(`${mode} clearance: now waiting`, await page.locator(".verdict").getByText("Waiting").count() === 1, await page.locator("h1").innerText());
  await holds(browser, `${mode}-decision-waiting`, { shots });
  await page.goto("/looking-as");
  await page.getByRole("main").getByRole("button").filter({ hasNotText: "Search" }).first().click();
  await page.goto(record);
  await page.getByRole("link", { name: "Edit" }).click();
  await page.locator("#field-outcome").selectOption({ label: "Cleared" });
  await page.locator("#field-outcome_on").fill("2026-11-30");
  await page.getByRole("button", { name: "Save" }).click();
  check(`${mode} clearance: recorded`, page.url().endsWith(record), page.url());
  await page.goto(decision);
  await page.getByRole("button", { name: "Ask again" }).click();
  const heading = await page.locator(".verdict").innerText();
  check(`${mode} clearance: the verdict changes`, !heading.includes("Requested first") && !heading.includes("Waiting"), heading);
  await holds(browser, `${mode}-decision-cleared`, { shots });
}

// A committee member finds a case, looks at it, takes its next step, and cannot take it twice from an old page.
export async function take_step(browser, mode, shots) {
  const { page } = browser;
  await page.goto("/cases/new");
  await holds(browser, `${mode}-case-new`, { shots });
  await page.locator("#field-group").selectOption({ label: "Penguin Specialist Group" });
  await page.locator("#field-role").selectOption({ label: "Chair" });
  await page.locator("#field-reason").selectOption({ label: "Succession" });
  await page.getByRole("button", { name: "Record it" }).click();
  check(`${mode} case: opened`, /\/cases\/[^/]+$/.test(page.url()) && !page.url().endsWith("/new"), await page.locator("main").innerText());
  const path = new URL(page.url()).pathname;
  await page.goto("/cases");
  await holds(browser, `${mode}-cases`, { shots });
  await page.goto(path);
  await holds(browser, `${mode}-case`, { shots });
  const before = await page.locator("#next + ul .title").first().innerText();
  await page.getByRole("link", { name: "Record it" }).first().click();
  await holds(browser, `${mode}-case-step`, { shots });
  const old = await browser.context.newPage();
  await old.goto(page.url());
  await page.locator("#field-option").selectOption({ index: 2 });
  await page.getByRole("button", { name: "Record it" }).click();
  check(`${mode} case: step taken`, page.url().endsWith(path), await page.locator("main").innerText());
  check(`${mode} case: goes on`, await page.locator("#next + ul .title").first().innerText() !== before);
  await holds(browser, `${mode}-case-later`, { shots });
  await old.locator("#field-option").selectOption({ index: 1 });
  await old.getByRole("button", { name: "Record it" }).click();
  check(`${mode} case: an old page records nothing`, (await old.locator("main").innerText()).includes("has changed"), await old.locator("main").innerText());
  await old.close();
  browser.said.length = 0;
}
