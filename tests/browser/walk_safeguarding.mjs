// J9: something that should not stand there comes from another school. It is reported, the facilitator of the community
// removes it everywhere with a reason, and the node that it came from is paused for a while.
import { check } from "./person.mjs";
import { schools } from "./schools.mjs";

const { northfield, riverside } = schools;

export async function walkSafeguarding(cast, look) {
  const [ben, nadia, cora, ada, otto] = await cast("ben", "nadia", "cora", "ada", "otto");
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
}
