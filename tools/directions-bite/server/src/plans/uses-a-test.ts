// bites: nothing-imports-a-test
export * from './plans.test.ts'
