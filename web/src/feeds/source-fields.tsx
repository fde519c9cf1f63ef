import { Select } from '../ui/select.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { useWords } from '../words/catalogue.ts'
import { feedsWords } from '../words/feeds.ts'
import type { FieldsProps } from './feed-draft.ts'

const kinds = ['http', 'folder', 'sftp', 'push'] as const

type TextPlace = 'name' | 'system' | 'url' | 'header' | 'path' | 'host' | 'port' | 'user' | 'hostKey' | 'secret'
type SourceFieldsProps = FieldsProps & {
  /** Whether a key is kept already. */
  readonly hasSecret: boolean
  /** Where the files of a folder are laid. */
  readonly folder: string
}

/** Which system, and how what it says comes here. */
export function SourceFields({ draft, onChange, errorAt, hasSecret, folder }: SourceFieldsProps) {
  const all = useWords(feedsWords)
  const words = all.form
  const text = (place: TextPlace) => ({
    value: draft[place],
    onChange: (next: string) => onChange({ [place]: next }),
    autoComplete: 'off',
    ...errorAt(place),
  })
  const secret = {
    label: words.secretOf[draft.kind],
    hint: hasSecret ? words.secretKept : words.secretHint,
    ...text('secret'),
  }
  return (
    <section className="feed-part" aria-labelledby="feed-what">
      <h2 id="feed-what">{words.what}</h2>
      <div className="feed-fields">
        <TextField required label={words.name} hint={words.nameHint} maxLength={120} {...text('name')} />
        <TextField required label={words.system} hint={words.systemHint} maxLength={120} {...text('system')} />
        <Select
          label={words.kind}
          options={kinds.map((kind) => ({ value: kind, label: all.kinds[kind] }))}
          value={draft.kind}
          onChange={(kind) => onChange({ kind })}
        />
      </div>
      {draft.kind === 'http' ? (
        <div className="feed-fields">
          <div className="feed-wide">
            <TextField required type="url" label={words.url} hint={words.urlHint} {...text('url')} />
          </div>
          <TextField label={words.header} hint={words.headerHint} {...text('header')} />
          {draft.header.trim() === '' ? null : <TextField type="password" {...secret} autoComplete="new-password" />}
        </div>
      ) : null}
      {draft.kind === 'folder' ? <TextField required label={words.folder} hint={words.folderHint(folder)} {...text('path')} /> : null}
      {draft.kind === 'sftp' ? (
        <div className="feed-fields">
          <TextField required label={words.host} {...text('host')} />
          <TextField required inputMode="numeric" label={words.port} {...text('port')} />
          <TextField required label={words.user} {...text('user')} />
          <div className="feed-wide">
            <TextField required label={words.hostKey} hint={words.hostKeyHint} {...text('hostKey')} />
          </div>
          <div className="feed-wide">
            <TextArea {...secret} rows={2} />
          </div>
          <div className="feed-wide">
            <TextField required label={words.path} hint={words.pathHint} {...text('path')} />
          </div>
        </div>
      ) : null}
      {draft.kind === 'push' ? <p className="soft">{words.push}</p> : null}
    </section>
  )
}
