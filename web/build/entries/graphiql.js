// What the playground is made of: GraphiQL, its plugins, and the React that they run on.
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";

export { createElement, useEffect, useState } from "react";
export { createRoot } from "react-dom/client";
export { GraphiQL, HISTORY_PLUGIN } from "graphiql";
export { explorerPlugin } from "@graphiql/plugin-explorer";
export { ToolbarButton, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
export { createGraphiQLFetcher } from "@graphiql/toolkit";
export { parse } from "graphql";
export { createClient } from "graphql-ws";
