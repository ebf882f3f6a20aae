// The walks that record something: a request for clearance and its answer, a step of a case.
import { check, holds } from "./browser.mjs";
import { people, sign_in } from "./sign_in.mjs";

// A leader asks for clearance from the verdict; the office answers; the verdict changes.
export async function ask_for_clearance(browser, mode, shots) {
  const { page } = browser;
  const donor = `Fund ${mode} ${Date.now()}`; // nobody has asked about it before
  await sign_in(browser, people.leader);
  const query = new URLSearchParams({ date: "2027-05-03", group: "g-wild-cats", amount: "USD 250000.00", donor, donor_scope: "global", in_group_name: "true", actor: "" });
  await page.goto("/check/approach_donor?" + query);
  await page.getByRole("button", { name: "See the answer" }).click();
  check(`${mode} clearance: requested first`, await page.locator(".verdict").getByText("Requested first").count() === 1);
  const decision = page.url();
  await page.getByRole("link", { name: "Ask for it now" }).first().click();
  await holds(browser, `${mode}-ask`, { shots });
  check(`${mode} clearance: subject filled in`, await page.locator("#field-subject").inputValue() === donor);
  await page.getByRole("button", { name: "Save" }).click();
  check(`${mode} clearance: back at the decision`, page.url().startsWith(decision), page.url());
  await holds(browser, `${mode}-asked`, { shots });
  const record = await page.locator(".notice.done a").getAttribute("href");
  await page.locator(".notice.done button").click();
  check(`${mode} clearance: now waiting`, await page.locator(".verdict").getByText("Waiting").count() === 1, await page.locator("h1").innerText());
  await holds(browser, `${mode}-decision-waiting`, { shots });
  await page.goto(record.replace("/records/contact/", "/requests/"));
  check(`${mode} clearance: not the leader's to answer`, await page.getByRole("button", { name: "Cleared" }).count() === 0);
  await holds(browser, `${mode}-request-asker`, { shots });

  await sign_in(browser, people.office);
  await page.goto("/todo");
  check(`${mode} clearance: waits for the office`, await page.getByRole("heading", { name: "Requests that wait" }).count() === 1);
  await holds(browser, `${mode}-todo-office`, { shots });
  await page.locator(`a[href="${record.replace("/records/contact/", "/requests/")}"]`).click();
  check(`${mode} clearance: the same request`, (await page.locator("main").innerText()).includes(donor));
  await holds(browser, `${mode}-request`, { shots });
  await page.getByRole("button", { name: "Cleared" }).click();
  check(`${mode} clearance: answered`, await page.locator(".tag").getByText("Cleared").count() === 1);
  await holds(browser, `${mode}-request-answered`, { shots });

  await sign_in(browser, people.leader);
  await page.goto(decision);
  await page.getByRole("button", { name: "Ask again" }).click();
  const heading = await page.locator(".verdict").innerText();
  check(`${mode} clearance: the verdict changes`, !heading.includes("Requested first") && !heading.includes("Waiting"), heading);
  await holds(browser, `${mode}-decision-cleared`, { shots });
}

// A member of the committee finds a case, looks at it, takes its next step, and cannot take it twice from an old page.
export async function take_step(browser, mode, shots) {
  const { page } = browser;
  await sign_in(browser, people.committee);
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
  await sign_in(browser, people.leader);
  await page.goto(path);
  check(`${mode} case: not for other leaders`, (await page.locator("h1").innerText()).startsWith("There is no such page"));
  browser.said.length = 0;
}
