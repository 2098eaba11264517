// What every peer needs: an HTTPS server with the test's certificate, and an ear for what the test tells it to do.
//
// INTEROP_PORT, INTEROP_CERTIFICATE and INTEROP_KEY: where and as whom it serves; INTEROP_ADDRESS: if not at 127.0.0.1.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'

const control = '/-/tell'

async function bodyOf (request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

// The test POSTs {"do": "follow", ...}; the answer is what deeds.follow returns, or {"problem": "..."}.
async function obey (deeds, request, response) {
  let answer
  let status = 200
  try {
    const { do: deed, ...rest } = JSON.parse(await bodyOf(request))
    answer = await deeds[deed](rest) ?? {}
  } catch (error) {
    status = 500
    answer = { problem: String(error?.stack ?? error) }
  }
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer))
}

// Serves until the process is killed. Requests other than the test's go to `handle`.
export function serve (handle, deeds) {
  const options = {
    cert: readFileSync(process.env.INTEROP_CERTIFICATE),
    key: readFileSync(process.env.INTEROP_KEY)
  }
  const all = { sent: () => ({ requests: globalThis.interopSent }), ...deeds }
  const server = createServer(options, async (request, response) => {
    try {
      await (request.url === control ? obey(all, request, response) : handle(request, response))
    } catch (error) {
      console.error(request.method, request.url, error)
      response.writeHead(500).end()
    }
  })
  server.listen(Number(process.env.INTEROP_PORT), process.env.INTEROP_ADDRESS ?? '127.0.0.1', () => console.log('ready'))
}

export { bodyOf }
