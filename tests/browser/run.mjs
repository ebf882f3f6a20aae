// Walks the pages of a running server in a real browser, with JavaScript and without. usage: node run.mjs URL [WALK]
// BYLAW_SERVER is the number of the server's process, for its processor time. Pictures of the pages are in output/. Ends with 'N passed, N failed'.
import { open, check, passed, failures } from "./browser.mjs";
import { walk_check } from "./check_walk.mjs";
import { ask_for_clearance, take_step } from "./act_walks.mjs";
import { filter_dashboard, see_as_each, see_languages, see_pages, use_keyboard } from "./see_pages.mjs";
import { walk_sign_in } from "./sign_in.mjs";
import { issue_letter, keep_in_order, keys_only, print_case } from "./keep_walks.mjs";
import { give_way_in } from "./secret_walk.mjs";
import { measure } from "./measure.mjs";

const base = process.argv[2], only = process.argv[3];
if (!base) {
  console.error("usage: node run.mjs URL [WALK]");
  process.exit(2);
}

for (const script of [true, false]) {
  const browser = await open(base, { script });
  const mode = script ? "js" : "plain";
  for (const walk of [walk_sign_in, give_way_in, walk_check, ask_for_clearance, take_step, issue_letter, keep_in_order, print_case, keys_only, filter_dashboard, use_keyboard, see_languages, see_as_each, see_pages]) {
    if (only && walk.name !== only) continue;
    try {
      await walk(browser, mode, script);
    } catch (error) {
      check(`${mode} ${walk.name}`, false, `${String(error).split("\n").slice(0, 3).join(" ")} at ${browser.page.url()}`);
    }
  }
  if (!script && (!only || only === "measure")) await measure(browser, base, process.env.BYLAW_SERVER);
  await browser.close();
}
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
