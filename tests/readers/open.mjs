// Opens EPUBs in real reading systems (foliate-js and epub.js in headless Chromium, Readium's parser) and turns every page
// of them, on a phone and a tablet, by day and by night.
//
//   node open.mjs [BOOK.epub …] [--brief BOOK.epub …] [--out DIR] [--fonts DIR]
//
// --brief BOOK  opens this one once in each system: foliate-js on the tablet by night, epub.js on the phone by day
// --out DIR     writes screenshots to DIR/NAME: cover, contents, an article's opening, a figure, a footnote of each view
// --fonts DIR   lets Chromium use these fonts besides the system's (a bare machine has no Chinese ones)
// CHROMIUM      names the browser; else `chromium` on the PATH
//
// Prints a JSON report: {books: [{file, title, foliate, epubjs, readium, ok}], ok}; of each system what it understood of
// the book ({metadata, toc, landmarks, pageList, order}) and what was seen: `views`, or `errors` of the parser. Exit 0 if
// ok, 1 if not, 2 if it could not be run. The only traffic is with a server of its own on 127.0.0.1.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { launch, serve, Usage } from './browser.mjs'
import { readWithReadium } from './readium.mjs'
import { page, View } from './view.mjs'

const ALL = ['foliate', 'epubjs'].flatMap(engine => [
  { engine, device: 'phone', theme: 'light', order: 'contents' },
  { engine, device: 'phone', theme: 'dark', order: 'pages' },
  { engine, device: 'tablet', theme: 'light', order: 'pages' },
  { engine, device: 'tablet', theme: 'dark', order: 'contents' },
])
const BRIEF = [
  { engine: 'foliate', device: 'tablet', theme: 'dark', order: 'contents' },
  { engine: 'epubjs', device: 'phone', theme: 'light', order: 'contents' },
]

const stem = file => path.basename(file, path.extname(file))

function views(books, brief, out) {
  return books.flatMap((file, book) => {
    const folder = out && path.join(out, stem(file))
    if (folder) mkdirSync(folder, { recursive: true })
    return (brief.includes(file) ? BRIEF : ALL).map(one => new View({ ...one, book, out: folder }))
  })
}

// Readers that wait for frames leave the processors idle, so there are several to a processor.
async function readAll(line, browser, base) {
  const waiting = [...line]
  const work = async () => {
    for (let view = waiting.shift(); view; view = waiting.shift()) await view.read(browser, base)
  }
  await Promise.all(Array.from({ length: 4 * availableParallelism() }, work))
}

async function openInBrowser(books, line, fonts) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'reader-'))
  const server = await serve(books, page)
  let browser
  try {
    browser = await launch(scratch, fonts)
    await readAll(line, browser, `http://127.0.0.1:${server.address().port}`)
  } finally {
    await browser?.close()
    server.closeAllConnections?.()
    server.close()
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
  }
}

// A title in one language is text, in several {language: text}.
function titleOf(metadata) {
  const title = metadata?.title ?? ''
  return typeof title === 'string' ? title : (Object.values(title)[0] ?? '')
}

function engineReport(line) {
  const facts = line.find(view => view.facts)?.facts ?? {}
  const { metadata = {}, toc, landmarks, pageList, order } = facts
  return {
    metadata, toc: toc ?? [], landmarks: landmarks ?? [], pageList: pageList ?? [], order: order ?? [],
    views: line.map(view => view.report),
    ok: Boolean(titleOf(metadata) && toc?.length) && line.every(view => view.ok),
  }
}

async function bookReport(file, line) {
  const [foliate, epubjs] = ['foliate', 'epubjs'].map(engine => engineReport(line.filter(view => view.engine === engine)))
  let readium
  try {
    readium = await readWithReadium(file)
  } catch (error) {
    readium = { errors: [`not parsed: ${error?.message ?? error}`] }
  }
  readium.ok = !readium.errors.length
  const ok = foliate.ok && epubjs.ok && readium.ok
  return { file: path.basename(file), title: titleOf(foliate.metadata), foliate, epubjs, readium, ok }
}

function readArguments() {
  try {
    const options = { brief: { type: 'string', multiple: true, default: [] }, out: { type: 'string' }, fonts: { type: 'string' } }
    const { values: { brief, out, fonts }, positionals } = parseArgs({ options, allowPositionals: true })
    const books = [...positionals, ...brief].map(file => path.resolve(file))
    const lost = books.find(file => !existsSync(file))
    if (lost) throw new Error(`no such file: ${lost}`)
    if (!books.length) throw new Error('an EPUB file is wanted')
    return { books, brief: brief.map(file => path.resolve(file)), out, fonts }
  } catch (error) {
    throw new Usage(`${error.message}\nusage: node open.mjs [BOOK.epub …] [--brief BOOK.epub …] [--out DIR] [--fonts DIR]`)
  }
}

async function main() {
  const { books, brief, out, fonts } = readArguments()
  const line = views(books, brief, out)
  await openInBrowser(books, line, fonts)
  const reports = []
  for (const [book, file] of books.entries()) {
    reports.push(await bookReport(file, line.filter(view => view.book === book)))
  }
  const ok = reports.every(report => report.ok)
  console.log(JSON.stringify({ books: reports, ok }, null, 1))
  return ok ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof Usage)) throw error
  console.error(error.message)
  process.exitCode = 2
}
