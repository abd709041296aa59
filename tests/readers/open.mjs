// Opens an EPUB in a real reading engine (foliate-js in headless Chromium) and turns every page of it,
// on a phone and a tablet, by day and by night.
//
//   node open.mjs BOOK.epub [--out DIR] [--fonts DIR]
//
// --out DIR    writes screenshots there: cover, contents, an article's opening, a figure, a footnote of each view
// --fonts DIR  lets Chromium use these fonts besides the system's (a bare machine has no Chinese ones)
// CHROMIUM     names the browser; else `chromium` on the PATH
//
// Prints a JSON report: {file, title, metadata, toc, landmarks, pageList, views, ok}. Exit 0 if ok, 1 if not, 2 if it
// could not be run. The only traffic is with a server of its own on 127.0.0.1.
import { accessSync, constants, createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

const HERE = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname)
const MODULES = path.join(HERE, 'node_modules')
const DEVICES = {
  phone: { width: 390, height: 844, deviceScaleFactor: 2 },
  tablet: { width: 820, height: 1180, deviceScaleFactor: 1 },
}
const THEMES = {
  light: { ground: '#ffffff', css: '' },
  dark: {
    ground: '#121212',
    css: `html, body { background: #121212 !important; color: #ddd !important } a:any-link { color: #8ab4f8 }`,
  },
}
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--hide-scrollbars',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1']
// Chromium's remark on foliate's own frame, which says nothing about the book
const NOISE = /allow-scripts and allow-same-origin/

class Usage extends Error {}

// ---- the page that reads: `installReader` runs in Chromium, all else in Node ----

