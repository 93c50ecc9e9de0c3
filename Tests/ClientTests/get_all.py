"""Reads deals by fast-bitrix24 and prints rows, seconds, seconds of processor time: a measurement of `bin/bench`.

Usage: get_all.py WEBHOOK LAST_ID
"""
import sys
import time

from fast_bitrix24 import Bitrix


def main(webhook, last):
    # Its own limits are those of the cloud; what is measured are client and server.
    client = Bitrix(webhook, verbose=False, request_pool_size=1_000_000, requests_per_second=1_000_000.0)
    start, used = time.monotonic(), time.process_time()
    rows = client.get_all("crm.deal.list", params={"filter": {"<=ID": int(last)}, "select": ["*", "UF_*"]})
    assert len({row["ID"] for row in rows}) == len(rows)
    print(len(rows), time.monotonic() - start, time.process_time() - used)


main(*sys.argv[1:])
