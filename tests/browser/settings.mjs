// Chromium that runs no script uses every page of the settings.
import { launch } from "./chromium.mjs";
import { check, codeOf, Person } from "./person.mjs";
import { password, schools } from "./schools.mjs";

const browser = await launch();
const look = { script: false, width: 360 };
const newPassword = "another one for the journeys";
const person = async (words) => await (await Person.of(browser, schools.northfield, "nadia", look)).signIn(words);

async function shows(claim, who, selector) {
  check(claim, await who.has(selector), `${who.page.url()}\n${await who.text()}`);
}

async function profile(nadia) {
  await nadia.go("/settings");
  await nadia.follow("/settings/profile");
  await nadia.send("/settings/profile", { note: "I teach in the old building.", listed: true });
  await nadia.go("/u/nadia");
  check("the profile is saved, and shown", (await nadia.text()).includes("I teach in the old building."));
  await nadia.go("/members");
  check("and stands in the list of members", (await nadia.text()).includes("Nadia Khan"));
}

async function signIns(nadia) {
  const other = await person();
  await nadia.sendFrom("/settings/sign-ins", "/settings/sign-ins/end-others");
  await other.go("/settings");
  check("another sign-in is ended", other.path === "/sign-in", other.path);
  await other.leave();
}

async function secondFactor(nadia) {
  const security = "/settings/security";
  await nadia.sendFrom(security, `${security}/begin`, { password });
  const seed = await nadia.page.locator("main code").first().innerText();
  await nadia.send(`${security}/confirm`, { code: codeOf(seed) });
  const recovery = await nadia.page.locator(".codes code").first().innerText();
  await nadia.sendFrom("/", "/sign-out");
  await nadia.sendFrom("/sign-in", "/sign-in", { name: "nadia", password });
  await shows("signing in asks for the second factor", nadia, "form[action='/sign-in/code']");
  await nadia.send("/sign-in/code", { code: "000000" === codeOf(seed) ? "000001" : "000000" }, { wanted: 422 });
  await shows("a wrong code does not do", nadia, "form[action='/sign-in/code']");
  await nadia.send("/sign-in/code", { code: recovery });
  await nadia.sendFrom(security, `${security}/recovery-codes`, { password });
  await shows("a recovery code does, and there are new ones", nadia, ".codes code");
  await nadia.sendFrom(security, `${security}/end`, { password });
  await nadia.go(security);
  await shows("the second factor is turned off", nadia, `form[action='${security}/begin']`);
}

async function changePassword(nadia, before, after) {
  await nadia.sendFrom("/settings/password", "/settings/password", {
    password: before,
    fresh: after,
    repeated: after,
  });
  check("the password is changed", nadia.path === "/settings", nadia.path);
}

try {
  const nadia = await person();
  await nadia.page.goto(
    "data:text/html,<p id=p>no</p><script>document.getElementById('p').textContent='yes'</script>",
  );
  check("no script runs", (await nadia.page.locator("#p").innerText()) === "no");
  await nadia.go("/settings");
  for (const part of ["profile", "password", "security", "passkeys", "sign-ins", "programs", "mail"])
    await shows(`the settings lead to ${part}`, nadia, `main a[href='/settings/${part}']`);
  await profile(nadia);
  await signIns(nadia);
  await secondFactor(nadia);
  await changePassword(nadia, password, newPassword);
  await (await person(newPassword)).leave();
  await changePassword(nadia, newPassword, password);
} finally {
  await browser.close();
}
