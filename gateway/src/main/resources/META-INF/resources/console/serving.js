import { sentence } from '/console/format.js';

const STATES = {
  desired: 'is not loaded yet',
  downloading: 'is being downloaded',
  verifying: 'is being verified',
  loading: 'is being loaded',
  warming: 'is being tried',
  unloaded: 'is unloaded until it is asked for',
};

/** The version that answers who names none: as the inference service says, else the one that should. */
export const answering = ({ champion, latest, serving }) => (serving ? serving.live : (champion ?? latest));

/** Sentences on which versions of a model answer, which are tried, and why others are not. */
export function whoAnswers({ champion, latest, canary, serving, servingUnknown }) {
  const desired = champion ?? latest;
  if (!desired) {
    return 'The first version is being written.';
  }
  const words = [];
  if (!serving) {
    words.push(`${champion ? `Version ${champion}` : `Version ${latest}, the newest,`} should answer.`);
    words.push(sentence(`What does is not known: ${servingUnknown ?? 'the inference service has not told'}`));
  } else if (serving.live === desired) {
    words.push(
      champion
        ? `Version ${champion} answers until another one is promoted.`
        : `Version ${latest}, the newest, answers; so will the next one.`,
    );
  } else {
    words.push(`${serving.live ? `Version ${serving.live} answers` : 'No version answers'}: version ${desired} ${whyNot(serving, desired)}`);
  }
  if (canary) {
    words.push(
      !serving || serving.canary?.version === canary.version
        ? `Version ${canary.version} is tried on ${canary.percent} % of the seeds.`
        : `Version ${canary.version}, to be tried, ${whyNot(serving, canary.version)}`,
    );
  }
  return words.join(' ');
}

/** The rest of a sentence on a version that does not answer. */
function whyNot({ desired, state, quarantined }, version) {
  const failed = quarantined.find((one) => one.version === version);
  if (failed) {
    return `failed to load (${failed.code}) and is tried again ${until(failed.retryAt)}. ${sentence(failed.reason)}`;
  }
  return `${(version === desired && STATES[state]) || 'is not loaded yet'}.`;
}

function until(iso, now = Date.now()) {
  const seconds = Math.round((Date.parse(iso) - now) / 1000);
  return seconds > 60 ? `in ${Math.round(seconds / 60)} min` : 'within a minute';
}
