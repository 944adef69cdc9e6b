// Asks with Apollo Client for now and for then, in one query and apart: its normalising cache
// keeps the two apart, since ids that are read as of a date carry that date.
import assert from "node:assert/strict";
import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client";

const possibleTypes = { Entity: ["Person", "Party", "Municipality", "Election", "Contest"] };
const cache = new InMemoryCache({ possibleTypes });
const client = new ApolloClient({ cache, link: new HttpLink({ uri: process.argv[2] }) });

const FIELDS = "{ __typename id name party { id name } }";
const NOW = gql`{ person(id: "person/agim-bahtiri") ${FIELDS} }`;
const THEN = gql`{ person(id: "person/agim-bahtiri", asOf: "2018") ${FIELDS} }`;
const BOTH = gql`{
  now: person(id: "person/agim-bahtiri") ${FIELDS}
  then: person(id: "person/agim-bahtiri", asOf: "2018") ${FIELDS}
  near: neighborhood(of: ["person/agim-bahtiri"], depth: 1, asOf: "2018") {
    entities { __typename id name }
  }
}`;

const { data } = await client.query({ query: BOTH });
assert.equal(data.now.id, "person/agim-bahtiri");
assert.equal(data.then.id, "person/agim-bahtiri@2018");
assert.equal(data.now.party.id, "party/vetevendosje");
assert.equal(data.then.party.id, "party/akr@2018");
assert.ok(data.near.entities.every((each) => each.id.endsWith("@2018")));

// Asked one after the other, and read from the cache alone: neither has overwritten the other.
for (const query of [NOW, THEN]) {
  await client.query({ query });
}
const kept = (query) => client.readQuery({ query }).person.party;
assert.deepEqual(kept(NOW), data.now.party);
assert.deepEqual(kept(THEN), data.then.party);

const people = Object.keys(cache.extract()).filter((key) => key.startsWith("Person:person/agim"));
assert.deepEqual(people.sort(), ["Person:person/agim-bahtiri", "Person:person/agim-bahtiri@2018"]);
console.log("Apollo Client keeps now and then apart");
