/* In the editor: turns the line of a question's condition (data-shown-if) into a list of
   the answers to the questions above it. The line keeps "block id:code". */

const SELECTOR = 'input[name$="-value-shown_if"]';

const valueOf = (name) => document.querySelector(`[name="${CSS.escape(name)}"]`)?.value ?? "";

function optionsOf(prefix, words) {
  if (valueOf(`${prefix}-type`) === "yes_no") {
    return [["yes", words.yes], ["no", words.no], ["unknown", words.unknown]];
  }
  const found = [];
  const count = Number(valueOf(`${prefix}-value-options-count`) || 0);
  for (let number = 0; number < count; number += 1) {
    const option = `${prefix}-value-options-${number}`;
    const code = valueOf(`${option}-value-code`);
    if (code && !valueOf(`${option}-deleted`)) found.push([code, valueOf(`${option}-value-label`)]);
  }
  return found;
}

function fill(select, line) {
  select.replaceChildren(new Option("–", ""));
  for (const other of document.querySelectorAll(SELECTOR)) {
    if (other === line) break;
    const prefix = other.name.slice(0, -"-value-shown_if".length);
    const id = valueOf(`${prefix}-id`);
    const options = valueOf(`${prefix}-deleted`) ? [] : optionsOf(prefix, line.dataset);
    if (!id || options.length === 0) continue;
    const group = document.createElement("optgroup");
    group.label = valueOf(`${prefix}-value-label`);
    group.append(...options.map(([code, label]) => new Option(label, `${id}:${code}`)));
    select.append(group);
  }
  if (line.value && ![...select.options].some((option) => option.value === line.value)) {
    select.append(new Option(line.value, line.value));
  }
  select.value = line.value;
}

function enhance(line) {
  line.dataset.enhanced = "";
  const select = document.createElement("select");
  select.id = `${line.id}-list`;
  select.setAttribute("aria-labelledby", `${line.id}-label`);
  const label = document.querySelector(`label[for="${CSS.escape(line.id)}"]`);
  if (label) {
    label.id ||= `${line.id}-label`;
    label.htmlFor = select.id;
  }
  line.hidden = true;
  line.after(select);
  fill(select, line);
  for (const event of ["focus", "pointerdown"]) {
    select.addEventListener(event, () => fill(select, line));
  }
  select.addEventListener("change", () => {
    line.value = select.value;
    line.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function enhanceAll() {
  document.querySelectorAll(`${SELECTOR}:not([data-enhanced])`).forEach(enhance);
}

new MutationObserver(enhanceAll).observe(document.body, { childList: true, subtree: true });
enhanceAll();
