// One page of each type, in the state in which it has the most on it, as somebody comes to see it.
import { execFileSync } from "node:child_process";
import { codeOf, fill, password, press, signIn } from "./browser.mjs";

// A command of the operator, while the node serves.
function operate(...words) {
  const [program, ...begin] = JSON.parse(process.env.COLLEGIUM_COMMAND);
  const { LD_PRELOAD, ...env } = process.env;
  return execFileSync(program, [...begin, ...words], { env, encoding: "utf8" });
}

const outOfBand = "urn:ietf:wg:oauth:2.0:oob";

// Yields { name, status: { wanted, seen }, page } one after the other. someone() is a new browser.
export async function* pageTypes(someone) {
  const guest = await someone(), member = await someone(), operator = await someone();
  const at = async (page, name, address, wanted = 200) => {
    const answer = await page.goto(address);
    return { name, page, status: { wanted, seen: answer.status() } };
  };
  const pressed = async (page, name, words, wanted) => {
    const answer = await press(page, words);
    return { name, page, status: { wanted, seen: answer.status() } };
  };
  yield* ofGuests(guest, at, pressed);
  await signIn(member, "ada");
  yield* ofThreads(member, guest, await someone(), at, pressed);
  yield* ofMembers(member, at, pressed);
  yield* ofPrograms(member, at, pressed);
  yield* ofSecondFactor(operator, at, pressed);
  yield* ofOperators(operator, guest, at, pressed);
  yield* signedOutMeanwhile(member, pressed);
  yield* whileReadOnly(member, at, pressed);
}

async function* ofGuests(page, at, pressed) {
  yield await at(page, "front-guest", "/");
  yield await at(page, "community-guest", "/c/algebra");
  yield await at(page, "sign-in", "/sign-in");
  await fill(page, { Name: "nobody", Password: "wrong" });
  yield await pressed(page, "sign-in-refused", "Sign in", 422);
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Sign in with Hillside School", exact: true }).waitFor();
  yield await at(page, "school-problem", "/sign-in/school", 422);
  yield await at(page, "sign-up", "/sign-up");
  await fill(page, {
    "Name for signing in": "x y", "Who you are": "The head of a school nearby.", "Password": "short",
    "Password, once more": "different",
  });
  yield await pressed(page, "sign-up-refused", "Ask to be let in", 422);
  await fill(page, {
    "Name for signing in": "dan", "Password": "four words for dan here",
    "Password, once more": "four words for dan here",
  });
  yield await pressed(page, "sign-up-noted", "Ask to be let in", 200);
  yield await at(page, "partner-card", "/about/partner-card");
  yield await at(page, "unsubscribe-unknown", "/unsubscribe/ada/0", 404);
  yield await at(page, "not-found", "/nothing-here", 404);
  yield await at(page, "invitation-unknown", "/invitation/0", 404);
}

async function* ofThreads(page, guest, other, at, pressed) {
  yield await at(page, "ask", "/c/algebra/ask");
  yield await pressed(page, "ask-refused", "Send the question", 422);
  await fill(page, {
    Title: "Which way into halves and quarters suits a class where some pupils have met them and others have not?",
    "Your question": "Some know *halves*.\n\n> They were told so.\n\n- paper\n- pizza\n\n`1/2 + 1/3`\n\n" +
      "https://example.org/" + "a-very-long-address-without-any-break/".repeat(5),
  });
  await press(page, "Send the question");
  const question = new URL(page.url()).pathname;
  await fill(page, { Answer: "With folding paper.\n\n    a block that is " + "wide ".repeat(40) });
  await press(page, "Send the answer");
  await press(page, "Accept this answer");
  yield await at(page, "question", question);
  yield await at(guest, "question-guest", question);
  yield await at(page, "edit", question + "/edit");
  await fill(page, { Title: "", Text: "" });
  yield await pressed(page, "edit-refused", "Save the change", 422);
  yield await at(page, "delete", question + "/delete");
  const second = await ofOther(other, question);
  yield await at(page, "report", second + "/report");
  await page.getByLabel("What is wrong with it").evaluate((each) => each.removeAttribute("required"));
  yield await pressed(page, "report-refused", "Send the report", 422);
  await fill(page, { "What is wrong with it": "It names a child." });
  yield await pressed(page, "report-sent", "Send the report", 200);
  yield await at(page, "community", "/c/algebra");
}

// Somebody else answers, so that there is news, and asks, so that there is something to report. The path of the latter.
async function ofOther(page, question) {
  await signIn(page, "ben");
  await page.goto(question);
  await fill(page, { Answer: "Ours began with chocolate." });
  await press(page, "Send the answer");
  await page.goto("/c/algebra/ask");
  await fill(page, { Title: "Which sheets do you use?", "Your question": "For fractions." });
  await press(page, "Send the question");
  return new URL(page.url()).pathname;
}

