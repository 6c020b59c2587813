/* Passkeys: a form with data-passkey asks the browser for one ("get") or makes one
   ("create"), puts it into its field "credential", and is then sent as any form is.

   The options come from the page (#passkey-options) or from the address in
   data-passkey-options. A form that is hidden appears where the browser knows passkeys. */

const known = globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined;

async function optionsOf(form) {
  const address = form.dataset.passkeyOptions;
  if (!address) return JSON.parse(document.getElementById("passkey-options").textContent);
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

async function credentialFor(form) {
  const options = await optionsOf(form);
  if (form.dataset.passkey === "get") {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
      options.request_options.publicKey,
    );
    return navigator.credentials.get({ publicKey });
  }
  const wish = options.creation_options.publicKey;
  wish.authenticatorSelection = {
    ...wish.authenticatorSelection,
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  };
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(wish);
  return navigator.credentials.create({ publicKey });
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const failure = form.querySelector("[data-passkey-failure]");
  failure.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await credentialFor(form));
    form.submit();
  } catch {
    failure.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !known;
  form.addEventListener("submit", send);
}
