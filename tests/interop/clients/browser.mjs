// Chromium as members have it: somebody opens pages, fills in forms and presses buttons. Debian's program, driven by
// playwright-core; it brings no browser of its own.
import { createHmac } from "node:crypto";
import { chromium } from "playwright-core";

export const base = process.env.COLLEGIUM_BASE;
export const password = process.env.COLLEGIUM_PASSWORD;

// One line for each claim; the first that does not hold ends the run.
export function check(claim, holds, seen = "") {
  console.log((holds ? "ok   " : "FAIL ") + claim);
  if (!holds) throw new Error(`${claim}: ${seen}`);
}

export async function launch() {
  const { LD_PRELOAD, ...env } = process.env; // finds names by itself: they end with .localhost
  return await chromium.launch({
    executablePath: "/usr/bin/chromium", env, chromiumSandbox: false,
    args: ["--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND", "--disable-dev-shm-usage"],
  });
}

// A browser of somebody. The authority of the tests is unknown to Chromium.
export async function open(browser, options) {
  const context = await browser.newContext({ baseURL: base, ignoreHTTPSErrors: true, ...options });
  context.setDefaultTimeout(30000);
  return await context.newPage();
}

// Presses a button by its words, and waits for the page that it leads to.
export async function press(page, words) {
  const button = page.getByRole("button", { name: words, exact: true }).first();
  const [answer] = await Promise.all([page.waitForNavigation(), button.click()]);
  return answer;
}

export async function follow(page, words) {
  const link = page.getByRole("link", { name: words, exact: true }).first();
  const [answer] = await Promise.all([page.waitForNavigation(), link.click()]);
  return answer;
}

// Fills in fields by their labels.
export async function fill(page, fields) {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
}

export async function signIn(page, name, way = "/sign-in", words = password) {
  await page.goto(way);
  await fill(page, { Name: name, Password: words });
  await press(page, "Sign in");
}

export async function text(page) {
  return await page.locator("main").innerText();
}

// What an authenticator shows (RFC 6238), for a secret in base32.
export function codeOf(seed, step = Math.floor(Date.now() / 30000)) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  let bits = "";
  for (const letter of seed.replace(/[\s=]/g, "").toUpperCase())
    bits += letters.indexOf(letter).toString(2).padStart(5, "0");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", key).update(counter).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1000000).padStart(6, "0");
}

// Sets up a second factor on the page where that is done. Returns its secret.
export async function setUpSecondFactor(page) {
  await page.goto("/settings/security");
  await fill(page, { "Your password": password });
  await press(page, "Set it up");
  const seed = await page.locator("code").innerText();
  await fill(page, { "The six digits that it shows now": codeOf(seed) });
  await press(page, "Turn it on");
  return seed;
}
