/**
 * One Socket.IO client connection, spoken as raw frames over a WebSocket.
 *
 * The official client costs several times what a frame is worth; on a machine whose cores the
 * server and the database also use, that cost would be measured instead of theirs.
 */
import WebSocket from 'ws'

const ENGINE_OPEN = '0'
const ENGINE_PING = '2'
const ENGINE_PONG = '3'
const SOCKET_CONNECT = '40'
const SOCKET_EVENT = '42'
const SOCKET_ACK = '43'
const SOCKET_REFUSED = '44'

/** What a browser says besides, so that a connection costs a server what it will cost it. */
const BROWSER_HEADERS = {
  'User-Agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Accept-Encoding': 'gzip, deflate, br, zstd',
  'Accept-Language': 'es-ES,es;q=0.9,en;q=0.8',
  'Cache-Control': 'no-cache',
  Pragma: 'no-cache',
}

export class Connection {
  /** @type {Map<number, (body: string) => void>} ack id -> what waits for it */
  #waiting = new Map()
  #nextId = 0
  /** @type {WebSocket} */
  #socket
  /** Called with every event frame's JSON text, `["name",payload]`. */
  onEvent = (/** @type {string} */ _json) => {}
  /** Called once if the server ends the connection; never after `close`. */
  onLost = (/** @type {Error} */ _error) => {}

  /** @param {WebSocket} socket */
  constructor(socket) {
    this.#socket = socket
  }

  /**
   * Opens a connection and authenticates it.
   * @param {string} url `http://host:port` of the server
   * @param {string} token what goes in the Socket.IO `auth` object
   * @param {(json: string) => void} [onEvent]
   * @returns {Promise<Connection>} rejects when refused
   */
  static open(url, token, onEvent) {
    const address = `${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`
    const socket = new WebSocket(address, {
      perMessageDeflate: false,
      skipUTF8Validation: true,
      origin: url,
      headers: BROWSER_HEADERS,
    })
    const connection = new Connection(socket)
    if (onEvent) connection.onEvent = onEvent
    return new Promise((resolve, reject) => {
      const greet = { token, accepted: () => resolve(connection), refused: reject }
      socket.on('message', (/** @type {Buffer} */ data) => connection.#receive(data, greet))
      socket.on('error', reject)
      socket.on('close', (code) => {
        const error = new Error(`connection closed with ${code}`)
        reject(error)
        connection.onLost(error)
      })
    })
  }

  /**
   * @param {Buffer} data
   * @param {{token: string, accepted: () => void, refused: (error: Error) => void}} greet
   */
  #receive(data, greet) {
    const frame = data.toString()
    if (frame.startsWith(SOCKET_ACK)) this.#acked(frame)
    else if (frame.startsWith(SOCKET_EVENT)) this.onEvent(frame.slice(SOCKET_EVENT.length))
    else if (frame === ENGINE_PING) this.#socket.send(ENGINE_PONG)
    else if (frame.startsWith(ENGINE_OPEN)) {
      this.#socket.send(SOCKET_CONNECT + JSON.stringify({ token: greet.token }))
    } else if (frame.startsWith(SOCKET_CONNECT)) greet.accepted()
    else if (frame.startsWith(SOCKET_REFUSED)) greet.refused(new Error(`refused: ${frame}`))
  }

  /** @param {string} frame */
  #acked(frame) {
    const start = frame.indexOf('[')
    const id = Number(frame.slice(SOCKET_ACK.length, start))
    const done = this.#waiting.get(id)
    this.#waiting.delete(id)
    done?.(frame.slice(start + 1, -1))
  }

  /**
   * Sends an event; `done` gets the ack's JSON text, unparsed.
   * @param {string} event
   * @param {object} payload
   * @param {(body: string) => void} done
   */
  emit(event, payload, done) {
    const id = this.#nextId++
    this.#waiting.set(id, done)
    this.#socket.send(`${SOCKET_EVENT}${id}["${event}",${JSON.stringify(payload)}]`)
  }

  /**
   * Sends an event and gives the ack's `data`.
   * @param {string} event
   * @param {object} payload
   * @returns {Promise<any>} rejects on an error ack
   */
  request(event, payload) {
    return new Promise((resolve, reject) => {
      this.emit(event, payload, (body) => {
        const ack = JSON.parse(body)
        if (ack.ok) resolve(ack.data)
        else reject(new Error(`${event}: ${JSON.stringify(ack.error)}`))
      })
    })
  }

  close() {
    this.onLost = () => {}
    this.#socket.close()
  }
}

/**
 * Opens connections a few at a time, so that a server's accept queue is not what is measured.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => Promise<void>} open
 * @param {number} [width] how many at a time
 */
export async function inBatches(items, open, width = 20) {
  for (let start = 0; start < items.length; start += width) {
    await Promise.all(items.slice(start, start + width).map(open))
  }
}
