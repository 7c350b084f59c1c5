// The three-way theme switch; theme.js has already applied the stored choice.
{
  const select = document.getElementById("theme");
  const root = document.documentElement;
  if (select) {
    select.value = root.dataset.theme || "system";
    select.addEventListener("change", () => {
      const theme = select.value === "system" ? null : select.value;
      if (theme) root.dataset.theme = theme;
      else delete root.dataset.theme;
      choices.set("theme", theme);
    });
  }
}
