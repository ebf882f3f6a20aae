// A leader's check of an action, from the choice to the verdict and back to change an answer.
import { check, holds } from "./browser.mjs";
import { people, sign_in } from "./sign_in.mjs";

// Answers the question shown with the first of `known` whose text is part of its heading.
async function answer(page, known) {
  const heading = await page.locator("h1").innerText();
  const found = Object.entries(known).find(([part]) => heading.includes(part));
  if (!found) return false;
  const [, value] = found;
  if (value === null) await page.getByRole("button", { name: "I do not know" }).click();
  else {
    if (value.choose) await page.getByLabel(value.choose, { exact: true }).check();
    if (value.select) await page.locator("#answer").selectOption({ label: value.select });
    if (value.fill) await page.locator("#answer").fill(value.fill);
    await page.getByRole("button", { name: "Continue" }).click();
  }
  return true;
}

export async function walk_check(browser, mode, shots) {
  const { page } = browser;
  const name = (part) => `${mode} check ${part}`.replaceAll(" ", "-");
  await sign_in(browser, people.leader);
  await page.goto("/");
  await holds(browser, name("front"), { shots });
  await page.getByRole("main").getByRole("link", { name: "Check an action" }).click();
  await holds(browser, name("choice"), { shots });
  await page.getByLabel("Find an action").fill("donor");
  if (!browser.script) await page.getByRole("main").getByRole("button", { name: "Search" }).click();
  check(name("filter"), await page.locator("#actions > li:visible").count() === 1);
  await page.getByRole("link", { name: "Approach a donor" }).click();
  await holds(browser, name("date"), { shots });
  await page.getByLabel("When will it be done?").fill("2025-06-02");
  await page.getByRole("button", { name: "Continue" }).click();
  const questions = { "For which group": { select: "Wild Cat Specialist Group" }, "How much": { fill: "250,000" }, "Who is the donor": { fill: "Halcyon Global Fund" },
    "Who is going to act": null, "What kind of funding agency": { choose: "Global" }, "name of the group": { choose: "Yes" }, "offer in kind": { choose: "No" } };
  for (let asked = 0; asked < 15; asked++) {
    const heading = await page.locator("h1").innerText();
    if (heading.startsWith("Look over")) break;
    await holds(browser, name(`question-${asked + 1}`), { shots });
    if (asked === 0) {
      await page.getByRole("button", { name: "Continue" }).click();
      check(name("fault"), (await page.title()).startsWith("Error: "), await page.title());
      await holds(browser, name("fault"), { shots });
      if (browser.script) check(name("fault focus"), await page.evaluate(() => document.activeElement.id) === "fault-summary");
    }
    if (!await answer(page, questions)) await page.getByRole("button", { name: "I do not know" }).click();
  }
  check(name("looked over"), (await page.locator("h1").innerText()).startsWith("Look over"));
  await holds(browser, name("look-over"), { shots });
  await page.getByRole("button", { name: "See the answer" }).click();
  check(name("verdict"), (await page.locator("h1").innerText()).startsWith("Contact the Chair's Office or the Secretariat"), await page.locator("h1").innerText());
  check(name("tag"), await page.getByText("Requested first").count() > 0);
  await holds(browser, name("decision"), { shots });
}
