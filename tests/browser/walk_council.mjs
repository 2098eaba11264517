// J5: a council of pupils. It needs two grown-ups, consent stands before writing, what pupils write waits for approval,
// and what the council says of a guide is said in no child's name.
import { check } from "./person.mjs";
import { keep, made } from "./schools.mjs";

export async function walkCouncil(cast, look) {
  const pupilName = look.turn === 0 ? "pia" : "tim";
  const [ada, dan, sam, pupil] = await cast("ada", "dan", "sam", pupilName);
  const name = `council${look.turn}`,
    path = `/c/${name}`;

  await ada.go("/communities/new");
  const wanted = {
    template: "council",
    display: `Student council ${look.turn}`,
    name,
    summary: "What pupils ask.",
  };
  await ada.send("/communities/new", wanted, { wanted: 422 });
  check(
    `${look.name}: a council of one grown-up is refused, and what was typed stays`,
    (await ada.form("/communities/new").locator("[name=display]").inputValue()) === wanted.display,
  );
  await ada.send("/communities/new", { deputy: "dan" });
  const members = `${path}/members`;
  await ada.sendFrom(members, members, { person: pupilName }, { brings: { decision: "invite" } });
  await pupil.sendFrom(path, `${path}/invitation`, {}, { brings: { decision: "accept" } });

  const title = `Why are lessons an hour long? (${look.name})`;
  await pupil.ask(path, { title, words: "Ours are." }, 403);
  check(`${look.name}: a pupil without consent does not write`, true);
  const file = `/safeguarding/pupils/${pupilName}`;
  await sam.go("/safeguarding/pupils");
  await sam.follow(file);
  await sam.send(file, { band: "13_to_15" }, { brings: { decision: "band" } });
  await sam.sendFrom(
    file,
    file,
    { agrees_writing: true, agrees_council: true, proof: "Folder 3" },
    { brings: { decision: "agree" } },
  );

  const question = await pupil.ask(path, { title, words: "Ours are." });
  await ada.go(`${path}/run`);
  if (await ada.has(`form[action="${question}/decide"]`))
    await ada.send(`${question}/decide`, {}, { brings: { decision: "approve" } });
  await dan.go(path);
  check(
    `${look.name}: what a pupil asks is seen once a grown-up has approved it`,
    Boolean(await dan.linkWith(title)),
    await dan.text(),
  );

  if (!made.guide) return;
  await pupil.go(made.guide);
  const begin = await pupil.page.locator(`main a[href*="/statement"][href*="${name}"]`).first().getAttribute("href");
  await pupil.go(begin);
  const drafting = new URL(await pupil.page.locator("form[action$='/statement']").evaluate((form) => form.action))
    .pathname;
  await pupil.send(drafting, { words: "We liked the *short* quizzes." }, { button: ["decision", "save"] });
  const statements = `${path}/statements`;
  await ada.go(statements);
  const draft = await ada.page.locator(`main a[href^="${statements}/"]`).first().getAttribute("href");
  await ada.go(draft);
  const release = await ada.page.locator("form:has([name=decision][value=release])").getAttribute("action");
  await ada.send(
    release,
    { words: `We liked the *short* quizzes (${look.turn}).` },
    { button: ["decision", "release"] },
  );
  await dan.await("a statement", made.guide, async () => (await dan.text()).includes(`Student council ${look.turn}`));
  check(
    `${look.name}: the guide shows what the council says, and no pupil`,
    !(await dan.text()).includes(pupilName === "pia" ? "Pia" : "Tim"),
  );
  keep({ council: path, pupilQuestion: question });
}
