// Every type of page (page_types.mjs) at three widths, light in each language and dark in one: against the rules of WCAG
// 2.2, A and AA, as axe-core checks them (which of them where: hasRulesToCheck), and drawn into the folder
// COLLEGIUM_PICTURES if there is one. No page may be wider than a telephone (1.4.10). Each address of the node that gives
// a page must have been looked at.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { languages, launch, schemes, tooWide, widths, wrongLanguage } from "./chromium.mjs";
import { makeContent } from "./content.mjs";
import { decides } from "./filling_in.mjs";
import { groups, last } from "./page_types.mjs";
import { Person } from "./person.mjs";
import { pages, routeOf } from "./routes.mjs";
import { schools } from "./schools.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
const pictures = process.env.COLLEGIUM_PICTURES;
const only = process.argv[2];
const wholePage = ".answer { content-visibility: visible !important; }"; // else what is far down is not laid out
const broken = [],
  seen = new Set(),
  formsSeen = new Map();
let count = 0;

// In the dark only colours are other ones.
async function violationsOn(page, colorScheme) {
  if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(axe);
  const rules =
    colorScheme === "light"
      ? { type: "tag", values: tags }
      : { type: "rule", values: ["color-contrast", "document-title", "html-has-lang"] };
  const found = await page.evaluate(
    (runOnly) =>
      window.axe.run(document, { runOnly }).then(({ passes, violations }) => ({
        passed: passes.map((rule) => rule.id),
        violations: violations.flatMap((rule) =>
          rule.nodes.map((node) => `${rule.id}: ${rule.help}\n    ${node.html}\n    ${node.failureSummary}`),
        ),
      })),
    rules,
  );
  if (!found.passed.includes("document-title") || !found.passed.includes("html-has-lang"))
    throw new Error(`axe did not see ${page.url()}: ${found.passed}`);
  return found.violations;
}

// Another language changes words and their direction, the dark colours: what hangs on the width beside them is looked at
// in the first language and in the light. No page is wider than its window in any of them.
function hasRulesToCheck(width, colorScheme, language) {
  if (language !== languages[0]) return width === widths[0];
  return colorScheme === "light" || width !== widths[1];
}

// Of one page in one language: half of the ways to look at it is drawn.
async function lookAt(page, name, language) {
  const found = await wrongLanguage(page, language);
  await page.addStyleTag({ content: wholePage });
  for (const [i, width] of widths.entries())
    for (const [j, colorScheme] of schemes.entries()) {
      if (colorScheme !== "light" && language !== languages[0]) continue; // colours are the same in all of them
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      const problems = await tooWide(page);
      if (hasRulesToCheck(width, colorScheme, language)) problems.push(...(await violationsOn(page, colorScheme)));
      found.push(...problems.map((problem) => `${width} wide, ${colorScheme}, ${language}: ${problem}`));
      if (pictures && (i + j + languages.indexOf(language)) % 2 === 0)
        await page.screenshot({
          path: `${pictures}/${name}-${width}-${colorScheme}-${language}.png`,
          fullPage: true,
        });
    }
  return found;
}

// After a form was refused, a summary of what is wrong has the focus, and leads to each field.
async function summaryOf(page) {
  // A browser moves the focus when it first paints, which may be later than the page is there.
  const moved = () => document.activeElement !== document.body;
  await page.waitForFunction(moved, undefined, { timeout: 3000 }).catch(() => {});
  return await page.evaluate(() => {
    const summary = document.querySelector("main [role='alert'][tabindex='-1']");
    if (!summary) return ["there is no summary of what is wrong"];
    const found = [...summary.querySelectorAll("a[href^='#']")]
      .filter((link) => !document.querySelector(link.hash))
      .map((link) => `${link.hash} leads nowhere`);
    if (!summary.textContent.trim()) found.push("the summary says nothing");
    if (document.activeElement !== summary) found.push("the summary of what is wrong has not the focus");
    return found;
  });
}

