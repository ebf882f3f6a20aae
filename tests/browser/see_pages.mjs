// Every page once, and the walks that change nothing: the dashboard's filters, a group on another day.
import { check, holds } from "./browser.mjs";
import { people, sign_in } from "./sign_in.mjs";

const pages = {
  "accessibility": "/accessibility", "dashboard": "/dashboard",
  "dashboard-topic": "/dashboard?theme=leadership", "findings": "/dashboard/list?status=overdue", "trend": "/dashboard/trend",
  "groups": "/groups", "group": "/records/group/g-wild-cats", "group-then": "/records/group/g-wild-cats?on=2024-05-01",
  "person": "/records/person/p-0001", "record": "/records/delegation", "record-edit": "/records/term/t-wild-cats-2026/edit",
  "record-new": "/records/contact/new?group=g-wild-cats", "rulebook": "/rulebook?q=donor", "rule": "/rulebook/fundraising.large_approach",
  "rule-standing": "/rulebook/leadership.head", "checklist": "/checklists/reading_list.documents/p-0001",
  "outlook": "/outlook", "outlook-topic": "/outlook?months=24&theme=leadership", "delegation": "/records/delegation/dg-fruit-bats-1", "letter": "/records/delegation/dg-fruit-bats-1/paper",
  "table": "/rulebook/tables/checklist_document", "tokens": "/administration/tokens", "import": "/administration/import", "log": "/administration/log", "log-entry": "/administration/log?entry=0",
  "administration": "/administration", "settings": "/administration/settings" };

export async function see_pages(browser, mode, shots) {
  await sign_in(browser, people.administrator);
  for (const [name, path] of Object.entries(pages))
    await holds(browser, `${mode}-${name}`, { shots, response: await browser.page.goto(path) });
  await holds(browser, `${mode}-not-found`, { shots, status: 404, response: await browser.page.goto("/nowhere") });
}

export async function see_languages(browser, mode, shots) {
  const { page } = browser;
  await sign_in(browser, people.viewer);
  for (const [code, title] of [["fr", "Tableau de bord"], ["es", "Panel"]]) {
    await page.goto("/dashboard?theme=money");
    await page.getByRole("banner").locator(`a[hreflang=${code}]`).click();
    check(`${mode} ${code}: stays where it is`, page.url().endsWith("/dashboard?theme=money"), page.url());
    check(`${mode} ${code}: language`, await page.locator("html").getAttribute("lang") === code);
    check(`${mode} ${code}: heading`, (await page.locator("h1").innerText()).startsWith(title));
    await holds(browser, `${mode}-dashboard-${code}`, { shots });
  }
  await page.getByRole("banner").locator("a[hreflang=en]").click();
}

export async function filter_dashboard(browser, mode) {
  const { page } = browser;
  await sign_in(browser, people.viewer);
  await page.goto("/dashboard");
  await page.getByText("Filters").click();
  const name = page.getByLabel("Group's name");
  await name.fill("wild cat");
  if (browser.script) await page.getByLabel("Topic", { exact: true }).selectOption("leadership");
  else {
    await page.getByLabel("Topic", { exact: true }).selectOption("leadership");
    await page.getByRole("button", { name: "Show" }).click();
  }
  await page.waitForURL(/theme=leadership/);
  check(`${mode} filter: in the address`, page.url().includes("q=wild+cat") && page.url().includes("theme=leadership"), page.url());
  const names = await page.locator("table.matrix tbody th").allInnerTexts();
  check(`${mode} filter: these groups only`, names.length > 0 && names.every((name) => name.startsWith("Wild Cat")), names.join(", "));
  await page.locator("table.matrix td a").first().click();
  check(`${mode} filter: leads to the list`, (await page.locator("h1").innerText()).startsWith("What is asked"));
  await page.goBack();
  check(`${mode} filter: comes back`, await page.getByLabel("Topic", { exact: true }).inputValue() === "leadership");
}

// The first stops of the tabulator key, and everything reachable by it.
export async function use_keyboard(browser, mode) {
  const { page } = browser;
  await sign_in(browser, people.leader);
  await page.goto("/check");
  await page.keyboard.press("Tab");
  check(`${mode} keyboard: first stop skips`, await page.evaluate(() => document.activeElement.className) === "skip");
  await page.keyboard.press("Enter");
  check(`${mode} keyboard: into the page`, await page.evaluate(() => document.activeElement.id) === "main");
  await page.keyboard.press("Tab");
  check(`${mode} keyboard: on to the first field`, await page.evaluate(() => document.activeElement.id) === "q");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/check\//);
  await page.locator("#answer").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/date=/);
  check(`${mode} keyboard: answers a question`, !(await page.locator("h1").innerText()).startsWith("When"));
}

// What each role finds when it comes in.
export async function see_as_each(browser, mode, shots) {
  const { page } = browser;
  const seen = { leader: ["/todo", "/mine", "/cases", "/dashboard", "/administration"], member: ["/todo", "/cases"], committee: ["/todo"], viewer: ["/", "/todo", "/check"] };
  const refused = ["member/cases", "viewer/check"];
  for (const [role, paths] of Object.entries(seen)) {
    await sign_in(browser, people[role]);
    for (const path of paths) {
      const status = refused.includes(role + path) ? 403 : 200;
      await holds(browser, `${mode}-${role}${path.replaceAll("/", "-")}`, { shots, status, response: await page.goto(path) });
    }
  }
}
