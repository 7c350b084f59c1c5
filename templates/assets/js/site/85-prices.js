// Prices: the calculator opens by its button, or at once where the address has a calculation; the table of all prices
// is sorted and filtered. Both are a module of their own.
for (const box of document.querySelectorAll("[data-calculator]")) {
  const button = box.querySelector("button");
  let panel = null;
  const open = async () => {
    button.setAttribute("aria-expanded", String(!(panel && !panel.hidden)));
    if (panel) {
      panel.hidden = !panel.hidden;
      return;
    }
    button.disabled = true; // a second press would build a second one
    try {
      const calculator = await import(box.dataset.calculator);
      panel = await calculator.start(box);
    } catch (error) {
      button.setAttribute("aria-expanded", "false");
      document.getElementById("status").textContent = box.dataset.failed;
      button.after(Object.assign(document.createElement("p"), { textContent: box.dataset.failed, className: "bad" }));
      console.error(error);
    }
    button.disabled = false;
  };
  button.addEventListener("click", open);
  if (new URLSearchParams(location.search).has("cost")) open();
}

for (const form of document.querySelectorAll("form[data-table]")) {
  import(form.dataset.script).then((prices) => prices.startTable(form));
}
