/** The service: one question at a time, answers kept for as long as the page is open. */
import { ENDPOINT } from "./root.js";
import { useEffect, useState } from "../vendor/ui.js";

const SECONDS_BETWEEN_TRIES = [2, 4, 8, 15];
const answers = new Map();
const followers = new Set();

/** Forget all answers, since the data have changed; what is shown stays until it is asked again. */
export function forget({ andAskAgain = false } = {}) {
  answers.clear();
  if (andAskAgain) for (const follow of followers) follow();
}

/** The server could not be reached, or had no time. */
export class UnreachableError extends Error {}

/** Ask a question; give `data` and `errors`, or throw UnreachableError. */
export async function ask(document, variables = {}) {
  const key = JSON.stringify([document, variables]);
  if (answers.has(key)) return answers.get(key);
  const answer = await fetchAnswer(document, variables);
  if (answer.data) answers.set(key, answer);
  return answer;
}

/** Ask the service itself, whatever is kept. */
export async function fetchAnswer(document, variables = {}) {
  let reply;
  try {
    reply = await fetch(ENDPOINT, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ query: document, variables }),
    });
  } catch {
    throw new UnreachableError();
  }
  if (reply.status === 429 || reply.status >= 500) throw new UnreachableError();
  return reply.json();
}

/**
 * Ask from within a component. While an answer is awaited the last one to the same document
 * stands; while the server is away the question is asked again and again.
 */
export function useAnswer(document, variables = {}, { skip = false } = {}) {
  const key = JSON.stringify([document, variables]);
  const [state, setState] = useState({});
  const [attempt, setAttempt] = useState(0);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const again = () => setTurn((last) => last + 1);
    followers.add(again);
    return () => followers.delete(again);
  }, []);
  useEffect(() => {
    if (skip) return undefined;
    let stale = false;
    let timer;
    const failed = (error) => {
      if (stale) return;
      if (!(error instanceof UnreachableError)) throw error;
      const seconds = SECONDS_BETWEEN_TRIES[Math.min(attempt, SECONDS_BETWEEN_TRIES.length - 1)];
      setState((last) => ({ ...last, away: seconds }));
      timer = setTimeout(() => setAttempt(attempt + 1), seconds * 1000);
    };
    ask(document, variables).then((answer) => {
      if (!stale) setState({ ...answer, key, document });
    }, failed);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [key, attempt, turn, skip]);
  const current = state.key === key;
  const shown = state.document === document ? state : {};
  return {
    data: shown.data ?? null,
    errors: current ? state.errors ?? [] : [],
    loading: !skip && !current,
    away: state.away && !current ? state.away : null,
    retry: () => setAttempt(attempt + 1),
  };
}
