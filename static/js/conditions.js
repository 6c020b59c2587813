/* Shows a question (data-depends-on, data-codes) as soon as the answer it depends on is
   given, and hides it again. Without this the page after saving shows it. */

const conditional = [...document.querySelectorAll("[data-depends-on]")];

function isMet(question) {
  const { dependsOn, codes } = question.dataset;
  const asked = document.getElementById(`${dependsOn}-asked`);
  if (asked.hidden) return false;
  const chosen = [...asked.querySelectorAll("input:checked")].map((input) => input.value);
  return codes.split(" ").some((code) => chosen.includes(code));
}

function update() {
  for (const question of conditional) question.hidden = !isMet(question);
}

if (conditional.length > 0) {
  document.addEventListener("change", update);
  update();
}
