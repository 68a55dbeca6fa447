/** What the conclusions are called. */
export const WORDS = {
  DECLARED_SYNTHETIC: 'Declared synthetic',
  LIKELY_SYNTHETIC: 'Likely synthetic',
  UNCERTAIN: 'Uncertain',
  NO_EVIDENCE: 'No evidence',
  ANOMALOUS: 'Anomalous',
  NOT_APPLICABLE: 'No detector applies',
  REJECTED_INPUT: 'Unreadable',
};

export const isSynthetic = (conclusion) => conclusion === 'LIKELY_SYNTHETIC' || conclusion === 'DECLARED_SYNTHETIC';

/** How many of some results were declared or likely synthetic. */
export const synthetics = (results) => results.filter(({ verdict }) => isSynthetic(verdict?.verdict)).length;

/** "Likely synthetic", or that a result has no verdict. */
export const wordOf = ({ verdict }) => (verdict ? (WORDS[verdict.verdict] ?? verdict.verdict) : 'Not judged');

/** That one of the known generators made the picture, 0 to 1; undefined when none was compared with. */
export const probabilityOf = ({ verdict }) => (verdict?.attribution?.generators.length ? 1 - verdict.attribution.unknown : undefined);
