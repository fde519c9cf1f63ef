import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { testAuthority } from '../pdf/signatures/testing-signatures.ts'
import type { TestAuthority } from '../pdf/signatures/testing-signatures.ts'

export type TestTimestampAuthority = {
  readonly authority: TestAuthority
  /** Answers one request as `openssl ts` does. */
  readonly answer: (request: Uint8Array) => Uint8Array
  /** Over HTTP; `asked` counts. */
  readonly serve: () => Promise<{ readonly url: string; readonly asked: () => number; readonly close: () => Promise<void> }>
}

/** A timestamp authority of its own: OpenSSL signs, with a key that may do nothing else. */
export function testTimestampAuthority(name: string): TestTimestampAuthority {
  const authority = testAuthority(name)
  const { folder } = authority
  const signer = authority.signer(`Dấu thời gian của ${name}`, {
    extensions: 'keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping',
  })
  writeFileSync(join(folder, 'serial'), '01\n')
  writeFileSync(
    join(folder, 'ts.cnf'),
    `[own]\nserial = ${join(folder, 'serial')}\nsigner_cert = ${signer.certificate}\nsigner_key = ${signer.key}\n` +
      `certs = ${authority.root.certificate}\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256,sha384,sha512\naccuracy = secs:1\nordering = no\ntsa_name = no\ness_cert_id_chain = no\n`,
  )
  const answer = (request: Uint8Array): Uint8Array => {
    writeFileSync(join(folder, 'request.tsq'), request)
    execFileSync('openssl', ['ts', '-reply', '-config', 'ts.cnf', '-section', 'own', '-queryfile', 'request.tsq', '-out', 'answer.tsr'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    return new Uint8Array(readFileSync(join(folder, 'answer.tsr')))
  }
  return { authority, answer, serve: () => served(answer) }
}

async function served(answer: TestTimestampAuthority['answer']) {
  let count = 0
  const server: Server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      count += 1
      const isRight = request.method === 'POST' && request.headers['content-type'] === 'application/timestamp-query'
      response.writeHead(isRight ? 200 : 400, { 'content-type': 'application/timestamp-reply' })
      response.end(isRight ? answer(Buffer.concat(pieces)) : '')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo // It listens on a port, not on a socket of the file system.
  return {
    url: `http://127.0.0.1:${port}/tsa`,
    asked: () => count,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done())
      }),
  }
}
