// A small server on activitypub-express with one person, "hazel". It does what the test tells it to do, as a client
// would: by a POST to hazel's own outbox.
//
// INTEROP_ORIGIN: who it is.
import { preloadedContexts } from '@fedify/vocab-runtime'
import ActivitypubExpress from 'activitypub-express'
import express from 'express'
import { serve } from '../peer.js'
import { Memory } from './memory.js'

const everybody = 'https://www.w3.org/ns/activitystreams#Public'
const origin = process.env.INTEROP_ORIGIN

const routes = {
  actor: '/u/:actor',
  object: '/o/:id',
  activity: '/s/:id',
  inbox: '/u/:actor/inbox',
  outbox: '/u/:actor/outbox',
  followers: '/u/:actor/followers',
  following: '/u/:actor/following',
  liked: '/u/:actor/liked',
  collections: '/u/:actor/c/:id',
  blocked: '/u/:actor/blocked',
  rejections: '/u/:actor/rejections',
  rejected: '/u/:actor/rejected',
  shares: '/s/:id/shares',
  likes: '/s/:id/likes'
}
const names = { name: 'interop', version: '1', actorParam: 'actor', objectParam: 'id' }
const apex = ActivitypubExpress({ ...names, baseUrl: origin, domain: new URL(origin).host, routes })
apex.store.db = new Memory()
await apex.store.setup()
for (const [url, document] of Object.entries(preloadedContexts)) {
  await apex.store.saveContext({ contextUrl: null, documentUrl: url, document })
}
const hazel = await apex.createActor('hazel', 'Hazel', 'A guest')
await apex.store.saveObject(hazel)

const app = express()
const heard = []
const secret = Symbol('from the test itself')
app.use(express.json({ type: apex.consts.jsonldTypes }), apex)
app.use((request, response, next) => {
  if (request.get('Authorization') === String(secret)) request.user = { username: 'hazel' }
  next()
})
app.route(routes.inbox).post(apex.net.inbox.post)
app.route(routes.outbox).get(apex.net.outbox.get).post(apex.net.outbox.post)
app.get(routes.actor, apex.net.actor.get)
app.get(routes.followers, apex.net.followers.get)
app.get(routes.following, apex.net.following.get)
app.get(routes.liked, apex.net.liked.get)
app.get(routes.object, apex.net.object.get)
app.get(routes.activity, apex.net.activityStream.get)
app.get(routes.shares, apex.net.shares.get)
app.get(routes.likes, apex.net.likes.get)
app.get('/.well-known/webfinger', apex.net.webfinger.get)
app.on('apex-inbox', async ({ activity }) => heard.push(await apex.toJSONLD(activity)))

// Everything goes through the outbox of activitypub-express, which gives out the ids and delivers.
async function act (activity) {
  const response = await fetch(`${origin}/u/hazel/outbox`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/activity+json', Authorization: String(secret) },
    body: JSON.stringify({ '@context': 'https://www.w3.org/ns/activitystreams', actor: hazel.id, ...activity })
  })
  if (!response.ok) throw new Error(`the outbox says ${response.status}: ${await response.text()}`)
  return { id: response.headers.get('Location') }
}

function note ({ words, mention, address, to }) {
  const tag = mention ? [{ type: 'Mention', href: mention, name: address }] : []
  const cc = mention ? [mention] : []
  return { type: 'Note', attributedTo: hazel.id, content: words, inReplyTo: to, tag, to: [everybody], cc }
}

// Returns the id of what was published, not that of the activity.
async function publish (type, object) {
  const { id } = await act({ type, object, to: object.to, cc: object.cc })
  return { id: apex.objectIdFromActivity(await apex.store.getActivity(id)) }
}

async function mine (iri, change) {
  return { ...await apex.toJSONLD(await apex.store.getObject(iri)), ...change }
}

serve(app, {
  heard: () => ({ activities: heard }),
  async look ({ iri }) {
    return { document: await apex.toJSONLD(await apex.requestObject(iri)) }
  },
  follow: ({ whom }) => act({ type: 'Follow', object: whom, to: [whom] }),
  async follows ({ whom }) {
    const following = await apex.getFollowing(hazel, Infinity, true)
    return { answer: following.orderedItems.includes(whom) }
  },
  undo: ({ iri, of }) => act({ type: 'Undo', object: iri, to: [of] }),
  say: asked => publish('Create', note(asked)),
  edit: async ({ iri, words }) => publish('Update', await mine(iri, { content: words, updated: new Date().toISOString() })),
  erase: async ({ iri }) => {
    const { to, cc } = await mine(iri)
    return act({ type: 'Delete', object: iri, to, cc })
  }
})
