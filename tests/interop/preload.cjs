// Loaded into a peer before everything else. Connections to a name of the test network go to its port on this computer,
// connections to anywhere else fail; and what the peer says to others is kept as it went out.
//
// INTEROP_HOSTS: the names and their ports, as JSON.
'use strict'
const net = require('node:net')
const tls = require('node:tls')

const ports = JSON.parse(process.env.INTEROP_HOSTS)
const connect = net.Socket.prototype.connect

net.Socket.prototype.connect = function (...given) {
  const [options] = Array.isArray(given[0]) ? given[0] : given
  const done = (Array.isArray(given[0]) ? given[0] : given).findLast(each => typeof each === 'function')
  const port = ports[options?.host]
  if (port === undefined) {
    process.nextTick(() => this.destroy(new Error(`${options?.host} is not in the test network`)))
    return this
  }
  return connect.call(this, { ...options, host: '127.0.0.1', port }, done)
}

const sent = []

// One request after the other, whole, out of what was written to a connection so far.
function takeRequests (bytes) {
  for (;;) {
    const end = bytes.indexOf('\r\n\r\n')
    if (end < 0) return bytes
    const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.toString('latin1', 0, end + 2))
    const size = end + 4 + Number(length?.[1] ?? 0)
    if (bytes.length < size) return bytes
    sent.push(bytes.toString('utf8', 0, size))
    bytes = bytes.subarray(size)
  }
}

const connectSecurely = tls.connect

tls.connect = function (...given) {
  const socket = connectSecurely.apply(this, given)
  const write = socket.write
  let unfinished = Buffer.alloc(0)
  socket.write = function (chunk, encoding, done) {
    const more = typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8') : chunk
    unfinished = takeRequests(Buffer.concat([unfinished, more]))
    return write.call(this, chunk, encoding, done)
  }
  return socket
}

// Every request that this process has made: request line, headers and body.
globalThis.interopSent = sent
