/**
 * Makes pictures smaller, beside the page, which goes on meanwhile.
 *
 * What is made anew holds pixels and nothing else: neither where a photograph was taken nor by
 * which camera. Its orientation is put into the pixels. Answers with null what it cannot do.
 *
 * @module
 */

/** The hub keeps no more. */
const LONGEST_PX = 2_048;
const QUALITY = 0.85;
/** These may be see-through, which a JPEG cannot be. */
const MAY_BE_CLEAR = new Set(["image/png", "image/webp", "image/gif", "image/avif"]);
const PROBE = [200, 100, 50, 255];

addEventListener("message", async ({ data: { id, file } }) => {
  postMessage({ id, made: await shrunk(file).catch(() => null) });
});

/**
 * @param {Blob} file
 * @returns {Promise<import("../../sdk/types.js").Prepared | null>}
 */
async function shrunk(file) {
  if (!tellsTheTruth()) return null;
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const part = Math.min(1, LONGEST_PX / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * part)));
  const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
  const context = contextOf(canvas);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const type = MAY_BE_CLEAR.has(file.type) ? "image/webp" : "image/jpeg";
  const blob = await canvas.convertToBlob({ type, quality: QUALITY });
  return { blob, width: canvas.width, height: canvas.height };
}

/** Some browsers give back noise instead of what was drawn, so that nobody is known by it. */
function tellsTheTruth() {
  const context = contextOf(new OffscreenCanvas(2, 2));
  context.fillStyle = `rgb(${PROBE.slice(0, 3).join(" ")})`;
  context.fillRect(0, 0, 2, 2);
  const drawn = context.getImageData(0, 0, 2, 2).data;
  return drawn.every((value, index) => value === PROBE[index % PROBE.length]);
}

/** @param {OffscreenCanvas} canvas */
function contextOf(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  return context;
}
