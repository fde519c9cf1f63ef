import { Kbd } from '../ui/kbd.tsx'
import { Explain } from '../ui/tooltip.tsx'
import { useWords } from '../words/catalogue.ts'
import { reportsWords } from '../words/reports.ts'

export function GridKeys() {
  const words = useWords(reportsWords)
  const keys: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
    { keys: ['↑', '↓', '←', '→', 'Enter', 'Tab'], does: words.keys.move },
    { keys: ['F2'], does: words.keys.edit },
    { keys: ['Alt+Enter'], does: words.keys.newLine },
    { keys: ['Esc'], does: words.keys.restore },
    { keys: ['Delete'], does: words.keys.clear },
    { keys: ['Ctrl+Z', 'Ctrl+Y'], does: words.keys.undo },
    { keys: ['Shift+↓', 'Ctrl+C', 'Ctrl+V'], does: words.keys.copy },
    { keys: ['␣', 'I'], does: words.keys.details },
  ]
  return (
    <span className="grid-help">
      <Explain label={words.keys.title}>
        <strong>{words.keys.title}</strong>
        <dl className="key-list">
          {keys.map((one) => (
            <div key={one.does}>
              <dt>
                {one.keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </dt>
              <dd>{one.does}</dd>
            </div>
          ))}
        </dl>
      </Explain>
      <span className="soft small">{words.keys.title}</span>
    </span>
  )
}
