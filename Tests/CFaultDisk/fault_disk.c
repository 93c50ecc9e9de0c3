// For the recursive mutex that needs no call to set it up.
#define _GNU_SOURCE

#include "fault_disk.h"

#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Writes go through to the real file at once, so that every connection reads them. What each has overwritten is kept until
// the file is synced: a power cut puts it back.

typedef struct Write {
    struct Write *earlier;
    sqlite3_int64 offset, size_before;
    int length, old_length;       // a truncation has length 0 and old_length = what it cut off
    int is_truncation;
    unsigned char *new_bytes, *old_bytes;
} Write;

// One per path, shared by all connections. Never freed: a test has a handful of files.
typedef struct Node {
    struct Node *next;
    char *path;
    sqlite3_file *real;           // of the connection that opened last
    Write *unsynced;              // newest first
    int sync_failed;
} Node;

typedef struct {
    sqlite3_file base;
    Node *node;                   // NULL for files that are not followed
    sqlite3_file *real;
} File;

static struct {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    pthread_mutex_t lock;
    Node *nodes;
    long die_at, points;
    int die_kinds, die_how;
    uint64_t seed;
    int list, list_kinds;
    long fail_first, fail_times, writes, syncs;
    int fail_operations, fail_code, synced_again;
} fault = {.lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP, .list = -1};

static void enter(void) { pthread_mutex_lock(&fault.lock); }
static void leave(void) { pthread_mutex_unlock(&fault.lock); }

static uint64_t next_random(void) {
    uint64_t mixed = (fault.seed += 0x9E3779B97F4A7C15u);
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
}

// --- Losing power

static void forget(Node *node) {
    while (node->unsynced) {
        Write *write = node->unsynced;
        node->unsynced = write->earlier;
        free(write->new_bytes);
        free(write->old_bytes);
        free(write);
    }
}

static void undo(Node *node, Write *write) {
    const sqlite3_io_methods *methods = node->real->pMethods;
    if (write->old_length) methods->xWrite(node->real, write->old_bytes, write->old_length, write->offset);
    methods->xTruncate(node->real, write->size_before);
}

static void redo(Node *node, Write *write, int length) {
    const sqlite3_io_methods *methods = node->real->pMethods;
    if (write->is_truncation) {
        methods->xTruncate(node->real, write->offset);
    } else if (length > 0) {
        methods->xWrite(node->real, write->new_bytes, length, write->offset);
    }
}

// Puts back what was not synced; when torn, some of it is there nevertheless, the newest of it only up to some sector.
static void lose_unsynced(Node *node, int torn) {
    int count = 0;
    for (Write *write = node->unsynced; write; write = write->earlier) {
        undo(node, write);
        count++;
    }
    if (!torn || count == 0) return;
    Write **ordered = calloc(count, sizeof *ordered);
    int place = count;
    for (Write *write = node->unsynced; write; write = write->earlier) ordered[--place] = write;
    for (int i = 0; i < count; i++) {
        int sectors = ordered[i]->length / 512;
        int is_last = i == count - 1;
        if (!is_last && next_random() % 2) continue;
        redo(node, ordered[i], is_last && sectors ? (int)(next_random() % (sectors + 1)) * 512 : ordered[i]->length);
    }
    free(ordered);
}

