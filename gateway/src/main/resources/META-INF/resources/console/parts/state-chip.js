import { LitElement, css, html } from 'lit';

const WORDS = {
  QUEUED: 'Queued',
  RUNNING: 'Training',
  RETRYING: 'Retrying',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
};

/** A job's state in a word, with a shape besides the colour. */
class StateChip extends LitElement {
  static properties = { state: { reflect: true } };

  static styles = css`
    :host {
      display: inline-flex;
      align-items: center;
      gap: 0.4em;
      padding: 0.1em 0.6em;
      border-radius: 1em;
      font-size: var(--text-s);
      font-weight: 600;
      white-space: nowrap;
      color: var(--ink-soft);
      background: var(--sunken);
    }

    i {
      width: 0.5em;
      height: 0.5em;
      border-radius: 50%;
      background: currentColor;
    }

    :host([state='RUNNING']) {
      color: var(--real);
      background: var(--real-soft);
    }

    :host([state='RUNNING']) i {
      animation: pulse 1.6s ease-in-out infinite;
    }

    :host([state='RETRYING']) {
      color: var(--wait);
      background: var(--wait-soft);
    }

    :host([state='COMPLETED']) {
      color: var(--good);
      background: var(--good-soft);
    }

    :host([state='FAILED']) {
      color: var(--bad);
      background: var(--bad-soft);
    }

    :host([state='FAILED']) i,
    :host([state='CANCELLED']) i {
      border-radius: 0;
      transform: rotate(45deg);
    }

    @keyframes pulse {
      50% {
        opacity: 0.25;
      }
    }

    @media (prefers-reduced-motion: reduce) {
      :host([state='RUNNING']) i {
        animation: none;
      }
    }
  `;

  render() {
    return html`<i></i>${WORDS[this.state] ?? this.state}`;
  }
}

customElements.define('gantry-state', StateChip);
