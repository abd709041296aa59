// Readium's parser (r2-shared-js, that of Thorium): what it makes of a book, and whether the book can be read by that.
// It draws no pages.
import path from 'node:path'
import initGlobals from 'r2-shared-js/dist/es8-es2017/src/init-globals.js'
import parser from 'r2-shared-js/dist/es8-es2017/src/parser/epub.js'
import streams from 'r2-utils-js/dist/es8-es2017/src/_utils/stream/BufferUtils.js'
import serializing from 'r2-lcp-js/dist/es8-es2017/src/serializable.js'

const WAIT = 20_000 // milliseconds

initGlobals.initGlobalConverters_SHARED()
initGlobals.initGlobalConverters_GENERIC()

const flat = list => (list ?? []).flatMap(link => [link, ...flat(link.subitems)])
const plain = list => (list ?? []).map(({ title, href, children }) => ({
  label: title, href, ...(children ? { subitems: plain(children) } : {}),
}))

// The parser never comes back from some files that are no books.
function inTime(promise) {
  const late = new Promise((_, fail) => setTimeout(() => fail(new Error('the parser gives no answer')), WAIT).unref())
  return Promise.race([promise, late])
}

// {metadata, toc, landmarks, pageList, order, errors} of a book.
export async function readWithReadium(epub) {
  const publication = await inTime(parser.EpubParsePromise(epub))
  try {
    const { metadata, toc, landmarks, pageList: pages, readingOrder } = serializing.TaJsonSerialize(publication)
    const found = { metadata, toc: plain(toc), landmarks: plain(landmarks), pageList: plain(pages), errors: [] }
    found.order = readingOrder.map(link => link.href)
    found.errors = await deadLinks(publication, found)
    return found
  } finally {
    publication.freeDestroy()
  }
}

// Every document that is to be read, and every place to which contents, landmarks and page-list lead.
async function deadLinks(publication, { order, ...lists }) {
  const zip = publication.findFromInternal('zip').Value
  const documents = new Map()
  const errors = []
  for (const href of order) {
    try {
      const { stream } = await zip.entryStreamPromise(decodeURIComponent(href))
      documents.set(href, String(await streams.streamToBufferPromise(stream)))
    } catch (error) {
      errors.push(`not to be read: ${href}: ${error}`)
    }
  }
  for (const list of ['toc', 'landmarks', 'pageList']) {
    for (const { label, href } of flat(lists[list])) {
      const [file, id] = href.split('#')
      const text = documents.get(path.posix.normalize(file))
      const there = text !== undefined && (!id || text.includes(` id="${decodeURIComponent(id)}"`))
      if (!there) errors.push(`${list}: ${label} leads nowhere: ${href}`)
    }
  }
  return errors
}
