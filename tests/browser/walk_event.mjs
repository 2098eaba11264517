// J6: a TeachMeet. People of several schools say that they come; what came up there stands with it afterwards.
import { check } from "./person.mjs";
import { keep, schools } from "./schools.mjs";

const { northfield } = schools;

export async function walkEvent(cast, look) {
  const [cora, ada, ben] = await cast("cora", "ada", "ben");
  const title = `TeachMeet in spring (${look.name})`,
    away = `/c/maths@${northfield.domain}`;
  const form = "/c/maths/events/new";
  await cora.go("/c/maths/events");
  await cora.follow("/events/new");
  await cora.form(form).evaluate((each) => {
    each.noValidate = true;
  });
  await cora.send(form, { title }, { wanted: 422 });
  check(
    `${look.name}: an event without a time comes back with its title`,
    (await cora.form(form).locator("[name=title]").inputValue()) === title,
  );
  await cora.send(form, {
    starts: "2099-03-01T17:00",
    ends: "2099-03-01T19:00",
    place: "The library",
    link: "https://meet.example/room",
    capacity: "70",
    words: "Slots of **two** and seven minutes.",
  });
  const event = cora.path;
  for (const person of [ada, ben]) {
    const there = await person.find(title, `${away}/events`);
    await person.sendFrom(there, `${there}/attend`, {}, { brings: { decision: "join" } });
    await person.await("a place", there, () => person.has(`form[action="${there}/attend"]:has([value="leave"])`));
    person.event = there;
  }
  check(`${look.name}: people of two other schools have a place`, true);
  await cora.sendFrom(event, `${event}/capture`, {
    questions: `How long is a good quiz? (${look.name})\nWho marks it? (${look.name})`,
    notes: "Forty people, *eleven* talks.",
  });
  const came = await ada.await(
    "what came up",
    ada.event,
    async () => (await ada.page.locator("#came-up h3 a").count()) >= 2,
  );
  check(`${look.name}: what came up there is seen at other schools`, came);
  const change = `${event}/change-event`;
  await cora.sendFrom(change, change, { place: "The hall" });
  await ben.await("the change", ben.event, async () => (await ben.text()).includes("The hall"));
  keep({ event, eventAtHillside: ada.event });
}
