import { percent } from '/console/format.js';

const WORDS = {
  'training-classifier': 'Training the classifier that samples are measured with',
  'measuring-reals': 'Looking at the real samples',
  measuring: 'Measuring samples',
  'fitting-detector': 'Fitting the detector',
};

/** What a trainer does besides training. */
export const doing = ({ activity }) => WORDS[activity] ?? activity;

/** How far it has come with that. */
export const share = ({ done, total }) => percent(done / total, 0);
