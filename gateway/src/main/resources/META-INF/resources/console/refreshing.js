/** Calls a component's refresh when it appears, and every so often while it is there and the page is seen. */
export class Refreshing {
  #refresh;
  #millis;
  #timer;

  constructor(host, refresh, millis) {
    this.#refresh = refresh;
    this.#millis = millis;
    host.addController(this);
  }

  hostConnected() {
    this.#refresh();
    this.#timer = setInterval(() => document.hidden || this.#refresh(), this.#millis);
  }

  hostDisconnected() {
    clearInterval(this.#timer);
  }
}
