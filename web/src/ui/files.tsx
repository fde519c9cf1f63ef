import './files.css'
import { useId, useRef, useState } from 'react'
import type { DragEvent } from 'react'
import { useWords } from '../words/catalogue.ts'
import { filesWords } from '../words/files.ts'
import { Button, IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import { Progress } from './states.tsx'

export type FileLine = {
  readonly id: string
  readonly name: string
  readonly detail: string
  readonly href: string
  readonly canRemove: boolean
}

type FilesProps = {
  readonly label: string
  readonly files: readonly FileLine[]
  /** Sends one file; a rejection's sentence is shown at the file and the others go on. */
  readonly onAdd?: ((file: File, onProgress: (part: number) => void, signal: AbortSignal) => Promise<unknown>) | undefined
  readonly onRemove?: ((file: FileLine) => void) | undefined
  readonly sentenceOf: (error: unknown) => string
}

type Sending = {
  readonly key: string
  readonly name: string
  readonly part: number
  readonly failure: string | null
  readonly stop: AbortController
}

/** Files with their way in (drop, choose) and out; each shows how far it is and can be stopped. */
export function Files({ label, files, onAdd, onRemove, sentenceOf }: FilesProps) {
  const words = useWords(filesWords)
  const [sending, setSending] = useState<readonly Sending[]>([])
  const [isOver, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()

  const send = async (file: File): Promise<void> => {
    if (!onAdd) return
    const key = crypto.randomUUID()
    const stop = new AbortController()
    const change = (next: Partial<Sending>): void => setSending((all) => all.map((one) => (one.key === key ? { ...one, ...next } : one)))
    const end = (): void => setSending((all) => all.filter((one) => one.key !== key))
    const isEmpty = file.size === 0
    setSending((all) => [...all, { key, name: file.name, part: 0, failure: isEmpty ? words.empty : null, stop }])
    if (isEmpty) return
    try {
      await onAdd(file, (part) => change({ part }), stop.signal)
      end()
    } catch (error) {
      if (stop.signal.aborted) end()
      else change({ failure: sentenceOf(error) })
    }
  }
  const sendAll = (list: FileList | null): void => [...(list ?? [])].forEach((file) => void send(file))
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    sendAll(event.dataTransfer.files)
  }

  return (
    <div
      className={isOver ? 'files files-over' : 'files'}
      role="group"
      aria-label={label}
      {...(onAdd
        ? { onDragOver: (event: DragEvent) => (event.preventDefault(), setOver(true)), onDragLeave: () => setOver(false), onDrop: drop }
        : {})}
    >
      {files.length === 0 && sending.length === 0 && !onAdd ? <p className="soft">{words.none}</p> : null}
      <ul className="file-list">
        {files.map((file) => (
          <li key={file.id} className="file">
            <Icon name="clip" size={16} />
            <span className="file-text">
              <a href={file.href} target="_blank" rel="noreferrer">
                {file.name}
              </a>{' '}
              <span className="soft small">{file.detail}</span>
            </span>
            {file.canRemove && onRemove ? (
              <IconButton icon="trash" label={words.remove(file.name)} small onClick={() => onRemove(file)} />
            ) : null}
          </li>
        ))}
        {sending.map((one) => (
          <li key={one.key} className="file">
            <span className="file-text">
              {one.failure === null ? (
                <Progress label={words.sending(one.name)} value={Math.round(one.part * 100)} />
              ) : (
                <span className="file-failed" role="alert">
                  <Icon name="warning" size={16} /> {words.failed(one.name)}: {one.failure}
                </span>
              )}
            </span>
            <IconButton
              icon="close"
              label={one.failure === null ? words.stop(one.name) : words.dismiss}
              small
              onClick={() => {
                one.stop.abort()
                setSending((all) => all.filter(({ key }) => key !== one.key))
              }}
            />
          </li>
        ))}
      </ul>
      {onAdd ? (
        <div className="file-add screen-only">
          <input
            ref={input}
            id={id}
            type="file"
            multiple
            className="visually-hidden"
            tabIndex={-1}
            aria-label={words.add}
            onChange={(event) => {
              sendAll(event.target.files)
              if (input.current) input.current.value = ''
            }}
          />
          <Button small icon="upload" onClick={() => input.current?.click()}>
            {words.add}
          </Button>
          <span className="soft small file-drop-hint">{words.drop}</span>
        </div>
      ) : null}
    </div>
  )
}
