// How somebody fills in a form that a page has shown, as pictures.mjs has noted it.

const typedKinds = ["text", "textarea", "search", "email", "url", "number", "date", "datetime-local", "password"];

// Hidden fields by which forms differ that are sent to one place.
export const decides = ["decision", "action", "kind"];

// Kinds of fields that take nothing but what they ask for.
export const exact = ["email", "url", "number", "date", "datetime-local"];

// The button that somebody presses who wants it sent, where buttons have names.
export function pressed({ buttons }) {
  const chosen = buttons.find(({ value }) => ["publish", "save", "allow"].includes(value)) ?? buttons[0];
  return chosen ? { [chosen.name]: chosen.value } : {};
}

export const typed = (form) => form.fields.filter((each) => typedKinds.includes(each.kind));

// What somebody might write, by what the field asks for.
function goodValue(field) {
  if (field.value) return field.value;
  const byKind = {
    date: "2099-03-01",
    "datetime-local": "2099-03-01T17:00",
    email: "ada@hillside.example",
    url: "https://example.org/",
    number: "3",
  };
  return byKind[field.kind] ?? (field.mode === "numeric" || field.mode === "decimal" ? "12" : "Some words of mine");
}

const key = ({ kind, name }) => name === "form_key" && kind === "hidden";
// Boxes are ticked, but for those that give somebody another place, or end them for good.
const places = /^(role_|pupil$|no_|sure$)/;
const sent = ({ name, kind, checked }) =>
  kind === "checkbox" ? checked || !places.test(name) : kind !== "radio" || checked;
export const filled = (form, changes = {}) =>
  Object.fromEntries(
    form.fields
      .filter((each) => !key(each) && sent(each))
      .map((each) => [
        each.name,
        each.name in changes ? changes[each.name] : typedKinds.includes(each.kind) ? goodValue(each) : each.value,
      ]),
  );
