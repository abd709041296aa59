// Chromium without a window, and a server of our own on 127.0.0.1: the only traffic there is.
import { accessSync, constants, createReadStream, existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'

export const HERE = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname)
const MODULES = path.join(HERE, 'node_modules')
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--hide-scrollbars',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.html': 'text/html; charset=utf-8' }

export class Usage extends Error {}

// Serves /book/N (the books), /page/GROUND (an empty page of that colour), /own/ (this folder) and the packages.
export function serve(books, page) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://reader')
    const [, where, ...rest] = path.normalize(decodeURIComponent(pathname)).split('/')
    if (where === 'page') {
      response.setHeader('content-type', TYPES['.html'])
      return response.end(page(`#${rest[0]}`))
    }
    const folder = where === 'own' ? HERE : path.join(MODULES, where)
    const file = where === 'book' ? books[Number(rest[0])] : path.join(folder, ...rest)
    if (!file || !existsSync(file)) return response.writeHead(404).end()
    response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream')
    return createReadStream(file).pipe(response)
  })
  return new Promise(done => server.listen(0, '127.0.0.1', () => done(server)))
}

function findChromium() {
  const wanted = process.env.CHROMIUM || 'chromium'
  const places = wanted.includes('/') ? [wanted] : process.env.PATH.split(path.delimiter).map(d => path.join(d, wanted))
  const found = places.find(place => {
    try {
      accessSync(place, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
  if (!found) throw new Usage(`no browser: ${wanted} (tools/setup_system.sh test installs it)`)
  return found
}

// A fontconfig file that adds one folder to the system's fonts.
function fontEnvironment(folder, scratch) {
  if (!folder) return {}
  const file = path.join(scratch, 'fonts.conf')
  const xml = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
    <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
    <dir>${xml(path.resolve(folder))}</dir><cachedir>${xml(scratch)}/cache</cachedir></fontconfig>`)
  return { FONTCONFIG_FILE: file }
}

export async function launch(scratch, fonts) {
  let puppeteer
  try {
    ({ default: puppeteer } = await import('puppeteer-core'))
  } catch {
    throw new Usage(`no puppeteer-core: run npm ci in ${HERE}`)
  }
  return puppeteer.launch({
    executablePath: findChromium(),
    userDataDir: path.join(scratch, 'profile'),
    args: FLAGS,
    env: { ...process.env, ...fontEnvironment(fonts, scratch) },
    protocolTimeout: 120_000,
  })
}
