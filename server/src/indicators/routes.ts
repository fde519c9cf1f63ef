import { idSchema } from '@haidang/api/common'
import {
  addComputedSchema,
  definitionsQuerySchema,
  definitionsSchema,
  indicatorAddedSchema,
  indicatorPageSchema,
  indicatorQuerySchema,
  openQuestionsSchema,
  putDefinitionSchema,
  putPathSchema,
  putUnitTargetsSchema,
  unitTargetsSavedSchema,
  versionSavedSchema,
} from '@haidang/api/indicators'
import { routes } from '@haidang/api/routes'
import { canSeePlan } from '@haidang/domain/access/roles'
import { z } from 'zod'
import { accepted } from '../platform/problems.ts'
import { route } from '../platform/routes.ts'
import type { App } from '../platform/routes.ts'
import { readIndicator, readOpenQuestions } from './actions.ts'
import { readDefinitions } from './definitions.ts'
import { addComputed, defineIndicator, reviseUnitTargets, setTargetPath } from './define.ts'

const one = z.object({ id: idSchema })

export function registerIndicatorsRoutes(app: App): void {
  route(
    app,
    routes.indicator,
    {
      params: one,
      query: indicatorQuerySchema,
      reply: indicatorPageSchema,
      summary: 'One indicator: definitions, path, series, units, cascade',
    },
    (call, { params, query }) => readIndicator(call, params.id, query),
  )

  route(
    app,
    routes.definitions,
    {
      can: canSeePlan,
      query: definitionsQuerySchema,
      reply: definitionsSchema,
      summary: 'What indicators mean: every definition in time, with kind, roll-up, target and path',
    },
    (call, { query }) => readDefinitions(call, query.planId),
  )

  route(
    app,
    routes.openQuestions,
    { params: one, reply: openQuestionsSchema, summary: 'What a plan has not answered of its indicators' },
    (call, { params }) => readOpenQuestions(call, params.id),
  )

  route(
    app,
    routes.defineIndicator,
    { params: one, body: putDefinitionSchema, reply: versionSavedSchema },
    async (call, { params, body }) => accepted(await defineIndicator(call, params.id, body)),
  )

  route(app, routes.setTargetPath, { params: one, body: putPathSchema, reply: versionSavedSchema }, async (call, { params, body }) =>
    accepted(await setTargetPath(call, params.id, body)),
  )

  route(
    app,
    routes.reviseUnitTargets,
    { params: one, body: putUnitTargetsSchema, reply: unitTargetsSavedSchema },
    async (call, { params, body }) => accepted(await reviseUnitTargets(call, params.id, body)),
  )

  route(
    app,
    routes.addComputed,
    { params: one, body: addComputedSchema, reply: indicatorAddedSchema, status: 201 },
    async (call, { params, body }) => accepted(await addComputed(call, params.id, body)),
  )
}
