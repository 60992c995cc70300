// Opens the search, from its button or the keyboard. What searches is loaded with the first use.
(() => {
  const home = document.currentScript.src;
  const button = document.querySelector(".search-button");
  const dialog = document.getElementById("glossator-search");
  if (!button || !dialog) return;
  const status = dialog.querySelector(".search__status");
  const isOnDisk = location.protocol === "file:";
  const NEEDS_SERVER =
    "Search needs a web server: browsers do not let a page that was opened from disk read the index. " +
    "Run “python3 -m http.server” in the folder of this site, and open the address that it prints.";
  let loading;
  let styling;

  function explain() {
    status.textContent = isOnDisk ? NEEDS_SERVER : "The search could not be loaded. Check the connection, then try again.";
  }

  function styled() {
    styling ??= new Promise((done) => {
      const styles = document.createElement("link");
      styles.rel = "stylesheet";
      styles.href = new URL("styles/search.css", home).href;
      styles.onload = styles.onerror = done;
      document.head.append(styles);
    });
    return styling;
  }

  function load() {
    loading ??= Promise.all([import(new URL("search/dialog.js", home).href), styled()]).then(([module]) =>
      module.start(dialog, explain),
    );
    loading.catch(() => {
      loading = undefined;
      explain();
    });
  }

  function open() {
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("input").select();
    load();
  }

  const writing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

  if (new URLSearchParams(location.search).has("marked")) import(new URL("search/marked.js", home).href);

  const unable = document.querySelector(".searching__unable");
  if (unable && isOnDisk) {
    unable.textContent = `${NEEDS_SERVER} The indexes at the end of this page lead to everything.`;
    unable.classList.add("searching__unable--shown");
  }

  for (const nearing of ["pointerenter", "focus"]) button.addEventListener(nearing, styled, { once: true });
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
