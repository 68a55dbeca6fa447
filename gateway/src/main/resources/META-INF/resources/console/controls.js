import { css } from 'lit';

/** What every component shares: type, controls, panels. */
export const controls = css`
  :host {
    display: block;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  figure {
    margin: 0;
  }

  h1 {
    font-size: var(--text-xl);
    font-weight: 650;
    letter-spacing: -0.01em;
    line-height: 1.2;
  }

  h2 {
    font-size: var(--text-m);
    font-weight: 650;
  }

  code,
  .mono {
    font-family: var(--mono);
    font-size: 0.92em;
  }

  .soft {
    color: var(--ink-soft);
  }

  .small {
    font-size: var(--text-s);
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .panel {
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    padding: var(--gap-4);
  }

  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap-4);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--gap-2);
    align-items: center;
  }

  button,
  .button,
  input,
  select {
    min-height: var(--control);
    font: inherit;
    color: inherit;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: var(--surface);
  }

  input,
  select {
    width: 100%;
    padding: 0 var(--gap-2);
  }

  input[type='checkbox'] {
    width: 1.1rem;
    min-height: 1.1rem;
    accent-color: var(--real);
  }

  input[type='range'] {
    accent-color: var(--real);
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
  }

  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--gap-2);
    padding: 0 var(--gap-4);
    text-decoration: none;
    cursor: pointer;
  }

  button:hover:not(:disabled),
  .button:hover {
    border-color: var(--ink);
  }

  button.primary,
  .button.primary {
    background: var(--ink);
    border-color: var(--ink);
    color: var(--paper);
    font-weight: 600;
  }

  button:disabled {
    opacity: 0.55;
    cursor: default;
  }

  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  a {
    color: inherit;
    text-underline-offset: 0.2em;
  }

  label {
    display: grid;
    gap: var(--gap-1);
    font-size: var(--text-s);
    color: var(--ink-soft);
  }

  label > input,
  label > select {
    font-size: var(--text-m);
    color: var(--ink);
  }

  progress {
    appearance: none;
    display: block;
    width: 100%;
    height: 6px;
    border: 0;
    border-radius: 3px;
    background: var(--sunken);
    overflow: hidden;
  }

  progress::-webkit-progress-bar {
    background: var(--sunken);
  }

  progress::-webkit-progress-value {
    background: var(--real);
  }

  progress::-moz-progress-bar {
    background: var(--real);
  }

  img.pixels {
    display: block;
    width: 100%;
    image-rendering: pixelated;
    background: var(--sunken);
    border-radius: 3px;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--text-s);
    font-variant-numeric: tabular-nums;
  }

  th,
  td {
    padding: var(--gap-1) var(--gap-3) var(--gap-1) 0;
    text-align: left;
    border-bottom: 1px solid var(--line);
    white-space: nowrap;
  }

  th {
    font-weight: 500;
    color: var(--ink-soft);
  }

  .scroll {
    overflow-x: auto;
  }
`;
