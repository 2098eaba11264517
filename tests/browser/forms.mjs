// Every form that pages show (pictures.mjs has noted them), sent in all wrong ways: with everything missing, with a
// field too long, with a field of the wrong kind, twice, and after the sign-in has ended. The answer is the same page:
// what was typed is still there, and a summary says what is wrong and leads to it. Never is it a fault.
import { readFileSync } from "node:fs";
import { launch } from "./chromium.mjs";
import { exact, filled, pressed, typed } from "./filling_in.mjs";
import { Person } from "./person.mjs";
import { forms as routes } from "./routes.mjs";
import { made, schools } from "./schools.mjs";

const only = process.argv[2];
// Longer than anything that may be written, and short enough for a body.
const tooLong = "A long word. ".repeat(70_000);

// Forms of which a page shows one only after something that no walk leads to, and who sends them in all wrong ways.
const elsewhere = new Map([
  ["/sign-in/passkey", "passkeys.mjs; tests/server/passkeys_test.cpp"],
  ["/sign-in/code/passkey", "passkeys.mjs"],
  ["/sign-in/again/passkey", "tests/server/passkeys_test.cpp"],
  ["/settings/passkeys/add", "passkeys.mjs"],
  ["/settings/passkeys/rename", "tests/server/passkey_settings_test.cpp"],
  ["/settings/passkeys/remove", "tests/server/passkey_settings_test.cpp"],
  ["/sign-in/school/name", "tests/server/openid_sign_in_test.cpp"],
  ["/comment/:id/review/override", "tests/server/review_pages_test.cpp"],
  ["/comment/:id/review/override/withdraw", "tests/server/review_pages_test.cpp"],
  ["/unsubscribe/:account/:token", "tests/server/mail_test.cpp"],
  ["/sign-in/code", "settings.mjs; tests/server/second_factor_test.cpp"],
  ["/settings/security/confirm", "settings.mjs; tests/server/second_factor_test.cpp"],
  ["/charter", "walk_joining.mjs; tests/server/sign_up_test.cpp"],
  ["/c/:name/invitation", "walk_council.mjs"],
  ["/comment/:id/decide", "as /post/:id/decide"],
  ["/post/:id/vote", "tests/server/polls_test.cpp"],
  ["/comment/:id/vote", "tests/server/polls_test.cpp"],
  ["/decisions", "tests/server: appeals of members about whom somebody decided"],
  ["/write/preview", "sent by the script for writing"],
  ["/drafts/keep", "a button of the forms in which people write"],
  ["/drafts/drop", "a button of the forms in which people write"],
  ["/operator/services/remove", "a button: tests/server/services_page_test.cpp"],
  ["/settings/mail/weekly", "a button: tests/server/mail_settings_test.cpp"],
  ["/post/:id/marks", "a button: walk_thread.mjs"],
  ["/comment/:id/marks/withdraw", "a button: tests/server/question_marks_test.cpp"],
  ["/comment/:id/unlink", "a button: tests/server/question_buttons_test.cpp"],
  ["/guides/suggestion/withdraw", "a button: tests/server/guide_suggestions_test.cpp"],
  ["/reviews/request/withdraw", "a button: tests/server/review_requests_pages_test.cpp"],
  ["/reviews/pen-name/withdraw", "a button: tests/server/pen_names_pages_test.cpp"],
  ["/subjects/:name/follow", "a button: tests/server/subjects_pages_test.cpp"],
  ["/subjects/:name/unfollow", "a button: tests/server/subjects_pages_test.cpp"],
  ["/scheduled/:id/again", "a button: tests/server/scheduled_test.cpp"],
  ["/operator/partners/:name/test", "a button: walk_partners.mjs"],
  ["/settings/copy", "a button"],
  ["/settings/copy/file", "shown once a copy is made: tests/server/copy_test.cpp"],
]);
// What sends something else than a form of fields, or ends what the other claims need.
const leftOut = new Map([
  ["/sign-out", "ends the sign-in"],
  ["/settings/sign-ins/end-others", "ends other sign-ins"],
  ["/settings/profile/pictures", "brings files: tests/server/profile_pictures_test.cpp"],
  ["/safeguarding/cases/:id/evidence", "answers with a file, which walk_safeguarding.mjs takes"],
]);

