// Copy buttons: one in the caption of every code sample, one behind every `[data-copy]`, one for the whole page.
// They are cloned from <template id="copy-button">, where their words are translated.

// A click copies what `read` gives, a text or the promise of one; the button and the status say so for two seconds.
function copyOnClick(button, words, read) {
  const status = document.getElementById("status");
  const label = button.querySelector("span");
  const icon = button.querySelector("use");
  const [title, href] = [label.textContent, icon.getAttribute("href")];
  button.addEventListener("click", async () => {
    let said = words.done;
    try {
      const text = read();
      if (typeof text === "string") await navigator.clipboard.writeText(text);
      else await copyPromised(text);
      icon.setAttribute("href", href.replace("#copy", "#check"));
    } catch (error) {
      said = words.failed;
    }
    label.textContent = said;
    status.textContent = said;
    setTimeout(() => {
      label.textContent = title;
      icon.setAttribute("href", href);
      status.textContent = "";
    }, 2000);
  });
}

// Safari lets a page copy only while it handles the click, so it is handed the promise.
function copyPromised(text) {
  const blob = text.then((words) => new Blob([words], { type: "text/plain" }));
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
}

// What is pasted: code as it is, and of a difference the new lines.
const readCode = (pre) =>
  pre.matches("[data-snippet$='/switch']") ? pre.textContent.replace(/^-.*\n/gm, "").replace(/^\+/gm, "") : pre.textContent;

function addCopyButtons(root) {
  const template = document.getElementById("copy-button");
  if (!template || !navigator.clipboard) return;

  const addButton = (place, read) => {
    const button = template.content.firstElementChild.cloneNode(true);
    copyOnClick(button, button.dataset, read);
    place.append(button);
  };

  for (const figure of root.querySelectorAll("figure.code:not(:has(.copy))")) {
    addButton(figure.querySelector("figcaption"), () => readCode(figure.querySelector("pre")));
  }
  for (const source of root.querySelectorAll("[data-copy]")) addButton(source.parentElement, () => source.textContent);
}

// The whole page as Markdown; what writes it is a module of its own, loaded on first use.
{
  const button = document.getElementById("copy-page");
  const template = document.getElementById("copy-button");
  if (button && template && navigator.clipboard) {
    const words = template.content.firstElementChild.dataset;
    copyOnClick(button, words, () => import(button.dataset.script).then((markdown) => markdown.writePage()));
  } else {
    button?.remove();
  }
}
