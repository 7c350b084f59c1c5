// The field and its list after the ARIA Authoring Practices: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
// (editable, with list autocomplete, the first result selected). The focus stays in the field.

const SPOKEN_AFTER = 400; // milliseconds; a screen reader is told when the reader stops typing

// Starts the search in a dialog; rejects if the index cannot be loaded.
export async function start(dialog) {
  const [input, list, status, message] = ["input", "list", "status", "message"].map((part) =>
    dialog.querySelector(`[data-search="${part}"]`),
  );
  const home = dialog.dataset.home;
  const index = new Index();
  let selected = null;
  let isChosen = false; // by an arrow: it stays selected when more results come in
  let spoken = 0;

  const select = (option) => {
    selected?.setAttribute("aria-selected", "false");
    selected = option;
    selected?.setAttribute("aria-selected", "true");
    if (isChosen) selected?.scrollIntoView({ block: "nearest" });
    if (selected) input.setAttribute("aria-activedescendant", selected.id);
    else input.removeAttribute("aria-activedescendant");
  };

  const say = (text) => {
    clearTimeout(spoken);
    spoken = setTimeout(() => (status.textContent = text), SPOKEN_AFTER);
  };

  const refresh = () => {
    const query = input.value.trim();
    const kept = isChosen ? selected?.href : undefined;
    const count = showResults(list, query ? index.search(query) : [], query, home);
    const options = Array.from(list.querySelectorAll("[role=option]"));
    list.hidden = !count;
    input.setAttribute("aria-expanded", String(count > 0));
    selected = null;
    select(options.find((option) => option.href === kept) || options[0] || null);
    message.textContent = query ? dialog.dataset.empty.replace("{query}", () => query) : dialog.dataset.hint;
    message.hidden = count > 0;
    say(count ? dialog.dataset.found.replace("{count}", count) : query ? message.textContent : "");
  };

  const onKey = (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the key belongs to an input method
    const options = Array.from(list.querySelectorAll("[role=option]"));
    const at = options.indexOf(selected);
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && options.length) {
      event.preventDefault();
      isChosen = true;
      select(options[(at + steps[event.key] + options.length) % options.length]);
    } else if (event.key === "Enter" && selected) {
      event.preventDefault();
      selected.dispatchEvent(
        new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey }),
      );
    }
  };

  const load = async (path) => {
    const response = await fetch(path);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    const file = await response.json();
    for (const _ of index.add(file)) await new Promise((resolve) => setTimeout(resolve));
    return file;
  };

  // What models say in sentences comes after their names: file by file, as long as the reader is looking for something.
  const loadMore = async () => {
    const wants = () => dialog.open && input.value.trim().length > 1;
    while (!isLoading && files.length && wants()) {
      isLoading = true;
      try {
        await load(new URL(files[0], new URL(dialog.dataset.index, location.href)));
        files.shift();
        refresh();
      } catch (error) {
        files = []; // the names are there
      }
      isLoading = false;
    }
  };

  let isLoading = false;
  let { files } = await load(dialog.dataset.index);
  input.addEventListener("input", () => {
    isChosen = false;
    list.scrollTop = 0;
    refresh();
    loadMore();
  });
  input.addEventListener("keydown", onKey);
  list.addEventListener("click", (event) => {
    if (event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
  });
  refresh();
  loadMore();
}
