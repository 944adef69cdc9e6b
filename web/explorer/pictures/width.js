/** The width that a picture has: it is drawn anew when that changes. */
import { useEffect, useRef, useState } from "../../vendor/ui.js";

/** Give a reference for the element that holds the picture, and its width in pixels. */
export function useWidth(initial = 640) {
  const holder = useRef();
  const [width, setWidth] = useState(initial);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(280, Math.round(entry.contentRect.width))));
    observer.observe(holder.current);
    return () => observer.disconnect();
  }, []);
  return [holder, width];
}
