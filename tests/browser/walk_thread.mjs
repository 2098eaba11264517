// J3, the golden thread: a question that several schools ask grows into a guide, which is reviewed elsewhere, adopted
// by another school, and followed up there.
import { check } from "./person.mjs";
import { keep, schools } from "./schools.mjs";

const { hillside, northfield } = schools;
const day = (fromNow) => new Date(Date.now() + fromNow * 86400000).toISOString().slice(0, 10);
const sections = ["summary", "background", "practice", "judgement", "evidence", "references"];

// In the words of the language in which the asker reads.
const asked = {
  en: "Does retrieval practice help with fractions in Year 7?",
  ar: "هل يفيد استرجاع المعلومات في درس الكسور؟",
};

async function join(person, address) {
  if (person.school !== northfield) await person.sendFrom("/", "/communities/find", { address });
  const path = `/c/maths${person.school === northfield ? "" : "@" + northfield.domain}`;
  await person.go(path);
  if (await person.has(`form[action="${path}/join"]`)) await person.send(`${path}/join`);
  await person.await("membership", path, () => person.has(`form[action="${path}/leave"]`));
  return path;
}

// Every field of a form that has to be filled in and is not, so that the walk need not know each section of a guide.
async function fillRest(person, action) {
  for (const area of await person.form(action).locator("textarea").all())
    if (!(await area.inputValue())) await area.fill(`What there is to say of ${await area.getAttribute("name")}.`);
}

async function review(reviewer, track, verdict, words) {
  const requests = "main a[href^='/reviews/request?']";
  const opened = await reviewer.await("a request for a review", "/reviews", async () => {
    for (const link of await reviewer.page.locator(requests).all()) {
      const href = await link.getAttribute("href");
      if (!reviewer.answered?.has(href)) return href;
    }
  });
  (reviewer.answered ??= new Set()).add(opened);
  await reviewer.go(opened);
  await reviewer.send("/reviews/request/answer", { answer: "accept" });
  await reviewer.go(opened);
  const write = await reviewer.page.locator("main a[href*='/review?']").first().getAttribute("href");
  await reviewer.go(write);
  const action = await reviewer.page.locator("form[action$='/review']").getAttribute("action");
  const form = reviewer.form(action);
  for (const select of await form.locator("select[name^='ratings.']").all()) await select.selectOption("4");
  for (const area of await form.locator("textarea[name^='ratings.']").all())
    await area.fill("I tried it in a lesson.");
  await reviewer.send(action, { overall: words, verdict, no_interests: true, ai_use: "None.", conduct: true });
  return action.replace(/\/review$/, "");
}

async function askForReview(author, guide, reviewer, track) {
  await author.sendFrom(`${guide}/reviews/ask`, `${guide}/reviews/ask`, {
    target: reviewer.address,
    track,
    due: day(21),
    note: "You know such classes.",
  });
}

async function measure(person, start, tool, value, taken) {
  return {
    [`${start}tool`]: { label: tool },
    [`${start}value`]: value,
    [`${start}people`]: "80",
    [`${start}taken`]: taken,
  };
}

