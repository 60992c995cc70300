// Read from disk, browsers run no workers: the theme's search gets one that runs in a frame. The theme looks for that name
// among its polyfills, and would else load another one from a host elsewhere.
(() => {
  if (location.protocol !== "file:") return;

  class IFrameWorker extends EventTarget {
    #frame = document.createElement("iframe");
    #ready;

    constructor(address) {
      super();
      this.#frame.hidden = true;
      document.body.append(this.#frame);
      const { contentWindow: inner } = this.#frame;
      inner.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      inner.importScripts = (...addresses) =>
        addresses.reduce((before, each) => before.then(() => this.#load(each)), Promise.resolve());
      this.#ready = this.#load(address);
      this.#ready.catch(() => this.dispatchEvent(new Event("error")));
    }

    #load(address) {
      const { contentDocument: page } = this.#frame;
      const script = page.createElement("script");
      script.src = new URL(address, document.baseURI).href;
      page.body.append(script);
      return new Promise((done, failed) => {
        script.onload = done;
        script.onerror = failed;
      });
    }

    postMessage(data) {
      const { contentWindow: inner } = this.#frame;
      void this.#ready.then(() => inner.dispatchEvent(new inner.MessageEvent("message", { data })));
    }

    terminate() {
      this.#frame.remove();
    }
  }

  globalThis.IFrameWorker = IFrameWorker;
  globalThis.Worker = IFrameWorker;
})();
