import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { sealRoots } from './audit/seal.ts'
import { featureRoutes, registerJobs } from './features.ts'
import { openServices } from './open-services.ts'
import { checkDataDir, checkPort, portProblem } from './platform/checks.ts'
import { buildApp } from './platform/http.ts'
import { openLog } from './platform/log.ts'
import type { Services } from './platform/call.ts'
import type { Settings } from './platform/settings.ts'
import { loadSampleCity } from './sample-city.ts'
import { signInLines } from './welcome.ts'

export type Program = {
  readonly address: string
  readonly services: Services
  /** Resolves only if the embedded database ended for good. */
  readonly failed: Promise<unknown>
  readonly stop: () => Promise<void>
}

/** Starts everything, in the order in which it can go wrong cheaply, and says where it is. */
export async function start(settings: Settings, say: (...lines: readonly string[]) => void): Promise<Program> {
  const { host, port, dataDir, publicUrl } = settings
  await checkDataDir(dataDir)
  await checkPort(host, port)

  const log = openLog(settings.logLevel)
  let serving = false
  const { services, asOwner, database, migrated, close } = await openServices(settings, {
    log,
    say: (line) => log.info({ database: line }, 'database'),
    isProgram: true,
    onDatabaseExit: () => (serving = false),
    onDatabaseRestart: () => (serving = true),
  })
  try {
    if (migrated.length > 0) log.info({ migrated }, 'schema brought up to date')
    if (settings.loadsSample) await asOwner((owning) => loadSampleCity(owning, say))
    await registerJobs(services)

    const app = await buildApp(
      services,
      {
        trustProxy: settings.trustProxy,
        ...(publicUrl === undefined ? {} : { publicUrl }),
        host,
        webDist: settings.webDist,
        requestsPerMinute: settings.requestsPerMinute,
        signInsPerMinute: settings.signInsPerMinute,
        tokenRequestsPerMinute: settings.tokenRequestsPerMinute,
        version: await ownVersion(),
        processMetrics: true,
        maxEventLoopDelayMs: 3000,
        isServing: () => serving,
      },
      featureRoutes,
    )
    await app.listen({ host, port }).catch((error: unknown) => {
      throw portProblem(error, host, port)
    })
    serving = true
    const address = publicUrl ?? addressOf(host, app.server.address())
    say(
      ...(await signInLines(services, address)),
      ...warnings(settings),
      '',
      `Hải Đăng: ${address}  (PostgreSQL ${database.version}, ${dataDir})`,
    )

    return {
      address,
      services,
      failed: database.failed,
      stop: async () => {
        serving = false
        await app.close()
        await services.queue.stop(1500)
        await sealRoots(services).catch((error: unknown) =>
          log.warn({ err: error }, 'audit roots were not sealed at the end; the next start will'),
        )
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function ownVersion(): Promise<string> {
  const read: unknown = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))
  return typeof read === 'object' && read !== null && 'version' in read ? String(read.version) : ''
}

function addressOf(host: string, bound: AddressInfo | string | null): string {
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  const name = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

function warnings({ host, publicUrl }: Settings): readonly string[] {
  if (publicUrl?.startsWith('http:') === true) {
    return [
      '',
      'Cảnh báo: PUBLIC_URL là http://, mật khẩu và phiên đi qua mạng không mã hóa; chỉ dùng để thử.',
      'Warning: PUBLIC_URL is http://, passwords and sessions cross the network in clear; for trials only.',
    ]
  }
  if (publicUrl === undefined && !['127.0.0.1', '::1', 'localhost'].includes(host)) {
    return [
      '',
      `Cảnh báo: HOST=${host} nhưng chưa đặt PUBLIC_URL; từ máy khác chỉ đăng nhập được khi PUBLIC_URL là địa chỉ mà họ mở.`,
      `Warning: HOST=${host} without PUBLIC_URL; from other machines one can sign in only if PUBLIC_URL is the address they open.`,
    ]
  }
  return []
}
