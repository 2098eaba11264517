// J12: a parent takes a consent back, and what the pupil wrote is gone; a guest from outside reads what is for everyone
// and nothing else.
import { check, Person } from "./person.mjs";
import { made, schools } from "./schools.mjs";

export async function walkLeaving(cast, look, browser) {
  const pupilName = look.turn === 0 ? "pia" : "tim";
  const [sam, dan, pupil] = await cast("sam", "dan", pupilName);
  const outsider = await Person.of(browser, schools.hillside, "nobody", look);

  await outsider.go("/");
  await outsider.go(made.guide);
  check(
    `${look.name}: an outsider reads a guide that is for everyone`,
    (await outsider.text()).includes("Retrieval practice"),
  );
  await outsider.go(made.question);
  check(
    `${look.name}: and is led to the way in instead of a form`,
    (await outsider.has("main a[href^='/sign-in']")) && !(await outsider.has("main form[method=post]")),
    await outsider.text(),
  );
  await outsider.go(made.pupilQuestion, 404);
  check(`${look.name}: and is told nothing of what pupils write`, !(await outsider.text()).includes("lessons"));
  await outsider.leave();

  const council = `/c/council${look.turn}`,
    title = `Why are lessons an hour long? (${look.name})`;
  const path = await dan.find(title, council);
  const file = `/safeguarding/pupils/${pupilName}`;
  await sam.go(file);
  await sam.follow(`${file}/withdraw`);
  await sam.send(`${file}/withdraw`);
  await dan.go(path);
  check(
    `${look.name}: what a pupil wrote is gone once the consent is taken back`,
    !(await dan.text()).includes("Ours are."),
  );
  await pupil.ask(council, { title: "Once more", words: "Please." }, 403);
  check(`${look.name}: and the pupil reads on, and does not write`, true);
}
