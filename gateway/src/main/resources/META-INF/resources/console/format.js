const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const compacts = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** 40000 → "40,000" */
export const whole = (value) => numbers.format(value);

/** 40000 → "40K" */
export const compact = (value) => compacts.format(value);

/** 0.0312 → "3.1 %" */
export const percent = (share, digits = 1) => `${(100 * share).toFixed(digits)} %`;

/** Seconds → "45 s", "3 min 20 s", "2 h 5 min" */
export function duration(seconds) {
  if (!Number.isFinite(seconds) || seconds < 0) {
    return '–';
  }
  const s = Math.round(seconds);
  if (s < 60) {
    return `${s} s`;
  }
  if (s < 3600) {
    return s % 60 ? `${Math.floor(s / 60)} min ${s % 60} s` : `${s / 60} min`;
  }
  const minutes = Math.round((s % 3600) / 60);
  return `${Math.floor(s / 3600)} h ${minutes} min`;
}

/** "Today's" moments as "5 min ago", older ones as a date. */
export function moment(iso, now = Date.now()) {
  const seconds = (now - Date.parse(iso)) / 1000;
  if (seconds < 45) {
    return 'just now';
  }
  if (seconds < 3600) {
    return `${Math.max(1, Math.round(seconds / 60))} min ago`;
  }
  if (seconds < 24 * 3600) {
    return `${Math.round(seconds / 3600)} h ago`;
  }
  return clock.format(new Date(iso));
}

/** Begins with a capital, unless its first word is a name such as s3://…, and ends with a full stop. */
export function sentence(text) {
  const begun = /^[a-z]+ /.test(text) ? text[0].toUpperCase() + text.slice(1) : text;
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
