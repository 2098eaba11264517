// Pages of accounts: settings, programs, operators, and what becomes of a form when the sign-in ends or
// nothing may change.
import { at, row, sent } from "./page_rows.mjs";
import { codeOf } from "./person.mjs";
import { keep, made, operate, password, schools } from "./schools.mjs";

const { hillside, lakeside } = schools;
const outOfBand = "urn:ietf:wg:oauth:2.0:oob";

export async function* ofMembers(someone) {
  const dan = await someone(hillside, "dan");
  yield await at(dan, "settings", "/settings");
  yield await at(dan, "settings-profile", "/settings/profile");
  yield await sent(dan, "settings-profile-refused", "/settings/profile", { display_name: "" }, 422);
  await dan.page.goto("/settings/profile");
  yield await sent(
    dan,
    "settings-profile-saved",
    "/settings/profile",
    {
      display_name: "Dan Hill",
      note: "I teach in the *old* building.",
      listed: true,
      expertise: "fractions, retrieval practice",
    },
    200,
  );
  yield await at(dan, "profile", "/u/dan");
  yield await at(dan, "members", "/members");
  yield await at(dan, "settings-mail", "/settings/mail");
  yield await at(dan, "settings-copy", "/settings/copy");
  yield await at(dan, "settings-language", "/settings/language");
  yield await at(dan, "settings-password", "/settings/password");
  yield await sent(
    dan,
    "settings-password-refused",
    "/settings/password",
    { password: "x", fresh: "y", repeated: "z" },
    422,
  );
  yield await at(dan, "settings-security", "/settings/security");
  yield await at(dan, "settings-passkeys", "/settings/passkeys");
  yield await sent(dan, "settings-passkeys-refused", "/settings/passkeys/begin", { password: "x" }, 422);
  yield await sent(dan, "settings-passkey-new", "/settings/passkeys/begin", { name: "my telephone", password }, 200);
  yield await at(dan, "settings-sign-ins", "/settings/sign-ins");
  yield await at(dan, "sign-in-again", "/sign-in/again");
  yield await at(dan, "operators-only", "/operator/members", 404);
  const chloe = await someone(hillside, "chloe");
  yield await at(chloe, "settings-security-required", "/settings/security");
}

// A program that reads and writes for a member, and what it has said for later.
export async function* ofPrograms(someone) {
  const person = await someone(hillside, "ada"),
    { page } = person;
  const post = async (address, data, token) =>
    (
      await page.context().request.post(address, {
        data,
        headers: token ? { authorization: `Bearer ${token}` } : {},
      })
    ).json();
  const app = await post("/api/v1/apps", {
    client_name: "A program",
    redirect_uris: outOfBand,
    scopes: "read write",
    website: "https://app.example",
  });
  const query = new URLSearchParams({
    response_type: "code",
    client_id: app.client_id,
    redirect_uri: outOfBand,
    scope: "read write",
  });
  yield await at(person, "authorize", "/oauth/authorize?" + query);
  const [answer] = await Promise.all([
    page.waitForNavigation(),
    page.locator("[name=decision][value=allow]").click(),
  ]);
  yield row("authorize-code", person, 200, answer, false);
  const code = await page.locator("code#code").innerText();
  const { access_token } = await post("/oauth/token", {
    grant_type: "authorization_code",
    code,
    client_id: app.client_id,
    client_secret: app.client_secret,
    redirect_uri: outOfBand,
  });
  const later = new Date(Date.now() + 86400000).toISOString();
  await post("/api/v1/statuses", { status: "To be said tomorrow.", scheduled_at: later }, access_token);
  const poll = { options: ["Monday", "Friday"], expires_in: 86400 };
  await post("/api/v1/statuses", { status: "Which day suits you?", poll, visibility: "public" }, access_token);
  yield await at(person, "settings-programs", "/settings/programs");
  yield await at(person, "scheduled", "/scheduled");
  yield await at(person, "profile-with-poll", "/u/ada");
  yield await at(person, "authorize-unknown", "/oauth/authorize?response_type=code&client_id=nobody", 400);
  // A form that was made for another browser.
  await page.goto("/settings/password");
  await page.locator('form[action="/settings/password"] input[name=form_key]').evaluate((each) => {
    each.value = "x";
  });
  await page.locator('form[action="/settings/password"]').evaluate((form) => {
    form.noValidate = true;
  });
  const [refused] = await Promise.all([
    page.waitForNavigation(),
    page.locator('form[action="/settings/password"] button').click(),
  ]);
  yield row("not-allowed", person, 403, refused);
}

