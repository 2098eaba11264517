// One page of each type, in the state in which it has the most on it, as somebody comes to see it. The rows are in
// groups, each with people of its own, so that two groups can be looked at side by side.
import { ofLeads, ofModerators } from "./page_types_of_care.mjs";
import { at, linked, sent } from "./page_rows.mjs";
import { ofMembers, ofOperators, ofPrograms, signedOutMeanwhile, whileReadOnly } from "./page_types_of_accounts.mjs";
import { made, schools } from "./schools.mjs";

const { hillside, northfield, riverside, lakeside } = schools;

export const groups = {
  ofGuests,
  ofThreads,
  ofCommunities,
  ofGuides,
  ofReviews,
  ofAdoptions,
  ofPupils,
  ofMembers,
  ofPrograms,
  ofOperators,
  ofModerators,
  ofLeads,
};
// These change what everybody else sees, so they come last and alone.
export const last = { signedOutMeanwhile, whileReadOnly };

async function* ofGuests(someone) {
  const guest = await someone(hillside);
  for (const [name, address, wanted] of [
    ["front-guest", "/"],
    ["community-guest", "/c/algebra"],
    ["question-guest", made.many],
    ["guide-guest", made.guide],
    ["comment-guest", made.answer],
    ["event-guest", made.localEvent],
    ["project-guest", made.project],
    ["person-guest", "/u/ada"],
    ["collection-guest", made.collection],
    ["sign-in", "/sign-in"],
    ["sign-up", "/sign-up"],
    ["search-guest", "/search?q=fractions"],
    ["partner-card", "/about/partner-card"],
    ["accessibility", "/about/accessibility"],
    ["directory", "/directory"],
    ["subjects", "/subjects"],
    ["tools", "/tools"],
    ["design", "/design"], // of development builds, as the tests have them
    ["history", `${made.many}/history`],
    ["events", "/c/algebra/events"],
    ["signposts", "/c/algebra/signposts"],
    ["projects", "/c/algebra/projects"],
    ["guides", `/c/maths@${northfield.domain}/guides`],
    ["versions", `${made.guide}/versions`],
    ["adoptions", `${made.guide}/adoptions`],
    ["question-guides", `${made.question}/guides`],
    ["question-projects", `${made.question}/projects`],
    ["unsubscribe-unknown", "/unsubscribe/ada/0", 404],
    ["not-found", "/nothing-here", 404],
    ["invitation-unknown", "/invitation/0", 404],
    ["school-problem", "/sign-in/school", 422],
  ])
    yield await at(guest, name, address, wanted);
  yield await at(guest, "listing", await linked(guest, "/directory", "main a[href^='/directory/listing']"));
  yield await at(guest, "differences", await linked(guest, `${made.guide}/versions`, "main a[href*='/differences']"));
  await guest.page.goto("/sign-in");
  yield await sent(guest, "sign-in-refused", "/sign-in", { name: "nobody", password: "wrong" }, 422);
  await guest.page.goto("/sign-up");
  yield await sent(
    guest,
    "sign-up-refused",
    "/sign-up",
    { name: "x y", asked: "The head nearby.", password: "short", repeated: "other" },
    422,
  );
  const words = "four words for dave here";
  yield await sent(guest, "sign-up-noted", "/sign-up", { name: "dave", password: words, repeated: words }, 200);
  const university = await someone(northfield);
  yield await at(university, "partner-list", `${made.net}/partners`);
}

