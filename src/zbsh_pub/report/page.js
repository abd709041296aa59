// The report's page: language and theme, filters, sorting, keys. All there is to read stands in the page without it.
'use strict'
{
  const root = document.documentElement
  const all = (selector, from = document) => [...from.querySelectorAll(selector)]
  const by = id => document.getElementById(id)
  const asked = new URLSearchParams(location.search)
  const store = {
    get: name => { try { return localStorage.getItem(`zbsh-report-${name}`) } catch { return null } },
    set: (name, value) => { try { localStorage.setItem(`zbsh-report-${name}`, value) } catch { /* a file may have no storage */ } },
  }
  const choose = (name, choices) =>
    [asked.get(name), store.get(name), choices[0]].find(value => choices.includes(value))

  // ---- language and theme ----
  function speak(language) {
    root.dataset.lang = language
    root.lang = language === 'zh' ? 'zh-Hans' : 'en'
    for (const attribute of ['text', 'aria-label', 'placeholder']) {
      for (const element of all(`[data-${language}-${attribute}]`)) {
        const said = element.getAttribute(`data-${language}-${attribute}`)
        if (attribute === 'text') element.textContent = said
        else element.setAttribute(attribute, said)
      }
    }
  }
  const own = navigator.language.toLowerCase().startsWith('zh') ? ['zh', 'en'] : ['en', 'zh']
  speak(choose('lang', own))
  root.dataset.theme = choose('theme', ['auto', 'light', 'dark'])
  by('lang').addEventListener('click', () => {
    speak(root.dataset.lang === 'zh' ? 'en' : 'zh')
    store.set('lang', root.dataset.lang)
  })
  by('theme').addEventListener('click', () => {
    root.dataset.theme = { auto: 'light', light: 'dark', dark: 'auto' }[root.dataset.theme]
    store.set('theme', root.dataset.theme)
  })

  // ---- filters of the problems ----
  const rows = all('#problems .plist li')
  const chips = all('#problems .chip')
  const [file, code, text] = ['f-file', 'f-code', 'f-text'].map(by)

  function fits(row) {
    const { severity, file: at, code: named } = row.firstElementChild.dataset
    const pressed = chips.filter(chip => chip.getAttribute('aria-pressed') === 'true').map(chip => chip.dataset.key)
    const wanted = text.value.trim().toLowerCase()
    return (!pressed.length || pressed.includes(severity)) && (!file.value || file.value === at)
      && (!code.value || code.value === named) && (!wanted || row.textContent.toLowerCase().includes(wanted))
  }
  function filter() {
    for (const row of rows) row.hidden = !fits(row)
    const shown = rows.filter(row => !row.hidden).length
    by('shown').textContent = shown
    by('nothing').hidden = shown > 0
  }
  const press = chip => {
    chip.setAttribute('aria-pressed', chip.getAttribute('aria-pressed') !== 'true')
    filter()
  }
  function clear() {
    for (const chip of chips) chip.setAttribute('aria-pressed', 'false')
    for (const field of [file, code, text]) field.value = ''
    filter()
  }
  if (rows.length) {
    for (const chip of chips) chip.addEventListener('click', () => press(chip))
    for (const field of [file, code, text]) field.addEventListener('input', filter)
  }

  // ---- sorting the articles ----
  const table = by('arts')
  const heads = all('thead th', table)
  const value = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent
  function sort(column) {
    const up = heads[column].getAttribute('aria-sort') !== 'ascending'
    for (const head of heads) head.removeAttribute('aria-sort')
    heads[column].setAttribute('aria-sort', up ? 'ascending' : 'descending')
    const compare = (a, b) => value(a, column).localeCompare(value(b, column), 'zh', { numeric: true })
    const number = (a, b) => Number(value(a, column) || -1e9) - Number(value(b, column) || -1e9)
    const cells = [...table.tBodies[0].rows]
    const numeric = cells.every(row => !Number.isNaN(Number(value(row, column))))
    cells.sort((a, b) => (numeric ? number(a, b) : compare(a, b)) * (up ? 1 : -1))
    table.tBodies[0].append(...cells)
  }
  heads.forEach((head, column) => head.firstElementChild.addEventListener('click', () => sort(column)))

  // ---- keys ----
  function step(by) {
    const list = rows.filter(row => !row.hidden).map(row => row.querySelector('summary'))
    const at = list.indexOf(document.activeElement)
    const next = list[Math.max(0, Math.min(list.length - 1, at < 0 ? 0 : at + by))]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  document.addEventListener('keydown', event => {
    if (!rows.length || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') return clear()
    if (/INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) return
    if (event.key === '/') { event.preventDefault(); text.focus() }
    else if (event.key === 'j') step(1)
    else if (event.key === 'k') step(-1)
    else if (event.key === '1' || event.key === '2') press(chips[event.key - 1])
  })

  // ---- paper: every cure is shown ----
  let opened = []
  addEventListener('beforeprint', () => {
    opened = all('.plist details:not([open])')
    for (const details of opened) details.open = true
  })
  addEventListener('afterprint', () => { for (const details of opened) details.open = false })
}
