// Passkeys: browsers hand them out to scripts only. This one shows the forms that ask for a passkey, lets the browser
// ask for it when one of them is sent, puts what comes back into its fields, and sends it on. It is our only script.
"use strict";

function bytesOf(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
}

function textOf(bytes) {
  const plain = btoa(String.fromCharCode(...new Uint8Array(bytes ?? [])));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function known(form) {
  const ids = form.dataset.known.split(" ").filter((id) => id);
  return ids.map((id) => ({ type: "public-key", id: bytesOf(id) }));
}

async function make(form) {
  const { challenge, party, site, user, account } = form.dataset;
  const { response } = await navigator.credentials.create({
    publicKey: {
      challenge: bytesOf(challenge),
      rp: { id: party, name: site },
      user: { id: bytesOf(user), name: account, displayName: account },
      pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: known(form),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
      attestation: "none",
    },
  });
  return { client_data: response.clientDataJSON, authenticator_data: response.getAuthenticatorData() };
}

async function ask(form) {
  const { challenge, party, verification } = form.dataset;
  const { rawId, response } = await navigator.credentials.get({
    publicKey: {
      challenge: bytesOf(challenge), rpId: party, allowCredentials: known(form), userVerification: verification,
    },
  });
  return {
    credential: rawId, client_data: response.clientDataJSON, authenticator_data: response.authenticatorData,
    signature: response.signature, user: response.userHandle,
  };
}

async function send(form, problem) {
  problem.hidden = true;
  try {
    const answer = await (form.dataset.passkey === "make" ? make(form) : ask(form));
    for (const [name, bytes] of Object.entries(answer)) form.elements.namedItem(name).value = textOf(bytes);
    form.submit();
  } catch (error) {
    problem.textContent = error.name === "InvalidStateError" ? form.dataset.twice : form.dataset.nothing;
    problem.hidden = false;
  }
}

// The button is made here, so that browsers without a script, or without passkeys, have none that does nothing.
function show(form) {
  const problem = document.createElement("p");
  problem.className = "problem";
  problem.setAttribute("role", "alert");
  problem.hidden = true;
  const button = document.createElement("button");
  button.textContent = form.dataset.button;
  if (form.dataset.passkey === "ask") button.className = "second";
  form.append(problem, button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, problem);
  });
  form.hidden = false;
}

if (window.PublicKeyCredential) {
  for (const each of document.querySelectorAll("[data-without-passkeys]")) each.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) show(form);
}