async function* ofThreads(someone) {
  const ada = await someone(hillside, "ada"),
    dan = await someone(hillside, "dan");
  yield await at(ada, "ask", "/c/algebra/ask");
  yield await sent(ada, "ask-refused", "/c/algebra/ask", { title: "" }, 422);
  yield await at(ada, "question", made.many);
  yield await at(dan, "question-of-another", made.many);
  yield await at(ada, "question-abroad", made.question);
  yield await sent(ada, "answer-refused", `${made.question}/answer`, { words: "" }, 422);
  yield await at(ada, "edit", `${made.many}/edit`);
  yield await sent(ada, "edit-refused", `${made.many}/edit`, { title: "", words: "" }, 422);
  yield await at(ada, "delete", `${made.many}/delete`);
  yield await at(ada, "edit-answer", `${made.own}/edit`);
  yield await at(ada, "delete-answer", `${made.own}/delete`);
  yield await at(ada, "history-answer", `${made.answer}/history`);
  yield await at(dan, "report", `${made.many}/report`);
  yield await sent(dan, "report-refused", `${made.many}/report`, { words: "" }, 422);
  yield await at(dan, "report-answer", `${made.answer}/report`);
  yield await sent(dan, "report-sent", `${made.answer}/report`, { words: "It names a child." }, 200);
  yield await at(ada, "front", "/");
  yield await sent(ada, "front-refused", "/communities/find", { address: "nothing" }, 422);
  yield await at(ada, "notifications", "/notifications");
  yield await at(ada, "search", "/search?q=fractions");
  yield await at(ada, "drafts", "/drafts");
  yield await at(ada, "decisions", "/decisions");
  yield await at(ada, "pulse", "/c/algebra/pulse");
  yield await at(ada, "subjects-member", "/subjects");
  const otto = await someone(northfield, "otto");
  yield await at(otto, "partner-list-run", `${made.net}/partners`);
  yield await at(ada, "search-nothing", "/search?q=nothing-has-this");
}

async function* ofCommunities(someone) {
  const ada = await someone(hillside, "ada");
  const rows = [
    ["community", "/c/algebra"],
    ["community-run", "/c/algebra/run"],
    ["community-members", "/c/algebra/members"],
    ["community-listing", "/c/algebra/listing"],
    ["community-new", "/communities/new"],
    ["event-new", "/c/algebra/events/new"],
    ["event", made.localEvent],
    ["event-change", `${made.localEvent}/change-event`],
    ["signpost-new", "/c/algebra/signposts/new"],
    ["signpost", made.signpost],
    ["signpost-change", `${made.signpost}/change-signpost`],
    ["project-new", "/c/algebra/projects/write"],
    ["project", made.project],
    ["project-change", `${made.project}/change-project`],
    ["tool-new", "/c/algebra/tools/write"],
    ["gate", "/c/algebra/gate"],
    ["authors", "/c/algebra/authors"],
    ["collections", `/collections?thing=${made.many}`],
    ["collection", made.collection],
  ];
  for (const [name, address] of rows) yield await at(ada, name, address);
  for (const [name, address, fields, how] of [
    ["community-run-refused", "/c/algebra/run", { display: "", languages: "no language" }],
    ["community-new-refused", "/communities/new", { display: "" }],
    ["event-new-refused", "/c/algebra/events/new", { title: "" }],
    ["signpost-new-refused", "/c/algebra/signposts/new", { address: "nothing" }],
    ["project-new-refused", "/c/algebra/projects/write", { title: "" }],
    ["tool-new-refused", "/c/algebra/tools/write", { title: "" }],
    ["gate-refused", "/c/algebra/gate", { peers: "many" }],
    [
      "community-members-refused",
      "/c/algebra/members",
      { person: "nobody here" },
      { brings: { decision: "invite" } },
    ],
  ]) {
    await ada.page.goto(address);
    yield await sent(ada, name, address, fields, 422, how);
  }
  const cora = await someone(northfield, "cora");
  yield await at(cora, "tool", made.tool);
  yield await at(cora, "tool-change", `${made.tool}/change-tool`);
  yield await at(ada, "subject", await linked(ada, "/subjects", "main a[href^='/subjects/']"));
}

async function* ofGuides(someone) {
  const ada = await someone(hillside, "ada"),
    dan = await someone(hillside, "dan");
  for (const [name, address] of [
    ["guide", made.guide],
    ["guides-mine", "/guides/mine"],
    ["guide-write", "/c/algebra/guides/write"],
    ["guide-draft", made.draft],
    ["guide-translate", `${made.guide}/translate`],
    ["guide-suggestions", `${made.guide}/suggestions`],
    ["review-ask", `${made.guide}/reviews/ask`],
  ])
    yield await at(ada, name, address);
  yield await at(
    ada,
    "suggestion",
    await linked(ada, `${made.guide}/suggestions`, "main a[href^='/guides/suggestion?']"),
  );
  yield await at(ada, "review-reply", await linked(ada, made.guide, "main a[href$='/review/reply']"));
  await ada.page.goto(made.draft);
  yield await sent(ada, "guide-draft-refused", made.draft, { title: "" }, 422, { button: ["act", "publish"] });
  await ada.page.goto(`${made.guide}/reviews/ask`);
  yield await sent(
    ada,
    "review-ask-refused",
    `${made.guide}/reviews/ask`,
    { target: "nobody here", due: "soon" },
    422,
  );
  yield await at(
    ada,
    "review-request",
    await linked(ada, `${made.guide}/reviews/ask`, "main a[href^='/reviews/request?']"),
  );
  yield await at(dan, "guide-of-another", made.guide);
  yield await at(dan, "guide-suggest", `${made.guide}/suggest`);
}

