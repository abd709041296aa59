// Looks at a section as it stands laid out in a reading system, whichever: what runs out of its column, what lies on
// top of other text, what cannot be read, what did not load. Runs in Chromium.
const SMALL = 4.5 // WCAG 2.2, 1.4.3: text must differ from its ground by this ratio
const LARGE = 3 // from 24 px, bold from 18.66 px
const SHOWN = 20 // findings listed a section
const EM = 0.8 // of an em square is ink, in a rough count
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
const excerpt = node => node.textContent.replace(/\s+/g, ' ').trim().slice(0, 40)

function name(element) {
  const id = element.id ? `#${element.id}` : ''
  return element.localName + id + [...element.classList].map(c => `.${c}`).join('')
}

function* textNodes(doc, root = doc.body) {
  const walker = doc.createTreeWalker(root, NodeFilter.SHOW_TEXT)
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

// ---- what runs out of its column ----

// The columns that a section is laid out in: each stands in a cell as wide as a page's share. foliate has them on the
// root, epub.js on the body.
function columns(doc) {
  const root = [doc.documentElement, doc.body].find(e => style(e).columnWidth !== 'auto') ?? doc.documentElement
  const { columnGap, columnWidth, paddingLeft, paddingRight } = style(root)
  const gap = parseFloat(columnGap) || 0
  const inner = root.getBoundingClientRect().width - parseFloat(paddingLeft) - parseFloat(paddingRight)
  const count = Math.max(1, Math.floor((inner + gap) / (parseFloat(columnWidth) + gap)) || 1)
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

// ---- what lies on top of other text ----

// Where the ink of a line of text is, roughly: its em square, not the taller box that the face asks for.
function ink(node, rect) {
  const element = node.parentElement
  const { fontSize, writingMode } = style(element)
  if (writingMode.startsWith('vertical')) {
    const half = Math.min(rect.width, parseFloat(fontSize) * EM) / 2
    const middle = (rect.left + rect.right) / 2
    return { node, left: middle - half, right: middle + half, top: rect.top, bottom: rect.bottom }
  }
  const em = inDrawing(element) ? rect.height / 1.45 : parseFloat(fontSize)
  const half = Math.min(rect.height, em * EM) / 2
  const middle = (rect.top + rect.bottom) / 2
  return { node, ...across(node, rect), top: middle - half, bottom: middle + half }
}

// A character under a long reading has a wide box, of which the text that follows may take some.
function across(node, { left, right }) {
  const base = node.parentElement.closest('ruby') && !node.parentElement.closest('rt, rp')
  if (!base) return { left, right }
  const half = Math.min(right - left, [...node.data.trim()].length * parseFloat(style(node.parentElement).fontSize)) / 2
  return { left: (left + right) / 2 - half, right: (left + right) / 2 + half }
}

function shared(a, b) {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return width > 1 && height > 1 ? width * height : 0
}

const area = box => (box.right - box.left) * (box.bottom - box.top)

function overlap(doc) {
  const lines = [...textNodes(doc)].filter(node => shown(node.parentElement))
    .flatMap(node => rects(node).map(rect => ink(node, rect))).sort((a, b) => a.top - b.top)
  const found = []
  for (const [place, upper] of lines.entries()) {
    for (let next = place + 1; next < lines.length && lines[next].top < upper.bottom; next++) {
      const lower = lines[next]
      if (shared(upper, lower) > 0.15 * Math.min(area(upper), area(lower))) {
        found.push({ element: name(lower.node.parentElement), text: excerpt(lower.node), under: excerpt(upper.node) })
      }
    }
  }
  return found
}

// ---- what cannot be read ----

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
function groundUnder(node, ground) {
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
  return veils.reduce((below, veil) => over(veil, below), rgba(ground))
}

// The size of a drop cap is given in lines.
function dropCap(node) {
  const block = node.parentElement.closest('p')
  if (!block || node.data.trim().length > 1 || textNodes(node.ownerDocument, block).next().value !== node) return 0
  const { initialLetter } = node.ownerDocument.defaultView.getComputedStyle(block, '::first-letter')
  const { fontSize, lineHeight } = style(block)
  return (parseFloat(initialLetter) || 0) * (parseFloat(lineHeight) || parseFloat(fontSize)) // `normal` is no number
}

function needed(node) {
  const { fontSize, fontWeight } = style(node.parentElement)
  const size = Math.max(parseFloat(fontSize), dropCap(node))
  return size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? LARGE : SMALL
}

function invisible(doc, ground) {
  const found = []
  for (const node of textNodes(doc)) {
    const element = node.parentElement
    // what is hidden from speech is an ornament: a mark at the end, an arrow
    if (!rects(node).length || !shown(element) || (excerpt(node).length < 2 && element.closest('[aria-hidden=true]'))) continue
    const below = groundUnder(node, ground)
    const paint = inDrawing(element) ? style(element).fill : style(element).color
    if (!below || paint.startsWith('url')) continue
    const colour = paint === 'none' ? [0, 0, 0, 0] : [...rgba(paint)]
    for (let e = element; e; e = e.parentElement) colour[3] *= Number(style(e).opacity)
    const seen = over(colour, below)
    const contrast = ratio(luminance(seen), luminance(below))
    if (contrast < needed(node)) {
      const facts = { colour: hex(seen), ground: hex(below), ratio: Number(contrast.toFixed(2)) }
      found.push({ element: name(element), text: excerpt(node), ...facts })
    }
  }
  return found
}

function broken(doc) {
  const images = [...doc.images].filter(i => i.complete && !i.naturalWidth).map(i => `image not shown: ${i.alt || i.src}`)
  const faces = [...doc.fonts].filter(f => f.status === 'error').map(f => `font not loaded: ${f.family} ${f.weight}`)
  return [...images, ...faces]
}

// ---- what a reading system asks for ----

export const frame = () => new Promise(done => requestAnimationFrame(done))

export async function settle(doc) {
  await doc.fonts.ready
  await Promise.all([...doc.images].map(image => image.decode().catch(() => {})))
  await frame()
  await frame()
}

const types = (element, type) =>
  element.getAttributeNS('http://www.idpf.org/2007/ops', 'type')?.split(/\s+/).includes(type)
  || element.getAttribute('role') === `doc-${type}`
export const noteReference = doc => [...doc.querySelectorAll('a[href]')].find(a => types(a, 'noteref'))
export const backLink = element => [...element.querySelectorAll('a[href]')].find(a => types(a, 'backlink'))
const drawn = figure => figure.querySelector('img, svg')?.getBoundingClientRect().height > 80
export const figureOf = doc => [...doc.querySelectorAll('figure')].find(drawn)
export const flat = list => (list ?? []).flatMap(item => [item, ...flat(item.subitems)])
export const words = element => element.textContent.replace(/\s+/g, ' ').trim()

// All that is to be said of a section, its pages apart.
export function inspect(doc, ground) {
  return {
    errors: broken(doc),
    chars: [...doc.body.textContent.replace(/\s+/g, '')].length,
    figure: Boolean(figureOf(doc)),
    note: noteReference(doc)?.getAttribute('href') ?? null,
    overflow: overflow(doc).slice(0, SHOWN),
    overlap: overlap(doc).slice(0, SHOWN),
    invisible: invisible(doc, ground).slice(0, SHOWN),
  }
}

// Does an element stand on the page that is shown now? `frame` is the window's element that the document is in.
export function onScreen(element) {
  const view = element.ownerDocument.defaultView
  const { left: x, top: y } = view.frameElement.getBoundingClientRect()
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect()
  const inside = (from, to, size) => to >= -1 && from <= size - 1
  return inside(box.left + x, box.right + x, innerWidth) && inside(box.top + y, box.bottom + y, innerHeight)
}
