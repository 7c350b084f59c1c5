// The field that finds models, after the ARIA Authoring Practices: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
// (editable, with list autocomplete). The focus stays in the field.

const MOST_FOUND = 8;

// Gives nothing; calls `pick` with the model a reader chooses. `find` gives models for a query, the best first.
function startPicker(input, list, { find, isChosen, pick, say, none }) {
  let found = [];
  let at = -1;

  const select = (place) => {
    at = place;
    Array.from(list.children).forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    const option = list.children[at];
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    say("");
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    select(-1);
  };
  const open = () => {
    found = find(input.value.trim()).filter((model) => !isChosen(model)).slice(0, MOST_FOUND);
    list.replaceChildren(...found.map(makeModelOption));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    select(input.value && found.length ? 0 : -1);
    say(found.length ? "" : none);
  };
  const choose = (place) => {
    const model = found[place];
    input.value = "";
    close();
    pick(model);
  };

  input.addEventListener("input", open);
  input.addEventListener("click", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the key belongs to an input method
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      if (list.hidden) open();
      const from = at < 0 && event.key === "ArrowUp" ? 0 : at;
      if (found.length) select((from + steps[event.key] + found.length) % found.length);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      choose(at);
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(Array.from(list.children).indexOf(option));
  });
  if (input.value && document.activeElement === input) open(); // a reader was faster than this script
}

function makeModelOption(model, place) {
  const option = document.createElement("div");
  option.className = "search-option";
  option.id = `compare-option-${place}`;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  const parts = [["span", "search-title", model.title], ["code", "search-id", model.ids[0]], ["span", "search-detail", model.detail]];
  for (const [name, className, text] of parts) {
    const part = document.createElement(name);
    part.className = className;
    part.textContent = text;
    option.append(part, " ");
  }
  return option;
}