static void die(void) {
    if (fault.die_how != FAULT_KILL) {
        for (Node *node = fault.nodes; node; node = node->next) lose_unsynced(node, fault.die_how == FAULT_TORN_POWER_CUT);
    }
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

// --- Points

static const char *kind_name(int kind) {
    switch (kind) {
        case FAULT_STATEMENT_BEGINS: return "begins";
        case FAULT_STATEMENT_ENDED: return "ended";
        case FAULT_PROGRAM: return "program";
        case FAULT_BEFORE_WRITE: return "write";
        case FAULT_AFTER_WRITE: return "written";
        case FAULT_BEFORE_SYNC: return "sync";
        default: return "synced";
    }
}

// Whoever dies here holds the lock, so that no other thread writes any more.
static void point(int kind, const char *what) {
    enter();
    if (fault.list >= 0 && (kind & fault.list_kinds)) {
        char line[96];
        int length = snprintf(line, sizeof line, "%s %.60s", kind_name(kind), what ? what : "");
        for (int i = 0; i < length; i++) if (line[i] == '\n') line[i] = ' ';
        line[length < (int)sizeof line - 1 ? length++ : length - 1] = '\n';
        if (write(fault.list, line, length) < 0) abort();
    }
    if ((kind & fault.die_kinds) && ++fault.points == fault.die_at) die();
    leave();
}

void fault_point(const char *name) { point(FAULT_PROGRAM, name); }

static int on_trace(unsigned event, void *context, void *statement, void *detail) {
    sqlite3 *database = sqlite3_db_handle(statement);
    (void)context;
    (void)detail;
    if (sqlite3_db_readonly(database, "main") == 1) return 0;
    point(event == SQLITE_TRACE_STMT ? FAULT_STATEMENT_BEGINS : FAULT_STATEMENT_ENDED, sqlite3_sql(statement));
    return 0;
}

static int on_connection(sqlite3 *database, char **message, const sqlite3_api_routines *api) {
    (void)message;
    (void)api;
    return sqlite3_trace_v2(database, SQLITE_TRACE_STMT | SQLITE_TRACE_PROFILE, on_trace, NULL);
}

// --- Failing

// The result code that the operation must return, or SQLITE_OK.
static int failure(int operation) {
    long *count = operation == FAULT_WRITES ? &fault.writes : &fault.syncs;
    ++*count;
    if (!(fault.fail_operations & operation) || *count < fault.fail_first) return SQLITE_OK;
    if (fault.fail_times >= 0 && *count >= fault.fail_first + fault.fail_times) return SQLITE_OK;
    return fault.fail_code;
}

// --- The methods of a file

static Write *remember(Node *node, sqlite3_int64 offset, int length) {
    Write *write = calloc(1, sizeof *write);
    const sqlite3_io_methods *methods = node->real->pMethods;
    methods->xFileSize(node->real, &write->size_before);
    write->offset = offset;
    write->length = length;
    sqlite3_int64 old = write->size_before - offset;
    write->old_length = old <= 0 ? 0 : length < 0 || old < length ? (int)old : length;
    if (write->old_length) {
        write->old_bytes = malloc(write->old_length);
        methods->xRead(node->real, write->old_bytes, write->old_length, offset);
    }
    write->earlier = node->unsynced;
    return write;
}

static int file_write(sqlite3_file *base, const void *bytes, int length, sqlite3_int64 offset) {
    File *file = (File *)base;
    if (!file->node) return file->real->pMethods->xWrite(file->real, bytes, length, offset);
    enter();
    point(FAULT_BEFORE_WRITE, file->node->path);
    int code = failure(FAULT_WRITES);
    if (code == SQLITE_OK) {
        file->node->real = file->real;
        Write *write = remember(file->node, offset, length);
        write->new_bytes = malloc(length);
        memcpy(write->new_bytes, bytes, length);
        file->node->unsynced = write;
        code = file->real->pMethods->xWrite(file->real, bytes, length, offset);
        point(FAULT_AFTER_WRITE, file->node->path);
    }
    leave();
    return code;
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size) {
    File *file = (File *)base;
    if (!file->node) return file->real->pMethods->xTruncate(file->real, size);
    enter();
    point(FAULT_BEFORE_WRITE, file->node->path);
    int code = failure(FAULT_WRITES);
    if (code == SQLITE_OK) {
        file->node->real = file->real;
        Write *write = remember(file->node, size, -1);
        write->length = 0;
        write->is_truncation = 1;
        file->node->unsynced = write;
        code = file->real->pMethods->xTruncate(file->real, size);
        point(FAULT_AFTER_WRITE, file->node->path);
    }
    leave();
    return code;
}

// Nothing is really flushed: the machine keeps its power, only what counts as flushed is noted. A sync that fails has lost
// what it should have written, and the system's cache shows the old contents from then on.
static int file_sync(sqlite3_file *base, int flags) {
    File *file = (File *)base;
    if (!file->node) return file->real->pMethods->xSync(file->real, flags);
    enter();
    point(FAULT_BEFORE_SYNC, file->node->path);
    if (file->node->sync_failed) fault.synced_again = 1;
    int code = failure(FAULT_SYNCS);
    if (code != SQLITE_OK) {
        file->node->sync_failed = 1;
        lose_unsynced(file->node, 0);
    }
    forget(file->node);
    if (code == SQLITE_OK) point(FAULT_AFTER_SYNC, file->node->path);
    leave();
    return code;
}

static int file_close(sqlite3_file *base) {
    File *file = (File *)base;
    enter();
    // What is not synced can be lost after the file is closed too: it stays open here.
    int keeps = file->node && file->node->real == file->real && file->node->unsynced;
    int code = keeps ? SQLITE_OK : file->real->pMethods->xClose(file->real);
    if (!keeps) {
        if (file->node && file->node->real == file->real) file->node->real = NULL;
        free(file->real);
    }
    leave();
    return code;
}

#define REAL(base) ((File *)(base))->real
static int file_read(sqlite3_file *f, void *b, int n, sqlite3_int64 o) { return REAL(f)->pMethods->xRead(REAL(f), b, n, o); }
static int file_size(sqlite3_file *f, sqlite3_int64 *size) { return REAL(f)->pMethods->xFileSize(REAL(f), size); }
static int file_lock(sqlite3_file *f, int level) { return REAL(f)->pMethods->xLock(REAL(f), level); }
static int file_unlock(sqlite3_file *f, int level) { return REAL(f)->pMethods->xUnlock(REAL(f), level); }
static int file_reserved(sqlite3_file *f, int *out) { return REAL(f)->pMethods->xCheckReservedLock(REAL(f), out); }
static int file_control(sqlite3_file *f, int op, void *arg) { return REAL(f)->pMethods->xFileControl(REAL(f), op, arg); }
static int file_sector(sqlite3_file *f) { return REAL(f)->pMethods->xSectorSize(REAL(f)); }
// No promises about atomic writes or about the order of writes: that of a plain disk.
static int file_traits(sqlite3_file *f) { (void)f; return 0; }
static int shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out) {
    return REAL(f)->pMethods->xShmMap(REAL(f), page, size, extend, out);
}
static int shm_lock(sqlite3_file *f, int at, int n, int flags) { return REAL(f)->pMethods->xShmLock(REAL(f), at, n, flags); }
static void shm_barrier(sqlite3_file *f) { REAL(f)->pMethods->xShmBarrier(REAL(f)); }
static int shm_unmap(sqlite3_file *f, int remove) { return REAL(f)->pMethods->xShmUnmap(REAL(f), remove); }

