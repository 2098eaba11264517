// Chromium as members have it: Debian's program, driven by playwright-core; it brings no browser of its own.
import dns from "node:dns";
import { chromium } from "playwright-core";

// Names that end with .localhost are this computer's (RFC 6761), also for what asks without a browser's window.
const elsewhere = dns.promises.lookup;
dns.promises.lookup = async (name, options) => {
  if (!name.endsWith(".localhost")) return await elsewhere(name, options);
  return options.family === 6 ? [] : [{ address: "127.0.0.1", family: 4 }];
};

// How somebody looks at pages. Arabic is chosen by the browser, as the member's own browser would do it.
export const widths = [360, 768, 1280];
export const schemes = ["light", "dark"];
export const languages = (process.env.COLLEGIUM_LANGUAGES ?? "en,ar").split(",");

export async function launch() {
  const { LD_PRELOAD, ...env } = process.env; // finds names by itself: they end with .localhost
  return await chromium.launch({
    executablePath: "/usr/bin/chromium",
    env,
    chromiumSandbox: false,
    args: ["--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND", "--disable-dev-shm-usage"],
  });
}

// The options of a browser of somebody. The authority of the tests is unknown to Chromium.
export function options({ base, width = 1280, scheme = "light", language = "en", script = true, cookies }) {
  return {
    baseURL: base,
    ignoreHTTPSErrors: true,
    viewport: { width, height: 900 },
    colorScheme: scheme,
    reducedMotion: "reduce", // colours are looked at as they are, and not on their way
    locale: language,
    javaScriptEnabled: script,
    storageState: cookies,
  };
}

// A page in a browser of its own.
export async function open(browser, look, more = {}) {
  const context = await browser.newContext({ ...options(look), ...more });
  context.setDefaultTimeout(30000);
  return await context.newPage();
}

// The language and the direction of writing that a page has, against those that were asked for.
export async function wrongLanguage(page, language) {
  const seen = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
  const wanted = [language, language === "ar" ? "rtl" : "ltr"];
  return seen.join() === wanted.join() ? [] : [`is in ${seen}, not in ${wanted}`];
}

// What is wider than the window (WCAG 1.4.10), unless it can be scrolled by itself.
export async function tooWide(page) {
  return await page.evaluate(() => {
    const root = document.documentElement,
      most = root.clientWidth;
    if (root.scrollWidth <= most) return [];
    const wide = [...document.querySelectorAll("body *")].filter((each) => {
      const { left, right, width } = each.getBoundingClientRect();
      return width > 1 && (right > most + 1 || left < -1); // what is for the ear alone is a dot
    });
    return wide.slice(0, 3).map((each) => `wider than the window of ${most}: ${each.outerHTML.slice(0, 200)}`);
  });
}
