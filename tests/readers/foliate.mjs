// foliate-js, the engine of Foliate and Readest, as a reading system: runs in Chromium.
import { FootnoteHandler } from '/foliate-js/footnotes.js'
import { makeBook } from '/foliate-js/view.js'
import { figureOf, flat, frame, inspect, noteReference, onScreen, settle, words } from '/own/inspect.mjs'

const sheet = rules => Object.entries(rules)
  .map(([selector, rule]) => `${selector} { ${Object.entries(rule).map(one => one.join(': ')).join('; ')} }`).join('\n')

export class Reader {
  constructor(theme) {
    this.theme = theme
    this.notes = new FootnoteHandler()
    this.view = document.createElement('foliate-view')
  }

  async open(url) {
    this.book = await makeBook(new File([await (await fetch(url)).blob()], 'book.epub'))
    document.body.append(this.view)
    await this.view.open(this.book)
    this.view.addEventListener('link', event => this.follow(event))
    this.view.addEventListener('external-link', event => event.preventDefault())
    this.view.renderer.setStyles(sheet(this.theme.rules))
    await this.view.init({})
    const { metadata, toc, landmarks, pageList } = this.book
    return JSON.parse(JSON.stringify({ metadata, toc, landmarks, pageList, order: this.book.sections.map(s => s.id) }))
  }

  get contents() {
    return this.view.renderer.getContents()[0]
  }

  get id() {
    return this.book.sections[this.contents.index].id
  }

  // Reads the section that is open and turns its pages up to the last.
  async section() {
    await settle(this.contents.doc)
    const { doc, index } = this.contents
    const { renderer } = this.view
    const found = inspect(doc, this.theme.ground)
    let pages = 1
    while (renderer.page < renderer.pages - 2) {
      const from = renderer.page
      await renderer.next()
      pages += 1
      if (renderer.page === from || this.contents.index !== index) {
        found.errors.push(`page ${from} does not turn to page ${from + 1}`)
        break
      }
    }
    return { id: this.id, index, pages, ...found }
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

  // Goes where an entry of the contents, the landmarks or the page-list leads; says what is wrong, or null.
  async goToEntry(list, { label, href }) {
    const dead = `${list}: ${label} leads nowhere: ${href}`
    const target = this.book.resolveHref(href)
    if (!this.book.sections[target?.index]) return dead
    await this.view.goTo(href)
    const { doc, index } = this.contents
    const there = target.anchor(doc)
    if (index !== target.index || there === null) return dead
    const element = there?.startContainer ?? there
    if (element?.nodeType !== Node.ELEMENT_NODE || onScreen(element)) return null
    return `${list}: ${label} leads past its place: ${href}`
  }

  entries() {
    const { toc, landmarks, pageList } = this.book
    const plain = list => flat(list).filter(item => item.href).map(({ label, href }) => ({ label, href }))
    return { toc: plain(toc), landmarks: plain(landmarks), pageList: plain(pageList) }
  }

  async goTo(target) {
    await this.view.renderer.goTo(target)
    await settle(this.contents.doc)
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

  // Puts the note away: it lies over the page, which is where it was.
  async closeNote() {
    const dialog = document.querySelector('dialog')
    dialog.close()
    dialog.remove()
    return onScreen(noteReference(this.contents.doc))
  }

  follow(event) {
    const handled = this.notes.handle(this.book, event)
    this.notes.addEventListener('before-render', ({ detail: { view } }) => this.showNote(view), { once: true })
    this.notes.addEventListener('render', async ({ detail: { view } }) => {
      await frame()
      const { doc } = view.renderer.getContents()[0]
      await doc.fonts.ready
      await frame()
      this.opened?.(words(doc.body))
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
    view.renderer.setStyles(sheet(this.theme.rules))
  }
}
