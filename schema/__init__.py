"""The GraphQL schema: types that read the graph's own objects, and the root fields."""
