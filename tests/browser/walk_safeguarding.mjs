// J9: something that should not stand there comes from another school. It is reported, the facilitator of the community
// removes it everywhere with a reason, and the node that it came from is paused for a while. Who is worried tells the
// safeguarding lead in confidence.
import { check } from "./person.mjs";
import { schools } from "./schools.mjs";

const { northfield, riverside } = schools;

export async function walkSafeguarding(cast, look) {
  const [ben, nadia, cora, ada, otto] = await cast("ben", "nadia", "cora", "ada", "otto");
  const [dan, sam, olga] = await cast("dan", "sam", "olga");
  const title = `Who knows this child? (${look.name})`,
    away = `/c/maths@${northfield.domain}`;
  await ben.ask(away, { title, words: "The one with the red bag." });
  const atNorthfield = await nadia.find(title, "/c/maths"),
    atHillside = await ada.find(title, away);

  const report = `${atNorthfield}/report`;
  await nadia.go(report);
  await nadia.form(report).evaluate((form) => {
    form.noValidate = true;
  });
  await nadia.send(report, {}, { wanted: 422 });
  await nadia.send(report, { words: "It is about a child." });
  await cora.await("word of the report", "/notifications", () => cora.has(`main a[href^="${atNorthfield}"]`));
  check(`${look.name}: a report reaches whoever runs the community`, true);

  const reason = "It is about a child.";
  await cora.sendFrom(atNorthfield, `${atNorthfield}/decide`, { reason }, { brings: { decision: "remove" } });
  await ada.await("the removal", away, async () => !(await ada.linkWith(title)));
  check(`${look.name}: what was removed is gone at a third school`, !(await ada.text()).includes(title), atHillside);

  const partner = `/operator/partners/${riverside.domain}`;
  await otto.sendFrom(partner, partner, {}, { brings: { decision: "pause" } });
  await otto.go(partner);
  check(
    `${look.name}: the node that it came from is paused`,
    await otto.has(`form[action="${partner}"]:has([value="resume"])`),
  );
  await otto.send(partner, {}, { brings: { decision: "resume" } });

  const words = `Somebody in my class is afraid to go home. (${look.name})`;
  await dan.sendFrom("/tell-safeguarding", "/tell-safeguarding", { words });
  const cases = "/safeguarding/cases";
  const path = await sam.await("the case", cases, async () => {
    const card = sam.page.locator("main .card", { hasText: words.slice(0, 30) }).first();
    return (await card.count()) ? await card.locator("a").first().getAttribute("href") : undefined;
  });
  await sam.sendFrom(path, path, { words: "I have spoken with them." }, { brings: { decision: "note" } });
  check(
    `${look.name}: the safeguarding lead notes what was done`,
    (await sam.text()).includes("I have spoken with them."),
  );
  await olga.go(path, [403, 404]);
  check(`${look.name}: and not even an operator reads it`, !(await olga.text()).includes("afraid"));
}
