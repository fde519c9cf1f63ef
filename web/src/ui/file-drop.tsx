import './files.css'
import { useRef, useState } from 'react'
import type { DragEvent, ReactNode } from 'react'
import { Button } from './button.tsx'

type FileDropProps = {
  readonly label: string
  readonly accept: string
  readonly choose: string
  readonly hint: string
  readonly onFile: (file: File) => void
  readonly primary?: boolean
}

/** One file, dropped or chosen. */
export function FileDrop({ label, accept, choose, hint, onFile, primary = false }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null)
  const { isOver, handlers } = useFileDrop(onFile)
  return (
    <div className={isOver ? 'files files-over' : 'files'} role="group" aria-label={label} {...handlers}>
      <div className="file-add">
        <input
          ref={input}
          type="file"
          accept={accept}
          hidden
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (input.current) input.current.value = ''
            if (file) onFile(file)
          }}
        />
        <Button icon="upload" look={primary ? 'primary' : 'plain'} onClick={() => input.current?.click()}>
          {choose}
        </Button>
        <span className="soft small file-drop-hint">{hint}</span>
      </div>
    </div>
  )
}

/** The file of a form, by its name; `error` where none is chosen and one is needed. */
export function FileField({
  label,
  hint,
  accept,
  file,
  onFile,
  error,
}: {
  readonly label: string
  readonly hint: string
  readonly accept: string
  readonly file: File | undefined
  readonly onFile: (file: File | undefined) => void
  readonly error?: string | undefined
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="file-field">
      <input
        ref={input}
        type="file"
        accept={accept}
        className="visually-hidden"
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => onFile(event.target.files?.[0])}
      />
      <Button icon="upload" onClick={() => input.current?.click()}>
        {label}
      </Button>
      <span className={file === undefined ? 'soft' : 'strong'}>{file?.name ?? hint}</span>
      {error === undefined ? null : (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

/** Takes the first of the files that are dropped; text that is dragged about is none of its business. */
export function useFileDrop(onFile: (file: File) => void) {
  const [isOver, setOver] = useState(false)
  const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files')
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false)
    },
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(false)
      const [file] = event.dataTransfer.files
      if (file) onFile(file)
    },
  }
  return { isOver, handlers }
}

/** Over a part of a page while a file is held above it. */
export function DropVeil({ children }: { readonly children: ReactNode }) {
  return (
    <div className="drop-veil" aria-hidden="true">
      <span>{children}</span>
    </div>
  )
}
