// A small server on Fedify with a person, "fern", and two groups. It does what the test tells it to do.
//
// INTEROP_ORIGIN: who it is.
import { createFederation, generateCryptoKeyPair, MemoryKvStore, signObject, verifyObject, verifyRequest } from '@fedify/fedify'
import {
  Accept, Activity, Announce, Create, Delete, Endpoints, Follow, Group, Like, Mention, Note, Person, PUBLIC_COLLECTION,
  Tombstone, Undo, Update
} from '@fedify/vocab'
import { Temporal } from '@js-temporal/polyfill'
import { bodyOf, serve } from '../peer.js'

const origin = process.env.INTEROP_ORIGIN
const actors = { fern: Person, garden: Group, meadow: Group }
const keys = new Map()
const followers = new Map(Object.keys(actors).map(name => [name, new Map()]))
const things = new Map() // what was said here, by its IRI, as it stands
const activities = new Map() // what was done here, by its IRI
const heard = [] // what reached an inbox and was found to be true
const received = [] // every request, and what Fedify's own checks say of those that were posted

const freshKeys = async () =>
  [await generateCryptoKeyPair('RSASSA-PKCS1-v1_5'), await generateCryptoKeyPair('Ed25519')]
for (const name of Object.keys(actors)) keys.set(name, await freshKeys())

// Without a queue a delivery is over when sendActivity returns, and fails there.
const federation = createFederation({ kv: new MemoryKvStore(), allowPrivateAddress: true, origin })

federation.setActorDispatcher('/users/{identifier}', async (context, identifier) => {
  const Kind = actors[identifier]
  if (!Kind) return null
  const pairs = await context.getActorKeyPairs(identifier)
  return new Kind({
    id: context.getActorUri(identifier),
    preferredUsername: identifier,
    name: identifier,
    inbox: context.getInboxUri(identifier),
    outbox: context.getOutboxUri(identifier),
    followers: context.getFollowersUri(identifier),
    endpoints: new Endpoints({ sharedInbox: context.getInboxUri() }),
    publicKey: pairs[0].cryptographicKey,
    assertionMethods: pairs.map(pair => pair.multikey)
  })
}).setKeyPairsDispatcher((_, identifier) => keys.get(identifier) ?? [])

federation.setFollowersDispatcher('/users/{identifier}/followers', (_, identifier) =>
  ({ items: [...followers.get(identifier).values()] }))
federation.setOutboxDispatcher('/users/{identifier}/outbox', () => ({ items: [] }))
federation.setObjectDispatcher(Note, '/notes/{id}', (context, { id }) =>
  things.get(context.getObjectUri(Note, { id }).href) ?? null)
for (const [Kind, word] of [[Create, 'create'], [Announce, 'announce']]) {
  federation.setObjectDispatcher(Kind, `/${word}/{id}`, (context, { id }) =>
    activities.get(context.getObjectUri(Kind, { id }).href) ?? null)
}

async function note (context, activity) {
  heard.push(await activity.toJsonLd({ contextLoader: context.contextLoader }))
}

async function letIn (context, follow) {
  await note(context, follow)
  const { identifier } = context.parseUri(follow.objectId)
  const follower = await follow.getActor(context)
  followers.get(identifier).set(follower.id.href, follower)
  await context.sendActivity({ identifier }, follower, new Accept({
    id: new URL(`#accept/${heard.length}`, context.getActorUri(identifier)),
    actor: context.getActorUri(identifier),
    object: follow
  }))
}

federation.setInboxListeners('/users/{identifier}/inbox', '/inbox')
  .on(Follow, letIn)
  .on(Activity, note)

const context = () => federation.createContext(new URL(origin))

// Fedify's verdicts on a request: whose signature it carries, and whether its integrity proof is right.
async function judge (request, body) {
  const options = { documentLoader: context().documentLoader, contextLoader: context().contextLoader }
  const key = await verifyRequest(request, options)
  const verdict = { signedBy: key?.ownerId?.href ?? null }
  try {
    return { ...verdict, proven: await verifyObject(Activity, JSON.parse(body), options) !== null }
  } catch (problem) {
    return { ...verdict, proven: false, problem: String(problem) }
  }
}

let demanded = null // a header without which this server answers 401, as one that knows a single kind of signature

async function answerTo (request) {
  if (demanded && request.method === 'POST' && !request.headers.has(demanded)) return new Response(null, { status: 401 })
  return federation.fetch(request, { contextData: undefined })
}

