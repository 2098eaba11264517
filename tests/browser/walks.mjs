// The journeys of needs.md, as members walk them: each is walked in two ways, so that script and none, the three
// widths, light and dark, English and Arabic all have somebody who goes all the way.
import { launch, languages, schemes, widths } from "./chromium.mjs";
import { Person } from "./person.mjs";
import { schools } from "./schools.mjs";
import { walkCouncil } from "./walk_council.mjs";
import { walkEvent } from "./walk_event.mjs";
import { walkJoining } from "./walk_joining.mjs";
import { walkLeaving } from "./walk_leaving.mjs";
import { walkPartners } from "./walk_partners.mjs";
import { walkSafeguarding } from "./walk_safeguarding.mjs";
import { walkThread } from "./walk_thread.mjs";

// In this order: later ones need what earlier ones have made.
const walks = {
  J2: walkPartners,
  J3: walkThread,
  J4: walkJoining,
  J5: walkCouncil,
  J6: walkEvent,
  J9: walkSafeguarding,
  J12: walkLeaving,
};
const ways = [
  { turn: 0, name: "without script", script: false, language: "en" },
  { turn: 1, name: "with script", script: true, language: languages.at(-1) },
];

// Each journey at other widths, and in the light where the one before was in the dark.
function look(way, journey) {
  return {
    ...way,
    width: widths[(journey + way.turn) % widths.length],
    scheme: schemes[(journey + way.turn) % schemes.length],
  };
}
const only = process.argv[2];

const homes = {
  ada: "hillside",
  dan: "hillside",
  olga: "hillside",
  sam: "hillside",
  fay: "hillside",
  pia: "hillside",
  tim: "hillside",
  cora: "northfield",
  nadia: "northfield",
  otto: "northfield",
  ben: "riverside",
  rosa: "riverside",
  rhea: "riverside",
  eva: "lakeside",
  ruth: "lakeside",
  mia: "meadow",
};

const browser = await launch();
try {
  for (const [number, [journey, walk]] of Object.entries(walks).entries()) {
    if (only && journey !== only) continue;
    for (const each of ways) {
      const way = look(each, number);
      const began = Date.now(),
        people = [];
      const cast = async (...names) => {
        const came = await Promise.all(
          names.map(async (name) => await (await Person.of(browser, schools[homes[name]], name, way)).signIn()),
        );
        people.push(...came);
        return came;
      };
      await walk(cast, way, browser);
      for (const person of people) await person.leave();
      console.log(
        `ok   ${journey} ${way.name}, ${way.width} wide, ${way.scheme}, ${way.language}: ${Date.now() - began} ms`,
      );
    }
  }
} finally {
  await browser.close();
}