export async function walkThread(cast, look) {
  const title = `${asked[look.language]} (${look.name})`;
  const [ada, cora, nadia, ben, eva, ruth] = await cast("ada", "cora", "nadia", "ben", "eva", "ruth");
  const address = `maths@${northfield.domain}`;
  const at = new Map();
  for (const person of [ada, cora, nadia, ben, eva, ruth]) at.set(person, await join(person, address));

  const asking = `${at.get(ada)}/ask`;
  await ada.go(asking);
  await ada.form(asking).evaluate((form) => {
    form.noValidate = true;
  });
  await ada.send(asking, {}, { wanted: 422 });
  const toasts = (await ada.page.locator(".toast").allTextContents()).join("");
  check(`${look.name}: of what was refused, nothing says that it was sent`, toasts === "", toasts);
  const question = await ada.ask(at.get(ada), { title, words: "My class *forgets* them.\n\n- halves\n- quarters" });
  check(
    `${look.name}: a question is asked of a community of another school`,
    question.startsWith("/post/"),
    question,
  );

  for (const person of [ben, eva]) {
    const there = await person.find(title, at.get(person));
    await person.sendFrom(there, `${there}/marks`, {}, { brings: { kind: "wanted" } });
  }
  for (const [person, words] of [
    [cora, "Short quizzes help if they are spaced: <https://doi.org/10.1000/one>"],
    [nadia, "Three questions at the beginning of each lesson worked with us."],
  ]) {
    const there = await person.find(title, at.get(person));
    await person.sendFrom(there, `${there}/answer`, { words });
  }
  const accepting = "form[action$='/accept']";
  await ada.await("two answers", question, async () => (await ada.page.locator(accepting).count()) === 2);
  const accept = await ada.page
    .locator("article.answer", { hasText: "Short quizzes" })
    .locator(accepting)
    .getAttribute("action");
  await ada.send(accept, { reason: "It says what to read." });
  check(
    `${look.name}: an answer of another school is accepted`,
    await ada.has("form[action$='/unaccept']"),
    await ada.text(),
  );

  const draft = await ada.sendFrom(question, `${question}/guide`);
  await ada.send(
    draft,
    {
      title: `Retrieval practice (${look.name})`,
      grade: "mesh:3",
      rationale: "Two trials.",
      rating: "4",
      context: "Year 7, mixed classes",
      sources: "A trial <https://doi.org/10.1000/one> (open access)",
      contributors: `@ada, practitioner\n${cora.iri}, academic\n${nadia.iri}, practitioner`,
      review_by: "2099-09-01",
      state: "published",
    },
    { button: ["act", "save"] },
  );
  await fillRest(ada, draft);
  const guide = await ada.send(draft, {}, { button: ["act", "publish"] });
  check(`${look.name}: a guide grows out of it`, guide.startsWith("/post/"), await ada.text());

  await askForReview(ada, guide, ben, "peer");
  await askForReview(ada, guide, eva, "expert");
  await review(ben, "peer", "major", "Say what it costs.");
  await review(eva, "expert", "accept", "It says what is known.");
  const revision = await ada.sendFrom(guide, `${guide}/revise`);
  await ada.send(revision, { cost: "Ten minutes a week, and no money." }, { button: ["act", "publish"] });
  await askForReview(ada, guide, ben, "peer");
  await askForReview(ada, guide, eva, "expert");
  await review(ben, "peer", "accept", "Now I would begin tomorrow.");
  const atLakeside = await review(eva, "expert", "accept", "Still so.");
  await ada.await("the gate", guide, () =>
    ada.has("a[href='#reviews']:text('Reviewed'), .badge.good a[href='#reviews']"),
  );
  check(`${look.name}: two reviews of its second version open the gate`, true);

  const tool = `Fractions quiz (${look.name})`;
  const writing = `${at.get(cora)}/tools/write`;
  await cora.sendFrom(writing, writing, {
    title: tool,
    purpose: "What pupils know of fractions.",
    usage: "Twenty questions.",
    scoring: "One point for each.",
    better: "higher",
    languages: "en",
    licence: "CC-BY-4.0",
    language: "en",
  });
  const atCora = cora.path;
  await ruth.find(tool, "/tools");
  await ruth.sendFrom(`${atLakeside}/adopt`, `${atLakeside}/adopt`, {
    stage: "prepare",
    context: "Three classes of Year 7.",
    changed: "We change nothing.",
  });
  const measuring = await ruth.await(
    "the adoption",
    "/adoptions",
    async () =>
      await ruth.page
        .locator(".card", { hasText: look.name })
        .locator("a[href$='/measure']")
        .first()
        .getAttribute("href")
        .catch(() => undefined),
  );
  const before = await measure(ruth, "baseline_", tool, "10.5", day(-100));
  await ruth.go(measuring);
  before.baseline_tool = await toolNamed(ruth, measuring, tool);
  await ruth.send(measuring, before);
  const after = await measure(ruth, "follow_up_", tool, "13", day(-10));
  await ruth.go(measuring);
  after.follow_up_tool = before.baseline_tool;
  await ruth.send(measuring, { ...after, outcome: "better", outcome_reason: "All three classes did better." });
  await ada.await("what came of it", guide, () => ada.has("table, #adoptions table"));
  check(`${look.name}: another school adopts it and says what came of it`, true);
  await ada.go("/notifications");
  keep({ question, guide, tool: atCora, adoption: measuring.replace("/measure", ""), guideAtLakeside: atLakeside });
}

async function toolNamed(person, action, name) {
  return await person
    .form(action)
    .locator("[name='baseline_tool'] option", { hasText: name })
    .first()
    .getAttribute("value");
}
