// Prices: the calculator opens by its button, or at once where the address has a calculation; the table of all prices
// is sorted and filtered. Both are a module of their own.
for (const box of document.querySelectorAll("[data-calculator]")) {
  const button = box.querySelector("button");
  let panel = null;

  const load = async () => {
    box.querySelector("p")?.remove();
    button.disabled = true; // a second press would build a second one
    try {
      panel = await (await import(box.dataset.calculator)).start(box);
    } catch (error) {
      box.append(Object.assign(document.createElement("p"), { textContent: box.dataset.failed, className: "bad" }));
      document.getElementById("status").textContent = box.dataset.failed;
      console.error(error);
    }
    button.disabled = false;
  };

  const toggle = async () => {
    const hadFocus = document.activeElement === button;
    if (panel) panel.hidden = !panel.hidden;
    else await load();
    button.setAttribute("aria-expanded", String(Boolean(panel && !panel.hidden)));
    if (hadFocus) button.focus(); // it was lost while the button could not be pressed
  };

  button.addEventListener("click", toggle);
  if (new URLSearchParams(location.search).has("cost")) toggle();
}

for (const form of document.querySelectorAll("form[data-table]")) {
  import(form.dataset.script).then((prices) => prices.startTable(form));
}
