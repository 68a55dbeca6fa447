const STORED_KEY = 'gantry.key';

/** Told on window when the gateway does not accept the key. */
export const UNAUTHORIZED = 'gantry-unauthorized';

export const apiKey = {
  get: () => sessionStorage.getItem(STORED_KEY),
  set: (key) => sessionStorage.setItem(STORED_KEY, key),
  /**
   * Takes the key out of the address bar's #key=…, so that it is neither seen nor kept in the history; #key=…&to=/jobs/<id>
   * goes on to that place.
   */
  takeFromAddress() {
    const match = /^#key=([^&]+)(?:&to=(.*))?$/.exec(location.hash);
    if (match) {
      apiKey.set(decodeURIComponent(match[1]));
      history.replaceState(null, '', `${location.pathname}#${match[2] ?? ''}`);
    }
  },
};

/** An answer that is not a success, told in one sentence. */
export class Problem extends Error {
  constructor(status, body) {
    super(body?.detail || body?.error || body?.title || `The gateway answered with status ${status}.`);
    this.status = status;
    this.violations = body?.violations ?? [];
  }
}

/** fetch with the key; resolves only for successful answers. */
export async function call(path, options = {}) {
  const headers = new Headers(options.headers);
  const key = apiKey.get();
  if (key) {
    headers.set('Authorization', `Bearer ${key}`);
  }
  let response;
  try {
    response = await fetch(path, { ...options, headers, credentials: 'omit' });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new Problem(0, { detail: 'The gateway cannot be reached.' });
  }
  if (response.status === 401) {
    window.dispatchEvent(new Event(UNAUTHORIZED));
  }
  if (!response.ok) {
    throw new Problem(response.status, await response.json().catch(() => undefined));
  }
  return response;
}

export const getJson = async (path, options) => (await call(path, options)).json();

export const getBlob = async (path, options) => (await call(path, options)).blob();

export const postJson = (path, body, options) => sendJson('POST', path, body, options);

export const putJson = (path, body, options) => sendJson('PUT', path, body, options);

export const deletePath = (path, options) => call(path, { ...options, method: 'DELETE' });

function sendJson(method, path, body, options = {}) {
  return call(path, {
    ...options,
    method,
    headers: { ...options.headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Lets the browser keep a file. */
export function save(blob, name) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}

/**
 * Server-sent events read with fetch, because EventSource cannot send a key.
 * Yields {id, type, data} until the server ends the stream.
 */
export async function* serverEvents(path, lastEventId, signal) {
  const headers = { Accept: 'text/event-stream' };
  if (lastEventId !== undefined) {
    headers['Last-Event-ID'] = String(lastEventId);
  }
  const response = await call(path, { headers, signal });
  if (response.status === 204) {
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    text += value.replaceAll('\r', '');
    const blocks = text.split('\n\n');
    text = blocks.pop();
    yield* blocks.map(parseEvent).filter((event) => event.data);
  }
}

function parseEvent(block) {
  const event = { data: '' };
  for (const line of block.split('\n')) {
    const match = /^(id|event|data): ?(.*)$/.exec(line);
    if (match?.[1] === 'data') {
      event.data += match[2];
    } else if (match) {
      event[match[1] === 'event' ? 'type' : 'id'] = match[2];
    }
  }
  return event;
}
