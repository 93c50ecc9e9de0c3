// The two libraries that bin/assets fetches, as far as our modules use them.
interface Htmx {
  ajax(method: string, url: string, options: { target?: Element | string; swap?: string; headers?: Record<string, string>; values?: Record<string, string>; source?: Element }): Promise<void>;
  process(element: Element): void;
  trigger(element: Element, event: string, detail?: object): void;
  swap(target: Element, content: string, options: { swapStyle: string }): void;
}
declare const htmx: Htmx;

interface SortableEvent {
  item: HTMLElement;
  from: HTMLElement;
  to: HTMLElement;
  oldIndex: number;
  newIndex: number;
}
interface SortableOptions {
  group?: string;
  draggable?: string;
  handle?: string;
  filter?: string;
  preventOnFilter?: boolean;
  animation?: number;
  delay?: number;
  delayOnTouchOnly?: boolean;
  sort?: boolean;
  ghostClass?: string;
  dragClass?: string;
  chosenClass?: string;
  scrollSensitivity?: number;
  fallbackOnBody?: boolean;
  emptyInsertThreshold?: number;
  forceAutoScrollFallback?: boolean;
  onStart?: (event: SortableEvent) => void;
  onMove?: (event: { to: HTMLElement }, original: Event) => boolean;
  onEnd?: (event: SortableEvent) => void;
}
declare class Sortable {
  constructor(element: HTMLElement, options: SortableOptions);
}
interface Window {
  Sortable: typeof Sortable;
}