// What takes away what other forms are about comes after them.
const late = /\/(delete|withdraw|drop|remove|cancel|leave|end|confirm|begin|decide|again)$|^\/(operator|settings)\//;

const all = JSON.parse(readFileSync(process.env.COLLEGIUM_FORMS, "utf8"));
const noted = [...all.filter((form) => !late.test(form.action)), ...all.filter((form) => late.test(form.action))];

// For those who are not let in there is nothing at these addresses, whatever they send.
const hidden = /^\/(operator|moderation|safeguarding)\b/;

class Sender {
  constructor(person, blank) {
    Object.assign(this, { person, blank });
  }

  // The key of forms is the browser's: it stays until the node gives the browser another one.
  async send(form, fields) {
    this.form_key ??= await this.keyAt(form.page);
    const answer = await this.sendWith(form, fields, this.form_key);
    if (answer.status !== 403) return answer;
    this.form_key = await this.keyAt(form.page);
    return await this.sendWith(form, fields, this.form_key);
  }

  async keyAt(address) {
    const page = await this.person.page.context().request.get(address, { headers: { accept: "text/html" } });
    return /name="form_key" value="([^"]*)"/.exec(await page.text())?.[1];
  }

  async sendWith(form, fields, form_key) {
    const answer = await this.person.page.context().request.post(form.action, {
      form: {
        ...fields,
        ...pressed(form),
        form_key,
      },
      maxRedirects: 0,
      headers: { accept: "text/html", origin: this.person.school.base },
    });
    return {
      status: answer.status(),
      type: answer.headers()["content-type"] ?? "",
      ...(await this.read(await answer.text(), form)),
    };
  }

  // What stands on the page that came back.
  async read(html, form) {
    return await this.blank.evaluate(
      ([text, action]) => {
        const page = new DOMParser().parseFromString(text, "text/html");
        const same = [...page.querySelectorAll("form[method=post]")].filter(
          (each) => each.getAttribute("action") === action,
        );
        const summary = page.querySelector("main [role='alert'][tabindex='-1']");
        const links = [...(summary?.querySelectorAll("a[href^='#']") ?? [])];
        return {
          length: text.length,
          has: Boolean(same.length),
          summary: Boolean(summary),
          links: links.length,
          lost: links
            .filter((link) => !page.getElementById(link.getAttribute("href").slice(1)))
            .map((link) => link.getAttribute("href")),
          values: same.flatMap((each) =>
            [...each.elements]
              .filter((field) => field.name)
              .map((field) => [field.name, field.getAttribute("value") ?? field.value]),
          ),
          words: page.querySelector("main")?.textContent.replace(/\s+/g, " ").slice(0, 300) ?? text.slice(0, 300),
        };
      },
      [html, form.action],
    );
  }
}

// What is wrong with how the form came back, after these fields were sent.
function problemsOf(form, fields, answer) {
  if (answer.status >= 500) return [`is a fault, ${answer.status}: ${answer.words}`];
  if (!answer.type.startsWith("text/html") && answer.status !== 303) return [`is no page but ${answer.type}`];
  if (answer.status === 303 || answer.status === 200) return [];
  if (![422, 413, 429].includes(answer.status))
    return answer.status === 404 || answer.status === 409 ? [] : [`answers ${answer.status}: ${answer.words}`];
  const found = [];
  if (!typed(form).length) return []; // buttons only
  if (!answer.has) return ["is not the same page"];
  if (answer.status === 429) return []; // too many tries with a password, which says so
  for (const { name, kind } of typed(form)) {
    if (kind === "password" || !fields[name]?.trim()) continue;
    // What has a form of its own, as a list of people, may come back in that form.
    const kept = answer.values.some(([other, value]) => other === name && value.includes(fields[name].trim()));
    if (!kept) found.push(`has lost what was typed into ${name}`);
  }
  if (!answer.summary) found.push("has no summary of what is wrong");
  else if (answer.lost.length) found.push(`has a summary that leads nowhere: ${answer.lost}`);
  return found;
}

