import type { Import } from '@haidang/api/imports'
import { memo } from 'react'
import type { EditPart, ItemEdit, Typed } from './draft-edit.ts'
import { CitationForm, DocumentForm } from './document-forms.tsx'
import { IndicatorForm } from './indicator-form.tsx'
import { ReportingForm } from './reporting-form.tsx'
import type { ReviewItem } from './review-items.ts'
import { TaskForm } from './task-form.tsx'

type ItemFormProps = {
  readonly item: ReviewItem
  readonly units: Import['units']
  readonly onChange: (item: ReviewItem, edit: EditPart) => void
}

/** The fields of one item; every letter is handed on at once. */
export const ItemForm = memo(function ItemForm({ item, units, onChange }: ItemFormProps) {
  const give = (value: ItemEdit['value'], typed: Typed = item.typed): void => onChange(item, { value, typed })
  switch (item.kind) {
    case 'document':
      return <DocumentForm value={item.value} typed={item.typed} onChange={give} />
    case 'citation':
      return <CitationForm value={item.value} typed={item.typed} onChange={give} />
    case 'indicator':
      return <IndicatorForm value={item.value} typed={item.typed} units={units} onChange={give} />
    case 'task':
      return <TaskForm value={item.value} typed={item.typed} units={units} onChange={give} />
    case 'reporting':
      return <ReportingForm value={item.value} typed={item.typed} units={units} onChange={give} />
  }
})
