// J4: a school joins properly. Its research lead invites a teacher, somebody else asks to be let in, both agree to the
// charter and find something to begin with.
import { check, Person } from "./person.mjs";
import { schools } from "./schools.mjs";

const words = "four words of somebody new";

export async function walkJoining(cast, look, browser) {
  const [rhea, rosa] = await cast("rhea", "rosa");
  const kit = `kit${look.turn}`,
    noa = `noa${look.turn}`;

  await rhea.sendFrom("/settings/invitations", "/settings/invitations", {
    note: "The new teacher of maths",
    uses: "1",
    community: "welcome",
  });
  const invitation = new URL(await rhea.page.locator("main code").first().innerText()).pathname;
  const guest = await Person.of(browser, schools.riverside, kit, look);
  await guest.go(invitation);
  await guest.form(invitation).evaluate((form) => {
    form.noValidate = true;
  });
  await guest.send(invitation, { name: "k t", password: "short", repeated: "different" }, { wanted: 422 });
  check(
    `${look.name}: a name that cannot be comes back`,
    (await guest.form(invitation).locator("[name=name]").inputValue()) === "k t",
  );
  await guest.send(invitation, {
    name: kit,
    display_name: "Kit Marsh",
    password: words,
    repeated: words,
    charter: true,
  });
  await guest.go("/");
  check(
    `${look.name}: who was invited is in, and has something to begin with`,
    await guest.has("a[href='/c/welcome']"),
    await guest.text(),
  );
  await guest.leave();

  const asking = await Person.of(browser, schools.riverside, noa, look);
  await asking.sendFrom("/sign-up", "/sign-up", {
    name: noa,
    asked: "The head of a school nearby.",
    password: words,
    repeated: words,
    charter: true,
  });
  const page = `/operator/members/${noa}`;
  await rosa.go("/operator/members");
  await rosa.follow(page);
  await rosa.send(page, {}, { brings: { decision: "let-in" } });
  await asking.signIn(words);
  await asking.go("/");
  check(
    `${look.name}: who asked is let in by an operator`,
    await asking.has("form[action='/sign-out']"),
    await asking.text(),
  );
  await asking.leave();
}
