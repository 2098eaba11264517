// Whether anything that people write runs once it was sanitised (security W2): thousands of documents, drawn by Chromium
// without the policy of our pages, which would stop much of it by itself.
import { spawnSync } from "node:child_process";
import { launch, open } from "./chromium.mjs";
import { documents } from "./payloads.mjs";
import { check } from "./person.mjs";
import { tracesOn, watched } from "./tripwire.mjs";

const atOnce = 100; // documents on a page
const host = "https://drawn.localhost";

function sanitised(all) {
  const { LD_PRELOAD, ...env } = process.env; // a sanitizer of addresses wants to be the first
  const input = all.join("\0") + "\0";
  const done = spawnSync(process.env.COLLEGIUM_SANITISED, { env, input, maxBuffer: 1 << 28 });
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
  const page = await watched(await open(browser, { base: host }), (address) => address === `${host}/`);
  const all = documents(),
    clean = sanitised(all);
  check(`${all.length} documents come back from the sanitiser`, clean.length === all.length && all.length > 5500);
  const raw = await draw(page, all.slice(0, atOnce));
  check("as they are they run, so that the tripwire is seen to work", raw.length > atOnce, raw.length);
  for (let at = 0; at < clean.length; at += atOnce) {
    const found = await draw(page, clean.slice(at, at + atOnce));
    check(`documents ${at} to ${Math.min(at + atOnce, clean.length)} run nothing`, !found.length, found.join("\n"));
  }
  console.log(`figure documents drawn after the sanitiser: ${clean.length}, of which 0 ran`);
  await page.context().close();
}

const browser = await launch();
try {
  await drawAll(browser);
} finally {
  await browser.close();
}