async function* ofMembers(page, at, pressed) {
  yield await at(page, "front", "/");
  await fill(page, { "Find a community of a partner": "nothing" });
  yield await pressed(page, "front-refused", "Find", 422);
  yield await at(page, "notifications", "/notifications");
  yield await at(page, "search", "/search?q=fractions");
  yield await at(page, "search-nothing", "/search?q=nothing-has-this");
  yield await at(page, "settings", "/settings");
  yield await at(page, "settings-profile", "/settings/profile");
  await fill(page, { "The name that others read": "Ada Okafor", "About you": "I teach in the *old* building." });
  await page.getByLabel("Show me in the list of members").check();
  await fill(page, { "What you know well": "fractions, retrieval practice" });
  yield await pressed(page, "settings-profile-saved", "Save the profile", 200);
  yield await at(page, "profile", "/u/ada");
  yield await at(page, "members", "/members");
  yield await at(page, "settings-password", "/settings/password");
  await fill(page, { "The password that you have": "x", "The new one": "y", "The new one, once more": "z" });
  yield await pressed(page, "settings-password-refused", "Change the password", 422);
  yield await at(page, "settings-security", "/settings/security");
  yield await at(page, "settings-passkeys", "/settings/passkeys");
  await fill(page, { "Your password": "x" });
  yield await pressed(page, "settings-passkeys-refused", "Go on", 422);
  await fill(page, { "A name for it, so that you know it again": "my telephone", "Your password": password });
  yield await pressed(page, "settings-passkey-new", "Go on", 200);
  yield await at(page, "settings-sign-ins", "/settings/sign-ins");
  yield await at(page, "sign-in-again", "/sign-in/again");
  yield await at(page, "operators-only", "/operator/members", 404);
}

async function* ofPrograms(page, at, pressed) {
  const client_id = await page.evaluate(async (redirect_uris) => {
    const program = { client_name: "A program", redirect_uris, scopes: "read write", website: "https://app.example" };
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch("/api/v1/apps", { method: "POST", headers, body: JSON.stringify(program) });
    return (await answer.json()).client_id;
  }, outOfBand);
  const query = new URLSearchParams({
    response_type: "code", client_id, redirect_uri: outOfBand, scope: "read write",
  });
  yield await at(page, "authorize", "/oauth/authorize?" + query);
  yield await pressed(page, "authorize-code", "Allow", 200);
  yield await at(page, "settings-programs", "/settings/programs");
  yield await at(page, "authorize-unknown", "/oauth/authorize?response_type=code&client_id=nobody", 400);
  // A form that was made for another browser.
  await page.goto("/settings/profile");
  await page.locator('form[action="/settings/profile"] input[name=form_key]').evaluate((each) => { each.value = "x"; });
  yield await pressed(page, "not-allowed", "Save the profile", 403);
}

async function* ofSecondFactor(page, at, pressed) {
  await signIn(page, "olga");
  yield await at(page, "settings-security-required", "/operator/members");
  await fill(page, { "Your password": password });
  yield await pressed(page, "settings-security-waiting", "Set it up", 200);
  const seed = await page.locator("main code").innerText();
  await fill(page, { "The six digits that it shows now": codeOf(seed) });
  yield await pressed(page, "settings-security-codes", "Turn it on", 200);
  const recovery = await page.locator(".codes code").first().innerText();
  yield await at(page, "settings-security-on", "/settings/security");
  await page.goto("/");
  await press(page, "Sign out");
  await page.goto("/sign-in");
  await fill(page, { Name: "olga", Password: password });
  yield await pressed(page, "two-factor", "Sign in", 200);
  await fill(page, { Code: "x" });
  yield await pressed(page, "two-factor-refused", "Sign in", 422);
  await fill(page, { Code: recovery });
  await press(page, "Sign in");
}

async function* ofOperators(page, guest, at, pressed) {
  yield await at(page, "operator-members", "/operator/members");
  yield await at(page, "operator-member", "/operator/members/ada");
  yield await at(page, "operator-member-waiting", "/operator/members/dan");
  yield await at(page, "operator-partners", "/operator/partners");
  await fill(page, { "Domain of the other institution": "not a domain" });
  yield await pressed(page, "operator-partners-refused", "Introduce us", 422);
  yield await at(page, "operator-partner", "/operator/partners/hillside.example");
  yield await at(page, "operator-partner-remove", "/operator/partners/hillside.example/remove");
  yield await at(page, "settings-invitations", "/settings/invitations");
  await fill(page, { "For whom, for yourself": "The new teachers" });
  yield await pressed(page, "settings-invitations-made", "Make the invitation", 200);
  yield await at(guest, "invitation", new URL(await page.locator("section code").innerText()).pathname);
  await fill(guest, { "Name for signing in": "x y", "Password": "short", "Password, once more": "different" });
  yield await pressed(guest, "invitation-refused", "Become a member", 422);
}

// What somebody typed goes on in spite of a sign-in that ended before it was sent.
async function* signedOutMeanwhile(page, pressed) {
  await page.goto("/c/algebra/ask");
  await fill(page, { Title: "Was I away?", "Your question": "Typed for long." });
  await page.context().clearCookies();
  yield await pressed(page, "unsent", "Send the question", 403);
  const tab = await page.context().newPage();
  await signIn(tab, "ada");
  await tab.close();
  yield await pressed(page, "unsent-again", "Send it again", 403);
  yield await pressed(page, "question-kept", "Send it again", 200);
}

async function* whileReadOnly(page, at, pressed) {
  await page.goto("/c/algebra/ask");
  await fill(page, { Title: "Is it off?", "Your question": "Typed for long." });
  operate("read-only", "on");
  try {
    yield await pressed(page, "read-only", "Send the question", 503);
    yield await at(page, "community-read-only", "/c/algebra");
  } finally {
    operate("read-only", "off");
  }
}
