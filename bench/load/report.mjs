/** How a load program talks with the runner: a JSON plan on stdin's first line, JSON lines back. */
import { createInterface } from 'node:readline'

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()

/** @returns {Promise<any>} the next line of the runner, parsed; null at the end of its input */
export async function nextLine() {
  const { value, done } = await lines.next()
  return done ? null : JSON.parse(value)
}

/**
 * @param {object} record
 * @returns {Promise<void>} once it is written; a program that exits before cuts a long one short
 */
export function report(record) {
  return new Promise((resolve) => process.stdout.write(`${JSON.stringify(record)}\n`, () => resolve()))
}
