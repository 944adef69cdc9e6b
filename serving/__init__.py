"""The service: GraphQL over HTTP, with all that lets it stand on the internet."""
