// The theme's instant navigation changes the page's content and loads nothing. A document that comes so has not what
// readers annotate with, or that of the document before; the page of the search and long lists have not their scripts,
// and words are not marked: such pages are loaded, as they are without instant navigation.

const LOADED = ".annotating[hidden], .searching[hidden], .glossator[data-kind=index]";

let isFirst = true;

// The theme makes the addresses of a fetched page whole by setting each `href`, which links in pictures (SVG) do not let it.
const { get } = Object.getOwnPropertyDescriptor(SVGAElement.prototype, "href");
Object.defineProperty(SVGAElement.prototype, "href", {
  get,
  set() {
    this.setAttribute("href", new URL(this.getAttribute("href"), this.baseURI).href);
  },
});

// The theme's own: the document, each time that its content has changed, and first as it was loaded.
window.document$?.subscribe(() => {
  const isMarked = new URLSearchParams(location.search).has("marked");
  if (!isFirst && (isMarked || document.querySelector(LOADED))) location.reload();
  isFirst = false;
});
