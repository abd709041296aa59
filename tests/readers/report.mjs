// Opens a report page in headless Chromium as an editor does: on a phone, a tablet and a desk, light and dark, in both
// languages; filters, sorts, walks by keys, prints.
//
//   node report.mjs index.html [--out DIR]
//
// --out DIR    writes screenshots there
// CHROMIUM     names the browser; else `chromium` on the PATH
//
// Prints a JSON report: {views, problems, sorted, keys, storage, errors, requests}. Exit 0 if it could be run. Nothing is sent
// anywhere: the page is a file.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import puppeteer from 'puppeteer-core'

const WIDTHS = { phone: [390, 844], tablet: [820, 1180], desk: [1440, 900] }
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--disable-dev-shm-usage', '--hide-scrollbars', '--host-resolver-rules=MAP * ~NOTFOUND']

const { values: options, positionals: [file] } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true })
const address = pathToFileURL(path.resolve(file)).href
if (options.out) mkdirSync(options.out, { recursive: true })

// What an editor sees: no script of the page's own is used to find out.
function look() {
  const rgb = colour => colour.match(/[\d.]+/g).slice(0, 3).map(Number)
  const linear = v => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)
  const luminance = colour => rgb(colour).reduce((sum, v, i) => sum + linear(v) * [0.2126, 0.7152, 0.0722][i], 0)
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor
      if (!/rgba\(.*, 0\)|transparent/.test(colour)) return colour
    }
    return 'rgb(255, 255, 255)'
  }
  const faint = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    if (!node.data.trim() || !element.checkVisibility() || element.closest('script, .vh, .skip')) continue
    const [a, b] = [luminance(getComputedStyle(element).color), luminance(ground(element))]
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    if (ratio < 4.5) faint.push(`${node.data.trim().slice(0, 20)} ${ratio.toFixed(2)}`)
  }
  return {
    overflow: Math.max(0, document.documentElement.scrollWidth - innerWidth),
    title: document.title,
    lang: document.documentElement.lang,
    ground: getComputedStyle(document.body).backgroundColor,
    heading: document.querySelector('#h-problems').innerText.trim(),
    pictures: [...document.images].filter(image => image.complete && image.naturalWidth).length,
    faint: [...new Set(faint)],
    nameless: [...document.querySelectorAll('a, button, select, input')]
      .filter(e => e.checkVisibility() && !(e.innerText.trim() || e.textContent.trim() || e.getAttribute('aria-label')))
      .map(e => e.outerHTML.slice(0, 80)),
  }
}

const shown = page => page.$$eval('#problems .plist li', rows => rows.filter(row => row.checkVisibility()).length)
const said = (page, selector) => page.$eval(selector, element => element.innerText.trim())

async function filters(page) {
  const report = { all: await shown(page) }
  for (const key of ['error', 'warning']) {
    await page.click(`#problems .chip[data-key=${key}]`)
    report[key] = await shown(page)
    await page.click(`#problems .chip[data-key=${key}]`)
  }
  for (const id of ['f-file', 'f-code']) {
    report[id] = {}
    for (const value of await page.$$eval(`#${id} option`, all => all.map(option => option.value).filter(Boolean))) {
      await page.select(`#${id}`, value)
      report[id][value] = await shown(page)
    }
    await page.select(`#${id}`, '')
  }
  await page.type('#f-text', 'G03')
  report.search = await shown(page)
  report.count = await said(page, '.count')
  await page.keyboard.type('no such words')
  report.nothing = [await shown(page), await page.$eval('#nothing', element => element.checkVisibility())]
  await page.keyboard.press('Escape')
  report.cleared = await shown(page)
  return report
}

async function keys(page) {
  await page.evaluate(() => document.activeElement.blur())
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const opened = await page.$$eval('#problems details', all => all.map(details => details.open).indexOf(true))
  await page.keyboard.press('1')
  const errors = await shown(page)
  await page.keyboard.press('1')
  await page.keyboard.press('/')
  const focused = await page.evaluate(() => document.activeElement.id)
  await page.evaluate(() => document.activeElement.blur())
  await page.click('#lang')
  await page.click('#theme')
  const chosen = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme])
  await page.click('#lang')
  return { opened, errors, focused, chosen }
}

async function sorted(page) {
  const first = () => page.$eval('#arts tbody tr', row => row.id)
  const report = [await first()]
  for (const column of [0, 9]) {
    await page.click(`#arts thead th:nth-child(${column + 1}) button`)
    report.push(await first())
  }
  return report
}

const named = process.env.CHROMIUM || 'chromium'
const chromium = named.includes('/') ? named : execFileSync('which', [named], { encoding: 'utf8' }).trim()
const scratch = mkdtempSync(path.join(tmpdir(), 'report-'))
const errors = []
const requests = []
let browser
try {
  browser = await puppeteer.launch({
    executablePath: chromium, userDataDir: path.join(scratch, 'profile'), args: FLAGS,
  })
  const open = async ([width, height], query, scheme = 'light') => {
    const page = await browser.newPage()
    page.on('console', message => errors.push(message.text()))
    page.on('pageerror', error => errors.push(String(error)))
    page.on('request', request => { if (!/^(data:|file:)/.test(request.url())) requests.push(request.url()) })
    page.on('dialog', dialog => { errors.push(`dialog: ${dialog.message()}`); dialog.dismiss() })
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    await page.setViewport({ width, height })
    await page.goto(`${address}?${query}`)
    return page
  }
  const views = {}
  for (const [name, size] of Object.entries(WIDTHS)) {
    for (const [language, theme] of [['zh', 'light'], ['en', 'dark']]) {
      const page = await open(size, `lang=${language}&theme=${theme}`)
      views[`${name}-${language}-${theme}`] = await page.evaluate(look)
      if (options.out) {
        await page.screenshot({ path: path.join(options.out, `report-${name}-${language}-${theme}.png`), fullPage: true })
      }
      await page.close()
    }
  }
  const own = await open(WIDTHS.desk, 'lang=zh&theme=auto', 'dark')
  views['desk-zh-auto-dark'] = await own.evaluate(look)
  await own.close()
  const page = await open(WIDTHS.desk, 'lang=zh&theme=light')
  const report = { views, problems: await filters(page), keys: await keys(page), sorted: await sorted(page), errors, requests }
  await page.emulateMediaType('print')
  report.paper = await page.evaluate(() => ({
    filters: document.querySelector('.filters').checkVisibility(), ground: getComputedStyle(document.body).backgroundColor,
  }))
  console.log(JSON.stringify(report, null, 1))
} finally {
  await browser?.close()
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
}
