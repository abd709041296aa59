// One reading system on one device, by day or by night, with one book: opens it, turns every page, follows every entry of
// the contents and the page-list, opens a note, takes pictures.
import path from 'node:path'

export const DEVICES = {
  phone: { width: 390, height: 844, deviceScaleFactor: 2 },
  tablet: { width: 820, height: 1180, deviceScaleFactor: 1 },
}
const night = { background: '#121212 !important', color: '#ddd !important' }
export const THEMES = {
  light: { ground: '#ffffff', rules: {} },
  dark: { ground: '#121212', rules: { html: night, body: night, 'a:any-link': { color: '#8ab4f8' } } },
}
// Chromium's remark on foliate's own frame, which says nothing about the book
const NOISE = /allow-scripts and allow-same-origin/
const FINDINGS = ['overflow', 'overlap', 'invisible']

export const page = ground => `<!DOCTYPE html>
<meta charset="utf-8">
<title>reader</title>
<link rel="icon" href="data:,">
<style>
  body { margin: 0; background: ${ground}; overflow: hidden }
  body > foliate-view { display: block; width: 100vw; height: 100vh }
  dialog { width: 80vw; height: 30vh; padding: 0; background: ${ground}; border: 1px solid gray; border-radius: 12px }
  dialog > foliate-view { display: block; width: 100%; height: 100% }
</style>`

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

async function reader(engine, theme) {
  const { Reader } = await import(`/own/${engine}.mjs`)
  globalThis.reader = new Reader(theme)
}

export class View {
  // `order`: sections are reached by turning pages, or by the entries of the contents. `book` is its number.
  constructor({ engine, device, theme, order, book, out }) {
    Object.assign(this, { engine, device, theme, order, book, out, name: `${device}-${theme}` })
    this.facts = null
    this.found = []
    this.known = new Set()
    this.heard = [] // what went wrong since the last section was read
    this.report = { name: this.name, order, sections: 0, pages: 0, followed: {}, note: null, errors: [] }
    for (const kind of FINDINGS) this.report[kind] = []
  }

  async read(browser, base) {
    const began = performance.now()
    // a context has a window of its own: a tab behind another gets no frames and slow timers
    const context = await browser.createBrowserContext()
    try {
      this.tab = await context.newPage()
      listen(this.tab, text => this.heard.push(text))
      await this.tab.setViewport(DEVICES[this.device])
      await this.tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: this.theme }])
      await this.tab.goto(`${base}/page/${THEMES[this.theme].ground.slice(1)}`)
      await this.tab.evaluate(reader, this.engine, THEMES[this.theme])
      this.facts = await this.call('open', `/book/${this.book}`)
      await (this.order === 'contents' ? this.followContents() : this.turnAllPages())
      await this.look()
    } catch (error) {
      this.fail([String(error.message ?? error).split('\n')[0]], this.found.at(-1)?.id)
    } finally {
      this.fail(this.heard)
      await context.close().catch(() => {})
      this.report.seconds = Math.round((performance.now() - began) / 100) / 10
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
    await this.readSections(await this.call('nonLinear'))
  }

  // Each entry of each list in turn; a section that it opens first is read there and then.
  async followContents() {
    for (const [list, entries] of Object.entries(await this.call('entries'))) {
      this.report.followed[list] = entries.length
      for (const entry of entries) {
        const wrong = await this.call('goToEntry', list, entry)
        if (wrong) this.fail([wrong])
        else if (!this.found.some(section => this.isOf(section, entry))) await this.readSection()
      }
    }
    const read = new Set(this.found.map(section => section.index))
    await this.readSections(this.facts.order.map((_, index) => index).filter(index => !read.has(index)))
  }

  isOf(section, { href }) {
    return section.id === href.split('#')[0]
  }

  async readSections(indexes) {
    for (const index of indexes) {
      await this.call('showStart', index)
      await this.readSection()
    }
  }

  async readSection() {
    const section = await this.call('section')
    this.fail([...this.heard.splice(0), ...section.errors], section.id)
    for (const kind of FINDINGS) {
      this.report[kind].push(...section[kind].map(item => ({ section: section.id, ...item })))
    }
    this.report.sections += 1
    this.report.pages += section.pages
    this.found.push(section)
  }

  // Goes back to what an editor wants to see, and opens the book's first note.
  async look() {
    const inOrder = [...this.found].sort((a, b) => a.index - b.index)
    await this.call('showStart', inOrder[0].index)
    await this.shoot('cover')
    if (await this.call('showContents')) await this.shoot('contents')
    const longest = inOrder.reduce((a, b) => (b.chars > a.chars ? b : a))
    await this.call('showStart', (inOrder.find(s => s.note && s.figure) ?? longest).index)
    await this.shoot('article')
    const figure = inOrder.find(s => s.figure)
    if (figure) {
      await this.call('showFigure', figure.index)
      await this.shoot('figure')
    }
    const noted = inOrder.find(s => s.note)
    if (noted) {
      this.report.note = { section: noted.id, href: noted.note, text: await this.call('openNote', noted.index) }
      await this.shoot('footnote')
      this.report.note.back = await this.call('closeNote')
    }
  }

  async shoot(what) {
    if (this.out) await this.tab.screenshot({ path: path.join(this.out, `${this.engine}-${this.name}-${what}.png`) })
  }

  get ok() {
    return !this.report.errors.length && FINDINGS.every(kind => !this.report[kind].length)
  }
}
