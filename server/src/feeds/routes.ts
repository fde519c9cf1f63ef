import { idSchema, okSchema } from '@haidang/api/common'
import {
  changeFeedSchema,
  createFeedSchema,
  deliveryReceivedSchema,
  feedPreviewSchema,
  feedRunPageSchema,
  feedSchema,
  feedsSchema,
  feedStateSchema,
  feedTokenSchema,
  previewFeedSchema,
} from '@haidang/api/feeds'
import { routes } from '@haidang/api/routes'
import { canAdminister } from '@haidang/domain/access/roles'
import { z } from 'zod'
import { accepted, problem, refusal } from '../platform/problems.ts'
import { publicRoute, route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { sendStoredFile } from '../platform/transfers.ts'
import {
  askToRun,
  changeFeed,
  createFeed,
  feedOfBearer,
  fileOfRun,
  listFeeds,
  previewFeed,
  readFeed,
  readRun,
  receivePush,
  renewToken,
  setFeedState,
} from './actions.ts'
import type { FeedRefusal } from './actions.ts'
import { deliveryBytes } from '../platform/fetched.ts'

const one = z.object({ id: idSchema })
const oneRun = one.extend({ runId: idSchema })
const can = canAdminister

/** Reading another system takes as long as it likes, so few at a time. */
const previewsPerMinute = 20
const deliveriesPerMinute = 120

export function registerFeedsRoutes(app: App): void {
  route(app, routes.feeds, { can, reply: feedsSchema, summary: 'Data feeds of the office' }, (call) => listFeeds(call))

  route(app, routes.feed, { can, params: one, reply: feedSchema, summary: 'One feed with its runs' }, (call, { params }) =>
    readFeed(call, params.id),
  )

  route(app, routes.createFeed, { can, body: createFeedSchema, reply: feedSchema, status: 201 }, async (call, { body }) =>
    readFeed(call, idOf(await createFeed(call, body))),
  )

  route(app, routes.changeFeed, { can, params: one, body: changeFeedSchema, reply: feedSchema }, async (call, { params, body }) =>
    readFeed(call, idOf(await changeFeed(call, params.id, body))),
  )

  route(app, routes.setFeedState, { can, params: one, body: feedStateSchema, reply: feedSchema }, async (call, { params, body }) => {
    await setFeedState(call, params.id, body.state)
    return readFeed(call, params.id)
  })

  route(app, routes.renewFeedToken, { can, params: one, reply: feedTokenSchema }, async (call, { params }) =>
    accepted(await renewToken(call, params.id)),
  )

  route(app, routes.runFeed, { can, params: one, reply: okSchema, status: 202 }, async (call, { params }) =>
    accepted(await askToRun(call, params.id)),
  )

  route(
    app,
    routes.previewFeed,
    {
      can,
      body: previewFeedSchema,
      reply: feedPreviewSchema,
      perMinute: previewsPerMinute,
      summary: 'How a sample would be read; nothing is kept',
    },
    async (call, { body }) => accepted(await previewFeed(call, body)),
  )

  route(app, routes.feedRun, { can, params: oneRun, reply: feedRunPageSchema }, (call, { params }) =>
    readRun(call, params.id, params.runId),
  )

  route(app, routes.feedRunFile, { can, params: oneRun }, async (call, { params }, http) =>
    sendStoredFile(http, call, await fileOfRun(call, params.id, params.runId)),
  )

  // Other systems send what they have in their own form, so here alone a body stays the bytes that it is.
  void app.register(async (sender) => {
    sender.removeAllContentTypeParsers()
    // Before a body is taken from them.
    sender.addHook('onRequest', async ({ headers }) => {
      await feedOfBearer(sender.services, headers.authorization)
    })
    sender.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: deliveryBytes }, (_request, body, done) => done(null, body))
    publicRoute(
      sender,
      routes.receiveDelivery,
      {
        reply: deliveryReceivedSchema,
        bodyLimit: deliveryBytes,
        perMinute: deliveriesPerMinute,
        bearer: true,
        summary: 'A delivery of another system, with its token; the same Idempotency-Key again changes nothing',
      },
      async (services, _input, { request }) => {
        const key = request.headers['idempotency-key']
        if (typeof key !== 'string' || key.length > 200)
          throw problem('badInput', { fields: [{ path: 'Idempotency-Key', message: 'a header of 1 to 200 letters' }] })
        const {
          feedId: _feed,
          feedRevision: _revision,
          unmapped: _unmapped,
          by: _by,
          cause: _cause,
          ...run
        } = accepted(
          await receivePush(services, {
            authorization: request.headers.authorization,
            key,
            bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
          }),
        )
        return run
      },
    )
  })
}

const idOf = (outcome: string | FeedRefusal): string => {
  if (typeof outcome === 'string') return outcome
  throw refusal(outcome)
}
