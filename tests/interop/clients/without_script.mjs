// Chromium that runs no script: signs in, asks, answers, accepts, reports, and uses every page of the settings.
import { check, codeOf, fill, follow, launch, open, password, press, setUpSecondFactor, signIn, text } from "./browser.mjs";

const browser = await launch();
const noScript = { javaScriptEnabled: false };
const ada = await open(browser, noScript);
const cora = await open(browser, noScript);
const newPassword = "another one for the journeys";

async function shows(claim, page, words, where = "main") {
  const seen = await page.locator(where).innerText();
  check(claim, seen.includes(words), `${page.url()}\n${seen}`);
}

try {
  await ada.goto("data:text/html,<p id=p>no</p><script>document.getElementById('p').textContent='yes'</script>");
  check("no script runs", (await ada.locator("#p").innerText()) === "no");

  await signIn(ada, "ada");
  check("ada signs in", !ada.url().includes("/sign-in"), ada.url());
  await signIn(cora, "cora");

  await ada.goto("/c/algebra");
  await follow(ada, "Ask a question");
  await press(ada, "Send the question");
  await shows("a question without words comes back with what is missing", ada, "was not sent");
  await fill(ada, { Title: "How do we begin with fractions?", "Your question": "Some of them know *halves* only." });
  await press(ada, "Send the question");
  await shows("a question is asked", ada, "How do we begin with fractions?");
  const question = ada.url();

  await cora.goto(question);
  await fill(cora, { Answer: "With folding paper." });
  await press(cora, "Send the answer");
  await shows("an answer is given", cora, "With folding paper.");

  await ada.goto(question);
  await press(ada, "Accept this answer");
  await shows("the answer is accepted", ada, "Accepted answer");
  await press(ada, "Take the mark back");
  check("and is not any more", !(await text(ada)).includes("Accepted answer"));
  await press(ada, "Accept this answer");

  await cora.goto(question);
  await follow(cora, "Report");
  await shows("who reads a report is told", cora, "facilitators of Teaching algebra");
  await fill(cora, { "What is wrong with it": "It names a child." });
  await press(cora, "Send the report");
  await shows("a report is sent", cora, "Your report is sent");
  for (const patience = Date.now() + 20000; ;) {
    await ada.goto("/notifications");
    if ((await text(ada)).includes("Somebody reported") || Date.now() > patience) break;
  }
  await shows("and its facilitator hears of it", ada, "Somebody reported");
  await press(ada, "Mark all as read");
  await ada.goto("/search?q=fractions");
  await shows("searching finds the question", ada, "How do we begin with fractions?", "ol.cards");

  await settings(cora);
} finally {
  await browser.close();
}

async function settings(page) {
  const parts = ["Profile", "Password", "Second factor", "Passkeys", "Where you are signed in", "Programs", "Invitations", "Members"];
  await page.goto("/settings");
  const links = await page.locator("main a").allInnerTexts();
  check("the settings lead to every part", parts.every((part) => part === "Invitations" || links.includes(part)), links);

  await follow(page, "Profile");
  await fill(page, { "About you": "I teach in the old building." });
  await page.getByLabel("Show me in the list of members").check();
  await press(page, "Save the profile");
  await shows("the profile is saved", page, "Your profile is saved");
  await page.goto("/u/cora");
  await shows("and shown", page, "I teach in the old building.");
  await page.goto("/members");
  await shows("and stands in the list of members", page, "cora");

  const other = await open(browser, noScript);
  await signIn(other, "cora");
  await page.goto("/settings/sign-ins");
  await press(page, "End all others");
  await other.goto("/settings");
  check("another sign-in is ended", other.url().includes("/sign-in"), other.url());

  await page.goto("/settings/programs");
  const shutOut = page.getByRole("button", { name: /^Shut out/ });
  while (await shutOut.count()) await Promise.all([page.waitForNavigation(), shutOut.first().click()]);
  await shows("programs are shut out", page, "You have let no program act for you.");
  await secondFactor(page);
  await changePassword(page, password, newPassword);
  check("the password is changed", page.url().endsWith("/settings"), page.url());
  const anew = await open(browser, noScript);
  await signIn(anew, "cora", "/sign-in", newPassword);
  check("and the new one leads in", !anew.url().includes("/sign-in"), anew.url());
  await changePassword(page, newPassword, password);
  check("the password is changed back", page.url().endsWith("/settings"), page.url());
}

async function secondFactor(page) {
  const seed = await setUpSecondFactor(page);
  await shows("a second factor is set up", page, "Your recovery codes");
  const recovery = await page.locator(".codes code").first().innerText();
  await page.goto("/");
  await press(page, "Sign out");
  await signIn(page, "cora");
  await shows("signing in asks for it", page, "Your second factor");
  await fill(page, { Code: "000000" === codeOf(seed) ? "000001" : "000000" });
  await press(page, "Sign in");
  await shows("a wrong code does not do", page, "Your second factor");
  await fill(page, { Code: recovery });
  await press(page, "Sign in");
  await page.goto("/settings/security");
  await shows("a recovery code does", page, "recovery codes are left");
  await page.locator("#password-codes").fill(password);
  await press(page, "Make new ones");
  await shows("there are new recovery codes", page, "Your recovery codes");
  await page.goto("/settings/security");
  await page.locator("#password-end").fill(password);
  await press(page, "Turn it off");
  await page.goto("/settings");
  await shows("it is turned off", page, "Off");
}

async function changePassword(page, before, after) {
  await page.goto("/settings/password");
  await fill(page, {
    "The password that you have": before, "The new one": after, "The new one, once more": after,
  });
  await press(page, "Change the password");
}
