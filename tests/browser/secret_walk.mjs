// Somebody gets a way in: an administrator makes a secret, which is told once; the person signs in with it and chooses
// another; what it is all about can be read before.
import { check, holds } from "./browser.mjs";
import { people, sign_in } from "./sign_in.mjs";

const somebody = "p-0150", chosen = "a lamp by the river";

async function enter(page, secret) {
  await page.goto("/sign-in");
  await page.locator("#person").fill(somebody);
  await page.locator("#secret").fill(secret);
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
}

export async function give_way_in(browser, mode, shots) {
  const { context, page, said } = browser;
  await context.clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "how do I get access" }).click();
  await holds(browser, `${mode}-about`, { shots });
  await sign_in(browser, people.administrator);
  await page.goto("/administration");
  await page.getByRole("link", { name: "Sign-ins" }).click();
  await holds(browser, `${mode}-sign-ins`, { shots });
  await page.getByRole("button", { name: "Make a secret" }).click();
  check(`${mode} way in: faults are named`, (await page.title()).startsWith("Error: "), await page.title());
  await holds(browser, `${mode}-sign-ins-faults`, { shots, status: 422 });
  await page.locator("#field-person").fill(somebody);
  await page.locator("#field-role").selectOption("member");
  await page.getByRole("button", { name: "Make a secret" }).click();
  const secret = await page.locator(".notice.done dd.code").last().innerText();
  check(`${mode} way in: told`, /^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/.test(secret), secret);
  await holds(browser, `${mode}-sign-ins-told`, { shots });
  await page.goto("/administration/sign-ins");
  check(`${mode} way in: told once`, !(await page.locator("main").innerText()).includes(secret));
  await context.clearCookies();
  await enter(page, secret);
  await page.getByRole("banner").locator("a.who").click();
  await holds(browser, `${mode}-account`, { shots });
  await page.locator("#current").fill(secret);
  await page.locator("#chosen").fill(chosen);
  await page.locator("#again").fill("a lamp by the sea");
  await page.getByRole("button", { name: "Change it" }).click();
  await holds(browser, `${mode}-account-fault`, { shots, status: 422 });
  await page.locator("#current").fill(secret);
  await page.locator("#chosen").fill(chosen);
  await page.locator("#again").fill(chosen);
  await page.getByRole("button", { name: "Change it" }).click();
  check(`${mode} way in: changed`, (await page.getByRole("status").innerText()).includes("has been changed"));
  await holds(browser, `${mode}-account-changed`, { shots });
  await context.clearCookies();
  await enter(page, secret);
  check(`${mode} way in: the first is over`, (await page.title()).startsWith("Error: "), await page.title());
  said.length = 0;
  await enter(page, chosen);
  check(`${mode} way in: the chosen one holds`, !page.url().includes("/sign-in"), page.url());
}
