// Whether anything that people write ever runs (security W2). First thousands of documents through the sanitiser, drawn
// without the policy of our pages. Then every form with fields for words, each filled with such words and sent by
// Chromium; what comes back, and what then stands on all pages, is looked at under our policy, which tells what it stops.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { launch, open } from "./chromium.mjs";
import { exact, filled, pressed, typed } from "./filling_in.mjs";
import { documents, texts } from "./payloads.mjs";
import { check, Person } from "./person.mjs";
import { made, schools } from "./schools.mjs";

const only = process.argv[2];
const atOnce = 100; // documents on a page
const host = "https://drawn.localhost";

// Runs in each document before anything else of it.
function layTripwire() {
  window.tripped = [];
  window.trip = (what) => window.tripped.push(`trip ${what}`);
  for (const each of ["alert", "confirm", "prompt", "open"]) window[each] = (what) => window.trip(`${each} ${what}`);
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
    window.trip(`${effectiveDirective} stopped ${blockedURI} ${sample}`),
  );
}

// What an element must never be or have, whoever wrote it.
function findTraces() {
  const found = [...window.tripped];
  const address = /^(href|src|action|formaction|data|xlink:href|srcdoc|poster|background)$/i;
  for (const each of document.querySelectorAll("*")) {
    if (/tripwire/.test([each.id, each.getAttribute("name"), each.className?.baseVal ?? each.className].join(" ")))
      found.push(`an element of theirs: ${each.outerHTML.slice(0, 200)}`);
    for (const { name, value } of each.attributes)
      if (/^on/i.test(name) || (address.test(name) && /^[\s\x00-\x20]*(javascript|vbscript|data:text)/i.test(value)))
        found.push(`${name}=${value} in ${each.outerHTML.slice(0, 200)}`);
  }
  return found;
}

