// epub.js 0.3.93, on which most readers in web pages are built, as a reading system: runs in Chromium.
import '/jszip/dist/jszip.min.js'
import '/epubjs/dist/epub.min.js'
import { backLink, figureOf, flat, inspect, noteReference, onScreen, settle, words } from '/own/inspect.mjs'

const WAIT = 10000 // milliseconds for a link to lead somewhere

export class Reader {
  constructor(theme) {
    this.theme = theme
    this.place = document.createElement('main')
  }

  async open(url) {
    this.book = globalThis.ePub(await (await fetch(url)).arrayBuffer())
    await new Promise((done, fail) => {
      this.book.on('openFailed', fail) // what is ready never comes then
      this.book.ready.then(done, fail)
    })
    document.body.append(this.place)
    this.view = this.book.renderTo(this.place, { width: innerWidth, height: innerHeight, flow: 'paginated' })
    this.view.themes.registerRules('theme', this.theme.rules) // a theme as text would reach the first section alone
    this.view.themes.select('theme')
    await this.view.display()
    const { toc, landmarks } = this.book.navigation
    const entry = ({ label, href, type, subitems }) => ({ label: label?.trim(), href, type, subitems: (subitems ?? []).map(entry) })
    const order = this.book.spine.spineItems.map(item => item.href)
    return { metadata: { ...this.book.packaging.metadata }, toc: toc.map(entry), landmarks: landmarks.map(entry), pageList: [], order }
  }

  get doc() {
    return this.view.getContents()[0].document
  }

  get index() {
    return this.view.getContents()[0].sectionIndex
  }

  get id() {
    return this.book.spine.get(this.index).href
  }

  // Reads the section that is open and turns its pages up to the last.
  async section() {
    await settle(this.doc)
    const { index, id } = this
    const found = inspect(this.doc, this.theme.ground)
    const scroller = this.view.manager.container
    let pages = 1
    while (scroller.scrollLeft + scroller.offsetWidth < scroller.scrollWidth - 1) {
      const from = scroller.scrollLeft
      await this.view.next()
      pages += 1
      if (this.index !== index || scroller.scrollLeft <= from) {
        found.errors.push(`page ${pages - 1} does not turn to page ${pages}`)
        break
      }
    }
    return { id, index, pages, ...found }
  }

  async turn() {
    const from = this.index
    const next = this.book.spine.get(from).next()
    if (!next) return false
    await this.view.next()
    if (this.index !== next.index) throw new Error('no way on to the next section')
    return true
  }

  nonLinear() {
    return this.book.spine.spineItems.filter(item => !item.linear).map(item => item.index)
  }

  entries() {
    const plain = list => flat(list).filter(item => item.href).map(({ label, href }) => ({ label: label.trim(), href }))
    return { toc: plain(this.book.navigation.toc), landmarks: plain(this.book.navigation.landmarks), pageList: [] }
  }

  async goToEntry(list, { label, href }) {
    const [file, id] = href.split('#')
    const section = this.book.spine.get(file)
    const dead = `${list}: ${label} leads nowhere: ${href}`
    if (!section) return dead
    await this.view.display(href)
    const target = id ? this.doc.getElementById(decodeURIComponent(id)) : this.doc.body
    if (this.index !== section.index || !target) return dead
    return !id || onScreen(target) ? null : `${list}: ${label} leads past its place: ${href}`
  }

  async showStart(index) {
    await this.view.display(index)
    await settle(this.doc)
  }

  async showContents() {
    const href = this.book.navigation.landmarks.find(mark => mark.type?.includes('toc'))?.href
    const section = href && this.book.spine.get(href.split('#')[0])
    if (!section) return false
    await this.showStart(section.index)
    return true
  }

  // epub.js goes to an element by its id alone; what has none gets one.
  async showElement(index, choose) {
    await this.showStart(index)
    const element = choose(this.doc)
    element.id ||= 'shown-here'
    await this.view.display(`${this.id}#${element.id}`)
    await settle(this.doc)
    return choose(this.doc)
  }

  showFigure(index) {
    return this.showElement(index, figureOf).then(() => null)
  }

  // Follows the first note mark of a section to the note, and reads it.
  async openNote(index) {
    const mark = await this.showElement(index, noteReference)
    if (!onScreen(mark)) throw new Error('the page of the note mark is not found')
    this.mark = mark.getAttribute('href')
    const note = await this.jump(mark)
    return words(note)
  }

  // Follows the note's own link back; is the mark on the page?
  async closeNote() {
    const back = backLink(this.note)
    if (!back) throw new Error('no way back from the note')
    await this.jump(back)
    return onScreen(noteReference(this.doc))
  }

  async jump(link) {
    const id = decodeURIComponent(link.getAttribute('href').split('#')[1])
    const arrived = new Promise((done, fail) => {
      this.view.once('relocated', done)
      setTimeout(() => fail(new Error(`nothing happens at ${link.getAttribute('href')}`)), WAIT)
    })
    link.click()
    await arrived
    this.note = this.doc.getElementById(id)
    if (!this.note) throw new Error(`no ${id} where the link leads`)
    if (!onScreen(this.note)) throw new Error(`the page of ${id} is not found`)
    return this.note
  }
}
