// How the rows of page_types.mjs come by their pages.

// A row: who looks, and how the page is come by. `again`: it can be loaded once more and is the same, as after a form
// that was refused, but not after one that was taken.
export function row(name, person, wanted, answer, again = true) {
  return { name, person, page: person.page, status: { wanted, seen: answer.status() }, again };
}

export async function at(person, name, address, wanted = 200) {
  if (!address) throw new Error(`${name} has no address: what is to be seen there was not made`);
  return row(name, person, wanted, await person.page.goto(address));
}

// Sends the form with what a browser would not let pass.
export async function sent(person, name, action, fields, wanted, how) {
  const form = person.form(action, how?.brings);
  await form.evaluate((each) => {
    each.noValidate = true;
  });
  await person.send(action, fields, { ...how, wanted });
  return row(name, person, wanted, { status: () => person.status }, wanted >= 400);
}

// Where a link of the page that is open leads to.
export async function linked(person, address, selector) {
  await person.page.goto(address);
  const link = person.page.locator(selector).first();
  return (await link.count()) ? await link.getAttribute("href") : undefined;
}
