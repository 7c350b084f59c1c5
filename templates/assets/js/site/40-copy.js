// Copy buttons: one in the caption of every code sample, one behind every `[data-copy]`.
// The button is cloned from <template id="copy-button">, where its words are translated.
function addCopyButtons(root) {
  const template = document.getElementById("copy-button");
  const status = document.getElementById("status");
  if (!template || !status || !navigator.clipboard) return;

  const addButton = (place, source) => {
    const button = template.content.firstElementChild.cloneNode(true);
    const label = button.querySelector("span");
    const icon = button.querySelector("use");
    const words = label.textContent;
    const href = icon.getAttribute("href");
    button.addEventListener("click", async () => {
      let said = button.dataset.done;
      try {
        await navigator.clipboard.writeText(source.textContent);
        icon.setAttribute("href", href.replace("#copy", "#check"));
      } catch (error) {
        said = button.dataset.failed;
      }
      label.textContent = said;
      status.textContent = said;
      setTimeout(() => {
        label.textContent = words;
        icon.setAttribute("href", href);
        status.textContent = "";
      }, 2000);
    });
    place.append(button);
  };

  for (const figure of root.querySelectorAll("figure.code:not(:has(.copy))")) {
    addButton(figure.querySelector("figcaption"), figure.querySelector("pre"));
  }
  for (const source of root.querySelectorAll("[data-copy]")) addButton(source.parentElement, source);
}
