// The walks of those who keep things in order: a letter issued and revoked, a token, an import, the pack of a case.
import { check, holds } from "./browser.mjs";
import { people, sign_in } from "./sign_in.mjs";

// A leader issues a delegation from the group's page, prints the letter, and revokes it.
export async function issue_letter(browser, mode, shots) {
  const { page } = browser;
  await sign_in(browser, people.leader);
  await page.getByRole("link", { name: "My group" }).click();
  await page.getByRole("link", { name: "Issue: Delegation" }).click();
  check(`${mode} letter: for the group`, await page.locator("#field-group").inputValue() === "g-wild-cats");
  await holds(browser, `${mode}-letter-form`, { shots });
  await page.getByRole("button", { name: "Save" }).click();
  check(`${mode} letter: faults are named`, (await page.title()).startsWith("Error: "), await page.title());
  await holds(browser, `${mode}-letter-faults`, { shots });
  await page.locator("#field-scope").selectOption({ index: 1 });
  check(`${mode} letter: from who is signed in`, await page.locator("#field-delegator").inputValue() === people.leader);
  await page.locator("#field-delegate").fill("p-0149");
  await page.locator("#field-in_writing").selectOption({ label: "Yes" });
  for (const [field, day] of [["issued_on", "2026-11-01"], ["valid_from", "2026-11-01"], ["valid_until", "2030-12-31"]]) await page.locator(`#field-${field}`).fill(day);
  await page.getByRole("button", { name: "Save" }).click();
  check(`${mode} letter: recorded`, await page.getByRole("link", { name: "As a letter" }).count() === 1, await page.locator("main").innerText());
  await holds(browser, `${mode}-letter-record`, { shots });
  await page.getByRole("link", { name: "As a letter" }).click();
  const said = await page.locator("main").innerText();
  check(`${mode} letter: says whose, for what, until when`, said.includes("Wild Cat Specialist Group") && said.includes("31 December 2030"), said);
  await holds(browser, `${mode}-letter-printed`, { shots });
  await page.getByRole("link", { name: "Back to the record" }).click();
  await page.getByRole("button", { name: "Day of revocation" }).click();
  check(`${mode} letter: revoked`, await page.getByRole("button", { name: "Day of revocation" }).count() === 0);
}

export async function keep_in_order(browser, mode, shots) {
  const { page } = browser;
  await sign_in(browser, people.administrator);
  await page.goto("/administration/tokens");
  await page.locator("#field-label").fill(`screen ${mode}`);
  await page.locator("#field-role").selectOption("dashboard");
  await page.getByRole("button", { name: "Make it" }).click();
  const told = await page.locator(".notice.done .code").innerText();
  check(`${mode} token: told`, /^bylaw_[0-9a-f]{72}$/.test(told), told);
  await holds(browser, `${mode}-token-told`, { shots });
  await page.goto("/administration/tokens");
  check(`${mode} token: told once`, !(await page.locator("main").innerText()).includes(told));
  await holds(browser, `${mode}-tokens-some`, { shots });
  const revoke = page.getByRole("row", { name: `screen ${mode}` }).getByRole("button", { name: "Revoke" });
  const holding = await revoke.count();
  await revoke.first().click();
  check(`${mode} token: revoked`, await revoke.count() === holding - 1);

  await page.goto("/administration/import");
  await page.locator("#records").fill('{"person": [{"id": "p-new", "nam": "New"}]}');
  await page.getByRole("button", { name: "Look over" }).click();
  check(`${mode} import: faults with their places`, (await page.locator("main").innerText()).includes("/person/0/nam"));
  browser.said.length = 0; // Chromium remarks on the status
  await holds(browser, `${mode}-import-faults`, { shots });
  await page.locator("#records").fill(`{"person": [{"id": "p-new-${mode}", "name": "New ${mode}"}]}`);
  await page.getByRole("button", { name: "Look over" }).click();
  check(`${mode} import: looked over, not written`, await page.getByRole("button", { name: "Bring in" }).count() === 1);
  await holds(browser, `${mode}-import-fine`, { shots });
  await page.getByRole("button", { name: "Bring in" }).click();
  check(`${mode} import: in`, (await page.goto(`/records/person/p-new-${mode}`)).status() === 200);
}

// The pack of a case is the page in print; Chromium makes a PDF of it.
export async function print_case(browser, mode) {
  if (!browser.script) return;
  const { page } = browser;
  await sign_in(browser, people.committee);
  await page.goto("/cases/c-wild-cats-2026");
  await page.emulateMedia({ media: "print" });
  check(`${mode} pack: without what is for screens`, await page.locator("header.top").isHidden() && await page.getByRole("button", { name: "Print for the meeting" }).isHidden());
  await page.setViewportSize({ width: 720, height: 1000 });
  await page.screenshot({ path: new URL("output/js-case-pack-print.png", import.meta.url).pathname, fullPage: true });
  const pdf = await page.pdf({ format: "A4", path: new URL("output/case-pack.pdf", import.meta.url).pathname, tagged: true });
  check(`${mode} pack: a PDF`, pdf.length > 5000, String(pdf.length));
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1280, height: 900 });
}

// Nothing but keys: signing in, a request for the office answered.
export async function keys_only(browser, mode) {
  const { context, page } = browser;
  const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
  // On with the tabulator until something with these words has the focus; without a mouse there is no other way to it.
  const to = async (words) => {
    for (let i = 0; i < 120; i++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((wanted) => (document.activeElement.innerText ?? "").includes(wanted) || document.activeElement.id === wanted, words)) return true;
    }
    return false;
  };
  await context.clearCookies();
  await page.goto("/sign-in");
  await to("person");
  await page.keyboard.type(people.office);
  await press("Tab");
  await page.keyboard.type(process.env.BYLAW_SECRET ?? "correct horse battery");
  await press("Enter");
  await page.waitForURL((url) => !url.pathname.includes("sign-in"));
  await page.goto("/todo");
  const first = await page.locator("#requests + ul .title a").first().innerText();
  check(`${mode} keys: reach a request`, await to(first), first);
  await press("Enter");
  await page.waitForURL(/\/requests\//);
  check(`${mode} keys: reach the answer`, await to("Joint strategy"));
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  check(`${mode} keys: the focus is seen`, outline !== "none", outline);
  check(`${mode} keys: reach the way out`, await to("The whole record"));
}
