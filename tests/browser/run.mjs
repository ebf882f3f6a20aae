// Walks the pages of a running server in a real browser, with JavaScript and without. usage: node run.mjs URL
// Pictures of the pages are in output/. Ends with 'N passed, N failed'.
import { open, check, passed, failures } from "./browser.mjs";
import { walk_check } from "./check_walk.mjs";
import { filter_dashboard, see_languages, see_pages, see_todo, use_keyboard } from "./see_pages.mjs";

const base = process.argv[2];
if (!base) {
  console.error("usage: node run.mjs URL");
  process.exit(2);
}

for (const script of [true, false]) {
  const browser = await open(base, { script });
  const mode = script ? "js" : "plain";
  for (const walk of [walk_check, see_pages, filter_dashboard, use_keyboard, see_languages, see_todo]) {
    try {
      await walk(browser, mode, script);
    } catch (error) {
      check(`${mode} ${walk.name}`, false, String(error).split("\n").slice(0, 3).join(" "));
    }
  }
  await browser.close();
}
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