async function* ofReviews(someone) {
  const ben = await someone(riverside, "ben");
  yield await at(ben, "reviews", "/reviews");
  const eva = await someone(lakeside, "eva"),
    request = "main a[href^='/reviews/request?']";
  await eva.await("a request that waits", "/reviews", () => eva.has(request));
  yield await at(eva, "review-request-waiting", await linked(eva, "/reviews", request));
  yield await at(ben, "charter", "/charter");
  const guides = await linked(ben, `/c/maths@${northfield.domain}/guides`, "main a[href^='/post/']");
  const guide = guides?.split("?")[0];
  yield await at(ben, "review-write", `${guide}/review`);
  yield await sent(ben, "review-write-refused", `${guide}/review`, { overall: "" }, 422);
  yield await at(ben, "review-withdraw", await linked(ben, guide, "main a[href$='/review/withdraw']"));
}

async function* ofAdoptions(someone) {
  const ruth = await someone(lakeside, "ruth");
  yield await at(ruth, "adopt", `${made.guideAtLakeside}/adopt`);
  yield await at(ruth, "adoptions-own", "/adoptions");
  yield await at(ruth, "adoption-change", `${made.adoption}/change`);
  yield await sent(ruth, "adoption-change-refused", `${made.adoption}/change`, { context: "" }, 422);
  yield await at(ruth, "adoption-measure", `${made.adoption}/measure`);
  yield await sent(ruth, "adoption-measure-refused", `${made.adoption}/measure`, { baseline_value: "much" }, 422);
  yield await at(ruth, "adoption-withdraw", `${made.adoption}/withdraw`);
}

async function* ofPupils(someone) {
  const sam = await someone(hillside, "sam"),
    pol = await someone(hillside, "pol"),
    ada = await someone(hillside, "ada");
  const file = "/safeguarding/pupils/pol";
  yield await at(sam, "pupils", "/safeguarding/pupils");
  yield await at(sam, "pupil", file);
  yield await sent(sam, "pupil-refused", file, { proof: "Folder 3" }, 422, { brings: { decision: "agree" } });
  await sam.page.goto(file);
  await sam.send(file, { band: "16_to_17" }, { brings: { decision: "band" } });
  yield await at(pol, "consent", "/settings/consent");
  yield await sent(pol, "consent-refused", "/settings/consent", {}, 422);
  await pol.send("/settings/consent", { agrees_writing: true });
  yield await at(pol, "consent-withdraw", "/settings/consent/withdraw");
  yield await at(sam, "pupil-withdraw", `${file}/withdraw`);
  yield await at(ada, "council", made.council);
  yield await at(ada, "statements", `${made.council}/statements`);
  yield await at(
    ada,
    "statement-withdraw",
    await linked(ada, `${made.council}/statements`, "main a[href$='/statement/withdraw']"),
  );
  const begin = await linked(ada, made.guide, `main a[href*='/statement?'][href*='${made.council.slice(3)}']`);
  yield await at(ada, "statement", begin);
  const action = await ada.page.locator("form:has([name=decision][value=save])").getAttribute("action");
  yield await sent(ada, "statement-refused", action, { words: "" }, 422, { button: ["decision", "save"] });
  await ada.send(action, { words: "We liked the quizzes." }, { button: ["decision", "save"] });
  const draft = await linked(ada, `${made.council}/statements`, `main a[href^="${made.council}/statements/"]`);
  yield await at(ada, "statement-draft", draft);
}
