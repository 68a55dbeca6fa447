import { LitElement, css, html, nothing } from 'lit';
import { doing, share } from '/console/activities.js';
import { call, getJson, serverEvents } from '/console/api.js';
import { controls } from '/console/controls.js';
import { compact, duration, moment, percent, whole } from '/console/format.js';
import '/console/parts/grid-player.js';
import '/console/parts/job-curves.js';
import '/console/parts/problem-note.js';
import '/console/parts/state-chip.js';

const RECONNECT_MILLIS = 2000;
const ENDED = ['COMPLETED', 'FAILED', 'CANCELLED'];
const SHOWN_WARNINGS = 5;
const REASONS = {
  images: 'Image budget',
  minutes: 'Time budget',
  target: 'Target reached',
  plateau: 'Plateau',
  balance: 'Balance',
};
const WARNINGS = {
  collapse: 'Collapse',
  imbalance: 'Imbalance',
  stall: 'Stall',
  'rolled-back': 'Rolled back',
};

/** One job: where it stands, how its samples grow, its curves, versions and request; follows the job live. */
class Job extends LitElement {
  static properties = { jobId: {}, job: { state: true }, problem: { state: true } };

  static styles = [
    controls,
    css`
      .title {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-2) var(--gap-3);
      }

      .title button {
        margin-left: auto;
      }

      dl {
        display: flex;
        flex-wrap: wrap;
        gap: var(--gap-3) var(--gap-5);
      }

      dt {
        font-size: var(--text-s);
        color: var(--ink-soft);
      }

      dd {
        font-variant-numeric: tabular-nums;
        font-weight: 600;
      }

      .panels {
        display: grid;
        grid-template-columns: minmax(0, 5fr) minmax(0, 7fr);
        gap: var(--gap-4);
        align-items: start;
      }

      .panel > h2 {
        margin-bottom: var(--gap-3);
      }

      .samples {
        position: sticky;
        top: var(--gap-4);
      }

      .activity {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--gap-2) var(--gap-3);
      }

      .activity progress {
        flex: 1 1 8rem;
        width: auto;
      }

      .warnings {
        display: grid;
        gap: var(--gap-2);
        margin: 0;
        padding: var(--gap-3) var(--gap-4);
        list-style: none;
        color: var(--wait);
        background: var(--wait-soft);
        border-radius: var(--radius);
      }

      .warnings strong::before {
        content: '⚠ ';
      }

      .best {
        font-weight: 650;
        color: var(--good);
      }

      pre {
        margin: var(--gap-3) 0 0;
        overflow-x: auto;
        font-family: var(--mono);
        font-size: var(--text-s);
      }

      summary {
        cursor: pointer;
        font-weight: 650;
      }

      @media (max-width: 1080px) {
        .panels {
          grid-template-columns: minmax(0, 1fr);
        }

        .samples {
          position: static;
        }
      }
    `,
  ];