function installReader(theme) {
  const CONTRAST = 1.5 // text under this ratio cannot be seen
  const SHOWN = 20 // findings listed a section
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  const colours = new Map()

  function rgba(colour) {
    if (!colours.has(colour)) {
      canvas.clearRect(0, 0, 1, 1)
      canvas.fillStyle = colour
      canvas.fillRect(0, 0, 1, 1)
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data
      colours.set(colour, [r, g, b, a / 255])
    }
    return colours.get(colour)
  }

  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1]
  const linear = value => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)
  const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
  const hex = colour => '#' + colour.slice(0, 3).map(v => Math.round(v).toString(16).padStart(2, '0')).join('')

  const style = element => element.ownerDocument.defaultView.getComputedStyle(element)
  const isText = node => node.nodeType === Node.TEXT_NODE
  const inDrawing = element => Boolean(element.ownerSVGElement)

  function name(element) {
    const id = element.id ? `#${element.id}` : ''
    return element.localName + id + [...element.classList].map(c => `.${c}`).join('')
  }

  function* textNodes(doc) {
    const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.data.trim() && !node.parentElement.closest('script, style, title, desc')) yield node
    }
  }

  function rects(node) {
    if (!isText(node)) return [...node.getClientRects()]
    const range = node.ownerDocument.createRange()
    range.selectNodeContents(node)
    return [...range.getClientRects()].filter(r => r.width && r.height)
  }

  function shown(element) {
    const { visibility, display } = style(element)
    return visibility === 'visible' && display !== 'none'
  }

  // The columns that foliate lays a section out in: each stands in a cell as wide as a page's share.
  function columns(doc) {
    const root = doc.documentElement
    const { columnGap, columnWidth, paddingLeft, paddingRight } = style(root)
    const gap = parseFloat(columnGap)
    const inner = root.getBoundingClientRect().width - parseFloat(paddingLeft) - parseFloat(paddingRight)
    const count = Math.max(1, Math.floor((inner + gap) / (parseFloat(columnWidth) + gap)))
    const cell = (inner + gap) / count
    return { left: root.getBoundingClientRect().left + parseFloat(paddingLeft) - gap / 2, cell, width: cell - gap }
  }

  // How many pixels a box is wider than its column, or runs out of its page; up to 1 is rounding.
  function excess(rect, { left, cell, width }) {
    const end = left + (Math.floor((rect.left - left + 1) / cell) + 1) * cell
    return Math.max(rect.width - width, rect.right - end)
  }

  // A box that scrolls or cuts what is in it does not let it out onto the next page.
  function confined(element, body) {
    for (let box = element.parentElement; box && box !== body; box = box.parentElement) {
      if (style(box).overflowX !== 'visible') return true
    }
    return false
  }

  function overflow(doc) {
    const page = columns(doc)
    const found = new Map()
    const boxes = [...doc.body.querySelectorAll('*')].filter(e => !inDrawing(e))
    for (const node of [...boxes, ...textNodes(doc)]) {
      const element = isText(node) ? node.parentElement : node
      const box = inDrawing(element) ? element.ownerSVGElement.getBoundingClientRect() : null
      const sticksOut = r => (box ? Math.max(r.right - box.right, box.left - r.left) : excess(r, page))
      const px = Math.max(0, ...rects(node).filter(r => r.right > 0).map(sticksOut))
      if (px > 1 && shown(element) && (box || !confined(element, doc.body))) {
        found.set(element, { element: name(element), text: excerpt(element), px: Math.round(px) })
      }
    }
    // the innermost say what is too wide, the boxes around them only that something is
    return [...found].filter(([e]) => ![...found.keys()].some(f => f !== e && e.contains(f))).map(([, f]) => f)
  }

  const excerpt = node => node.textContent.replace(/\s+/g, ' ').trim().slice(0, 40)

  // What lies under a text, the uppermost first.
  function layers(node) {
    const element = node.parentElement
    const [rect] = rects(node)
    const x = rect.left + rect.width / 2
    const y = rect.top + rect.height / 2
    const stack = element.ownerDocument.elementsFromPoint(x, y)
    const own = stack.indexOf(element)
    if (own >= 0) return stack.slice(own)
    const parents = []
    for (let e = element; e; e = e.parentElement) parents.push(e)
    return parents
  }

  // The colour under a text, or null where a picture lies there.
  function ground(node) {
    const veils = []
    for (const layer of layers(node)) {
      const css = style(layer)
      if (/^(img|image|video|canvas|object)$/.test(layer.localName) || css.backgroundImage !== 'none') return null
      const shape = inDrawing(layer) && !/^(text|tspan|g|a)$/.test(layer.localName)
      if (shape && css.fill.startsWith('url')) return null
      const paint = shape ? css.fill : css.backgroundColor
      const colour = paint === 'none' ? [0, 0, 0, 0] : rgba(paint)
      veils.unshift(colour)
      if (colour[3] === 1) break
    }
    return veils.reduce((below, veil) => over(veil, below), rgba(theme.ground))
  }

  function invisible(doc) {
    const found = []
    for (const node of textNodes(doc)) {
      const element = node.parentElement
      if (!rects(node).length || !shown(element)) continue
      const below = ground(node)
      const paint = inDrawing(element) ? style(element).fill : style(element).color
      if (!below || paint.startsWith('url')) continue
      const ink = paint === 'none' ? [0, 0, 0, 0] : [...rgba(paint)]
      for (let e = element; e; e = e.parentElement) ink[3] *= Number(style(e).opacity)
      const seen = over(ink, below)
      if (ratio(luminance(seen), luminance(below)) < CONTRAST) {
        found.push({ element: name(element), text: excerpt(node), colour: hex(seen), ground: hex(below) })
      }
    }
    return found
  }

  function broken(doc) {
    const images = [...doc.images].filter(i => i.complete && !i.naturalWidth).map(i => `image not shown: ${i.alt || i.src}`)
    const faces = [...doc.fonts].filter(f => f.status === 'error').map(f => `font not loaded: ${f.family} ${f.weight}`)
    return [...images, ...faces]
  }

  const frame = () => new Promise(done => requestAnimationFrame(done))
  const types = (element, type) =>
    element.getAttributeNS('http://www.idpf.org/2007/ops', 'type')?.split(/\s+/).includes(type)
    || element.getAttribute('role') === `doc-${type}`
  const noteReference = doc => [...doc.querySelectorAll('a[href]')].find(a => types(a, 'noteref'))
  const drawn = figure => figure.querySelector('img, svg')?.getBoundingClientRect().height > 80
  const figureOf = doc => [...doc.querySelectorAll('figure')].find(drawn)
  const flat = list => (list ?? []).flatMap(item => [item, ...flat(item.subitems)])

  class Reader {
    async open(url) {
      const { makeBook } = await import('/foliate-js/view.js')
      const { FootnoteHandler } = await import('/foliate-js/footnotes.js')
      this.book = await makeBook(new File([await (await fetch(url)).blob()], 'book.epub'))
      this.notes = new FootnoteHandler()
      this.view = document.createElement('foliate-view')
      document.body.append(this.view)
      await this.view.open(this.book)
      this.view.addEventListener('link', event => this.follow(event))
      this.view.addEventListener('external-link', event => event.preventDefault())
      this.view.renderer.setStyles(theme.css)
      await this.view.init({})
      const { metadata, toc, landmarks, pageList } = this.book
      return JSON.parse(JSON.stringify({ metadata, toc, landmarks, pageList }))
    }

    get contents() {
      return this.view.renderer.getContents()[0]
    }

    get id() {
      return this.book.sections[this.contents.index].id
    }

    async settle() {
      const { doc } = this.contents
      await doc.fonts.ready
      await Promise.all([...doc.images].map(image => image.decode().catch(() => {})))
      await frame()
      await frame()
    }

    // Reads the section that is open and turns its pages up to the last.
    async section() {
      await this.settle()
      const { doc, index } = this.contents
      const { renderer } = this.view
      const errors = broken(doc)
      let pages = 1
      while (renderer.page < renderer.pages - 2) {
        const from = renderer.page
        await renderer.next()
        pages += 1
        if (renderer.page === from || this.contents.index !== index) {
          errors.push(`page ${from} does not turn to page ${from + 1}`)
          break
        }
      }
      return {
        index, pages, errors,
        id: this.id,
        chars: [...doc.body.textContent.replace(/\s+/g, '')].length,
        figure: Boolean(figureOf(doc)),
        note: noteReference(doc)?.getAttribute('href') ?? null,
        overflow: overflow(doc).slice(0, SHOWN),
        invisible: invisible(doc).slice(0, SHOWN),
      }
    }

    // Turns from a section's last page to the next section; false at the book's end.
    async turn() {
      const { renderer } = this.view
      if (renderer.atEnd) return false
      const from = this.id
      await renderer.next()
      if (this.id === from) throw new Error('no way on to the next section')
      return true
    }

    nonLinear() {
      return this.book.sections.flatMap((section, index) => (section.linear === 'no' ? [index] : []))
    }

    // Says of each entry of the contents, the landmarks and the page list that leads nowhere.
    async deadLinks() {
      const documents = new Map()
      const dead = []
      for (const list of ['toc', 'landmarks', 'pageList']) {
        for (const { label, href } of flat(this.book[list])) {
          if (href && !(await this.leads(href, documents))) dead.push(`${list}: ${label} leads nowhere: ${href}`)
        }
      }
      return dead
    }

    async leads(href, documents) {
      const target = this.book.resolveHref(href)
      const section = this.book.sections[target?.index]
      if (!section) return false
      if (!documents.has(section)) documents.set(section, await section.createDocument())
      return target.anchor(documents.get(section)) !== null
    }

    async goTo(target) {
      await this.view.renderer.goTo(target)
      await this.settle()
    }

    showStart(index) {
      return this.goTo({ index, anchor: () => 0 })
    }

    async showContents() {
      const href = this.book.landmarks?.find(mark => mark.type?.includes('toc'))?.href
      const target = href ? this.book.resolveHref(href) : null
      if (!this.book.sections[target?.index]) return false
      await this.goTo(target)
      return true
    }

    showFigure(index) {
      return this.goTo({ index, anchor: figureOf })
    }

    // Taps the first note mark of a section as a reader does, and reads what pops up.
    async openNote(index) {
      await this.goTo({ index, anchor: noteReference })
      const shownNote = new Promise((done, fail) => {
        this.opened = done
        setTimeout(() => fail(new Error('the note does not open')), 10000)
      })
      noteReference(this.contents.doc).click()
      const text = await shownNote
      if (!text) throw new Error('the note that opens is empty')
      return text
    }

    follow(event) {
      const handled = this.notes.handle(this.book, event)
      this.notes.addEventListener('before-render', ({ detail: { view } }) => this.showNote(view), { once: true })
      this.notes.addEventListener('render', async ({ detail: { view } }) => {
        await frame()
        const { doc } = view.renderer.getContents()[0]
        await doc.fonts.ready
        await frame()
        this.opened?.(doc.body.textContent.replace(/\s+/g, ' ').trim())
      }, { once: true })
      handled?.catch(error => console.error(String(error)))
    }

    showNote(view) {
      const dialog = document.createElement('dialog')
      dialog.append(view)
      document.body.append(dialog)
      dialog.showModal()
      view.renderer.setAttribute('flow', 'scrolled')
      view.renderer.setAttribute('margin', '12px')
      view.renderer.setAttribute('gap', '5%')
      view.renderer.setStyles(theme.css)
    }
  }
  globalThis.reader = new Reader()
}

