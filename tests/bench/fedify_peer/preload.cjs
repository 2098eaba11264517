// Loaded before everything else: connections to a name of the test network go to its port on this computer, and those
// to anywhere else fail.
//
// BENCH_HOSTS: a file with the names and their ports, as JSON.
'use strict'
const { readFileSync } = require('node:fs')
const net = require('node:net')

const ports = JSON.parse(readFileSync(process.env.BENCH_HOSTS, 'utf8'))
const connect = net.Socket.prototype.connect

net.Socket.prototype.connect = function (...given) {
  const all = Array.isArray(given[0]) ? given[0] : given
  const options = all[0]
  const port = ports[options?.host]
  if (port === undefined) {
    process.nextTick(() => this.destroy(new Error(`${options?.host} is not in the test network`)))
    return this
  }
  const done = all.findLast(each => typeof each === 'function')
  return connect.call(this, { ...options, host: '127.0.0.1', port }, done)
}
