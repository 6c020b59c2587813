/* A textarea with data-rich-text has a button that turns it into an editor, with the tools
   of #rich-text-tools. Until then, and without script, its lines are written as they are.
   The editor's HTML goes in the textarea, and <name>-html tells the server so. */

const TOOLS = {
  strong: ["bold", (chain) => chain.toggleBold()],
  emphasis: ["italic", (chain) => chain.toggleItalic()],
  heading: ["heading", (chain) => chain.toggleHeading({ level: 3 })],
  bullets: ["bulletList", (chain) => chain.toggleBulletList()],
  numbers: ["orderedList", (chain) => chain.toggleOrderedList()],
  undo: ["", (chain) => chain.undo()],
};

function askForLink(editor, tools) {
  const box = tools.querySelector("[data-link]");
  const input = box.querySelector("input");
  input.value = editor.getAttributes("link").href ?? "";
  box.hidden = !box.hidden;
  if (!box.hidden) input.focus();
}

function setLink(editor, tools) {
  const box = tools.querySelector("[data-link]");
  const href = box.querySelector("input").value.trim();
  const chain = editor.chain().focus().extendMarkRange("link");
  if (/^(https?:\/\/|mailto:)/.test(href)) chain.setLink({ href }).run();
  else if (href) chain.setLink({ href: `https://${href}` }).run();
  else chain.unsetLink().run();
  box.hidden = true;
}

function bindTools(editor, tools) {
  tools.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const tool = button.dataset.tool;
    if (tool === "link") askForLink(editor, tools);
    else if (tool === "set-link") setLink(editor, tools);
    else TOOLS[tool][1](editor.chain().focus()).run();
  });
  tools.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    setLink(editor, tools);
  });
  const mark = () => {
    for (const button of tools.querySelectorAll("[aria-pressed]")) {
      const name = TOOLS[button.dataset.tool]?.[0] ?? "link";
      button.setAttribute("aria-pressed", String(editor.isActive(name)));
    }
  };
  editor.on("selectionUpdate", mark);
  editor.on("update", mark);
}

function attributesOf(textarea) {
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  label.id ||= `${textarea.id}_label`;
  label.removeAttribute("for");
  label.addEventListener("click", () => textarea.previousElementSibling.querySelector("[contenteditable]").focus());
  const attributes = {
    role: "textbox",
    "aria-multiline": "true",
    "aria-labelledby": label.id,
    id: `${textarea.id}_editor`,
    class: "prose",
  };
  for (const name of ["aria-describedby", "aria-invalid", "lang"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);
  }
  return attributes;
}

function bind(textarea, kit) {
  const tools = document.getElementById("rich-text-tools").content.firstElementChild.cloneNode(true);
  const box = document.createElement("div");
  box.className = "rich-text";
  box.append(tools);
  textarea.before(box);
  textarea.value = textarea.dataset.html;
  const editor = new kit.Editor({
    element: box,
    injectCSS: false,
    content: textarea.dataset.html,
    extensions: [
      kit.Document, kit.Paragraph, kit.Text, kit.Bold, kit.Italic, kit.HardBreak, kit.History,
      kit.Heading.configure({ levels: [3] }), kit.BulletList, kit.OrderedList, kit.ListItem,
      kit.Link.configure({ openOnClick: false }),
    ],
    editorProps: { attributes: attributesOf(textarea) },
    onUpdate() {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  const flag = Object.assign(document.createElement("input"), { type: "hidden", name: `${textarea.name}-html`, value: "1" });
  box.append(flag);
  bindTools(editor, tools);
  textarea.hidden = true;
}

const areas = [...document.querySelectorAll("textarea[data-rich-text]")];
const KEY = "rich-text";

/* What somebody has begun to write in lines, or is about to, stays in lines. */
async function openEditors() {
  const kit = await import(areas[0].dataset.richText);
  for (const button of document.querySelectorAll("[data-rich-text-open]")) button.remove();
  for (const textarea of areas) {
    const isUntouched = textarea.value === textarea.defaultValue;
    if (isUntouched && document.activeElement !== textarea) bind(textarea, kit);
  }
}

function offer(textarea) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--second button--small";
  button.textContent = document.getElementById("rich-text-tools").dataset.open;
  button.dataset.richTextOpen = "";
  button.addEventListener("click", () => {
    localStorage.setItem(KEY, "open");
    openEditors();
  });
  textarea.before(button);
}

/* The editor is fetched by who wants it, and from then on at once. */
if (areas.length) {
  areas.forEach(offer);
  if (localStorage.getItem(KEY)) openEditors();
}
