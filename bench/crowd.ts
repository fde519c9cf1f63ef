import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Count, FromParent, Order, Role, ToParent } from './clients.ts'

/** The clients of a measure, in a process of their own. */
export type Crowd = { readonly run: (order: Order) => Promise<Count>; readonly leave: () => Promise<void> }

async function gather(role: Role): Promise<Crowd> {
  const child = fork(join(import.meta.dirname, 'clients.ts'), { serialization: 'advanced', execArgv: [] })
  const ask = (message: FromParent): Promise<ToParent> =>
    new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error('The process of the clients ended.'))
      child.once('exit', ended)
      child.once('message', (answer: ToParent) => {
        child.off('exit', ended)
        if ('failed' in answer) reject(new Error(answer.failed))
        else resolve(answer)
      })
      child.send(message)
    })
  await ask({ role })
  return {
    run: async (order) => {
      const answer = await ask({ order })
      if (!('count' in answer)) throw new Error('The clients gave no count.')
      return answer.count
    },
    leave: async () => {
      const exit = once(child, 'exit')
      child.disconnect()
      await exit
    },
  }
}

/** Lets these crowds work, and sends them home however it ends. */
export async function withCrowds<const Roles extends readonly Role[], T>(
  roles: Roles,
  work: (crowds: { readonly [Key in keyof Roles]: Crowd }) => Promise<T>,
): Promise<T> {
  const crowds = await Promise.all(roles.map(gather))
  try {
    return await work(crowds as unknown as { readonly [Key in keyof Roles]: Crowd }) // map keeps the length, and its type does not say so.
  } finally {
    await Promise.all(crowds.map((crowd) => crowd.leave()))
  }
}

/** So many a second. */
export const rateOf = ({ done, seconds }: Count): number => done / seconds
