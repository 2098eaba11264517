// Chromium with an authenticator in it, the virtual one of its DevTools: a member makes a passkey, comes in with it
// beside the password and in its place, and removes it again.
import { launch } from "./chromium.mjs";
import { check, Person } from "./person.mjs";
import { password, schools } from "./schools.mjs";

const browser = await launch();
const school = schools.northfield,
  keys = "/settings/passkeys";
const cora = await Person.of(browser, school, "cora");
const { page } = cora;
const complaints = [];
page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));

async function shows(claim, words) {
  const seen = await cora.text();
  check(claim, seen.includes(words), `${page.url()}\n${seen}`);
}

const session = await page.context().newCDPSession(page);
await session.send("WebAuthn.enable");
const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
  options: {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  },
});

async function passkeys() {
  return (await session.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
}

// Presses the button of the script, and waits for the page that it leads to.
async function press(words) {
  await Promise.all([
    page.waitForNavigation(),
    page.getByRole("button", { name: words, exact: true }).first().click(),
  ]);
}

async function begin(name) {
  await cora.sendFrom(keys, `${keys}/begin`, { name, password });
}

async function signIn() {
  await cora.sendFrom("/sign-in", "/sign-in", { name: "cora", password });
}

async function signOut() {
  await cora.sendFrom("/", "/sign-out");
}

async function isIn() {
  return (await cora.go("/settings")) !== "/sign-in";
}

async function removeAll() {
  for (await cora.go(keys); await cora.has(`form[action='${keys}/remove']`); await cora.go(keys))
    await cora.send(`${keys}/remove`, { password });
}

// Others of these tests sign in as the same member, without a second factor.
async function tidyUp() {
  if ((await cora.go("/sign-in")) === "/sign-in") await press("Sign in with a passkey");
  await removeAll();
}

// Chromium itself complains of answers that refuse something, as this test wants them to.
function unexpected() {
  return complaints.filter((each) => !each.startsWith("Failed to load resource"));
}

try {
  await signIn();
  await cora.go("/settings");
  await cora.follow(keys);
  await begin("my telephone");
  await press("Make “my telephone”");
  await shows("the first passkey comes with recovery codes", "Your recovery codes");
  const recovery = await page.locator(".codes code").first().innerText();
  const [made, ...others] = await passkeys();
  check("the authenticator keeps one, for this host", !others.length && made.rpId === school.domain, made);
  check("and can name its member by itself", made.isResidentCredential && made.userHandle.length === 44, made);
  await cora.go(keys);
  await shows("it is in the list", "my telephone");
  await shows("and was not used", "not used yet");

  await begin("once more");
  await page.getByRole("button", { name: "Make “once more”", exact: true }).click();
  await page.getByText("This device has a passkey of yours already.").waitFor();
  check("one device makes one", (await passkeys()).length === 1);

  await signOut();
  await cora.go("/sign-in?return=%2Fsettings%2Fprofile");
  await press("Sign in with a passkey");
  check("it lets its member in and leads on", page.url().endsWith("/settings/profile"), page.url());
  await cora.go(keys);
  await shows("its use is noted", "last used");

  await signOut();
  await signIn();
  await shows("the password alone does not let them in", "Your second factor");
  await press("Use a passkey");
  check("with the passkey it does", await isIn());

  await signOut();
  await signIn();
  await cora.send("/sign-in/code", { code: recovery });
  check("and with a recovery code", await isIn());

  await signOut();
  await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await cora.go("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey", exact: true }).click();
  await page.getByText("No passkey was used").waitFor();
  check("a finger that it does not know lets nobody in", !(await isIn()));
  await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });

  await cora.go("/sign-in");
  await press("Sign in with a passkey");
  await cora.go(keys);
  await cora.send(`${keys}/rename`, { name: "the old telephone" });
  await cora.go(keys);
  check(
    "it has another name",
    await cora.has("[value='the old telephone'], :text('the old telephone')"),
    await cora.text(),
  );
  await removeAll();
  await cora.go("/settings/security");
  check("with the last one the second factor is off", await cora.has("form[action='/settings/security/begin']"));
  await signOut();
  await page.goto("/sign-in");
  await press("Sign in with a passkey");
  await shows("a removed one lets nobody in", "This passkey is not known here");
  check("nothing broke our policy for content", !unexpected().length, unexpected().join("\n"));

  const bare = await Person.of(browser, school, "cora", { script: false });
  await bare.go("/sign-in");
  const button = bare.page.getByRole("button", { name: "Sign in with a passkey" });
  check("without a script there is no such button", (await button.count()) === 0);
} finally {
  await tidyUp().catch((problem) => console.log(`left behind: ${problem}`));
  await browser.close();
}
