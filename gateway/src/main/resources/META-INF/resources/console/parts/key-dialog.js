import { LitElement, css, html } from 'lit';
import { apiKey } from '/console/api.js';
import { controls } from '/console/controls.js';

/** Asks for the API key and keeps it for this tab. */
class KeyDialog extends LitElement {
  static properties = { refused: { type: Boolean } };

  static styles = [
    controls,
    css`
      dialog {
        width: min(28rem, calc(100vw - 2rem));
        padding: var(--gap-5);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        color: var(--ink);
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }

      form {
        display: grid;
        gap: var(--gap-4);
      }
    `,
  ];

  open(refused) {
    this.refused = refused;
    this.updateComplete.then(() => {
      const dialog = this.renderRoot.querySelector('dialog');
      if (!dialog.open) {
        dialog.showModal();
      }
    });
  }

  render() {
    return html`<dialog aria-labelledby="title" @cancel=${(event) => event.preventDefault()}>
      <form method="dialog" @submit=${this.#keep}>
        <h2 id="title">${this.refused ? 'This key is not accepted' : 'Enter the API key'}</h2>
        <p class="soft small">
          <code>./gantry up</code> prints an address that holds it. An access token of an issuer that the gateway
          trusts does as well. Either stays in this tab and goes nowhere but to this gateway.
        </p>
        <label>API key <input name="key" type="password" autocomplete="off" required autofocus spellcheck="false" /></label>
        <button class="primary">Open the console</button>
      </form>
    </dialog>`;
  }

  #keep(event) {
    apiKey.set(new FormData(event.target).get('key').trim());
    this.dispatchEvent(new Event('key-given'));
  }
}

customElements.define('gantry-key-dialog', KeyDialog);
