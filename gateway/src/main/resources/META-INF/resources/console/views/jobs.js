import { LitElement, css, html, nothing } from 'lit';
import { doing, share } from '/console/activities.js';
import { getJson } from '/console/api.js';
import { choices } from '/console/choices.js';
import { controls } from '/console/controls.js';
import { compact, duration, moment } from '/console/format.js';
import { Refreshing } from '/console/refreshing.js';
import '/console/parts/problem-note.js';
import '/console/parts/state-chip.js';
import '/console/views/job.js';
import '/console/views/new-job.js';

const REFRESH_MILLIS = 3000;
const NEW = 'new';

/** The list of jobs beside the chosen one; on narrow screens one or the other. */
class Jobs extends LitElement {
  static properties = { selected: {}, jobs: { state: true }, problem: { state: true } };

  static styles = [
    controls,
    choices,
    css`
      .head {
        display: flex;
        justify-content: space-between;
        align-items: center;
        margin-bottom: var(--gap-4);
      }

      .line {
        display: flex;
        justify-content: space-between;
        align-items: center;
        gap: var(--gap-2);
      }

      .name {
        font-weight: 600;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .back {
        display: none;
      }

      @media (max-width: 860px) {
        :host([narrow-detail]) .list,
        :host(:not([narrow-detail])) .detail {
          display: none;
        }

        .back {
          display: inline-block;
          margin-bottom: var(--gap-3);
        }
      }
    `,
  ];

  constructor() {
    super();
    new Refreshing(this, () => this.#refresh(), REFRESH_MILLIS);
  }

  updated() {
    this.toggleAttribute('narrow-detail', Boolean(this.selected));
  }

  render() {
    const shown = this.selected || this.jobs?.[0]?.jobId || NEW;
    return html`<section class="list" aria-label="All jobs">
        <div class="head">
          <h1>Jobs</h1>
          <a class="button" href="#/jobs/${NEW}">New job</a>
        </div>
        <gantry-problem .problem=${this.problem}></gantry-problem>
        ${this.jobs?.length === 0
          ? html`<p class="soft">No job has been asked for yet. Start one here, or put a request on Kafka.</p>`
          : html`<ul>
              ${this.jobs?.map((job) => html`<li>${this.#item(job, job.jobId === shown)}</li>`)}
            </ul>`}
      </section>
      <section class="detail" aria-label="The chosen job">
        <a class="back" href="#/jobs">← All jobs</a>
        ${this.jobs === undefined
          ? nothing
          : shown === NEW
            ? html`<gantry-new-job @submitted=${this.#submitted}></gantry-new-job>`
            : html`<gantry-job .jobId=${shown} @changed=${this.#refresh}></gantry-job>`}
      </section>`;
  }

  #item(job, current) {
    const fraction = job.state === 'COMPLETED' ? 1 : (job.progress?.fraction ?? 0);
    return html`<a class="choice panel" href="#/jobs/${job.jobId}" aria-current=${current ? 'true' : nothing}>
      <span class="line">
        <span class="name">${job.model ?? job.jobId}</span>
        <gantry-state state=${job.state}></gantry-state>
      </span>
      <progress max="1" .value=${fraction} aria-label="Progress"></progress>
      <span class="line soft small">
        <span>${this.#doing(job)}</span>
        <span>${moment(job.submittedAt)}</span>
      </span>
    </a>`;
  }

  #doing(job) {
    if (job.state === 'RUNNING' && job.activity) {
      return `${doing(job.activity)}, ${share(job.activity)}`;
    }
    if (job.state === 'RUNNING' && job.progress) {
      return `${compact(job.progress.step)} images, ${duration(job.progress.secondsLeft)} left`;
    }
    if (job.versions.length) {
      return `version ${job.versions.at(-1).version}`;
    }
    if (job.state === 'QUEUED') {
      return 'waits for a trainer';
    }
    return job.trouble?.code ?? (job.progress ? `${compact(job.progress.step)} images` : '');
  }

  async #submitted(event) {
    await this.#refresh();
    location.hash = `#/jobs/${event.detail}`;
  }

  async #refresh() {
    try {
      this.jobs = (await getJson('/v1/jobs?limit=100')).jobs;
      this.problem = undefined;
    } catch (problem) {
      this.problem = problem;
    }
  }
}

customElements.define('gantry-jobs', Jobs);
