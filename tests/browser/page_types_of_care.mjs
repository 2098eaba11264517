// Pages of those who look into what is reported, and of the safeguarding lead.
import { at, linked, sent } from "./page_rows.mjs";
import { schools } from "./schools.mjs";

const { hillside } = schools;

export async function* ofModerators(someone) {
  const mona = await someone(hillside, "mona"),
    lists = "/moderation/watch-lists";
  yield await at(mona, "reports", "/moderation");
  const report = await linked(mona, "/moderation", "main .card a[href^='/moderation/']");
  yield await at(mona, "report-case", report);
  yield await sent(mona, "report-case-refused", report, { reason: "" }, 422, { brings: { decision: "note" } });
  yield await at(mona, "watch-lists", lists);
  yield await sent(mona, "watch-lists-refused", lists, { phrase: "" }, 422, { brings: { decision: "add" } });
}

export async function* ofLeads(someone) {
  const dan = await someone(hillside, "dan"),
    sam = await someone(hillside, "sam"),
    telling = "/tell-safeguarding";
  yield await at(dan, "tell-lead", telling);
  yield await sent(dan, "tell-lead-refused", telling, { words: "" }, 422);
  yield await sent(dan, "tell-lead-sent", telling, { words: "Somebody in my class is afraid to go home." }, 200);
  yield await at(sam, "what-leaves", "/about/what-leaves");
  yield await at(sam, "accessibility", "/about/accessibility");
  yield await at(sam, "cases", "/safeguarding/cases");
  const one = await linked(sam, "/safeguarding/cases", "main .card a[href^='/safeguarding/cases/']");
  yield await at(sam, "case", one);
  yield await sent(sam, "case-refused", one, { words: "" }, 422, { brings: { decision: "note" } });
}