static const sqlite3_io_methods methods = {
    2, file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock, file_unlock, file_reserved,
    file_control, file_sector, file_traits, shm_map, shm_lock, shm_barrier, shm_unmap, NULL, NULL};

// --- The VFS

static Node *node_of(const char *path) {
    for (Node *node = fault.nodes; node; node = node->next) {
        if (strcmp(node->path, path) == 0) return node;
    }
    Node *node = calloc(1, sizeof *node);
    node->path = strdup(path);
    node->next = fault.nodes;
    fault.nodes = node;
    return node;
}

static int vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *out) {
    File *file = (File *)base;
    (void)vfs;
    file->base.pMethods = NULL;
    file->real = calloc(1, fault.real->szOsFile);
    int code = fault.real->xOpen(fault.real, path, file->real, flags, out);
    if (code != SQLITE_OK) {
        free(file->real);
        return code;
    }
    int follows = path && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL));
    enter();
    file->node = follows ? node_of(path) : NULL;
    if (file->node && !file->node->real && (flags & SQLITE_OPEN_READWRITE)) file->node->real = file->real;
    leave();
    file->base.pMethods = &methods;
    return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int sync) {
    (void)vfs;
    enter();
    forget(node_of(path));
    leave();
    return fault.real->xDelete(fault.real, path, sync);
}

void fault_install(void) {
    fault.real = sqlite3_vfs_find(NULL);
    fault.vfs = *fault.real;
    fault.vfs.zName = "fault";
    fault.vfs.pNext = NULL;
    fault.vfs.szOsFile = sizeof(File);
    fault.vfs.xOpen = vfs_open;
    fault.vfs.xDelete = vfs_delete;
    sqlite3_vfs_register(&fault.vfs, 1);
    sqlite3_auto_extension((void (*)(void))on_connection);
}

void fault_die_at(long at, int kinds, int how, uint64_t seed) {
    enter();
    fault.die_at = at;
    fault.die_kinds = kinds;
    fault.die_how = how;
    fault.seed = seed;
    fault.points = 0;
    leave();
}

void fault_list_points(int descriptor, int kinds) {
    enter();
    fault.list = descriptor;
    fault.list_kinds = kinds;
    leave();
}

void fault_fail(int operations, long first, long times, int code) {
    enter();
    fault.fail_operations = operations;
    fault.fail_first = first;
    fault.fail_times = times;
    fault.fail_code = code;
    leave();
}

long fault_operations(int operations) {
    enter();
    long count = (operations & FAULT_WRITES ? fault.writes : 0) + (operations & FAULT_SYNCS ? fault.syncs : 0);
    leave();
    return count;
}

int fault_synced_again(void) { return fault.synced_again; }
