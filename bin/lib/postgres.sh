# A PostgreSQL server of the tests' own: on a socket in a temporary folder, without flushing, gone at the end.
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

# Starts the server and sets PROM2B_TEST_POSTGRES; it is stopped when the script ends.
start_postgres() {
    local programs settings
    programs=$(postgres_programs) || die "PostgreSQL 15 or newer was not found. Install it (Debian: postgresql) and run this again."
    # Sockets have short paths.
    POSTGRES_FOLDER=$(mktemp -d /tmp/prom2b-pg.XXXXXX)
    POSTGRES_PROGRAMS=$programs
    [ "$(id -u)" != 0 ] || chown postgres "$POSTGRES_FOLDER"
    trap stop_postgres EXIT
    settings="-c listen_addresses='' -c unix_socket_directories=$POSTGRES_FOLDER -c max_connections=300 -c fsync=off"
    settings+=" -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off -c shared_buffers=128MB"
    settings+=" -c max_wal_size=4GB -c checkpoint_timeout=1h -c wal_level=minimal -c max_wal_senders=0"
    if ! { as_postgres "$programs/initdb" -D "$POSTGRES_FOLDER/data" -U prom2b --auth=trust --encoding=UTF8 --locale=C.UTF-8 \
            --locale-provider=icu --icu-locale=ru --no-sync \
        && as_postgres "$programs/pg_ctl" -D "$POSTGRES_FOLDER/data" -w -o "$settings" -l "$POSTGRES_FOLDER/log" start; } \
        >"$1" 2>&1 </dev/null; then
        tail -20 "$1" "$POSTGRES_FOLDER/log" >&2 || true
        die "PostgreSQL for the tests could not be started; see $1"
    fi
    export PROM2B_TEST_POSTGRES="postgres://prom2b@/postgres?host=$POSTGRES_FOLDER"
    say "PostgreSQL $("$programs/postgres" --version | grep -oE '[0-9]+(\.[0-9]+)?' | head -1) runs for the tests in $POSTGRES_FOLDER"
}

stop_postgres() {
    [ -n "${POSTGRES_FOLDER:-}" ] || return 0
    as_postgres "$POSTGRES_PROGRAMS/pg_ctl" -D "$POSTGRES_FOLDER/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$POSTGRES_FOLDER"
    POSTGRES_FOLDER=
    unset PROM2B_TEST_POSTGRES
}
