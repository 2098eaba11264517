// Every type of page against the rules of WCAG 2.2, A and AA, as axe-core checks them: wide and light, narrow and dark.
// No page may be wider than a telephone (1.4.10). With COLLEGIUM_PICTURES, a folder, it is also drawn at three widths.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { launch, open } from "./browser.mjs";
import { pageTypes } from "./page_types.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
const pictures = process.env.COLLEGIUM_PICTURES;
const looks = [
  { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { viewport: { width: 320, height: 640 }, colorScheme: "dark" },
];
const only = process.argv[2];

async function violationsOn(page) {
  await page.evaluate(axe);
  const found = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: "tag", values } }), tags);
  const passed = found.passes.map((rule) => rule.id);
  if (!passed.includes("document-title") || !passed.includes("html-has-lang"))
    throw new Error(`axe did not see ${page.url()}: ${passed}`);
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${rule.help}\n    ${node.html}\n    ${node.failureSummary}`));
}

async function tooWide(page) {
  return await page.evaluate(() => {
    const most = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= most) return [];
    const wide = [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > most + 1);
    return wide.map((each) => `wider than the window of ${most}: ${each.outerHTML.slice(0, 200)}`);
  });
}

async function draw(page, name) {
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: width === 768 ? "dark" : "light" });
    await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true });
  }
}

const browser = await launch();
const broken = [];
try {
  // Our policy for content lets in no script but ours; here one is let in for axe, and for nothing else.
  const someone = async () => await open(browser, { bypassCSP: true });
  for await (const { name, status, page } of pageTypes(someone)) {
    if (only && name !== only) continue;
    const found = status.seen === status.wanted ? [] : [`answers ${status.seen}, not ${status.wanted}, at ${page.url()}`];
    for (const look of looks) {
      await page.setViewportSize(look.viewport);
      await page.emulateMedia({ colorScheme: look.colorScheme });
      found.push(...(await violationsOn(page)), ...(await tooWide(page)));
    }
    if (pictures) await draw(page, name);
    console.log((found.length ? "FAIL " : "ok   ") + `${name} can be used by everybody`);
    for (const problem of found) console.log(`  ${problem}`);
    if (found.length) broken.push(name);
  }
} finally {
  await browser.close();
}
if (broken.length) throw new Error(`something is wrong with ${broken.join(", ")}`);
