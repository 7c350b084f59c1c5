// The three-way theme switch; theme.js has already applied the stored choice.
{
  const select = document.getElementById("theme");
  const root = document.documentElement;
  const apply = (theme) => {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  if (select) {
    select.value = root.dataset.theme || "system";
    select.addEventListener("change", () => {
      const theme = select.value === "system" ? null : select.value;
      apply(theme);
      choices.set("theme", theme);
    });
    // The browser may show a page as it was left; the theme may have been switched on another page since.
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      apply(choices.get("theme"));
      select.value = root.dataset.theme || "system";
    });
  }
}