const page = ({ ground }) => `<!DOCTYPE html>
<meta charset="utf-8">
<title>reader</title>
<link rel="icon" href="data:,">
<style>
  body { margin: 0; background: ${ground} }
  body > foliate-view { display: block; width: 100vw; height: 100vh }
  dialog { width: 80vw; height: 30vh; padding: 0; background: ${ground}; border: 1px solid gray; border-radius: 12px }
  dialog > foliate-view { display: block; width: 100%; height: 100% }
</style>`

// ---- Node: server, browser, report ----

function serve(epub) {
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://reader')
    if (url.pathname.startsWith('/reader/')) {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      return response.end(page(THEMES[url.pathname.slice('/reader/'.length)]))
    }
    const file = url.pathname === '/book.epub' ? epub : path.join(MODULES, path.normalize(url.pathname))
    if (!existsSync(file)) return response.writeHead(404).end()
    response.setHeader('content-type', file.endsWith('.js') ? 'text/javascript' : 'application/octet-stream')
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

async function launch(scratch, fonts) {
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
    protocolTimeout: 600_000,
  })
}

// Puts down what goes wrong in a tab as it happens.
function listen(tab, note) {
  tab.on('console', message => {
    const bad = ['error', 'warn', 'assert'].includes(message.type()) && !NOISE.test(message.text())
    if (bad) note(`console: ${message.text().slice(0, 300)}`)
  })
  tab.on('pageerror', error => note(`script: ${String(error).slice(0, 300)}`))
  tab.on('requestfailed', request => note(`not loaded: ${request.url().slice(0, 200)}`))
  tab.on('response', answer => {
    if (answer.status() >= 400) note(`not loaded (${answer.status()}): ${answer.url()}`)
  })
}

