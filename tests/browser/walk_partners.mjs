// J2: a new school and one that is there introduce themselves to each other, and both read the list of a network that a
// university keeps; a third comes in from there as a draft.
import { check } from "./person.mjs";
import { keep, schools } from "./schools.mjs";

const { hillside, northfield, meadow } = schools;

export async function walkPartners(cast, look) {
  const [mia, olga, otto] = await cast("mia", "olga", "otto");
  // The first time with a school, the second time with the university.
  const [other, there] = look.turn === 0 ? [olga, hillside] : [otto, northfield];
  const theirs = `/operator/partners/${there.domain}`,
    ours = `/operator/partners/${meadow.domain}`;

  await mia.go("/operator/partners");
  await mia.send("/operator/partners", { host: "not a domain" }, { wanted: 422 });
  check(
    `${look.name}: what is no domain comes back with what was typed`,
    (await mia.form("/operator/partners").locator("[name=host]").inputValue()) === "not a domain",
  );
  await mia.send("/operator/partners", { host: there.domain });
  await mia.go(theirs);
  check(
    `${look.name}: the card of the other institution can be read`,
    (await mia.text()).includes("Sam Reed"),
    await mia.text(),
  );
  const agreeing = `form[action="${ours}"]:has([value="agree"])`;
  await other.await("an introduction", "/operator/partners", () => other.has(`a[href="${ours}"]`));
  await other.await("the way to agree", ours, () => other.has(agreeing));
  await other.send(ours, {}, { brings: { decision: "agree" } });
  const pausing = `form[action="${theirs}"]:has([value="pause"])`;
  await mia.await("a partnership", theirs, () => mia.has(pausing));
  check(`${look.name}: both operators agree on their pages`, true);
  await mia.send(theirs, {}, { brings: { decision: "pause" } });
  await mia.go(theirs);
  await mia.send(theirs, {}, { brings: { decision: "resume" } });
  await mia.go(theirs);
  check(`${look.name}: a pause comes and goes`, await mia.has(pausing), await mia.text());

  const net = `net${look.turn}`;
  await otto.sendFrom("/communities/new", "/communities/new", {
    template: "network",
    display: `Schools of the valley ${look.turn}`,
    name: net,
    summary: "We work together.",
  });
  const list = `/c/${net}/partners`;
  await otto.sendFrom(
    list,
    list,
    { host: meadow.domain, state: "allowed", reason: "We know its operator." },
    { brings: { action: "say" } },
  );
  check(
    `${look.name}: a network says whom it allows`,
    (await otto.text()).includes(meadow.domain),
    await otto.text(),
  );
  const reader = look.turn === 0 ? olga : mia;
  const about = look.turn === 0 ? meadow : hillside;
  if (reader === mia)
    await otto.sendFrom(
      list,
      list,
      { host: hillside.domain, state: "allowed", reason: "It began this." },
      { brings: { action: "say" } },
    );
  const lists = "/operator/partner-lists";
  const network = `${net}@${northfield.domain}`;
  await reader.go(lists);
  await reader.send(lists, { network: "nothing" }, { brings: { action: "follow" }, wanted: 422 });
  await reader.send(lists, { network }, { brings: { action: "follow" } });
  await reader.await("the list", lists, () => reader.has(`form[action="${lists}"]:has([value="drop"])`));
  await reader.go(lists);
  check(`${look.name}: an operator reads the list`, (await reader.text()).includes(net), await reader.text());
  keep({ net: `/c/${net}`, [`listed${look.turn}`]: about.domain });
}
