// Every form in which people write (pictures.mjs has noted them), filled in with what bad people write and sent by
// Chromium (security W2). What comes back, and afterwards the pages of all who may read it, run nothing of it. Our
// pages' policy is in force and tells what it stops.
import { readFileSync } from "node:fs";
import { launch, open } from "./chromium.mjs";
import { decides, exact, filled, pressed, typed } from "./filling_in.mjs";
import { texts } from "./payloads.mjs";
import { check, Person } from "./person.mjs";
import { pages, routeOf } from "./routes.mjs";
import { made, password, schools } from "./schools.mjs";
import { tracesOn, watched } from "./tripwire.mjs";

const only = process.argv[2];

// What ends or decides something that other forms are about is left alone, as are the doors, which count wrong tries.
const ends = /\/(accept|decide|delete|withdraw|drop|remove|cancel|leave|end|sign-out|erase|evidence)$|^\/sign-in/;
const wordsOf = (form) => typed(form).filter(({ kind }) => kind !== "password" && !exact.includes(kind));
const noted = JSON.parse(readFileSync(process.env.COLLEGIUM_FORMS, "utf8"));
const tried = noted.filter(
  (form) => !ends.test(form.action) && wordsOf(form).length && (!only || form.key.includes(only)),
);

// In each of these fields the longest text that is no longer than this; in a single line no text of several.
function hostileFor(form, fields, most) {
  const changes = {};
  for (const { name, kind } of fields)
    changes[name] = texts.find((each) => each.length <= most && (kind === "textarea" || !each.includes("\n")));
  for (const { name, kind } of form.fields) if (kind === "password") changes[name] = password;
  return filled(form, changes);
}

// Fills in the form where it stands on the page that is open, and sends it past what the browser would hold up. Returns
// the answer; nothing if the form is not there any more.
async function send(page, form, fields) {
  const decisions = form.fields.filter(({ kind, name }) => kind === "hidden" && decides.includes(name));
  const find = ([action, hidden]) => {
    const all = [...document.querySelectorAll("form[method=post]")];
    window.tried = all.find(
      (each) =>
        each.getAttribute("action") === action &&
        hidden.every(({ name, value }) => [...each.elements].some((one) => one.name === name && one.value === value)),
    );
    return Boolean(window.tried);
  };
  if (!(await page.evaluate(find, [form.action, decisions]))) return undefined;
  const [answer] = await Promise.all([
    page.waitForNavigation({ waitUntil: "domcontentloaded" }),
    page.evaluate(
      ([values, kinds, [button]]) => {
        for (const each of window.tried.elements)
          if (each.name in values && kinds.includes(each.type)) each.value = values[each.name];
        const its = HTMLFormElement.prototype; // fields may be called as its functions are
        its.setAttribute.call(window.tried, "novalidate", "");
        const pressed = button && window.tried.querySelector(`button[name="${button[0]}"][value="${button[1]}"]`);
        setTimeout(() => its.requestSubmit.call(window.tried, pressed ?? undefined));
      },
      [fields, typed(form).map(({ kind }) => kind), Object.entries(pressed(form))],
    ),
  ]);
  return answer;
}

const isOwn = (base) => (address) => address.startsWith(`${base}/`) && !address.includes("trip.");

const people = new Map();
async function personOf(browser, school, who) {
  const name = `${school} ${who}`;
  if (!people.has(name)) {
    const person = await Person.of(browser, schools[school], who || "guest", { lenient: true });
    if (who) await person.signIn(undefined, who === "olga" ? made.olgasCodes[1] : undefined);
    await watched(person.page, isOwn(person.school.base));
    people.set(name, person);
  }
  return people.get(name);
}

// Writes into these fields, shorter and shorter, until the form is taken; false if it never is.
async function isTaken(person, form, fields, note) {
  const { page } = person;
  for (const most of [1000, 60, 20, 6]) {
    await page.goto(form.page, { waitUntil: "domcontentloaded" });
    const answer = await send(page, form, hostileFor(form, fields, most));
    if (!answer) return false; // what it was about is gone
    const found = await tracesOn(page);
    const status = answer.status();
    if (![200, 403, 404, 409, 413, 422, 429].includes(status)) found.push(`the answer is ${status}`);
    const names = fields.map(({ name }) => name).join(", ");
    check(`${form.key} shows ${most} in ${names} as words`, !found.length, `${page.url()}\n${found.join("\n")}`);
    note(new URL(page.url()).pathname);
    if (status === 200) return true;
  }
  return false;
}

// Returns the pages of those who wrote, by name, and how many forms took such words.
async function sendAll(browser) {
  const places = new Map();
  let taken = 0;
  for (const form of tried) {
    const person = await personOf(browser, form.school, form.who);
    const note = (address) => places.set(`${form.school} ${form.who} ${address}`, { person, address });
    note(form.page);
    const words = wordsOf(form);
    let some = await isTaken(person, form, words, note);
    // Some fields take nothing but names or numbers, and hold up the others.
    if (!some && words.length > 1)
      for (const each of words) some = (await isTaken(person, form, [each], note)) || some;
    if (some) ++taken;
    else console.log(`     ${form.key} took nothing`);
  }
  return { places, taken };
}

// All pages that have no name of a thing in their address, for those who may see most of them.
async function addListsOf(browser, places) {
  for (const who of ["olga", "sam", "mona", "ada"]) {
    const person = await personOf(browser, "hillside", who);
    for (const { pattern } of pages)
      if (!pattern.includes(":")) places.set(`hillside ${who} ${pattern}`, { person, address: pattern });
  }
}

async function lookEverywhere(browser, places) {
  const guests = new Map(),
    seenByGuests = new Set();
  let count = 0;
  const look = async (page, address, claim) => {
    await page.goto(address, { waitUntil: "domcontentloaded" });
    const found = await tracesOn(page);
    check(claim, !found.length, found.join("\n"));
    ++count;
  };
  for (const [name, { person, address }] of places) {
    if (!routeOf("GET", address)) continue; // what only a form leads to
    const { base } = person.school;
    if (!guests.has(base)) guests.set(base, await watched(await open(browser, { base }), isOwn(base)));
    await look(person.page, address, `nothing runs at ${name}`);
    if (seenByGuests.has(base + address)) continue;
    seenByGuests.add(base + address);
    await look(guests.get(base), address, `nothing runs at ${name} for a guest`);
  }
  return count;
}

const browser = await launch();
try {
  const { places, taken } = await sendAll(browser);
  check("enough forms took such words", only || taken > 35, `${taken} of ${tried.length}`);
  if (!only) await addListsOf(browser, places);
  const count = await lookEverywhere(browser, places);
  console.log(`figure forms that took hostile words: ${taken} of ${tried.length}; pages looked at: ${count}, 0 ran`);
} finally {
  await browser.close();
}
