// Opens the search, from its button or the keyboard. What searches is loaded with the first use.
(() => {
  const home = document.currentScript.src;
  const button = document.querySelector(".search-button");
  const dialog = document.getElementById("glossator-search");
  if (!button || !dialog) return;
  const status = dialog.querySelector(".search__status");
  let loading;

  function load() {
    loading ??= import(new URL("search.js", home).href).then((module) => module.start(dialog));
    return loading.catch(() => {
      loading = undefined;
      status.textContent =
        location.protocol === "file:"
          ? "Search needs a web server: browsers do not let a page opened from disk read the index. In the " +
            "archive’s folder, run “make serve”, or “python3 -m http.server” in the folder of the site."
          : "The search could not be loaded. Check the connection, then open it again.";
    });
  }

  function open() {
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input").select();
    load();
  }

  const writing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

  button.addEventListener("click", open);
  dialog.querySelector(".search__close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  document.addEventListener("keydown", (event) => {
    const ctrlK = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !writing(event.target);
    if (event.defaultPrevented || dialog.open || !(ctrlK || slash)) return;
    event.preventDefault();
    open();
  });
})();