class View {
  constructor(device, theme, out) {
    Object.assign(this, { device, theme, out, name: `${device}-${theme}` })
    this.book = null
    this.found = []
    this.known = new Set()
    this.heard = [] // what went wrong since the last section was read
    this.report = { name: this.name, sections: 0, pages: 0, note: null, errors: [], overflow: [], invisible: [] }
  }

  async read(browser, base) {
    // a context has a window of its own: a tab behind another gets no frames and slow timers
    const context = await browser.createBrowserContext()
    try {
      this.tab = await context.newPage()
      listen(this.tab, text => this.heard.push(text))
      await this.tab.setViewport(DEVICES[this.device])
      await this.tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: this.theme }])
      await this.tab.goto(`${base}/reader/${this.theme}`)
      await this.tab.evaluate(installReader, THEMES[this.theme])
      this.book = await this.call('open', '/book.epub')
      this.fail(await this.call('deadLinks'))
      await this.turnAllPages()
      await this.look()
    } catch (error) {
      this.fail([String(error.message ?? error).split('\n')[0]], this.found.at(-1)?.id)
    } finally {
      this.fail(this.heard)
      await context.close().catch(() => {})
    }
    return this
  }

  call(method, ...values) {
    return this.tab.evaluate((m, v) => globalThis.reader[m](...v), method, values)
  }

  // The same fault in many sections, a font say, is put down where it is first met.
  fail(texts, place) {
    for (const text of texts) {
      if (this.known.has(text)) continue
      this.known.add(text)
      this.report.errors.push(place ? `${place}: ${text}` : text)
    }
  }

  async turnAllPages() {
    do await this.readSection()
    while (await this.call('turn'))
    for (const index of await this.call('nonLinear')) {
      await this.call('showStart', index)
      await this.readSection()
    }
  }

  async readSection() {
    const section = await this.call('section')
    this.fail([...this.heard.splice(0), ...section.errors], section.id)
    for (const kind of ['overflow', 'invisible']) {
      this.report[kind].push(...section[kind].map(item => ({ section: section.id, ...item })))
    }
    this.report.sections += 1
    this.report.pages += section.pages
    this.found.push(section)
  }

  // Goes back to what an editor wants to see, and opens the book's first note.
  async look() {
    await this.call('showStart', this.found[0].index)
    await this.shoot('cover')
    if (await this.call('showContents')) await this.shoot('contents')
    const longest = this.found.reduce((a, b) => (b.chars > a.chars ? b : a))
    await this.call('showStart', (this.found.find(s => s.note && s.figure) ?? longest).index)
    await this.shoot('article')
    const figure = this.found.find(s => s.figure)
    if (figure) {
      await this.call('showFigure', figure.index)
      await this.shoot('figure')
    }
    const noted = this.found.find(s => s.note)
    if (noted) {
      this.report.note = { section: noted.id, href: noted.note, text: await this.call('openNote', noted.index) }
      await this.shoot('footnote')
    }
  }

  async shoot(what) {
    if (this.out) await this.tab.screenshot({ path: path.join(this.out, `${this.name}-${what}.png`) })
  }

  get ok() {
    const { errors, overflow, invisible } = this.report
    return !errors.length && !overflow.length && !invisible.length
  }
}

