import type pg from 'pg'

/** What `pg` leaves out of its types: the part of a connection that speaks COPY. */
type CopyConnection = {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
  readonly stream: NodeJS.WritableStream & { readonly writableNeedDrain: boolean }
}

/** Text is gathered into pieces of this size before it goes to the socket: one message per row would double the time. */
const chunkCharacters = 64 * 1024

/**
 * COPY … FROM STDIN in text format through `pg`'s own connection: pg knows the messages and has no query that sends them.
 * `rows` are finished lines with their newline. Answers the number of rows that the server took.
 */
export function copyIn(client: pg.ClientBase, statement: string, rows: Iterable<string> | AsyncIterable<string>): Promise<number> {
  return new Promise((resolve, reject) => {
    let failure: unknown
    let copied = 0

    const send = async (connection: CopyConnection): Promise<void> => {
      try {
        let gathered = ''
        for await (const row of rows) {
          if (failure !== undefined) return
          gathered += row
          if (gathered.length >= chunkCharacters) {
            connection.sendCopyFromChunk(Buffer.from(gathered))
            gathered = ''
            if (connection.stream.writableNeedDrain) await drained(connection)
          }
        }
        if (gathered !== '') connection.sendCopyFromChunk(Buffer.from(gathered))
        connection.endCopyFrom()
      } catch (error) {
        // The source failed: the server answers CopyFail with an error of its own, and ours is the one to tell.
        failure = error
        connection.sendCopyFail('the source of the rows failed')
      }
    }

    // pg takes anything with `submit` as a query and calls its handlers.
    const query = {
      submit(connection: CopyConnection): void {
        connection.query(statement)
      },
      handleCopyInResponse(connection: CopyConnection): void {
        void send(connection)
      },
      handleCommandComplete(message: { readonly text: string }): void {
        copied = Number(/^COPY (\d+)$/u.exec(message.text)?.[1] ?? 0)
      },
      handleError(error: unknown): void {
        failure ??= error
        reject(failure)
      },
      handleReadyForQuery(): void {
        resolve(copied)
      },
      handleRowDescription: nothing,
      handleDataRow: nothing,
      handlePortalSuspended: nothing,
      handleEmptyQuery: nothing,
      handleCopyData: nothing,
      callback: nothing,
    }
    client.query(query as unknown as pg.Submittable) // pg's type of a Submittable names only `submit`.
  })
}

function drained(connection: CopyConnection): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      connection.stream.off('drain', done)
      connection.stream.off('close', done)
      resolve()
    }
    connection.stream.on('drain', done)
    connection.stream.on('close', done)
  })
}

function nothing(): void {
  // COPY IN brings none of these messages.
}