async function handle (incoming, outgoing) {
  const body = await bodyOf(incoming)
  const request = new Request(new URL(incoming.url, origin), {
    method: incoming.method,
    headers: incoming.headers,
    body: body.length ? body : undefined
  })
  const entry = { method: incoming.method, path: incoming.url, headers: incoming.headers, body: body.toString() }
  if (incoming.method === 'POST') Object.assign(entry, await judge(request.clone(), body))
  const response = await answerTo(request)
  received.push({ ...entry, status: response.status })
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  outgoing.end(Buffer.from(await response.arrayBuffer()))
}

let count = 0
const idOf = (Kind, word) => new URL(`/${word}/${++count}`, origin)
const actor = who => context().getActorUri(who)

async function send (who, whom, activity) {
  const recipient = await context().lookupObject(whom)
  if (!recipient) throw new Error(`${whom} is not to be found`)
  activities.set(activity.id.href, activity)
  await context().sendActivity({ identifier: who }, recipient, activity, { preferSharedInbox: true })
  return { id: activity.id.href }
}

function words ({ who = 'fern', words, mention, address, to }) {
  const id = idOf(Note, 'notes')
  const thing = new Note({
    id,
    attribution: actor(who),
    content: words,
    replyTarget: to ? new URL(to) : null,
    published: Temporal.Now.instant(),
    to: PUBLIC_COLLECTION,
    cc: mention ? new URL(mention) : null,
    tags: mention ? [new Mention({ href: new URL(mention), name: address })] : []
  })
  things.set(id.href, thing)
  return thing
}

function published (Kind, word, thing) {
  const common = { actor: thing.attributionId, to: PUBLIC_COLLECTION, ccs: thing.ccIds }
  return new Kind({ id: idOf(Kind, word), object: thing, ...common })
}

serve(handle, {
  heard: () => ({ activities: heard }),
  received: () => ({ requests: received }),
  async look ({ iri }) {
    const found = await context().lookupObject(iri)
    if (!found) throw new Error(`${iri} is not to be found`)
    return { document: await found.toJsonLd({ contextLoader: context().contextLoader }) }
  },
  // The ids of an actor's keys, as Fedify understands the actor's document.
  async keys ({ iri }) {
    const found = await context().lookupObject(iri)
    const ids = []
    for await (const key of found.getPublicKeys(context())) ids.push(key.id.href)
    for await (const key of found.getAssertionMethods(context())) ids.push(key.id.href)
    return { ids }
  },
  follow: ({ who = 'fern', whom }) =>
    send(who, whom, new Follow({ id: idOf(Follow, 'follow'), actor: actor(who), object: new URL(whom) })),
  undo: ({ who = 'fern', iri, of }) =>
    send(who, of, new Undo({ id: idOf(Undo, 'undo'), actor: actor(who), object: activities.get(iri) })),
  async say (asked) {
    const thing = words(asked)
    await send(asked.who ?? 'fern', asked.mention, published(Create, 'create', thing))
    return { id: thing.id.href }
  },
  async edit ({ iri, words, of }) {
    const thing = things.get(iri).clone({ content: words, updated: Temporal.Now.instant() })
    things.set(iri, thing)
    return send('fern', of, published(Update, 'update', thing))
  },
  async erase ({ iri, of }) {
    const thing = things.get(iri)
    things.delete(iri)
    const tombstone = new Tombstone({ id: thing.id })
    return send('fern', of, published(Delete, 'delete', thing).clone({ object: tombstone }))
  },
  like: ({ who = 'fern', iri, of }) =>
    send(who, of, new Like({ id: idOf(Like, 'like'), actor: actor(who), object: new URL(iri), to: new URL(of) })),
  // fern says something to the garden, and the garden announces it to its followers with fern's proof inside.
  async announce (asked) {
    const thing = words(asked)
    const create = published(Create, 'create', thing)
    const announce = new Announce({
      id: idOf(Announce, 'announce'),
      actor: actor('garden'),
      object: create,
      to: PUBLIC_COLLECTION,
      cc: context().getFollowersUri('garden')
    })
    await context().sendActivity({ identifier: 'garden' }, [...followers.get('garden').values()], announce)
    return { id: thing.id.href }
  },
  // fern's Create, delivered by the garden and signed with its key: only fern's integrity proof speaks for fern.
  async relay (asked) {
    const thing = words(asked)
    const create = published(Create, 'create', thing)
    const [, proving] = await context().getActorKeyPairs('fern')
    const [signing] = await context().getActorKeyPairs('garden')
    const proven = asked.unproven
      ? create
      : await signObject(create, proving.privateKey, proving.multikey.id, context())
    const recipient = await context().lookupObject(asked.mention)
    await context().sendActivity([signing], recipient, proven, { normalizeExistingProofs: true })
    return { id: thing.id.href }
  },
  demand: ({ header }) => {
    demanded = header || null
  },
  async rotate ({ who = 'fern' }) {
    keys.set(who, await freshKeys())
  }
})
