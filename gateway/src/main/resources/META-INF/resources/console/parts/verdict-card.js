import { LitElement, css, html, nothing } from 'lit';
import { controls } from '/console/controls.js';
import { moment, percent, sentence } from '/console/format.js';
import { WORDS, isSynthetic } from '/console/verdicts.js';

const MARKS = {
  VALID: 'is valid',
  CHANGED: 'is genuine, but the picture was changed since',
  OF_ANOTHER: 'is genuine, but of another picture',
  FORGED: 'is forged',
  FOREIGN_KEY: 'is signed by a key that is not trusted here',
  UNREADABLE: 'cannot be read',
};

const MATCHES = {
  EXACT: 'pixel for pixel',
  ALIKE: 'much like this one, which decides nothing',
};

const ABSTENTIONS = {
  UNKNOWN_SIZE: 'none: it knows no pictures of this size',
  UNKNOWN_QUALITY: 'none: it knows no JPEG as strongly compressed as this',
  TOO_FEW_REALS: 'none: too few real pictures for this rate',
};

/** A verdict: the conclusion, why, what the picture says of itself, what was given out like it, whose it may be, and each detector's judgement. */
class VerdictCard extends LitElement {
  static properties = { verdict: { attribute: false } };

  static styles = [
    controls,
    css`
      .word {
        font-size: var(--text-xl);
        font-weight: 700;
        line-height: 1.2;
        color: var(--ink-soft);
      }

      .LIKELY_SYNTHETIC,
      .DECLARED_SYNTHETIC {
        color: var(--generated);
      }

      .ANOMALOUS,
      .UNCERTAIN {
        color: var(--wait);
      }

      .judgement {
        display: grid;
        gap: var(--gap-2);
        padding-top: var(--gap-3);
        border-top: 1px solid var(--line);
      }

      .judgement > div:first-child {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: var(--gap-2);
      }

      meter {
        width: 100%;
        height: 10px;
      }

      meter::-webkit-meter-bar {
        height: 10px;
        border: 0;
        border-radius: 5px;
        background: var(--sunken);
      }

      meter::-webkit-meter-optimum-value {
        background: var(--real);
      }

      meter.synthetic::-webkit-meter-optimum-value {
        background: var(--generated);
      }

      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
        gap: var(--gap-2) var(--gap-4);
        font-size: var(--text-s);
        font-variant-numeric: tabular-nums;
      }

      dt {
        color: var(--ink-soft);
      }

      .share {
        display: grid;
        grid-template-columns: minmax(90px, 30%) minmax(0, 1fr) 4.5em;
        gap: var(--gap-3);
        align-items: center;
        font-size: var(--text-s);
        font-variant-numeric: tabular-nums;
      }

      .share > :last-child {
        text-align: right;
      }

      .digest {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  render() {
    const { verdict, reason, picture, origin, emission, attribution, judgements, unavailable = [] } = this.verdict;
    return html`<div class="stack">
      <div>
        <p class="word ${verdict}">${WORDS[verdict] ?? verdict}</p>
        <p>${sentence(reason)}</p>
        ${picture ? html`<p class="soft small">${picture.format.toUpperCase()}, ${picture.width} × ${picture.height} pixels.</p>` : nothing}
      </div>
      ${origin ? this.#origin(origin) : nothing}
      ${emission ? this.#emission(emission) : nothing}
      ${attribution ? this.#attribution(attribution) : nothing}
      ${judgements.map((judgement) => this.#judgement(judgement))}
      ${unavailable.map(
        ({ model, reason: why }) => html`<section class="judgement" aria-label="Detector of ${model}">
          <div><strong>${model}</strong><span class="UNCERTAIN">could not look</span></div>
          <p class="soft small">${sentence(why)}</p>
        </section>`,
      )}
    </div>`;
  }

  #origin({ status, mark }) {
    return html`<section class="judgement" aria-label="Origin mark">
      <div><strong>Origin mark</strong><span class=${status === 'VALID' ? 'DECLARED_SYNTHETIC' : 'soft'}>It ${MARKS[status] ?? status}.</span></div>
      ${mark
        ? html`<dl>
            <div><dt>Made by</dt><dd>${mark.model} version ${mark.version}</dd></div>
            <div><dt>Key</dt><dd><code>${mark.signature.keyId}</code></dd></div>
            <div class="digest" title=${mark.manifestSha256}><dt>Manifest</dt><dd><code>${mark.manifestSha256.slice(0, 12)}</code></dd></div>
          </dl>`
        : nothing}
    </section>`;
  }

  #emission({ match, model, version, at, distance }) {
    return html`<section class="judgement" aria-label="Given out">
      <div><strong>Given out</strong><span class=${match === 'EXACT' ? 'DECLARED_SYNTHETIC' : 'soft'}>${MATCHES[match] ?? match}</span></div>
      <dl>
        <div><dt>Made by</dt><dd>${model} version ${version}</dd></div>
        <div><dt>When</dt><dd>${moment(at)}</dd></div>
        <div><dt>Bits that differ</dt><dd>${distance} of 64</dd></div>
      </dl>
    </section>`;
  }

  #attribution({ generators, unknown }) {
    return html`<section class="judgement" aria-label="Attribution">
      <div><strong>Whose it may be</strong></div>
      ${generators.map(({ model, version, share, generators: known }) =>
        this.#share(
          known
            ? html`one of ${known.join(', ')} <span class="soft">by ${model} version ${version}</span>`
            : html`${model} <span class="soft">version ${version}</span>`,
          share,
          'synthetic',
        ),
      )}
      ${this.#share(html`<span class="soft">anything else, or real</span>`, unknown, '')}
    </section>`;
  }

  #share(name, share, kind) {
    return html`<div class="share">
      <span>${name}</span>
      <meter class=${kind} min="0" max="1" .value=${share} aria-label="Share"></meter>
      <span>${percent(share)}</span>
    </div>`;
  }

  #judgement(judgement) {
    const { conclusion, probability } = judgement;
    return html`<section class="judgement" aria-label="Detector of ${judgement.model}">
      <div>
        <strong>${judgement.model} <span class="soft">version ${judgement.version}</span></strong>
        <span class=${conclusion}>${WORDS[conclusion] ?? conclusion}</span>
      </div>
      <meter class=${isSynthetic(conclusion) ? 'synthetic' : ''} min="0" max="1" .value=${probability} aria-label="Probability of being synthetic"></meter>
      <dl>
        <div><dt>Probability synthetic</dt><dd>${percent(probability)}</dd></div>
        <div><dt>Score</dt><dd>${judgement.score.toFixed(3)}</dd></div>
        <div><dt>Threshold</dt><dd>
          ${judgement.threshold === undefined
            ? (ABSTENTIONS[judgement.abstention] ?? 'none')
            : `${judgement.threshold.toFixed(3)} (${percent(judgement.falsePositiveRate)} false alarms)`}
        </dd></div>
        <div><dt>Real ones this synthetic</dt><dd>${percent(judgement.pValue, 2)}</dd></div>
        <div class="digest" title=${judgement.detectorSha256}><dt>Detector</dt><dd><code>${judgement.detectorSha256.slice(0, 12)}</code></dd></div>
      </dl>
    </section>`;
  }
}

customElements.define('gantry-verdict', VerdictCard);