// A page that knows what it asked others for.
async function watched(page) {
  page.asked = [];
  page.on("request", (request) => {
    if (/trip/.test(new URL(request.url()).pathname) || new URL(request.url()).hostname === "elsewhere.example")
      page.asked.push(`a request to ${request.url()}`);
  });
  page.on("dialog", async (dialog) => {
    page.asked.push(`a dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.addInitScript(layTripwire);
  return page;
}

async function tracesOn(page) {
  return [...page.asked.splice(0), ...(await page.evaluate(findTraces))];
}

function sanitised(all) {
  const done = spawnSync(process.env.COLLEGIUM_SANITISED, { input: all.join("\0") + "\0", maxBuffer: 1 << 28 });
  if (done.status !== 0) throw new Error(`the sanitiser ended with ${done.status}: ${done.stderr}`);
  return done.stdout.toString().split("\0").slice(0, -1);
}

// Draws documents as parts of one page, and once more as a script would put them there. Returns what was found.
async function draw(page, parts) {
  const body = parts.map((each) => `<article>${each}</article>`).join("\n");
  await page.route(`${host}/**`, (route) =>
    new URL(route.request().url()).pathname === "/"
      ? route.fulfill({ contentType: "text/html; charset=utf-8", body: `<!doctype html><main>${body}</main>` })
      : route.abort(),
  );
  await page.goto(`${host}/`, { waitUntil: "domcontentloaded" });
  const count = await page.evaluate(() => {
    const articles = document.querySelectorAll("body > main > article");
    for (const each of articles) each.innerHTML = `${each.innerHTML}`;
    return articles.length;
  });
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))));
  const found = await tracesOn(page);
  if (count !== parts.length) found.push(`${count} parts, not ${parts.length}: one has left its place`);
  await page.unroute(`${host}/**`);
  return found;
}

async function drawAll(browser) {
  const page = await watched(await open(browser, { base: host }));
  const all = documents(),
    clean = sanitised(all);
  check(`${all.length} documents come back from the sanitiser`, clean.length === all.length && all.length > 3500);
  const raw = await draw(page, all.slice(0, atOnce));
  check("as they are they run, so that the tripwire is seen to work", raw.length > atOnce, raw.length);
  for (let at = 0; at < clean.length; at += atOnce) {
    const found = await draw(page, clean.slice(at, at + atOnce));
    check(`documents ${at} to ${Math.min(at + atOnce, clean.length)} run nothing`, !found.length, found.join("\n"));
  }
  console.log(`figure documents drawn after the sanitiser: ${clean.length}, of which 0 ran`);
  await page.context().close();
}

// What ends something that other forms are about is left alone, and so is what asks for no words.
const ends = /\/(delete|withdraw|drop|remove|cancel|leave|end|sign-out|erase)$/;
const noted = JSON.parse(readFileSync(process.env.COLLEGIUM_FORMS, "utf8"));
const wordsOf = (form) => typed(form).filter(({ kind }) => kind !== "password" && !exact.includes(kind));
const tried = noted.filter(
  (form) => !ends.test(form.action) && wordsOf(form).length && (!only || form.key.includes(only)),
);

// As long as the field is; some take the text of one kind and others that of another.
function hostileFor(form, length) {
  const changes = {};
  for (const [i, { name, kind }] of wordsOf(form).entries())
    changes[name] = (kind === "textarea" ? texts : texts.slice(1)).find((each) => each.length <= length) + (i || "");
  for (const { name, kind } of form.fields) if (kind === "password") changes[name] = "";
  return filled(form, changes);
}

// Fills in the form as it stands on the page that is open, and sends it past what the browser would hold up.
async function send(page, form, fields) {
  const there = await page.evaluate(
    ([action, values]) => {
      const form = [...document.querySelectorAll("form[method=post]")].find(
        (each) => each.getAttribute("action") === action,
      );
      if (!form) return false;
      for (const each of form.elements)
        if (each.name in values && ["text", "textarea", "search"].includes(each.type)) each.value = values[each.name];
      return true;
    },
    [form.action, fields],
  );
  if (!there) return undefined;
  const [answer] = await Promise.all([
    page.waitForNavigation({ waitUntil: "domcontentloaded" }),
    page.evaluate(
      ([action, [button]]) => {
        const form = [...document.querySelectorAll("form[method=post]")].find(
          (each) => each.getAttribute("action") === action,
        );
        HTMLFormElement.prototype.setAttribute.call(form, "novalidate", "");
        const pressed = button && form.querySelector(`button[name="${button[0]}"][value="${button[1]}"]`);
        HTMLFormElement.prototype.requestSubmit.call(form, pressed || undefined);
      },
      [form.action, Object.entries(pressed(form))],
    ),
  ]);
  return answer;
}

const people = new Map();
async function personOf(browser, { school, who }) {
  const name = `${school} ${who}`;
  if (!people.has(name)) {
    const person = await Person.of(browser, schools[school], who || "guest", { lenient: true });
    if (who) await person.signIn(undefined, who === "olga" ? made.olgasCode : undefined);
    await watched(person.page);
    people.set(name, person);
  }
  return people.get(name);
}

async function sendAll(browser) {
  let sent = 0;
  const places = new Map();
  for (const form of tried) {
    const person = await personOf(browser, form),
      { page } = person;
    places.set(`${form.school} ${form.page}`, { person, address: form.page });
    for (const length of [1000, 60, 5]) {
      await page.goto(form.page, { waitUntil: "domcontentloaded" });
      const answer = await send(page, form, hostileFor(form, length));
      if (!answer) break; // what it was about is gone
      ++sent;
      const found = await tracesOn(page);
      check(`${form.key} shows words of ${length} as words`, !found.length, `${page.url()}\n${found.join("\n")}`);
      if (answer.status() >= 500) throw new Error(`${form.key} is a fault: ${answer.status()}`);
      const address = new URL(page.url()).pathname;
      places.set(`${form.school} ${address}`, { person, address });
      if (answer.request().method() === "GET") break; // taken
    }
  }
  check("enough forms were sent", only || sent > 60, sent);
  return places;
}

async function lookEverywhere(browser, places) {
  const guests = new Map();
  for (const [name, { person, address }] of places) {
    const { base } = person.school;
    if (!guests.has(base)) guests.set(base, await watched(await open(browser, { base })));
    for (const page of [person.page, guests.get(base)]) {
      await page.goto(address, { waitUntil: "load" });
      const found = await tracesOn(page);
      check(`nothing runs at ${name}${page === person.page ? "" : " for a guest"}`, !found.length, found.join("\n"));
    }
  }
  console.log(`figure pages looked at with hostile words on them: ${2 * places.size}, on which 0 ran`);
}

const browser = await launch();
try {
  if (!only) await drawAll(browser);
  await lookEverywhere(browser, await sendAll(browser));
} finally {
  await browser.close();
}
