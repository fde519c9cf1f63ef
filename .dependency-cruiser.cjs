// Which way imports point (docs/architecture.md). npm hoists every package to the top, so a forbidden import still passes the type
// check: this gate, and not the compiler, holds the directions. tools/directions.test.ts proves that each rule bites.

/** Each folder of the domain and those below it that it may open. A new folder gets its line here first. */
const domainFolders = {
  quantities: [],
  periods: [],
  units: ['quantities', 'periods'],
  access: ['units', 'periods'],
  audit: ['periods'],
  indicators: ['quantities', 'periods', 'units'],
  feeds: ['quantities', 'periods', 'units'],
  tasks: ['quantities', 'periods', 'units', 'indicators'],
  plans: ['quantities', 'periods', 'units', 'indicators', 'tasks', 'access'],
  reports: ['quantities', 'periods', 'units', 'indicators', 'tasks', 'plans', 'access'],
  consolidation: ['quantities', 'periods', 'units', 'indicators', 'tasks', 'plans', 'reports', 'access'],
  scorecards: ['quantities', 'periods', 'units', 'indicators', 'tasks', 'plans', 'reports', 'access'],
  meetings: ['periods', 'units', 'tasks', 'access'],
  'field-reports': ['periods', 'units', 'access'],
  operations: ['quantities', 'periods', 'units', 'field-reports', 'access'],
}

const tests = '\\.test\\.tsx?$|\\.test-data\\.ts$|/testing[a-z-]*\\.ts$'
const program = '^(domain|documents|api|server|web)/src/'

const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

module.exports = {
  forbidden: [
    rule('no-cycles', 'Two files that need each other are one thing in two places.', {}, { circular: true }),

    rule(
      'domain-is-pure',
      'The domain runs anywhere: no platform, no package, no other part of ours.',
      { path: '^domain/src/', pathNot: tests },
      { pathNot: '^domain/src/' },
    ),
    ...Object.entries(domainFolders).map(([folder, open]) =>
      rule(
        `domain-order-${folder}`,
        `domain/${folder} opens only ${open.join(', ') || 'itself'}.`,
        { path: `^domain/src/${folder}/`, pathNot: tests },
        { path: '^domain/src/', pathNot: [folder, ...open].map((name) => `^domain/src/${name}/`) },
      ),
    ),
    rule(
      'domain-folder-unlisted',
      'A new folder of the domain has its place in the order first (.dependency-cruiser.cjs).',
      { path: '^domain/src/' },
      { path: '^domain/src/', pathNot: Object.keys(domainFolders).map((name) => `^domain/src/${name}/`) },
    ),

    rule(
      'documents-know-only-the-domain',
      'Bytes and blocks; no wire, no database, no screen.',
      { path: '^documents/' },
      { path: '^(api|server|web|sample|bench|e2e)/' },
    ),
    rule(
      'the-wire-knows-only-the-domain',
      'Shapes that other systems share.',
      { path: '^api/' },
      { path: '^(documents|server|web|sample|bench|e2e)/' },
    ),
    rule(
      'the-wire-runs-anywhere',
      'api/ is read by the browser too.',
      { path: '^api/src/', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'screens-know-only-the-wire',
      'The browser speaks to the server by HTTP; rules it may ask the domain.',
      { path: '^web/' },
      { path: '^(documents|sample|bench|e2e)/' },
    ),
    rule('screens-run-in-the-browser', 'No Node in web/.', { path: '^web/src/', pathNot: tests }, { dependencyTypes: ['core'] }),
    rule(
      'nobody-imports-the-server',
      'The server is reached by HTTP and by its command line; only the loading of the sample calls its actions, and tests use its test database.',
      { pathNot: ['^server/', '^sample/load(-sample\\.ts$|/)', '^(sample|bench)/(.*\\.test|testing)\\.ts$'] },
      { path: '^server/' },
    ),
    rule('nobody-imports-the-screens', 'The pages are the end of the line.', { pathNot: '^web/' }, { path: '^web/' }),
    rule(
      'the-program-knows-no-measures',
      'Journeys and measures look at the program from outside.',
      { pathNot: '^(bench|e2e|tools)/' },
      { path: '^(bench|e2e|tools)/' },
    ),
    rule(
      'journeys-use-only-the-wire',
      'e2e/ sees what a browser and another system see, opens the papers that it downloads, and signs some as others do.',
      { path: '^e2e/' },
      {
        path: '^(domain|documents)/',
        pathNot: '^documents/src/(decree30/(check-report|read-paper|paper)|xlsx/read-sheet|pdf/signatures/testing-signatures)\\.ts$',
      },
    ),
    rule(
      'the-sample-is-data',
      'sample/ makes a city, and load-sample.ts plays it through the server’s actions.',
      { path: '^sample/', pathNot: tests },
      { path: '^(bench|e2e)/' },
    ),

    rule(
      'platform-knows-no-feature',
      'Platform serves every feature and depends on none.',
      { path: '^server/src/platform/', pathNot: tests },
      { path: '^server/src/', pathNot: '^server/src/(platform|database)/' },
    ),
    rule(
      'database-knows-only-itself',
      'Connection, tables, migrations.',
      { path: '^server/src/database/', pathNot: tests },
      { path: '^server/src/', pathNot: '^server/src/database/' },
    ),
    rule(
      'a-feature-has-two-doors',
      'A feature opens only another’s actions.ts and store.ts, never its routes or jobs.',
      { path: '^server/src/([^/]+)/', pathNot: ['^server/src/(platform|database|cli|drill)/', tests] },
      { path: '^server/src/', pathNot: ['^server/src/$1/', '^server/src/(platform|database)/', '^server/src/[^/]+/(actions|store)\\.ts$'] },
    ),
    rule(
      'commands-do-not-speak-http',
      'The command line calls actions, as routes do.',
      { path: '^server/src/(cli|drill)/' },
      { path: '^server/src/[^/]+/routes\\.ts$' },
    ),

    rule(
      'packages-are-declared',
      'A package that is used stands in the package.json beside it, not in a neighbour’s.',
      { path: program, pathNot: tests },
      // Our own packages are links out of node_modules; the rules above know them.
      { path: 'node_modules/', dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    ),
    rule('imports-are-found', 'What is imported exists.', {}, { couldNotResolve: true }),
    rule('nothing-imports-a-test', 'Tests are the last to know.', { pathNot: [tests, '^e2e/'] }, { path: '\\.test\\.tsx?$' }),
  ],
  options: {
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/dist/' },
    preserveSymlinks: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
