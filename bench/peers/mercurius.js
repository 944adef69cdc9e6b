// mercurius with jit on Fastify: every relation is a property, worked out before.
const fs = require('node:fs')
const path = require('node:path')
const fastify = require('fastify')({ logger: false })
const mercurius = require('mercurius')

const LINKS = { party: 1, winnerParty: 1, fromParty: 1, toParty: 1, ranIn: 1, candidates: 1, defectedTo: 1, person: 1, contest: 1, contests: 1 }
const LONGEST = 6

const tables = JSON.parse(fs.readFileSync(process.env.BENCH_WORLD))
const edges = tables.edges
delete tables.edges
const byId = new Map()
for (const table of Object.values(tables)) for (const record of table) byId.set(record.id, record)
for (const thing of byId.values()) {
  for (const name of Object.keys(thing)) {
    if (!LINKS[name] || thing[name] === null) continue
    thing[name] = Array.isArray(thing[name]) ? thing[name].map(id => byId.get(id)) : byId.get(thing[name])
  }
}
const neighbours = new Map()
const join = (one, other) => { const list = neighbours.get(one); if (list) list.push(other); else neighbours.set(one, [other]) }
for (const [source, target] of edges) {
  if (target.startsWith('election/')) continue // everyone meets at an election: paths do not pass through one
  join(source, target)
  join(target, source)
}

function paths (start, end) {
  const sides = [[start], [end]]
  const seen = [new Set(sides[0]), new Set(sides[1])]
  for (let length = 0; length < LONGEST && sides[0].length && sides[1].length;) {
    const smaller = sides[0].length <= sides[1].length ? 0 : 1
    const reached = []
    let met = false
    for (const key of sides[smaller]) {
      for (const other of neighbours.get(key) || []) {
        if (seen[1 - smaller].has(other)) met = true
        if (!seen[smaller].has(other)) { seen[smaller].add(other); reached.push(other) }
      }
    }
    length++
    if (met) return [{ length }]
    sides[smaller] = reached
  }
  return []
}

fastify.register(mercurius, {
  schema: fs.readFileSync(path.join(__dirname, 'schema.graphql'), 'utf8'),
  jit: 1,
  resolvers: {
    Query: {
      person: (_, { id }) => byId.get(id),
      municipality: (_, { id }) => byId.get(id),
      election: (_, { id }) => byId.get(id),
      people: (_, { first }) => ({ nodes: tables.people.slice(0, first) }),
      paths: (_, { from, to, first }) => ({ paths: paths(from, to).slice(0, first) })
    },
    Municipality: { contests: (place, { first }) => ({ nodes: place.contests.slice(0, first) }) }
  }
})
fastify.listen({ port: Number(process.env.BENCH_PORT), host: '127.0.0.1' })
