// A school's own sign-in: oidc-provider, with people and groups that the test can change while it runs. The pages for
// signing in and consenting are those that it brings; any password is right.
//
// INTEROP_ORIGIN: its own address; INTEROP_RETURN: where the node takes people back; INTEROP_ALGORITHM: RS256 or ES256.
import { generateKeyPairSync } from 'node:crypto'
import Provider from 'oidc-provider'
import { serve } from '../peer.js'

const manyGroups = Array.from({ length: 180 }, (_, i) => `0e1f2a3b-0000-4000-8000-${String(i).padStart(12, '0')}`)
const people = new Map([
  ['tom', { name: 'Tom Teacher', groups: ['Staff'] }],
  ['lea', { name: 'Lea Lead', groups: ['Staff', 'Leads', ...manyGroups] }],
  ['pia', { name: 'Pia Pupil', groups: ['Pupils'] }],
  ['zoe', { name: 'Zoe Visitor', groups: ['Visitors'] }],
  // As Microsoft does for who is in more than 200: the claim is somewhere else.
  ['ora', {
    name: 'Ora Overfull',
    _claim_names: { groups: 'elsewhere' },
    _claim_sources: { elsewhere: { endpoint: 'https://login.example/ora/groups' } }
  }]
])

const algorithm = process.env.INTEROP_ALGORITHM
const { privateKey } = algorithm === 'ES256'
  ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
  : generateKeyPairSync('rsa', { modulusLength: 2048 })

const provider = new Provider(process.env.INTEROP_ORIGIN, {
  clients: [{
    client_id: 'collegium',
    client_secret: 'only for the tests',
    redirect_uris: [process.env.INTEROP_RETURN],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    id_token_signed_response_alg: algorithm,
    token_endpoint_auth_method: algorithm === 'ES256' ? 'client_secret_basic' : 'client_secret_post'
  }],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: algorithm }] },
  clientAuthMethods: [algorithm === 'ES256' ? 'client_secret_basic' : 'client_secret_post'],
  cookies: { keys: ['only for the tests'] },
  claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'], email: ['email'] },
  conformIdTokenClaims: false, // groups stand in the id token, as Google, Microsoft and Keycloak have them
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  issueRefreshToken: async () => true, // as theirs do, whether consent was asked for or not
  rotateRefreshToken: true,
  ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 3600, Grant: 86400, RefreshToken: 86400 },
  features: { devInteractions: { enabled: true } },
  pkce: { required: () => true },
  findAccount: async (context, id) => !people.has(id) ? undefined : {
    accountId: id,
    claims: async () => ({ sub: id, preferred_username: `${id}@school.example`, ...people.get(id) })
  }
})

let tokens = 0 // given out so far
provider.on('grant.success', () => { ++tokens })
provider.on('grant.error', (context, error) => console.log('grant.error', error.message, error.error_detail ?? ''))
provider.on('server_error', (context, error) => console.error(error))

const answer = provider.callback()

serve((request, response) => answer(request, response), {
  leave: ({ who }) => { people.delete(who) },
  regroup: ({ who, groups }) => { people.get(who).groups = groups.split(',') },
  tokens: () => ({ tokens })
})
