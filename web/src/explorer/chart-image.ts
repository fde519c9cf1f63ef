/** Of what a drawing looks like on the page, as much as it takes to look so elsewhere. */
const looks = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'font-size',
  'font-weight',
  'opacity',
] as const

const [margin, line, sharpness] = [16, 20, 2] as const

/** The drawing as a PNG, with its question above and its source below; undefined where the browser cannot. */
export async function pngOf(
  svg: SVGSVGElement,
  words: { readonly above: readonly string[]; readonly below: string },
): Promise<Blob | undefined> {
  const { width, height } = svg.getBoundingClientRect()
  const style = getComputedStyle(svg)
  const [ink, paper] = [style.getPropertyValue('--ink').trim() || '#000', style.getPropertyValue('--surface').trim() || '#fff']
  const head = margin + words.above.length * line
  const size = { width: Math.ceil(width) + 2 * margin, height: Math.ceil(height) + head + line + margin }
  const copy = standingAlone(svg)
  copy.setAttribute('x', String(margin))
  copy.setAttribute('y', String(head))
  const text = (said: string, y: number, weight: number): string =>
    `<text x="${margin}" y="${y}" font-size="${weight > 500 ? 15 : 12}" font-weight="${weight}" fill="${ink}">${escaped(said)}</text>`
  const whole = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" font-family="Inter, 'Segoe UI', Roboto, sans-serif">`,
    `<rect width="100%" height="100%" fill="${paper}"/>`,
    ...words.above.map((said, index) => text(said, margin + 6 + index * line, index === 0 ? 600 : 400)),
    new XMLSerializer().serializeToString(copy),
    text(words.below, size.height - margin / 2 - 2, 400),
    '</svg>',
  ].join('')
  const image = await loaded(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(whole)}`)
  const canvas = document.createElement('canvas')
  canvas.width = size.width * sharpness
  canvas.height = size.height * sharpness
  const context = canvas.getContext('2d')
  if (image === undefined || context === null) return undefined
  context.scale(sharpness, sharpness)
  context.drawImage(image, 0, 0)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'))
}

/** A copy that needs no style sheet. */
function standingAlone(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement // A clone is of the same kind.
  const originals = svg.querySelectorAll('*')
  for (const [index, element] of copy.querySelectorAll('*').entries()) {
    const original = originals[index]
    if (original === undefined) continue
    const style = getComputedStyle(original)
    for (const look of looks) element.setAttribute(look, style.getPropertyValue(look))
    element.removeAttribute('class')
  }
  return copy
}

function loaded(source: string): Promise<HTMLImageElement | undefined> {
  return new Promise((resolve) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => resolve(undefined)
    image.src = source
  })
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
