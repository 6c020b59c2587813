/* On the board (data-board) a click puts an application in or takes it out without a new
   page: the form's own address answers with what changes. Whatever goes wrong, the form is
   sent as it would be without this. */

const board = document.querySelector("[data-board]");
const status = document.querySelector("[data-board-status]");
let last = Promise.resolve();
let isPlain = false;

function focusOn(pk) {
  const button = document.getElementById(`a-${pk}`)?.querySelector("button");
  button?.focus({ preventScroll: true });
}

async function send({ name, value }) {
  const form = board.querySelector("[data-board-form]");
  const body = new FormData(form);
  body.append(name, value);
  const response = await fetch(form.action, {
    method: "POST",
    body,
    headers: { "X-Fragment": "1" },
    redirect: "error",
  });
  if (!response.ok) throw new Error(response.status);
  const scrolled = board.querySelector(".balance").scrollTop;
  board.innerHTML = await response.text();
  board.querySelector(".balance").scrollTop = scrolled;
  status.textContent = board.firstElementChild.dataset.said;
  focusOn(value);
}

function sendPlainly(name, value) {
  isPlain = true;
  const button = board.querySelector(`button[name="${name}"][value="${value}"]`);
  if (button) button.form.requestSubmit(button);
  else location.reload();
}

board.addEventListener("submit", (event) => {
  if (isPlain || !event.submitter?.name) return;
  event.preventDefault();
  const { name, value } = event.submitter;
  last = last.then(() => send({ name, value })).catch(() => sendPlainly(name, value));
});
