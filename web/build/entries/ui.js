// What every view is drawn with: preact, its hooks, and htm's templates.
import { Fragment, createContext, h, render } from "preact";
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import htm from "htm";

const html = htm.bind(h);

export {
  Fragment, createContext, h, html, render,
  useCallback, useContext, useEffect, useMemo, useRef, useState,
};
