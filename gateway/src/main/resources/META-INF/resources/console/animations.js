const THUMBNAIL_PIXELS = 96;
const SIGNATURES = { GIF8: 'gif', 'PK\x03\x04': 'zip' };

/** 'gif' or 'zip' by a file's first bytes; undefined for what is judged as one picture. */
export async function animationOf(file) {
  return SIGNATURES[String.fromCharCode(...new Uint8Array(await file.slice(0, 4).arrayBuffer()))];
}

/**
 * Small pictures of the frames of a GIF or the files of a ZIP, by the names that verdicts have for them: a map of URLs to be revoked.
 * What a browser cannot read is left out.
 */
export async function thumbnails(file) {
  const urls = new Map();
  try {
    const frames = (await animationOf(file)) === 'gif' ? framesOf(file) : filesOf(file);
    for await (const [name, blob] of frames) {
      urls.set(name, URL.createObjectURL(blob));
    }
  } catch {
    // They only help to find one's way.
  }
  return urls;
}

/** ImageDecoder is there in secure contexts of some browsers. */
async function* framesOf(gif) {
  const decoder = new ImageDecoder({ type: 'image/gif', data: await gif.arrayBuffer() });
  await Promise.all([decoder.tracks.ready, decoder.completed]);
  const { frameCount } = decoder.tracks.selectedTrack;
  for (let frameIndex = 0; frameIndex < frameCount; frameIndex++) {
    const { image } = await decoder.decode({ frameIndex });
    const scale = Math.min(1, THUMBNAIL_PIXELS / Math.max(image.displayWidth, image.displayHeight));
    const canvas = new OffscreenCanvas(Math.ceil(scale * image.displayWidth), Math.ceil(scale * image.displayHeight));
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    yield [String(frameIndex), await canvas.convertToBlob()];
  }
}

/** As the central directory at the end lists them (APPNOTE.TXT 4.3.12 and 4.3.16). */
async function* filesOf(zip) {
  const bytes = new DataView(await zip.arrayBuffer());
  const short = (at) => bytes.getUint16(at, true);
  const long = (at) => bytes.getUint32(at, true);
  let end = bytes.byteLength - 22;
  while (long(end) !== 0x06054b50) {
    end--;
  }
  let at = long(end + 16);
  for (let left = short(end + 10); left > 0; left--) {
    const nameLength = short(at + 28);
    const name = new TextDecoder().decode(new Uint8Array(bytes.buffer, at + 46, nameLength));
    const local = long(at + 42);
    const begin = local + 30 + short(local + 26) + short(local + 28);
    const packed = zip.slice(begin, begin + long(at + 20));
    yield [name, short(at + 10) === 0 ? packed : await inflated(packed)];
    at += 46 + nameLength + short(at + 30) + short(at + 32);
  }
}

const inflated = (packed) => new Response(packed.stream().pipeThrough(new DecompressionStream('deflate-raw'))).blob();
