// Opens the search by its button, `/` or Ctrl-K. The search itself is a module of its own, loaded on first use.
{
  const dialog = document.getElementById("search");
  const button = document.getElementById("search-open");
  let started = null;

  const open = async () => {
    const input = dialog.querySelector("[data-search=input]");
    const message = dialog.querySelector("[data-search=message]");
    dialog.showModal();
    input.select();
    if (started) return;
    message.textContent = dialog.dataset.loading;
    try {
      started = import(dialog.dataset.script).then((search) => search.start(dialog));
      await started;
    } catch (error) {
      started = null; // opening it again tries again
      message.textContent = dialog.dataset.failed;
      console.error(error);
    }
  };

  // `/` may be typed as another character: by a Chinese input method as `、`, on a Russian keyboard as `.`
  const isSlash = (event) => event.key === "/" || (event.code === "Slash" && "、.".includes(event.key));
  const isTyping = (element) => element.matches("input, select, textarea") || element.isContentEditable;

  const onKey = (event) => {
    if (event.isComposing || event.altKey || event.shiftKey) return;
    const isControlK = (event.ctrlKey || event.metaKey) && (event.code === "KeyK" || event.key === "k");
    const isBareSlash = isSlash(event) && !event.ctrlKey && !event.metaKey && !isTyping(event.target);
    if (!isControlK && !(isBareSlash && choices.get("search-slash") !== "off")) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else open();
  };

  if (dialog && button) {
    button.addEventListener("click", open);
    document.addEventListener("keydown", onKey);
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close(); // the backdrop counts as the dialog
    });
    dialog.querySelector("[data-search=close]").addEventListener("click", () => dialog.close());

    // A single key must be one that readers can switch off: https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts
    const slash = dialog.querySelector("[data-search=slash]");
    addEventListener("pageshow", () => (slash.checked = choices.get("search-slash") !== "off"));
    slash.addEventListener("change", () => choices.set("search-slash", slash.checked ? null : "off"));
  }
}