// The forms of the page, for those who send each of them in all wrong ways (forms.mjs).
// What somebody can only come to by sending something is not asked for twice.
async function noteForms({ page, person, status, again }) {
  if (status.seen !== 200 || !again) return;
  const found = await page.evaluate(() =>
    [...document.querySelectorAll("form[method=post]")].map((form) => ({
      action: form.getAttribute("action"), // a field may be called so, too
      fields: [...form.elements]
        .filter((each) => each.name && each.type !== "submit")
        .map((each) => ({
          name: each.name,
          value: each.value,
          required: each.required,
          checked: each.checked,
          kind: each.tagName === "SELECT" ? "select" : each.tagName === "TEXTAREA" ? "textarea" : each.type,
          mode: each.inputMode,
        })),
      buttons: form.querySelector("button:not([type=button]):not([name])")
        ? []
        : [...form.querySelectorAll("button[name]")].map(({ name, value }) => ({ name, value })),
    })),
  );
  for (const form of found) {
    const decision = form.fields.filter((each) => each.kind === "hidden" && decides.includes(each.name));
    const pattern = routeOf("POST", form.action)?.pattern;
    const key = [pattern, ...decision.map((each) => each.value)].join(" ");
    if (!formsSeen.has(key))
      formsSeen.set(key, {
        ...form,
        key,
        pattern,
        page: new URL(page.url()).pathname + new URL(page.url()).search,
        school: person.school.domain.replace(/^.*-|\..*$/g, ""),
        who: person.signedIn ? person.name : "",
      });
  }
}

// What the browser says that its member reads, from the next page on.
async function readIn(page, language) {
  const session = (page.devTools ??= await page.context().newCDPSession(page));
  const userAgent = await page.evaluate(() => navigator.userAgent);
  await session.send("Emulation.setUserAgentOverride", { userAgent, acceptLanguage: language });
}

async function inEachLanguage({ name, page, status, again, person }) {
  const found =
    status.seen === status.wanted ? [] : [`answers ${status.seen}, not ${status.wanted}, at ${page.url()}`];
  if (status.seen === 200 || again) seen.add(routeOf("GET", page.url())?.pattern);
  if (status.seen === 422 && name.endsWith("-refused")) found.push(...(await summaryOf(page)));
  await noteForms({ page, person, status, again });
  for (const language of languages) {
    if (language !== "en") {
      if (!again) continue;
      await readIn(page, language);
      await page.reload();
    }
    found.push(...(await lookAt(page, name, language)));
  }
  await readIn(page, "en");
  ++count;
  console.log((found.length ? "FAIL " : "ok   ") + name);
  for (const problem of found) console.log(`  ${problem}`);
  if (found.length) broken.push(name);
}

async function lookAtGroup(browser, name, group) {
  const people = [];
  // Our policy for content lets in no script but ours; here one is let in for axe, and for nothing else.
  const someone = async (school, called) => {
    const person = await Person.of(browser, school, called ?? "guest", { lenient: true }, { bypassCSP: true });
    if (called) await person.signIn();
    person.signedIn = Boolean(called);
    people.push(person);
    return person;
  };
  try {
    for await (const each of group(someone)) await inEachLanguage(each);
  } catch (problem) {
    console.log(`FAIL ${name} went no further: ${problem.stack}`);
    broken.push(name);
  }
  for (const person of people) await person.leave();
}

// Two at a time: the node and the browser are busy in turns.
async function sideBySide(tasks) {
  const row = tasks[Symbol.iterator]();
  await Promise.all(
    [1, 2].map(async () => {
      for (const task of row) await task();
    }),
  );
}

if (pictures) mkdirSync(pictures, { recursive: true });
const browser = await launch();
const began = Date.now();
try {
  const [ada, dan] = await Promise.all(
    ["ada", "dan"].map(
      async (name) => await (await Person.of(browser, schools.hillside, name, { lenient: true })).signIn(),
    ),
  );
  await makeContent(ada, dan);
  console.log(`     content was made in ${Date.now() - began} ms`);
  const chosen = (all) =>
    Object.entries(all)
      .filter(([name]) => !only || name === only)
      .map(
        ([name, group]) =>
          () =>
            lookAtGroup(browser, name, group),
      );
  await sideBySide(chosen(groups));
  for (const task of chosen(last)) await task();
} finally {
  await browser.close();
}
writeFileSync(process.env.COLLEGIUM_FORMS, JSON.stringify([...formsSeen.values()], undefined, 1));
const missed = only ? [] : pages.filter(({ pattern }) => !seen.has(pattern)).map(({ pattern }) => pattern);
for (const pattern of missed) console.log(`FAIL nobody has looked at ${pattern}`);
console.log(
  `     ${count} types of page in ${Math.round((Date.now() - began) / 1000)} s; pictures: ${pictures ?? "none"}`,
);
if (broken.length || missed.length) throw new Error(`something is wrong with ${[...broken, ...missed].join(", ")}`);
