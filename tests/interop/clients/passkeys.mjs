// Chromium with an authenticator in it, the virtual one of its DevTools: a member makes a passkey, comes in with it
// beside the password and in its place, and removes it again.
import { check, fill, follow, launch, open, password, press, signIn, text } from "./browser.mjs";

const browser = await launch();
const page = await open(browser);
const complaints = [];
page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
page.on("pageerror", (error) => complaints.push(error.message));

async function shows(claim, words) {
  const seen = await text(page);
  check(claim, seen.includes(words), `${page.url()}\n${seen}`);
}

const session = await page.context().newCDPSession(page);
await session.send("WebAuthn.enable");
const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
  options: {
    protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
    automaticPresenceSimulation: true,
  },
});

async function passkeys() {
  return (await session.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
}

async function begin(name) {
  await page.goto("/settings/passkeys");
  await fill(page, { "A name for it, so that you know it again": name, "Your password": password });
  await press(page, "Go on");
}

async function signOut() {
  await page.goto("/");
  await press(page, "Sign out");
}

async function isIn() {
  await page.goto("/settings");
  return !page.url().includes("/sign-in");
}

async function removeAll() {
  for (;;) {
    await page.goto("/settings/passkeys");
    const field = page.getByLabel("Your password, to remove it", { exact: true }).first();
    if (!(await field.count())) return;
    await field.fill(password);
    await press(page, "Remove");
  }
}

// Others of these tests sign in as the same member, without a second factor.
async function tidyUp() {
  await page.goto("/sign-in");
  if (page.url().includes("/sign-in")) await press(page, "Sign in with a passkey");
  await removeAll();
}

try {
  await signIn(page, "cora");
  await page.goto("/settings");
  await follow(page, "Passkeys");
  await begin("my telephone");
  await press(page, "Make “my telephone”");
  await shows("the first passkey comes with recovery codes", "Your recovery codes");
  const recovery = await page.locator(".codes code").first().innerText();
  const [made, ...others] = await passkeys();
  check("the authenticator keeps one, for this host", !others.length && made.rpId === new URL(page.url()).hostname, made);
  check("and can name its member by itself", made.isResidentCredential && made.userHandle.length === 44, made);
  await page.goto("/settings/passkeys");
  await shows("it is in the list", "my telephone");
  await shows("and was not used", "not used yet");

  await begin("once more");
  await page.getByRole("button", { name: "Make “once more”", exact: true }).click();
  await page.getByText("This device has a passkey of yours already.").waitFor();
  check("one device makes one", (await passkeys()).length === 1);

  await signOut();
  await page.goto("/sign-in?return=%2Fsettings%2Fprofile");
  await press(page, "Sign in with a passkey");
  check("it lets its member in and leads on", page.url().endsWith("/settings/profile"), page.url());
  await page.goto("/settings");
  await shows("as themselves", "cora");
  await page.goto("/settings/passkeys");
  await shows("its use is noted", "last used");

  await signOut();
  await signIn(page, "cora");
  await shows("the password alone does not let them in", "Your second factor");
  await press(page, "Use a passkey");
  check("with the passkey it does", await isIn());

  await signOut();
  await signIn(page, "cora");
  await fill(page, { Code: recovery });
  await press(page, "Sign in");
  check("and with a recovery code", await isIn());

  await signOut();
  await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey", exact: true }).click();
  await page.getByText("No passkey was used").waitFor();
  check("a finger that it does not know lets nobody in", !(await isIn()));
  await session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });

  await page.goto("/sign-in");
  await press(page, "Sign in with a passkey");
  await page.goto("/settings/passkeys");
  const renamed = page.getByLabel("Another name for it", { exact: true });
  await renamed.fill("the old telephone");
  await press(page, "Rename");
  await shows("it has another name", "the old telephone");
  await removeAll();
  await page.goto("/settings");
  await shows("with the last one the second factor is off", "Off");
  await signOut();
  await page.goto("/sign-in");
  await press(page, "Sign in with a passkey");
  await shows("a removed one lets nobody in", "This passkey is not known here");
  check("nothing broke our policy for content, or failed in the script", !unexpected().length, unexpected().join("\n"));

  const bare = await open(browser, { javaScriptEnabled: false });
  await bare.goto("/sign-in");
  const button = bare.getByRole("button", { name: "Sign in with a passkey" });
  check("without a script there is no such button", (await button.count()) === 0);
} finally {
  await tidyUp().catch((problem) => console.log(`left behind: ${problem}`));
  await browser.close();
}

// Chromium itself complains of answers that refuse something, as this test wants them to.
function unexpected() {
  return complaints.filter((each) => !each.startsWith("Failed to load resource"));
}
