// The schools of the stage (stage.cpp), and what is kept from one script to the next.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

export const password = process.env.COLLEGIUM_PASSWORD;

// { hillside: { domain, base, command }, ... }
export const schools = JSON.parse(readFileSync(process.env.COLLEGIUM_SCHOOLS, "utf8"));

// A command of the operator, while the node serves.
export function operate(school, ...words) {
  const [program, ...begin] = school.command;
  const { LD_PRELOAD, ...env } = process.env;
  return execFileSync(program, [...begin, ...words], { env, encoding: "utf8" });
}

// Where the things are that the walks have made: { guide: "/post/7", ... }, paths at Hillside unless
// they say otherwise.
const keptFile = process.env.COLLEGIUM_MADE;
export const made = existsSync(keptFile) ? JSON.parse(readFileSync(keptFile, "utf8")) : {};

export function keep(things) {
  Object.assign(made, things);
  writeFileSync(keptFile, JSON.stringify(made, undefined, 1));
}
