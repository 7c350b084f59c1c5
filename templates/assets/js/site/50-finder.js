// The table of models: heads of columns become buttons that sort. What sorts and filters is a module of its own,
// loaded on first use, or at once where the address already says what is wanted.
{
  const finder = document.querySelector(".finder");
  let loading = null;

  const use = async (action) => {
    try {
      loading = loading || import(finder.dataset.script).then((module) => module.start(finder));
      action(await loading);
    } catch (error) {
      loading = null; // the next use tries again
      finder.querySelector(".filter-count").textContent = finder.dataset.failed;
      console.error(error);
    }
  };

  if (finder) {
    const form = finder.querySelector("form");
    const toggle = form.querySelector(".filter-toggle");
    for (const head of finder.querySelectorAll("th[data-sort]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
    }
    finder.querySelector("thead").addEventListener("click", (event) => {
      const head = event.target.closest(".sort")?.parentElement;
      if (head) use((models) => models.sortBy(head.dataset.sort));
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", (event) => use((models) => models.change(event.target)));
    form.addEventListener("reset", () => use((models) => models.reset()));
    form.addEventListener("focusin", () => use(() => {}), { once: true });
    toggle?.addEventListener("click", () => {
      const isOpen = toggle.getAttribute("aria-expanded") === "true";
      toggle.setAttribute("aria-expanded", String(!isOpen));
    });
    if (location.search) use(() => {});
  }
}
