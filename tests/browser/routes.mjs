// The addresses of the node, from its own table, and which of them were looked at.
import { readFileSync } from "node:fs";

// [{ method, pattern, door, who }, ...], as the program that started this has written them down.
export const routes = JSON.parse(readFileSync(process.env.COLLEGIUM_ROUTES, "utf8"));

const tried = routes.map((route) => ({
  ...route,
  segments: route.pattern.split("/"),
}));

// The first that fits, as the node finds it. Names of the pattern match any one segment.
export function routeOf(method, address) {
  const segments = new URL(address, "https://any.test").pathname.split("/");
  return tried.find(
    (route) =>
      route.method === method &&
      route.segments.length === segments.length &&
      route.segments.every((each, i) => each.startsWith(":") || each === segments[i]),
  );
}

// What answers with something else than a page, and why it is no page.
const noPages = [
  [/^\/assets\//, "a file that pages bring along"],
  [/^\/media\//, "a picture"],
  [/^\/\.well-known\/|^\/nodeinfo\//, "for programs"],
  [/^\/mailbox$/, "for partners that fetch for themselves"],
  [/^\/partner-card$/, "a document for other nodes; its page is /about/partner-card"],
  [/\.atom$/, "for readers of feeds"],
  [/^\/(healthz|readyz|metrics)$/, "for those who watch over the node"],
  [/^\/operator\/audit\/export$/, "a file"],
  [/^\/write\//, "pieces for the script for writing"],
  [/\.ics$|^\/calendar\/|^\/reviews\/request\/calendar$/, "for calendars"],
  [/\.svg$|\.png$/, "a picture on a page"],
  [/^\/sign-in\/school\/(return|name)$/, "needs a provider: tests/interop/openid_test.cpp walks there"],
  [
    /^\/comment\/:id\/review\/override$/,
    "needs a conflict that a facilitator may set aside: tests/server/review_pages_test.cpp",
  ],
];

export const pages = routes.filter(
  ({ method, pattern, door }) =>
    method === "GET" && ["open", "both", "actor"].includes(door) && !noPages.some(([no]) => no.test(pattern)),
);

export const forms = routes.filter(({ method, door }) => method === "POST" && door === "form");