// foliate gives a title in one language as text, in several as {language: text}.
function titleOf(metadata) {
  const title = metadata?.title ?? ''
  return typeof title === 'string' ? title : (Object.values(title)[0] ?? '')
}

async function readAll(epub, { out, fonts }) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'reader-'))
  const server = await serve(epub)
  let browser
  try {
    browser = await launch(scratch, fonts)
    const base = `http://127.0.0.1:${server.address().port}`
    const views = Object.keys(DEVICES).flatMap(device => Object.keys(THEMES).map(theme => new View(device, theme, out)))
    return await Promise.all(views.map(view => view.read(browser, base)))
  } finally {
    await browser?.close()
    server.closeAllConnections?.()
    server.close()
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
  }
}

function readArguments() {
  try {
    const options = { out: { type: 'string' }, fonts: { type: 'string' } }
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    if (positionals.length !== 1) throw new Error('one EPUB file is wanted')
    if (!existsSync(positionals[0])) throw new Error(`no such file: ${positionals[0]}`)
    if (values.out) mkdirSync(values.out, { recursive: true })
    return { epub: path.resolve(positionals[0]), ...values }
  } catch (error) {
    throw new Usage(`${error.message}\nusage: node open.mjs BOOK.epub [--out DIR] [--fonts DIR]`)
  }
}

async function main() {
  const { epub, ...options } = readArguments()
  const views = await readAll(epub, options)
  const { metadata = {}, toc = null, landmarks = null, pageList = null } = views[0].book ?? {}
  const title = titleOf(metadata)
  const report = {
    file: path.basename(epub), title, metadata, toc: toc ?? [], landmarks: landmarks ?? [], pageList: pageList ?? [],
    views: views.map(view => view.report),
    ok: Boolean(title && toc?.length) && views.every(view => view.ok),
  }
  console.log(JSON.stringify(report, null, 2))
  return report.ok ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof Usage)) throw error
  console.error(error.message)
  process.exitCode = 2
}
