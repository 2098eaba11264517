// What stands on the pages beside what the walks have left there: much of each kind, so that pictures and figures are
// of pages as they are in use. Sent as forms without a browser's window, since nobody looks at it on the way.
import { keep, made, schools } from "./schools.mjs";

const long = "https://example.org/" + "a-very-long-address-without-any-break/".repeat(5);

// Sends a form as the person would, with the key of that person's browser. Returns where it led.
export async function post(person, action, fields) {
  const { request } = person.page.context();
  person.key ??= /name="form_key" value="([^"]*)"/.exec(await (await request.get("/")).text())[1];
  const answer = await request.post(action, {
    form: { ...fields, form_key: person.key },
    maxRedirects: 0,
    headers: { accept: "text/html", origin: person.school.base },
  });
  if (answer.status() === 200) return; // it says that it is done
  if (answer.status() !== 303) throw new Error(`${action} answers ${answer.status()}: ${await answer.text()}`);
  return new URL(answer.headers().location, person.school.base).pathname;
}

async function hidden(person, address, name) {
  const text = await (await person.page.context().request.get(address)).text();
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "";
}

// Words as different as people's are, so that they weigh what they would; the same ones each time.
function prose(seed, length) {
  const words = (
    "we they pupils class paper strip half quarter third begin end lesson quiz minutes wall pizza chocolate fold cut " +
    "share draw line number talk partner mistake why because first then again slowly often never show compare larger"
  ).split(" ");
  let state = seed * 7919 + 17;
  return Array.from({ length }, () => words[(state = (state * 48271) % 2147483647) % words.length]).join(" ") + ".";
}

async function askOften(ada, dan) {
  const question = await post(ada, "/c/algebra/ask", {
    title: "Which way into halves and quarters suits a class where some pupils have met them and others have not?",
    words: `Some know *halves*.\n\n> They were told so.\n\n- paper\n- pizza\n\n\`1/2 + 1/3\`\n\n${long}`,
  });
  for (let i = 0; i < 25; ++i) {
    await post(ada, `${question}/answer`, {
      words: `We begin with number **${2 * i}**.\n\n${prose(i, 40)}\n\n    a block that is ${"wide ".repeat(i)}`,
    });
    await post(dan, `${question}/answer`, {
      words: `Ours began with chocolate, ${2 * i + 1} pieces of it. ${prose(i + 100, 60)}`,
    });
  }
  const text = await (await ada.page.context().request.get(question)).text();
  const answers = [...new Set([...text.matchAll(/action="(\/comment\/\d+)\/accept"/g)].map((match) => match[1]))];
  await post(ada, `${answers[3]}/accept`, { reason: "It says how long it takes." });
  await post(dan, `${question}/marks`, { kind: "wanted" });
  await post(dan, `${question}/take-up`, { state: "active", plan: "Two classes try it." });
  await post(ada, `${question}/edit`, {
    title: "Which way into halves and quarters suits a mixed class?",
    words: "Some know *halves*, some do not.",
  });
  const second = await post(dan, "/c/algebra/ask", { title: "Which sheets do you use?", words: "For fractions." });
  await post(ada, `${question}/link`, { other: second, relation: "related" });
  await post(dan, `${answers[4]}/report`, { words: "It names a child." });
  const own = /href="(\/comment\/\d+)\/edit"/.exec(text)[1];
  return { many: question, other: second, answer: answers[3], own };
}

async function around(ada, dan, many) {
  const collection = await post(ada, "/collections", { name: "To begin with", thing: many });
  await post(ada, "/c/algebra/signposts/new", {
    address: "https://example.org/fractions",
    title: "A page of fraction walls",
    why: "It shows each of them.",
    for_whom: "New teachers",
  });
  const project = await post(ada, "/c/algebra/projects/write", {
    title: "Fewer mistakes with fractions",
    improve: "They add what is below.",
    how: "Short quizzes.",
    partner_name_0: "Hillside",
    partner_contact_0: "Ada",
    partner_name_1: "Northfield",
    partner_contact_1: "Cora",
    school_brings: "Two classes.",
    research_brings: "Visits.",
    stage: "planned",
    task_0: "Write the quiz",
    task_owner_0: "Ada",
    language: "en",
  }).catch((problem) => (console.log(`left out: ${problem.message.slice(0, 3000)}`), undefined));
  const event = await post(ada, "/c/algebra/events/new", {
    title: "Marking together",
    starts: "2099-03-01T17:00",
    ends: "2099-03-01T19:00",
    offset: "+00:00",
    place: "Room 4",
    words: "Bring books.",
  });
  await post(dan, `${event}/attend`, { decision: "join" });
  const draft = await post(ada, "/c/algebra/guides/write", {
    title: "Halves first",
    summary: "Begin with halves.",
    act: "save",
  });
  await post(ada, "/c/algebra/run", {
    display: "Teaching algebra",
    summary: "From *arithmetic* to letters.",
    rules: "- Be kind.\n- Name no pupils.",
    subjects: "mathematics, algebra",
    languages: "en, ar",
    join: "open",
    width: "everyone",
    answers: "anyone",
  });
  const signpost = await linkOn(ada, "/c/algebra/signposts", /href="(\/post\/\d+)"/);
  return { collection, project, localEvent: event, draft, signpost };
}

async function linkOn(person, address, pattern) {
  return pattern.exec(await (await person.page.context().request.get(address)).text())?.[1];
}

async function aboutTheGuide(ada, dan) {
  const { guide } = made;
  await post(dan, `${guide}/comment`, { words: "How long did it take you?" });
  const base = await hidden(dan, `${guide}/suggest`, "base");
  await post(dan, `${guide}/suggest`, {
    base,
    title: `Retrieval practice and fractions`,
    reason: "Say what it is about.",
  }).catch((problem) => console.log(`left out: ${problem.message.slice(0, 300)}`));
  const [{ lakeside }, version] = [schools, await hidden(ada, `${guide}/reviews/ask`, "version")];
  const asked = {
    version,
    target: `eva@${lakeside.domain}`,
    track: "expert",
    due: "2099-01-01",
    note: "Once more, please.",
  };
  await post(ada, `${guide}/reviews/ask`, asked);
  const translation = await post(ada, `${guide}/translate`, { language: "ar", translator: "a person" }).catch(
    () => undefined,
  );
  return { translation };
}

export async function makeContent(ada, dan) {
  if (made.many) return;
  const thread = await askOften(ada, dan);
  const rest = await around(ada, dan, thread.many);
  const guide = made.guide ? await aboutTheGuide(ada, dan) : {};
  keep({ ...thread, ...rest, ...guide });
}
