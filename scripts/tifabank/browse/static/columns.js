// What Datasette's menus of columns (table.js, which runs after this) ask of the page, and the same menus from the keyboard.

window.DATASETTE_ALLOW_FACET = document.querySelector("[data-allow-facet]")?.dataset.allowFacet === "true";

window.addEventListener("load", () => {
  const menu = document.querySelector("body > .dropdown-menu");
  if (!menu) return;
  let opened = null;
  for (const icon of document.querySelectorAll(".dropdown-menu-icon")) {
    icon.setAttribute("role", "button");
    icon.setAttribute("tabindex", "0");
    icon.setAttribute("aria-label", `Menu of the column ${icon.closest("th").dataset.column}`);
    icon.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      opened = icon;
      icon.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      Array.from(menu.querySelectorAll("a")).find((link) => link.offsetParent)?.focus();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.style.display === "none") return;
    document.body.click();
    opened?.focus();
  });
});
