/**
 * A histogram of durations whose buckets grow by one percent, so that any percentile is right to
 * one percent at a fixed cost per sample.
 */
const GROWTH = Math.log(1.01)
const BUCKETS = 2048 // 1 µs to more than ten minutes

export class Histogram {
  #counts = new Uint32Array(BUCKETS)
  #total = 0

  /** @param {number} milliseconds */
  record(milliseconds) {
    const bucket = Math.floor(Math.log(Math.max(milliseconds * 1000, 1)) / GROWTH)
    this.#counts[Math.min(bucket, BUCKETS - 1)]++
    this.#total++
  }

  get total() {
    return this.#total
  }

  /**
   * @param {number} share between 0 and 1
   * @returns {number} milliseconds; 0 when nothing was recorded
   */
  percentile(share) {
    const wanted = Math.ceil(this.#total * share)
    let seen = 0
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      seen += this.#counts[bucket]
      if (seen >= wanted && seen > 0) return Math.exp((bucket + 0.5) * GROWTH) / 1000
    }
    return 0
  }

  /** @returns {{p50_ms: number, p90_ms: number, p99_ms: number}} */
  summary() {
    return {
      p50_ms: this.percentile(0.5),
      p90_ms: this.percentile(0.9),
      p99_ms: this.percentile(0.99),
    }
  }
}
