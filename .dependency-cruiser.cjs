/**
 * Who may import whom: roots → edges → core → leaves. The core has no network, clock, environment or framework.
 * test/imports.test.ts plants violations and proves that each rule fails.
 */
const roots = '^src/(main|bot|edition|editions|prepare|cli|warm|assemble|snapshot)\\.ts$';
const leaves = '^src/(errors|log|language|day|repeat|recently|within|signals|readiness|pseudonym|in-thread)\\.ts$';
const core = '^src/(knowledge|search|reminders|retention|dialogs|measure|manifest)/';
const edges = '^src/(teams|store|cli|operations)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'only-roots-wire', comment: 'Nothing imports a root but another root.', severity: 'error', from: { pathNot: roots }, to: { path: roots } },
    { name: 'edges-apart', comment: 'Edges never import each other.', severity: 'error', from: { path: '^src/(teams|store|cli|operations)/' }, to: { path: edges, pathNot: '^src/$1/' } },
    { name: 'core-below-edges', comment: 'The core knows no edge and no configuration.', severity: 'error', from: { path: core }, to: { path: `${edges}|^src/config\\.ts$` } },
    { name: 'leaves-alone', comment: 'Leaves import nothing of ours but leaves.', severity: 'error', from: { path: leaves }, to: { path: '^src/', pathNot: leaves } },
    { name: 'knowledge-below', comment: 'Knowledge knows neither search, dialogs nor measuring.', severity: 'error', from: { path: '^src/knowledge/' }, to: { path: '^src/(search|reminders|dialogs|measure)/' } },
    { name: 'search-below-dialogs', comment: 'Search knows neither dialogs nor measuring.', severity: 'error', from: { path: '^src/search/' }, to: { path: '^src/(reminders|dialogs|measure)/' } },
    { name: 'reminders-below-dialogs', comment: 'Reminding knows courses, not how anything is said.', severity: 'error', from: { path: '^src/reminders/' }, to: { path: '^src/(search|dialogs|measure)/' } },
    { name: 'dialogs-do-not-measure', severity: 'error', from: { path: '^src/dialogs/' }, to: { path: '^src/measure/' } },
    { name: 'only-teams-knows-the-framework', comment: 'The Bot Framework SDK is archived: moving to its successor must touch src/teams alone.', severity: 'error', from: { path: '^src/', pathNot: '^src/teams/' }, to: { path: 'node_modules/(botbuilder|botframework-[^/]+|restify)/' } },
    { name: 'only-search-knows-minisearch', severity: 'error', from: { path: '^src/', pathNot: '^src/search/' }, to: { path: 'node_modules/(minisearch|snowball-stemmers)/' } },
    { name: 'only-store-knows-databases', severity: 'error', from: { path: '^src/', pathNot: '^src/store/' }, to: { path: 'node_modules/(kysely|libsql|pg)/' } },
    { name: 'only-operations-count-and-trace', severity: 'error', from: { path: '^src/', pathNot: '^src/operations/' }, to: { path: 'node_modules/(prom-client|@opentelemetry/[^/]+)/' } },
    { name: 'only-reminders-know-the-calendar', comment: 'Time zones and holidays are worked out in one place.', severity: 'error', from: { path: '^src/', pathNot: '^src/reminders/' }, to: { path: 'node_modules/(luxon|date-holidays)/' } },
    { name: 'only-loaders-read-disk', comment: 'In the core only the loader of YAML and of the folder reads disk.', severity: 'error', from: { path: core, pathNot: '^src/knowledge/(load|read-yaml)\\.ts$' }, to: { path: '^(node:)?fs(/promises)?$' } },
    { name: 'core-without-network', severity: 'error', from: { path: core }, to: { path: '^(node:)?(http|https|http2|net|tls|dns|dgram|child_process)$' } },
    { name: 'no-dev-packages-in-src', severity: 'error', from: { path: '^src/' }, to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] } },
    { name: 'nothing-unresolved', severity: 'error', from: { path: '^src/' }, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
};
