/* A form with data-autosave is saved by itself: a moment after the last key, and when the
   page is left. It goes to the form's own address with the header X-Autosave and without
   files, and the sentence that comes back is shown in [data-autosave-status].

   The field "base" tells the server what the writer was shown. Where somebody else has
   changed the same answers it stays as it was, and saving by itself ends: the next press
   of a button shows both texts. */

const PAUSE = 2000;

function bodyOf(form) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  return body;
}

function bind(form) {
  const status = form.querySelector("[data-autosave-status]");
  const base = form.elements.base;
  let timer = 0;
  let isChanged = false;
  let isOver = false;
  let underWay = null;

  async function post(keepalive) {
    isChanged = false;
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: bodyOf(form),
        headers: { "X-Autosave": "1", Accept: "application/json" },
        redirect: "error",
        keepalive,
      });
      const answer = await response.json();
      if (answer.base) base.value = answer.base;
      isOver ||= response.status === 409;
      status.textContent = answer.message;
    } catch {
      isChanged = true;
      status.textContent = form.dataset.autosaveFailed;
    }
    underWay = null;
  }

  function save(keepalive = false) {
    clearTimeout(timer);
    if (!isChanged || isOver) return;
    if (underWay) wait();
    else underWay = post(keepalive);
  }

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(() => save(), PAUSE);
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    isChanged = true;
    wait();
  });
  /* A button waits for a save under way, whose answer holds the newer base. */
  form.addEventListener("submit", async (event) => {
    isOver = true;
    clearTimeout(timer);
    if (!underWay) return;
    event.preventDefault();
    await underWay;
    form.requestSubmit(event.submitter);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(true);
  });
}

for (const form of document.querySelectorAll("form[data-autosave]")) bind(form);
