import { css } from 'lit';

/** A list of things to choose from beside the chosen one; on narrow screens one column. */
export const choices = css`
  :host {
    display: grid;
    grid-template-columns: minmax(260px, 320px) minmax(0, 1fr);
    gap: var(--gap-5);
    align-items: start;
  }

  ul {
    display: grid;
    gap: var(--gap-2);
    margin: 0;
    padding: 0;
    list-style: none;
  }

  a.choice {
    display: grid;
    gap: var(--gap-2);
    padding: var(--gap-3) var(--gap-4);
    text-decoration: none;
    overflow-wrap: anywhere;
  }

  a.choice:hover {
    border-color: var(--line-strong);
  }

  a.choice[aria-current] {
    border-color: var(--ink);
    box-shadow: inset 3px 0 0 var(--generated);
  }

  @media (max-width: 860px) {
    :host {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
