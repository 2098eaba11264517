// Somebody in front of the pages of their own school. Forms are known by where they are sent and by the names of their
// fields, so that whoever fills them in may read any language.
import { createHmac } from "node:crypto";
import { open, tooWide, wrongLanguage } from "./chromium.mjs";
import { password } from "./schools.mjs";

// One line for each claim; the first that does not hold ends the run.
export function check(claim, holds, seen = "") {
  console.log((holds ? "ok   " : "FAIL ") + claim);
  if (!holds) throw new Error(`${claim}: ${seen}`);
}

// Nothing waits that long when it works.
const patience = 60000;

export class Person {
  // look: what chromium.mjs makes a browser of; more: what Playwright makes one of.
  static async of(browser, school, name, look = {}, more = {}) {
    const page = await open(browser, { language: "en", ...look, base: school.base }, more);
    return new Person(page, school, name, { language: "en", ...look });
  }

  constructor(page, school, name, look) {
    Object.assign(this, { page, school, name, look });
    page.on("pageerror", (error) => {
      throw new Error(`a script failed on ${page.url()}: ${error.message}`);
    });
    this.path = undefined; // where the last act led
  }

  get address() {
    return `${this.name}@${this.school.domain}`;
  }
  get iri() {
    return `https://${this.school.domain}/u/${this.name}`;
  }

  // What is true of every page, whoever reads it and how.
  async look_at(answer, wanted) {
    const status = (this.status = answer?.status());
    this.path = new URL(this.page.url()).pathname;
    if (this.look.lenient) return this.path; // somebody else looks closer
    if (![wanted].flat().includes(status))
      throw new Error(`${this.name}: ${status}, not ${wanted}, at ${this.page.url()}\n${await this.text()}`);
    const found = [...(await wrongLanguage(this.page, this.look.language)), ...(await tooWide(this.page))];
    if (found.length) throw new Error(`${this.name} sees that ${this.page.url()} ${found.join("\n")}`);
    return this.path;
  }

  async go(address, wanted = 200) {
    return await this.look_at(await this.page.goto(address), wanted);
  }

  async text() {
    return await this.page.locator("main").innerText();
  }

  async has(selector) {
    return (await this.page.locator(selector).count()) > 0;
  }

  // The first form that is sent there and brings these values along without being asked.
  form(action, brings = {}) {
    const hidden = Object.entries(brings)
      .map(([name, value]) => `:has([name="${name}"][value="${value}"])`)
      .join("");
    return this.page.locator(`form[method="post"][action="${action}"]${hidden}`).first();
  }

  // Fills in that form of the page that is open, and sends it by its own button, or by the one of that
  // name and value.
  async send(action, fields = {}, { brings, button, wanted = 200 } = {}) {
    const form = this.form(action, brings);
    await unfold(form);
    for (const [name, value] of Object.entries(fields)) await fill(form, name, value);
    const sending = form.locator("button:not([type=button])");
    const plain = form.locator("button:not([type=button]):not([name])");
    const pressed = button
      ? form.locator(`button[name="${button[0]}"][value="${button[1]}"]`)
      : ((await plain.count()) ? plain : sending).first();
    const [answer] = await Promise.all([this.page.waitForNavigation(), pressed.click()]);
    return await this.look_at(answer, wanted);
  }

  // The same of a form on that page.
  async sendFrom(address, action, fields, how) {
    await this.go(address);
    return await this.send(action, fields, how);
  }

  // Asks a question; who is shown first what is like it asks all the same. Returns the path of what is seen then.
  async ask(community, fields, wanted = 200) {
    const action = `${community}/ask`;
    await this.sendFrom(action, action, fields, { wanted: [200, wanted] });
    if (this.status === 200 && (await this.has(`form[action="${action}"]`))) await this.send(action, {}, { wanted });
    return this.path;
  }

  // Presses a link that leads to an address that ends so.
  async follow(end, wanted = 200) {
    const link = this.page.locator(`a[href$="${end}"]`).first();
    await unfold(link);
    const [answer] = await Promise.all([this.page.waitForNavigation(), link.click()]);
    return await this.look_at(answer, wanted);
  }

  // code: of the second factor, for those who have one.
  async signIn(words = password, code = undefined) {
    await this.sendFrom("/sign-in", "/sign-in", { name: this.name, password: words });
    if (code && (await this.has("form[action='/sign-in/code']"))) await this.send("/sign-in/code", { code });
    if (this.path === "/sign-in") throw new Error(`${this.name} was not let in: ${await this.text()}`);
    await this.go("/settings"); // what has to be done first comes first
    if (this.path === "/charter")
      await this.send("/charter", (await this.has("[name=charter]")) ? { charter: true } : {});
    return this;
  }

  // Opens the page again and again, until this holds of it.
  async await(claim, address, holds) {
    for (const end = Date.now() + patience; ;) {
      await this.go(address);
      const found = await holds(this);
      if (found) return found;
      if (Date.now() > end)
        throw new Error(`${this.name} waits in vain: ${claim}\n${this.page.url()}\n${await this.text()}`);
    }
  }

  // The path of the link with these words, as soon as it stands on that page.
  async find(words, address) {
    return await this.await(`a link with ${words}`, address, async () => await this.linkWith(words));
  }

  async linkWith(words) {
    const link = this.page.locator("main a", { hasText: words }).first();
    return (await link.count()) ? await link.getAttribute("href") : undefined;
  }

  async leave() {
    await this.page.context().close();
  }
}

// What is folded away is opened as a reader opens it: also the menu of a narrow page, which is not
// around what it shows.
async function unfold(part) {
  const menu = part.page().locator("header details:not([open]) > summary").first();
  const inHeader = part.locator("xpath=ancestor::header");
  if ((await inHeader.count()) && (await menu.count()) && (await menu.isVisible())) await menu.click();
  const closed = part.locator("xpath=ancestor::details[not(@open)]/summary");
  for (let left = await closed.count(); left > 0; --left) await closed.first().click();
}

async function fill(form, name, value) {
  const field = form.locator(`[name="${name}"]`);
  const kind = await field.first().evaluate((each) => (each.tagName === "SELECT" ? "select" : each.type));
  if (kind === "select") await field.selectOption(value);
  else if (kind === "radio") await form.locator(`[name="${name}"][value="${value}"]`).check();
  else if (kind === "checkbox") await field.first().setChecked(Boolean(value));
  else await field.fill(value);
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
