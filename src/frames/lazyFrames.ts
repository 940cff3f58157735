import type { Frames } from './createFrames.ts';

/** Frames that are loaded and made when one is first asked for: they are a fifth of the extension. */
export function lazyFrames(load: () => Frames): Frames {
  let loaded: Frames | undefined;
  const frames = (): Frames => (loaded ??= load());
  return {
    get current() {
      return loaded?.current;
    },
    showFrame: (...asked) => frames().showFrame(...asked),
    nextFrame: () => frames().nextFrame(),
    previousFrame: () => frames().previousFrame(),
    whyNotLinked: (...asked) => frames().whyNotLinked(...asked),
    clearFrame: () => loaded?.clearFrame(),
    placeFrames: (traceback) => frames().placeFrames(traceback),
    mappings: () => frames().mappings(),
    filesNamed: (name) => frames().filesNamed(name),
    dispose: () => loaded?.dispose(),
  };
}
