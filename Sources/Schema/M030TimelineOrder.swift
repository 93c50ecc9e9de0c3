import Storage

/// A card shows the latest of its history by when things happened: without the index each page sorts all of it.
let timelineOrderMigration = Migration("2026-11-28-030-timeline-order", statements: [
    "create index timeline_by_moment on timeline (item, at, id)",
])
