// Sets the theme before the first paint: what the person chose, else what the embedding site asked for, else the system's.
(() => {
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search);
  let chosen = null;
  try {
    chosen = localStorage.getItem("willcall.theme");
  } catch {
    // storage may be forbidden in a frame; the system's theme will do
  }
  const theme = chosen ?? asked.get("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (asked.has("embed")) root.dataset.embed = "";
})();
