// Above a long list stands a field: what does not hold the words that one types is hidden, in place.
// It is no module: browsers load none from disk.
(() => {
  const FEWEST = 8; // lines of a page from which there is a field

  /** Return text without case and accents, to compare by. */
  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function start(page) {
    const lines = [...page.querySelectorAll(".entries > li, .network-table tbody tr")];
    if (lines.length < FEWEST) return;
    const words = lines.map((line) => folded(line.textContent));
    const sections = [...page.querySelectorAll("section")].filter((section) => section.querySelector(".entries"));
    const letters = new Map([...page.querySelectorAll(".letters a")].map((link) => [link.hash.slice(1), link]));

    const field = document.createElement("p");
    field.className = "filter";
    const label = document.createElement("label");
    label.htmlFor = "filter-words";
    label.textContent = "Show only";
    const input = document.createElement("input");
    input.type = "search";
    input.id = "filter-words";
    input.autocomplete = "off";
    input.spellcheck = false;
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    field.append(label, input, status);
    page.querySelector(".head").after(field);

    function show() {
      const asked = folded(input.value).split(/\s+/).filter(Boolean);
      let count = 0;
      lines.forEach((line, at) => {
        line.hidden = !asked.every((word) => words[at].includes(word));
        count += line.hidden ? 0 : 1;
      });
      for (const section of sections) {
        section.hidden = !section.querySelector(".entries > li:not([hidden])");
        const letter = letters.get(section.getAttribute("aria-labelledby"));
        if (letter) letter.hidden = section.hidden;
      }
      status.textContent = asked.length ? `${count.toLocaleString("en")} of ${lines.length.toLocaleString("en")}` : "";
    }

    input.addEventListener("input", show);
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !input.value) return;
      input.value = "";
      show();
      event.preventDefault();
    });
  }

  const page = document.querySelector(".glossator");
  if (page) start(page);
})();
