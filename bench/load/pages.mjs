/**
 * Asks for pages over real sockets as people would, one kind at a time.
 *
 * Plan: `{url, people: [{token, conversations: [{id, last_seq}]}], queries}`. Reports
 * `{phase: "ready"}`; then for each line `{operation, requests}` answers
 * `{phase: "measured", latencies_ms}`; ends when the runner's input ends. People are taken
 * by turns, so one who is named more often asks more often.
 */
import { Connection, inBatches } from './connection.mjs'
import { nextLine, report } from './report.mjs'

const PAGE = 20 // what a telephone shows
const PAGES_READ = 3
const FOLDERS = ['all', 'all', 'all', 'unread', 'product', 'order']

const plan = await nextLine()
let turn = 0
/** @type {{connection: Connection, conversations: {id: string, last_seq: number}[],
 *   cursor: string | null, pages: number}[]} */
const people = []

/** @param {number} below */
const dice = (below) => Math.floor(Math.random() * below)

/** @template T @param {T[]} items */
const pick = (items) => items[dice(items.length)]

/** @typedef {(typeof people)[number]} Person */

/** @type {Record<string, (person: Person) => [string, object, ((data: any) => void)?]>} */
const operations = {
  /** The first page of a folder or, as often, the page after the last one read. */
  inbox: (person) => [
    'conversation:list',
    person.cursor ? { cursor: person.cursor, limit: PAGE } : { filter: pick(FOLDERS), limit: PAGE },
    ({ next_cursor: next }) => {
      person.pages = person.cursor ? person.pages + 1 : 0
      person.cursor = person.pages < PAGES_READ ? next : null
    },
  ],
  history: (person) => {
    const { id, last_seq: last } = pick(person.conversations)
    return ['conversation:history', { conversation_id: id, before_seq: 1 + dice(last + 1) }]
  },
  catch_up: (person) => {
    const { id, last_seq: last } = pick(person.conversations)
    const missing = dice(10) === 0 ? dice(last + 1) : dice(Math.min(last, 20) + 1)
    const after = { after_seq: last - missing, after_change: 0 }
    return ['conversation:catch_up', { conversation_id: id, ...after }]
  },
  search: () => ['conversation:search', { query: pick(plan.queries), limit: PAGE }],
}

/** @param {{token: string, conversations: {id: string, last_seq: number}[]}} person */
async function join(person) {
  const connection = await Connection.open(plan.url, person.token)
  people.push({ ...person, connection, cursor: null, pages: 0 })
}

/**
 * One request at a time: the pages are measured, not the queue before them.
 * @param {{operation: string, requests: number}} order
 * @returns {Promise<number[]>} milliseconds, one a request
 */
async function measure({ operation, requests }) {
  /** @type {number[]} */
  const latencies = []
  for (let asked = 0; asked < requests; asked++) {
    const person = people[turn++ % people.length]
    const [event, payload, then] = operations[operation](person)
    const started = performance.now()
    const data = await person.connection.request(event, payload)
    latencies.push(performance.now() - started)
    then?.(data)
  }
  return latencies
}

await inBatches(plan.people, join, 5)
report({ phase: 'ready' })
for (let order = await nextLine(); order; order = await nextLine()) {
  report({ phase: 'measured', latencies_ms: await measure(order) })
}
process.exit(0)
