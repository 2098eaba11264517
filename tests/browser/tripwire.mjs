// A tripwire in a page: whether anything of what somebody wrote runs, opens, loads, or becomes an element of the page.

// Runs in each document before anything else of it.
function layTripwire() {
  window.tripped = [];
  window.trip = (what) => window.tripped.push(`trip ${what}`);
  for (const each of ["alert", "confirm", "prompt", "open"]) window[each] = (what) => window.trip(`${each} ${what}`);
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
    window.trip(`${effectiveDirective} stopped ${blockedURI} ${sample}`),
  );
}

// What an element must never be or have, whoever wrote it.
function findTraces() {
  const found = [...window.tripped];
  const address = /^(href|src|action|formaction|data|xlink:href|srcdoc|poster|background)$/i;
  for (const each of document.querySelectorAll("*")) {
    if (/tripwire/.test([each.id, each.getAttribute("name"), each.className?.baseVal ?? each.className].join(" ")))
      found.push(`an element of theirs: ${each.outerHTML.slice(0, 200)}`);
    for (const { name, value } of each.attributes)
      if (/^on/i.test(name) || (address.test(name) && /^[\s\x00-\x20]*(javascript|vbscript|data:text)/i.test(value)))
        found.push(`${name}=${value} in ${each.outerHTML.slice(0, 200)}`);
  }
  return found;
}

// The page, which knows from now on what it asked for that is not its own. isOwn: of an address.
export async function watched(page, isOwn) {
  page.asked = [];
  page.on("request", (request) => {
    if (!isOwn(request.url())) page.asked.push(`a request to ${request.url()}`);
  });
  page.on("dialog", async (dialog) => {
    if (dialog.type() === "beforeunload") return await dialog.accept(); // our own question about words not yet sent
    page.asked.push(`a dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.addInitScript(layTripwire);
  return page;
}

export async function tracesOn(page) {
  return [...page.asked.splice(0), ...(await page.evaluate(findTraces))];
}
