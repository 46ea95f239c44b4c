/** When people who do not know of each other write. */

/**
 * Moments in milliseconds, without end, with the gaps that independent people leave (a Poisson
 * process); the same ones for the same seed.
 * @param {number} seed
 * @param {number} perSecond
 */
export function* moments(seed, perSecond) {
  const random = generator(seed)
  for (let at = 0; ; at += (-Math.log(1 - random()) * 1000) / perSecond) yield at
}

/**
 * Numbers from 0 to 1 that are the same for the same seed (the generator "mulberry32").
 * @param {number} seed
 */
function generator(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