async function tryForm(sender, form, asGuest) {
  const found = [];
  const attempt = async (how, fields) => {
    const answer = await sender.send(form, fields);
    for (const problem of problemsOf(form, fields, answer)) found.push(`${how}: ${problem}`);
    return answer;
  };
  const fields = typed(form);
  if (fields.length) {
    for (const { name, kind, mode } of fields) {
      const answer = await attempt(`with ${name} too long`, filled(form, { [name]: tooLong }));
      if (answer.status === 303 && kind !== "password" && !exact.includes(kind))
        found.push(`takes ${name} however long it is`);
      if (exact.includes(kind) || ["numeric", "decimal"].includes(mode))
        await attempt(`with ${name} of the wrong kind`, filled(form, { [name]: "wörds" }));
    }
    for (const { name } of fields) await attempt(`without ${name}`, filled(form, { [name]: "" }));
    await attempt("with nothing in it", filled(form, Object.fromEntries(fields.map(({ name }) => [name, ""]))));
  }
  for (const { name, kind } of form.fields.filter((each) => ["select", "radio"].includes(each.kind)))
    await attempt(
      `with a choice for ${name} that there is not (${kind})`,
      filled(form, { [name]: "no-such-choice" }),
    );
  await attempt("once", filled(form));
  await attempt("twice", filled(form));
  if (asGuest && form.who) {
    const answer = await asGuest.sendWith(form, filled(form), "of a sign-in that has ended");
    const words = fields.some(({ kind }) => ["text", "textarea"].includes(kind));
    if (answer.status !== 303 && answer.status !== 403 && !(answer.status === 404 && hidden.test(form.action)))
      found.push(`after the sign-in: answers ${answer.status}`);
    if (words && answer.status === 403 && !answer.has) found.push("after the sign-in: has lost what was typed");
  }
  return found;
}

const browser = await launch();
const senders = new Map();
const broken = [];
try {
  const blank = await (await browser.newContext()).newPage();
  const senderOf = async (school, who) => {
    const name = `${school} ${who}`;
    if (!senders.has(name)) {
      const person = await Person.of(browser, schools[school], who || "guest", { lenient: true });
      if (who) await person.signIn(undefined, who === "olga" ? made.olgasCodes[0] : undefined);
      else await person.go("/sign-in");
      senders.set(name, new Sender(person, blank));
    }
    return senders.get(name);
  };
  const tried = noted.filter(
    (form) => !leftOut.has(form.pattern) && !leftOut.has(form.key) && (!only || form.key.includes(only)),
  );
  // Everybody is let in first: wrong passwords, which some forms ask for, would shut the door to them for a while.
  for (const { school, who } of tried) await senderOf(school, who);
  for (const form of tried) {
    const found = await tryForm(await senderOf(form.school, form.who), form, await senderOf(form.school, ""));
    console.log((found.length ? "FAIL " : "ok   ") + form.key);
    for (const problem of found) console.log(`  ${problem}`);
    if (found.length) broken.push(form.key);
  }
} finally {
  await browser.close();
}
const known = new Set(noted.map(({ pattern }) => pattern));
const missed = only
  ? []
  : routes.filter(({ pattern }) => !known.has(pattern) && !elsewhere.has(pattern) && !leftOut.has(pattern));
for (const { pattern } of missed) console.log(`FAIL no page has shown the form of ${pattern}`);
if (broken.length || missed.length)
  throw new Error(`something is wrong with ${[...broken, ...missed.map(({ pattern }) => pattern)].join(", ")}`);
