/**
 * Opens connections that say nothing but answer pings.
 *
 * Plan: `{url, tokens, first}`. Reports `{phase: "first"}` once the first `first` of them are
 * connected; after one line from the runner connects the rest and reports `{phase: "all"}`; ends
 * when the runner's input ends. `lost` counts those the server ended meanwhile.
 */
import { Connection, inBatches } from './connection.mjs'
import { nextLine, report } from './report.mjs'

const plan = await nextLine()
let lost = 0

/** @param {string} token */
async function hold(token) {
  const connection = await Connection.open(plan.url, token)
  connection.onLost = () => lost++
}

await inBatches(plan.tokens.slice(0, plan.first), hold)
report({ phase: 'first' })
await nextLine()
await inBatches(plan.tokens.slice(plan.first), hold)
report({ phase: 'all' })
await nextLine()
report({ phase: 'done', lost })
process.exit(0)