  #following;

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#following?.abort();
  }

  willUpdate(changed) {
    if (changed.has('jobId')) {
      this.job = undefined;
      this.problem = undefined;
      this.#following?.abort();
      this.#following = new AbortController();
      this.#follow(this.jobId, this.#following.signal);
    }
  }

  render() {
    const job = this.job;
    if (!job) {
      return html`<gantry-problem .problem=${this.problem}></gantry-problem>`;
    }
    return html`<div class="stack">
      <div class="title">
        <h1>${job.model ?? job.jobId}</h1>
        <gantry-state state=${job.state}></gantry-state>
        ${ENDED.includes(job.state)
          ? nothing
          : html`<button @click=${this.#cancel} ?disabled=${job.cancelRequested}>
              ${job.cancelRequested ? 'Cancelling…' : 'Cancel'}
            </button>`}
      </div>
      <gantry-problem .problem=${this.problem}></gantry-problem>
      ${job.trouble ? html`<gantry-problem .problem=${{ message: job.trouble.message }}></gantry-problem>` : nothing}
      ${this.#warnings(job)}
      <progress max="1" .value=${job.state === 'COMPLETED' ? 1 : (job.progress?.fraction ?? 0)} aria-label="Progress"></progress>
      ${this.#activity(job)} ${this.#facts(job)} ${job.curves.length ? this.#panels(job) : this.#waiting(job)} ${this.#versions(job)}
      ${this.#evaluation(job)} ${this.#request(job)}
    </div>`;
  }

  #facts(job) {
    const facts = [
      ['Data', job.data && readData(job.data)],
      ['Images', job.progress && `${whole(job.progress.step)} of ${whole(job.progress.budgetImages)}`],
      ['Images/s', job.progress && whole(job.outcome?.imagesPerSecond ?? job.progress.imagesPerSecond)],
      ['Time left', job.state === 'RUNNING' && job.progress && duration(job.progress.secondsLeft)],
      ['Took', job.outcome?.seconds !== undefined && duration(job.outcome.seconds)],
      ['Trainer', job.trainer && `${job.trainer} (${job.device})`],
      ['Ended by', job.outcome?.reason && REASONS[job.outcome.reason]],
      ['Best version', job.best && `v${job.best}`],
      ['Attempt', job.attempt > 1 && job.attempt],
      ['Asked for', moment(job.submittedAt)],
      ['Job', html`<code>${job.jobId}</code>`],
    ];
    return html`<dl>
      ${facts.filter(([, value]) => value).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
    </dl>`;
  }

  #activity(job) {
    const activity = job.activity;
    if (!activity || job.state !== 'RUNNING') {
      return nothing;
    }
    const words = doing(activity);
    return html`<p class="activity" role="status">
      <span>${words} <span class="soft mono">${share(activity)}</span></span>
      <progress max=${activity.total} .value=${activity.done} aria-label=${words}></progress>
    </p>`;
  }

  #warnings(job) {
    if (!job.warnings.length) {
      return nothing;
    }
    const hidden = job.warnings.length - SHOWN_WARNINGS;
    return html`<ul class="warnings" aria-label="Warnings">
      ${job.warnings
        .slice(-SHOWN_WARNINGS)
        .map(
          (w) => html`<li><strong>${WARNINGS[w.kind] ?? w.kind}</strong> after ${whole(w.step)} images: ${w.message}</li>`,
        )}
      ${hidden > 0 ? html`<li>and ${hidden} before</li>` : nothing}
    </ul>`;
  }

  #waiting(job) {
    const words = {
      QUEUED: 'The job waits for a trainer to take it.',
      RUNNING: 'A trainer has taken the job. The first progress report comes after the first tick.',
      RETRYING: 'The job waits for its next attempt.',
    };
    return words[job.state] ? html`<p class="panel soft">${words[job.state]}</p>` : nothing;
  }

  #panels(job) {
    return html`<div class="panels">
      <div class="panel samples">
        <h2>Samples of the same seeds</h2>
        <gantry-grid-player
          .jobId=${job.jobId}
          ?plots=${job.request?.data.kind === 'points'}
          .steps=${job.curves.filter((point) => point.sampleGrid).map((point) => point.step)}
        ></gantry-grid-player>
      </div>
      <gantry-job-curves .curves=${job.curves} .measurements=${job.measurements}></gantry-job-curves>
    </div>`;
  }

  #versions(job) {
    if (!job.versions.length) {
      return nothing;
    }
    return html`<div class="panel">
      <h2>Published versions</h2>
      <div class="row">
        ${job.versions.map(
          (version) =>
            html`<span class="mono ${version.version === job.best ? 'best' : ''}" title=${moment(version.at)}
              >v${version.version}<span class="soft"> @ ${compact(version.step)}</span>${version.version === job.best ? ' best' : nothing}</span
            >`,
        )}
        <a class="button" href="#/sample/${job.model}">Draw samples</a>
      </div>
    </div>`;
  }

  #evaluation(job) {
    const evaluations = job.outcome?.detector?.evaluations;
    if (!evaluations?.length) {
      return nothing;
    }
    return html`<div class="panel">
      <h2>How well its detector judges</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>Pictures</th>
              <th>AUC</th>
              <th>Found synthetic</th>
              <th>Real ones called synthetic</th>
              <th>Aim</th>
            </tr>
          </thead>
          <tbody>
            ${evaluations.map(
              (e) => html`<tr>
                <td>${e.condition}${e.generator ? ` of ${e.generator}` : ''} (${whole(e.reals)} real, ${whole(e.synthetics)} synthetic)</td>
                <td>${e.areaUnderCurve.toFixed(4)}</td>
                <td>${percent(e.truePositiveRate)}</td>
                <td>${percent(e.falsePositiveRate, 2)}</td>
                <td>${percent(e.targetFalsePositiveRate, 2)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </div>`;
  }

  #request(job) {
    return job.request
      ? html`<details class="panel">
          <summary>Request</summary>
          <pre tabindex="0">${JSON.stringify(job.request, null, 2)}</pre>
        </details>`
      : nothing;
  }

  async #follow(jobId, signal) {
    while (!signal.aborted) {
      try {
        await this.#load(jobId, signal);
        for await (const event of serverEvents(`/v1/jobs/${jobId}/events`, this.job.lastEventId, signal)) {
          if (event.id !== undefined) {
            await this.#load(jobId, signal);
          }
        }
        if (ENDED.includes(this.job?.state)) {
          return;
        }
      } catch (problem) {
        if (signal.aborted) {
          return;
        }
        this.problem = problem;
        if (problem.status === 401 || problem.status === 404) {
          return;
        }
      }
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MILLIS));
    }
  }

  async #load(jobId, signal) {
    const job = await getJson(`/v1/jobs/${jobId}`, { signal });
    if (!signal.aborted) {
      this.job = job;
      this.problem = undefined;
    }
  }

  async #cancel() {
    try {
      await call(`/v1/jobs/${this.jobId}`, { method: 'DELETE' });
      await this.#load(this.jobId, this.#following.signal);
      this.dispatchEvent(new Event('changed'));
    } catch (problem) {
      this.problem = problem;
    }
  }
}

/** How much was read, and which files were not, as far as they are named. */
function readData(data) {
  const names = data.skipped.map((file) => `${file.file}: ${file.reason}`).join('\n');
  return html`${whole(data.samples)} samples${data.skippedFiles
    ? html`, <span title=${names}>${whole(data.skippedFiles)} files skipped</span>`
    : nothing}`;
}

customElements.define('gantry-job', Job);
