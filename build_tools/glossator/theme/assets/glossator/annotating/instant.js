// The theme's instant navigation changes the page's content and loads nothing. A document that comes so has not what
// readers annotate with, or that of the document before: the page is loaded, as it is without instant navigation.

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
  if (!isFirst && document.querySelector(".annotating[hidden]")) location.reload();
  isFirst = false;
});
