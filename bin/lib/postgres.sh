# A PostgreSQL server of our own for tests and benchmarks: on a socket in a temporary folder, gone at the end.
# To be sourced after common.sh.

need_postgres_packages() {
    need postgresql postgres_programs
}

# The newest installed version, 15 or later.
postgres_programs() {
    local folder
    for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -rn) $(dirname "$(command -v initdb 2>/dev/null || echo /nowhere/initdb)"); do
        [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && { echo "$folder"; return 0; }
    done
    return 1
}

# PostgreSQL refuses to run as root: there its own user runs it.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# start_postgres LOG [SETTING...]: starts the server and sets PROM2B_TEST_POSTGRES; it is stopped when the script ends.
# Without settings it is as the tests want it: nothing is flushed. It lies in TMPDIR, else in /tmp.
start_postgres() {
    local programs settings log=$1 setting
    shift
    programs=$(postgres_programs) || die "PostgreSQL 15 or newer was not found. Install it (Debian: postgresql) and run this again."
    # Sockets have short paths.
    POSTGRES_FOLDER=$(mktemp -d "${TMPDIR:-/tmp}/prom2b-pg.XXXXXX")
    POSTGRES_PROGRAMS=$programs
    [ "$(id -u)" != 0 ] || chown postgres "$POSTGRES_FOLDER"
    trap stop_postgres EXIT
    settings="-c listen_addresses='' -c unix_socket_directories=$POSTGRES_FOLDER -c max_connections=300"
    if [ $# = 0 ]; then
        set -- fsync=off full_page_writes=off synchronous_commit=off autovacuum=off shared_buffers=128MB max_wal_size=4GB \
            checkpoint_timeout=1h wal_level=minimal max_wal_senders=0
    fi
    for setting in "$@"; do settings+=" -c $setting"; done
    if ! { as_postgres "$programs/initdb" -D "$POSTGRES_FOLDER/data" -U prom2b --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
            --locale-provider=icu --icu-locale=ru --no-sync \
        && as_postgres "$programs/pg_ctl" -D "$POSTGRES_FOLDER/data" -w -o "$settings" -l "$POSTGRES_FOLDER/log" start; } \
        >"$log" 2>&1 </dev/null; then
        tail -20 "$log" "$POSTGRES_FOLDER/log" >&2 || true
        die "PostgreSQL could not be started; see $log"
    fi
    export PROM2B_TEST_POSTGRES="postgres://prom2b@/postgres?host=$POSTGRES_FOLDER"
    say "PostgreSQL $("$programs/postgres" --version | grep -oE '[0-9]+(\.[0-9]+)?' | head -1) runs in $POSTGRES_FOLDER"
}

stop_postgres() {
    [ -n "${POSTGRES_FOLDER:-}" ] || return 0
    as_postgres "$POSTGRES_PROGRAMS/pg_ctl" -D "$POSTGRES_FOLDER/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$POSTGRES_FOLDER"
    POSTGRES_FOLDER=
    unset PROM2B_TEST_POSTGRES
}
