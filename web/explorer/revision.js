/** The revision: notice that newer data are being served than the page was answered from. */
import { fetchAnswer, forget, UnreachableError } from "./api.js";
import { useEffect, useState } from "../vendor/ui.js";

const REVISION = "query Revision { dataset { revision } }";
const SECONDS = 60;

async function fetchRevision() {
  try {
    return (await fetchAnswer(REVISION)).data?.dataset.revision;
  } catch (error) {
    if (error instanceof UnreachableError) return undefined;
    throw error;
  }
}

/**
 * Compare now and then: whenever the page is looked at again, goes elsewhere, and each minute
 * while it is seen. Gives whether there are newer data, and the way to show them.
 */
export function useNewerData(path) {
  const [known, setKnown] = useState();
  const [served, setServed] = useState();
  useEffect(() => {
    const check = async () => {
      if (document.hidden) return;
      const revision = await fetchRevision();
      if (!revision) return;
      setKnown((first) => first ?? revision);
      setServed(revision);
    };
    check();
    const timer = setInterval(check, SECONDS * 1000);
    addEventListener("focus", check);
    document.addEventListener("visibilitychange", check);
    return () => {
      clearInterval(timer);
      removeEventListener("focus", check);
      document.removeEventListener("visibilitychange", check);
    };
  }, [path]);
  useEffect(() => setKnown(served), [path]);
  const newer = known !== served;
  useEffect(() => { if (newer) forget(); }, [newer]);
  const show = () => {
    setKnown(served);
    forget({ andAskAgain: true });
  };
  return { newer, show };
}
