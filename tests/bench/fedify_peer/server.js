// A server on Fedify, as small as it can be, with its store in memory: what our node is measured against.
//
//   server.js serve     takes activities in, and answers for its people, until it is killed
//   server.js fanout    sends one post to many inboxes, again and again, and writes what that cost
//   server.js read      answers for a collection in this process, again and again, and writes what that cost
//
// BENCH_ORIGIN: who it is; BENCH_PORT: where it serves. BENCH_RESULTS: file for figures, "name number" on each line.
// BENCH_INBOXES: file with one inbox on each line. BENCH_POSTS: how many posts. BENCH_ITEMS: in the collection.
// BENCH_CALLS: how often it is read.
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createFederation, MemoryKvStore } from '@fedify/fedify'
import { Activity, Create, Endpoints, Note, Person, PUBLIC_COLLECTION } from '@fedify/vocab'
import { Temporal } from '@js-temporal/polyfill'

const { BENCH_ORIGIN: origin, BENCH_PORT, BENCH_RESULTS, BENCH_INBOXES, BENCH_POSTS, BENCH_ITEMS, BENCH_CALLS } =
  process.env
const part = process.argv[2]
const words = '<p>My class writes 3 + 4 = 7 + 2 = 9 and reads the sign as <em>now work it out</em>. ' +
  'Has anybody used a balance, or rods of different lengths, at this age?</p>'

// 2,048 bits as everybody else here; by itself Fedify would take 4,096, and sign seven times as long.
const publicExponent = new Uint8Array([1, 0, 1])
const rsa = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent, hash: 'SHA-256' }
const keys = [await crypto.subtle.generateKey(rsa, true, ['sign', 'verify'])]
const kept = new Map() // what was taken in, by id
const notes = []

const federation = createFederation({ kv: new MemoryKvStore(), allowPrivateAddress: true, origin })

federation.setActorDispatcher('/u/{identifier}', async (context, identifier) => {
  if (identifier !== 'ada') return null
  const pairs = await context.getActorKeyPairs(identifier)
  return new Person({
    id: context.getActorUri(identifier),
    preferredUsername: identifier,
    name: 'Ada Okafor',
    inbox: context.getInboxUri(identifier),
    outbox: context.getOutboxUri(identifier),
    endpoints: new Endpoints({ sharedInbox: context.getInboxUri() }),
    publicKey: pairs[0].cryptographicKey
  })
}).setKeyPairsDispatcher(() => keys)

federation.setOutboxDispatcher('/u/{identifier}/outbox', () => ({ items: notes }))

federation.setInboxListeners('/u/{identifier}/inbox', '/inbox').on(Activity, (_, activity) => {
  kept.set(activity.id.href, activity)
})

const context = () => federation.createContext(new URL(origin))

function postOf (number) {
  const note = new Note({
    id: new URL(`/post/${number}`, origin),
    attribution: context().getActorUri('ada'),
    content: words,
    published: Temporal.Now.instant(),
    to: PUBLIC_COLLECTION
  })
  const id = new URL(`/create/${number}`, origin)
  return new Create({ id, actor: context().getActorUri('ada'), object: note, to: PUBLIC_COLLECTION })
}

const cpuMicros = since => {
  const used = process.cpuUsage(since)
  return used.user + used.system
}

function tell (figures) {
  writeFileSync(BENCH_RESULTS, Object.entries(figures).map(([name, value]) => `${name} ${value}\n`).join(''))
}

async function answer (incoming, outgoing) {
  const chunks = []
  for await (const chunk of incoming) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const request = new Request(new URL(incoming.url, origin), {
    method: incoming.method,
    headers: incoming.headers,
    body: body.length ? body : undefined
  })
  const response = await federation.fetch(request, { contextData: undefined })
  const bytes = Buffer.from(await response.arrayBuffer())
  const type = response.headers.get('content-type') ?? 'text/plain'
  outgoing.writeHead(response.status, { 'Content-Type': type, 'Content-Length': bytes.length }).end(bytes)
}

function serve () {
  createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(error => {
      console.error(error)
      outgoing.writeHead(500, { 'Content-Length': 0 }).end()
    })
  }).listen(Number(BENCH_PORT), '127.0.0.1', () => console.log('ready'))
}

async function fanOut () {
  const recipients = readFileSync(BENCH_INBOXES, 'utf8').trim().split('\n').map(inbox => ({
    id: new URL('/u/reader', inbox),
    inboxId: new URL(inbox),
    endpoints: { sharedInbox: new URL(inbox) }
  }))
  console.log('ready')
  const figures = {}
  for (let post = 0; post < Number(BENCH_POSTS); ++post) {
    const cpu = process.cpuUsage()
    const began = performance.now()
    await context().sendActivity({ identifier: 'ada' }, recipients, postOf(post))
    figures[`seconds_${post}`] = (performance.now() - began) / 1000
    figures[`cpu_us_${post}`] = cpuMicros(cpu) / recipients.length
  }
  tell(figures)
}

async function read () {
  for (let number = 0; number < Number(BENCH_ITEMS); ++number) notes.push(postOf(number))
  const ask = async () => {
    const request = new Request(new URL('/u/ada/outbox', origin), { headers: { accept: 'application/activity+json' } })
    const response = await federation.fetch(request, { contextData: undefined })
    const text = await response.text()
    if (response.status !== 200 || !text.includes(`/post/${notes.length - 1}"`)) throw new Error(text)
    return text.length
  }
  for (let warm = 0; warm < 5; ++warm) await ask()
  console.log('ready')
  const cpu = process.cpuUsage()
  let bytes = 0
  for (let call = 0; call < Number(BENCH_CALLS); ++call) bytes = await ask()
  tell({ cpu_us: cpuMicros(cpu) / Number(BENCH_CALLS), bytes })
}

const parts = { serve, fanout: fanOut, read }
await parts[part]()
