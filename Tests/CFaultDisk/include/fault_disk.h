// A disk under SQLite that fails on demand, and a process that dies on demand. For tests only.
//
// `fault_install` puts a VFS over the system's own and counts what happens on it and on every writing connection: each
// such place is a *point*, numbered from 1 in the order of happening. A run that writes its list of points shows what a
// later run can die at.

#ifndef FAULT_DISK_H
#define FAULT_DISK_H

#include <stdint.h>

// What a point is. Points are counted over the kinds asked for only.
enum {
    FAULT_STATEMENT_BEGINS = 1,   // before a statement (begin, savepoint, commit and rollback are statements too)
    FAULT_STATEMENT_ENDED = 2,    // after a statement
    FAULT_PROGRAM = 4,            // where the program calls fault_point: an answer given, a message sent
    FAULT_BEFORE_WRITE = 8,       // a write or truncation of a file
    FAULT_AFTER_WRITE = 16,
    FAULT_BEFORE_SYNC = 32,
    FAULT_AFTER_SYNC = 64,
};

// How to die.
enum {
    FAULT_KILL = 0,               // SIGKILL: what was written stays, as the system keeps it
    FAULT_POWER_CUT = 1,          // everything that was not synced is lost
    FAULT_TORN_POWER_CUT = 2,     // of what was not synced some writes reached the disk, the last one only in part
};

// What fails.
enum {
    FAULT_WRITES = 1,
    FAULT_SYNCS = 2,
};

void fault_install(void);

// Dies at the n-th point of these kinds. `seed` decides what a torn power cut leaves.
void fault_die_at(long point, int kinds, int how, uint64_t seed);

// Writes a line for every point of these kinds to the file: its kind and what it is.
void fault_list_points(int descriptor, int kinds);

// Lets the n-th operation and the `times - 1` after it fail (-1: all of them) with this result code of SQLite.
void fault_fail(int operations, long first, long times, int code);

// How many operations there have been, failed ones included.
long fault_operations(int operations);

// True when a file was synced after a sync had failed: what the first had lost the second does not bring back.
int fault_synced_again(void);

// A point of the program itself.
void fault_point(const char *name);

#endif
