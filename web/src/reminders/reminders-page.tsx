import './reminders.css'
import type { Reminders, WireReminderSetting } from '@haidang/api/reminders'
import { dayOf, formatDay } from '@haidang/domain/periods/day'
import { useState } from 'react'
import { useNow } from '../app/clock.ts'
import { formatInstant } from '../app/format.ts'
import { ProblemState } from '../app/problem-state.tsx'
import { useQuery } from '../app/query.ts'
import { LockRulePart } from '../locks/lock-rule-part.tsx'
import { Button } from '../ui/button.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Skeleton } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useWords } from '../words/catalogue.ts'
import { remindersWords } from '../words/reminders.ts'
import { afterInWords, daysInWords, quietInWords, toInWords } from './setting-sentences.ts'
import { SettingDialog } from './setting-dialog.tsx'

/** When people are reminded of what is due, and when periods lock by themselves: both settings hold from a day on. */
export function RemindersPage() {
  const words = useWords(remindersWords)
  const reminders = useQuery<Reminders>('/api/reminders')
  const today = dayOf(useNow())
  const [isOpen, setOpen] = useState(false)
  const { data } = reminders
  return (
    <>
      <PageHead title={words.title} back={{ href: '/lich-lam-viec', label: words.back }} facts={<span>{words.about}</span>} />
      {reminders.error !== undefined && !data ? <ProblemState error={reminders.error} onRetry={() => void reminders.reload()} /> : null}
      {reminders.loading ? <Skeleton rows={8} /> : null}
      {data ? (
        <div className="reminders">
          <section aria-labelledby="reminders">
            <div className="reminders-head">
              <h2 id="reminders">{words.part}</h2>
              {data.can.change ? (
                <Button look="primary" icon="bell" onClick={() => setOpen(true)}>
                  {words.set}
                </Button>
              ) : null}
            </div>
            {data.settings.some(({ from }) => from <= today) ? null : <p className="soft">{words.usual}</p>}
            <Setting setting={data.now} />
          </section>
          <History settings={data.settings} />
          <LockRulePart />
        </div>
      ) : null}
      {isOpen && data ? (
        <SettingDialog
          setting={data.now}
          onClose={() => setOpen(false)}
          onDone={(next) => {
            reminders.setData(() => next)
            setOpen(false)
          }}
        />
      ) : null}
    </>
  )
}

function Setting({ setting }: { readonly setting: WireReminderSetting }) {
  const words = useWords(remindersWords)
  return (
    <dl className="reminders-facts">
      <dt>{words.before}</dt>
      <dd>{daysInWords(setting.daysBefore, words)}</dd>
      <dt>{words.onTheDay}</dt>
      <dd>{setting.onTheDay ? words.yes : words.no}</dd>
      <dt>{words.after}</dt>
      <dd>{afterInWords(setting.daysAfter, words)}</dd>
      <dt>{words.to}</dt>
      <dd>{toInWords(setting.to, words)}</dd>
      <dt>{words.quiet}</dt>
      <dd>{quietInWords(setting.quiet, words)}</dd>
    </dl>
  )
}

function History({ settings }: Pick<Reminders, 'settings'>) {
  const words = useWords(remindersWords)
  return (
    <section aria-labelledby="reminder-history">
      <h2 id="reminder-history">{words.history}</h2>
      {settings.length === 0 ? (
        <p className="soft">{words.noHistory}</p>
      ) : (
        <Table
          caption={words.history}
          rows={settings}
          rowKey={({ from, recordedAt }) => `${from} ${recordedAt}`}
          columns={[
            { key: 'from', head: words.from, rowHead: true, width: 'narrow', cell: ({ from }) => formatDay(from) },
            {
              key: 'what',
              head: words.what,
              width: 'wide',
              cell: (setting) => (
                <ul className="plain-list">
                  <li>
                    {words.before}: {daysInWords(setting.daysBefore, words)}
                  </li>
                  <li>
                    {words.onTheDay}: {setting.onTheDay ? words.yes : words.no}
                  </li>
                  <li>
                    {words.after}: {afterInWords(setting.daysAfter, words)}
                  </li>
                </ul>
              ),
            },
            { key: 'to', head: words.to, cell: ({ to }) => toInWords(to, words) },
            { key: 'quiet', head: words.quiet, cell: ({ quiet }) => quietInWords(quiet, words) },
            {
              key: 'recorded',
              head: words.recorded,
              cell: ({ recordedBy, recordedAt }) => (
                <>
                  {recordedBy}
                  <div className="soft small figures">{formatInstant(recordedAt)}</div>
                </>
              ),
            },
          ]}
        />
      )}
    </section>
  )
}
