// A school's own sign-in: oidc-provider, with people and groups that the test can change while it runs.
//
// INTEROP_ORIGIN, INTEROP_PORT, INTEROP_CERTIFICATE, INTEROP_KEY as for the other peers; INTEROP_RETURN: where the node
// takes people back.
import https from 'node:https'
import { readFileSync } from 'node:fs'
import Provider from 'oidc-provider'

const origin = process.env.INTEROP_ORIGIN
const people = new Map([
  ['tom', { name: 'Tom Teacher', groups: ['Staff'] }],
  ['lea', { name: 'Lea Lead', groups: ['Staff', 'Leads'] }],
  ['pia', { name: 'Pia Pupil', groups: ['Pupils'] }],
  ['zoe', { name: 'Zoe Visitor', groups: ['Visitors'] }]
])

const provider = new Provider(origin, {
  clients: [{
    client_id: 'collegium',
    client_secret: 'only for the tests',
    redirect_uris: [process.env.INTEROP_RETURN],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_post'
  }],
  claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'], email: ['email'] },
  conformIdTokenClaims: false,
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  issueRefreshToken: async () => true,
  features: { devInteractions: { enabled: true } },
  pkce: { required: () => true },
  findAccount: async (context, id) => people.has(id) && {
    accountId: id,
    claims: async () => ({ sub: id, preferred_username: id, ...people.get(id) })
  }
})
provider.proxy = true

const answer = provider.callback()
https.createServer({
  cert: readFileSync(process.env.INTEROP_CERTIFICATE), key: readFileSync(process.env.INTEROP_KEY)
}, (request, response) => {
  // What the test changes: POST /test/leave?who=tom
  const url = new URL(request.url, origin)
  if (url.pathname === '/test/leave') {
    people.delete(url.searchParams.get('who'))
    return response.end('gone\n')
  }
  answer(request, response)
}).listen(Number(process.env.INTEROP_PORT), '127.0.0.1', () => process.stdout.write('ready\n'))
