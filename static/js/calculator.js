/* The calculator's result follows the numbers as they are typed. The server calculates:
   the page is asked for with the numbers in its address, and its [data-costs] is taken. */

const PAUSE = 400;

function bind(form) {
  let timer = 0;
  let newest = 0;

  async function show() {
    const query = new URLSearchParams();
    for (const field of form.querySelectorAll("input[inputmode]")) query.set(field.name, field.value);
    const mine = ++newest;
    try {
      const response = await fetch(`${location.pathname}?${query}`);
      if (!response.ok || mine !== newest) return;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const results = document.querySelectorAll("[data-costs]");
      const fresh = [...page.querySelectorAll("[data-costs]")].at(-1);
      if (fresh) results[results.length - 1].replaceChildren(...fresh.childNodes);
    } catch {
      /* The button calculates all the same. */
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
}

for (const form of document.querySelectorAll("form[data-calculator]")) bind(form);