export async function* ofOperators(someone) {
  const olga = await someone(hillside, "olga"),
    guest = await someone(hillside);
  const security = "/settings/security";
  await olga.page.goto(security);
  yield await sent(olga, "settings-security-waiting", `${security}/begin`, { password }, 200);
  const seed = await olga.page.locator("main code").first().innerText();
  yield await sent(olga, "settings-security-codes", `${security}/confirm`, { code: codeOf(seed) }, 200);
  const [recovery, ...others] = await olga.page.locator(".codes code").allInnerTexts();
  keep({ olgasCodes: others }); // for whoever signs in as her later
  yield await at(olga, "settings-security-on", security);
  await olga.page.goto("/");
  await olga.send("/sign-out");
  await olga.page.goto("/sign-in");
  yield await sent(olga, "two-factor", "/sign-in", { name: "olga", password }, 200);
  yield await sent(olga, "two-factor-refused", "/sign-in/code", { code: "x" }, 422);
  await olga.send("/sign-in/code", { code: recovery });
  for (const [name, address] of [
    ["operator-members", "/operator/members"],
    ["operator-member", "/operator/members/ada"],
    ["operator-partners", "/operator/partners"],
    ["operator-partner", `/operator/partners/${lakeside.domain}`],
    ["operator-partner-remove", `/operator/partners/${lakeside.domain}/remove`],
    ["operator-partner-lists", "/operator/partner-lists"],
    ["operator-services", "/operator/services"],
    ["operator-health", "/operator/health"],
    ["operator-audit", "/operator/audit"],
    ["settings-invitations", "/settings/invitations"],
  ])
    yield await at(olga, name, address);
  await olga.page.goto("/operator/members/ada");
  yield await sent(olga, "operator-member-refused", "/operator/members/ada", {}, 409, {
    brings: { decision: "erase" },
  });
  await olga.page.goto("/settings/invitations");
  yield await sent(olga, "settings-invitations-made", "/settings/invitations", { note: "The new teachers" }, 200);
  const invitation = new URL(await olga.page.locator("section code").first().innerText()).pathname;
  yield await at(guest, "invitation", invitation);
  yield await sent(
    guest,
    "invitation-refused",
    invitation,
    { name: "x y", password: "short", repeated: "different" },
    422,
  );
  await olga.page.goto("/operator/services");
  yield await sent(
    olga,
    "operator-services-refused",
    "/operator/services",
    { name: "no name", id: "x", inbox: "y" },
    422,
  );
  await olga.page.goto("/operator/partner-lists");
  yield await sent(olga, "operator-partner-lists-refused", "/operator/partner-lists", { network: "nothing" }, 422, {
    brings: { action: "follow" },
  });
}

// What somebody typed goes on in spite of a sign-in that ended before it was sent.
export async function* signedOutMeanwhile(someone) {
  const ada = await someone(hillside, "ada"),
    asking = "/c/algebra/ask";
  await ada.page.goto(asking);
  const { page } = ada;
  await page.locator("[name=title]").fill("Was I away?");
  await page.locator("textarea[name=words]").fill("Typed for long.");
  await page.context().clearCookies();
  yield await sent(ada, "unsent", asking, {}, 403);
}

export async function* whileReadOnly(someone) {
  const ada = await someone(hillside, "ada"),
    asking = "/c/algebra/ask";
  await ada.page.goto(asking);
  operate(hillside, "read-only", "on");
  try {
    yield await sent(ada, "read-only", asking, { title: "Is it off?", words: "Typed for long." }, 503);
    yield await at(ada, "community-read-only", "/c/algebra");
  } finally {
    operate(hillside, "read-only", "off");
  }
}
